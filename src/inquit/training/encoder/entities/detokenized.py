"""Words of a tokenized set, put back into a text, and the tags of its columns, read as runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_CLOSES = re.compile(r"[,.;:!?%)\]}’”…°]+|[’'](?:s|re|ve|ll|d|m|t)|n[’']t|-R[RSC]B-", re.IGNORECASE)
_OPENS = re.compile(r"[(\[{“‘#]|``|(?:US|C|A|NZ|HK)?[$£€¥]|-L[RSC]B-")
_WRITTEN = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}


def detokenized(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The words as a text, spaced as in print, and the `[start, end)` of each in it."""
    text = ""
    spans = []
    inside = {'"': False, "'": False}
    glued = True
    for at, word in enumerate(words):
        opens, closes = bool(_OPENS.fullmatch(word)), bool(_CLOSES.fullmatch(word))
        word = _WRITTEN.get(word, word)
        if word in inside and not opens:
            owner = word == "'" and not inside[word] and at > 0 and words[at - 1][-1:] in "sS"
            closes = closes or owner or inside[word]
            opens = not closes
            inside[word] = opens
        elif word in inside:
            inside[word] = True
        if not (glued or closes):
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        glued = opens
    return text, spans


def runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The `first, last + 1, type` of each run of tags such as B-PER I-PER O; a run may begin with I- (IOB1).

    Raises `ValueError` for a tag of another form.
    """
    start, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        if prefix not in ("B", "I", "O") or (prefix == "O") == bool(name):
            raise ValueError(f"not a tag: {tag!r}")
        if kind and (name != kind or prefix == "B"):
            yield start, at, kind
            kind = ""
        if name and not kind:
            start, kind = at, name


def column_sentences(path: Path) -> Iterator[tuple[int, list[str], list[str]]]:
    """Sentences of a file with a word and its tag a line, a blank line between: line number, words, tags.

    Raises `ValueError` with file and line where a line has another number of cells.
    """
    words: list[str] = []
    tags: list[str] = []
    first = 1
    number = 0
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.split()
            if cells and len(cells) != 2:
                raise ValueError(f"{path}, line {number}: {len(cells)} cells, not a word and its tag")
            if cells:
                first = first if words else number
                words.append(cells[0])
                tags.append(cells[1])
            elif words:
                yield first, words, tags
                words, tags = [], []
    if words:
        yield first, words, tags
