"""Where a place of the text stands: in which sentence, paragraph and quotation, and whether in a heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc


class Positions:
    """The sentences, paragraphs and quotations of one text. `headings`: spans of titles and headings, in order."""

    def __init__(self, text: str, starts: Sequence[int], headings: Sequence[tuple[int, int]] = ()) -> None:
        self.text, self.starts = text, starts
        self.headings = headings
        self.quoted = [match.span() for match in _QUOTED.finditer(text)]
        self._quotes = [start for start, _ in self.quoted]
        self._paragraphs = [match.end() for match in _BREAK.finditer(text)]
        self._headings = [start for start, _ in headings]

    def sentence(self, offset: int) -> int:
        """The number of the sentence, from 1."""
        return bisect_right(self.starts, offset)

    def begin(self, sentence: int) -> int:
        """Where a sentence begins, by its number."""
        return self.starts[sentence - 1] if sentence else 0

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph."""
        return bisect_right(self._paragraphs, offset)

    def quote(self, offset: int) -> int:
        """The number of the quotation around an offset, from 1; 0 outside of all."""
        at = bisect_right(self._quotes, offset)
        return at if at and offset < self.quoted[at - 1][1] else 0

    def heading(self, offset: int) -> bool:
        """Whether an offset is in a heading."""
        at = bisect_right(self._headings, offset)
        return at > 0 and offset < self.headings[at - 1][1]

    def led(self, start: int, end: int) -> tuple[int, int]:
        """The quotations that words at `[start, end)` outside may lead in, and out of, by number; 0 for none.

        What is led in begins with a capital: a fragment may speak of its own speaker.
        """
        at = bisect_right(self._quotes, start)
        near = at < len(self.quoted) and self.quoted[at][0] - end < _INTO
        after = at + 1 if near and self.text[self.quoted[at][0] + 1 : self.quoted[at][0] + 2].isupper() else 0
        before = at if at and start - self.quoted[at - 1][1] < _OUT_OF else 0
        return after, before


def sentence_starts(doc: Doc, text: str) -> list[int]:
    """Where sentences begin: our own layer, else the base's, else at stops and line ends."""
    if doc._.sentences:
        return [sentence.start for sentence in doc._.sentences]
    if doc.has_annotation("SENT_START"):
        return [sent.start_char for sent in doc.sents]
    return [0, *(match.end() for match in re.finditer(r"[.!?]\s+|\n\n", text))]


_QUOTED = re.compile(r"“[^“”\n]*”?|\"[^\"\n]*\"")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_INTO, _OUT_OF = 40, 20  # characters
