"""Gold coreference as raw text with spans: GUM's `Entity` fields in CoNLL-U, and LitBank's brat files."""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path

from inquit.evaluation.gold.conllu import PARAGRAPH_BREAK, read_treebank
from inquit.evaluation.gold.entities import entity_mentions


class Gold:
    """A text with its mentions `(start, end, entity)`.

    `source`: "gum" or "litbank"; `named`: the entities with a mention that is no pronoun.
    """

    def __init__(
        self, id: str, source: str, text: str, mentions: list[tuple[int, int, str]], named: frozenset[str]
    ) -> None:
        self.id, self.source, self.text, self.named = id, source, text, named
        self.mentions = sorted(mentions, key=lambda span: (span[0], -span[1]))
        self.exact = {(start, end): entity for start, end, entity in self.mentions}
        self.starts = [span[0] for span in self.mentions]
        self.longest = max((end - start for start, end, _ in self.mentions), default=0)

    def entity_of(self, offset: int) -> str | None:
        """The entity of the shortest mention around a character."""
        best: tuple[int, str] | None = None
        for at in range(bisect_right(self.starts, offset) - 1, -1, -1):
            start, end, entity = self.mentions[at]
            if offset - start > self.longest:
                break
            if end > offset and (best is None or end - start < best[0]):
                best = end - start, entity
        return best[1] if best else None


def read_gum(path: Path) -> list[Gold]:
    """The documents of a `.conllu` file of GUM, or of a folder of them. Raises GoldError, a ValueError."""
    return [
        Gold(
            document.id,
            "gum",
            document.text,
            [(one.start, one.end, one.entity) for one in entity_mentions(document, path)],
            frozenset(one.entity for one in entity_mentions(document, path) if not one.pronoun),
        )
        for document in read_treebank(path)
    ]


def read_litbank(folder: Path) -> list[Gold]:
    """The documents of a folder of LitBank's coreference in brat format. Raises ValueError.

    Its texts come tokenized: spaces before stops and inside marks are taken out, a line that opens with a mark begins
    a paragraph.
    """
    files = sorted(folder.rglob("*_brat.ann"))
    if not files:
        raise ValueError(f"no *_brat.ann file in {folder}")
    return [_litbank(path) for path in files]


def _litbank(path: Path) -> Gold:
    source = path.with_suffix(".txt").read_text(encoding="utf-8")
    text, offsets = _joined(source)
    mentions = []
    pronouns: set[tuple[str, str]] = set()
    named: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := _PRONOUN.match(line):
            pronouns.add((found[1], found[2]))
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := _BRAT.match(line):
            mentions.append((offsets[int(found[2])], offsets[int(found[3])], found[1]))
            if (found[2], found[3]) not in pronouns:
                named.add(found[1])
    return Gold(path.stem, "litbank", text, mentions, frozenset(named))


def _joined(source: str) -> tuple[str, list[int]]:
    """The text as it is printed, and for each offset of the source (and its end) the offset there."""
    pieces: list[str] = []
    offsets: list[int] = []
    size = 0
    for at, char in enumerate(source):
        offsets.append(size)
        after = source[at + 1 : at + 2]
        if char == "\n":
            char = PARAGRAPH_BREAK if after in _OPEN else " "
        elif char == " " and (after in _CLOSE or source[at - 1 : at] in _OPEN or _CLITIC.match(source, at + 1)):
            char = ""
        pieces.append(char)
        size += len(char)
    offsets.append(size)
    return "".join(pieces), offsets


_PRONOUN = re.compile(r"T\d+\tPRON_\w+ (\d+) (\d+)\t")
_BRAT = re.compile(r"T\d+\t(\S+-\d+) (\d+) (\d+)\t")
_CLITIC = re.compile(r"(?:['’](?:s|re|ve|ll|d|m)|n['’]t)\b", re.IGNORECASE)
_OPEN = frozenset({"“", "‘", "("})
_CLOSE = frozenset({",", ".", ";", ":", "!", "?", "”", ")", "’"})
