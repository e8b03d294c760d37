"""A quotation while it is put together, and its kind."""

from __future__ import annotations

import re

import msgspec

from inquit.quotations.report import Report
from inquit.quotations.words import Words
from inquit.record import QuotationFlag, QuotationKind, Span

_LETTER = re.compile(r"[^\W_]")


class Draft(msgspec.Struct):
    """A quotation while it is put together. `report`: its reporting clause; `rule`: for the speaker."""

    parts: list[Span]
    marked: list[Span]
    kind: QuotationKind
    score: float
    report: Report | None = None
    source: Span | None = None
    rule: str = ""
    flags: tuple[QuotationFlag, ...] = ()
    block: int | None = None

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


def kind_of(words: Words, draft: Draft) -> QuotationKind:
    """direct: no word of the content stands outside the marks."""
    for start, end in draft.parts:
        at = start
        for left, right in sorted(draft.marked):
            if right <= at or left >= end:
                continue
            if _LETTER.search(words.text[at : max(at, left)]):
                return "mixed"
            at = max(at, right)
        if at < end and _LETTER.search(words.text[at:end]):
            return "mixed" if draft.marked else "indirect"
    return "direct"
