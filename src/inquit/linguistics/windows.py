"""Cutting a long text into windows that a spaCy pipeline can take, and stitching the results into one Doc again.

spaCy needs memory in step with the length of a text, refuses those over `nlp.max_length`, and its tokenizer needs
quadratic time on an unbroken run of symbols. A window ends at a blank line, else where a sentence, else a word ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

WINDOW = 40_000
LONGEST_RUN = 1_000
_RUN = re.compile(rf"\S{{{LONGEST_RUN},}}")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_SENTENCE_END = re.compile(r"[.!?…]['\"’”»)\]]?\s")
_SPACE = re.compile(r"(?<=\s)(?=\S)")


def windows(text: str, *, size: int = WINDOW) -> list[tuple[int, int]]:
    """`[start, end)` of windows of at most `size` characters that cover the whole text, in order.

    An unbroken run of over 1,000 characters is cut into windows of 1,000.
    """
    runs = [(match.start(), match.end()) for match in _RUN.finditer(text)]
    if len(text) <= size and not runs:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in [*runs, (len(text), len(text))]:
        while at < start:
            cut = start if start - at <= size else _cut(text, at, at + size)
            found.append((at, cut))
            at = cut
        while at < end:
            found.append((at, min(at + LONGEST_RUN, end)))
            at = found[-1][1]
    return found


def _cut(text: str, start: int, limit: int) -> int:
    """The best place in the second half of `text[start:limit]` to end a window."""
    for pattern in (_BLANK_LINE, _SENTENCE_END, _SPACE):
        ends = [match.end() for match in pattern.finditer(text, (start + limit) // 2, limit)]
        if ends:
            return ends[-1]
    return limit


def stitch(pieces: Sequence[Doc]) -> Doc:
    """One Doc of many, their texts one behind the other to the letter; layers and tensors are left behind."""
    if len(pieces) == 1:
        return pieces[0]
    # spaCy's own stub lacks `exclude`
    return Doc.from_docs(list(pieces), ensure_whitespace=False, exclude=["tensor", "user_data"])  # type: ignore[call-arg]
