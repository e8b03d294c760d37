"""Who speaks at a place of the text: the speaker of the innermost quotation, else the author, else nobody known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from inquit.record import Block, Quotation

AUTHOR = "a0"
SILENT = frozenset({"title", "subtitle", "byline", "bio", "heading", "pull_quote"})


class Voice(msgspec.Struct, frozen=True):
    """`holder`: actor id or None; `quotation`: the innermost one's id or None; `silent`: no stance is read here."""

    holder: str | None
    quotation: str | None = None
    silent: bool = False


class Voices:
    """The voices of a document by character offset."""

    def __init__(self, blocks: Sequence[Block], quotations: Sequence[Quotation], author: str | None) -> None:
        self._author = author
        self._blocks = blocks
        self._block_starts = [block.start for block in blocks]
        self._starts, self._quotations = _innermost(quotations)

    def at(self, offset: int) -> Voice:
        """The voice at an offset."""
        number = bisect_right(self._block_starts, offset) - 1
        kind = self._blocks[number].kind if number >= 0 else "paragraph"
        if kind in SILENT:
            return Voice(None, silent=True)
        place = bisect_right(self._starts, offset) - 1
        quotation = self._quotations[place] if place >= 0 else None
        if quotation is not None:
            return Voice(quotation.speaker, quotation.id)
        return Voice(None if kind == "block_quote" else self._author)


def _innermost(quotations: Sequence[Quotation]) -> tuple[list[int], list[Quotation | None]]:
    """Boundaries, ascending, and the innermost quotation from each boundary on."""
    parts = sorted(((start, -end, number) for number, one in enumerate(quotations) for start, end in one.parts))
    starts: list[int] = []
    found: list[Quotation | None] = []
    stack: list[tuple[int, Quotation]] = []

    def mark(offset: int) -> None:
        starts.append(offset)
        found.append(stack[-1][1] if stack else None)

    for start, minus_end, number in parts:
        while stack and stack[-1][0] <= start:
            end, _ = stack.pop()
            mark(end)
        stack.append((-minus_end, quotations[number]))
        mark(start)
    while stack:
        end, _ = stack.pop()
        mark(end)
    return starts, found
