"""Which words belong to a quotation: the marks alone, or the reported clause around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.linguistics.quotation_marks import Marked
from inquit.quotations.report import Report
from inquit.quotations.words import Words
from inquit.record import Span

_LETTER = re.compile(r"[^\W_]")


def extent(words: Words, mark: Marked, report: Report, nearness: str) -> list[Span]:
    """The parts of a quotation: the marks alone, or the whole reported clause around them."""
    alone = [(mark.start, mark.end)]
    if not overlaps(report.parts, mark):
        return alone
    if "unopened" in mark.flags:
        # the mark that closes says where the words end, whatever the clause; where they begin, the clause says
        begun = [start for start, _ in report.parts if report.cue[1] <= start < mark.end]
        return [(max(begun[-1], mark.start), mark.end)] if begun else alone
    text = words.text
    outer = mark.outer
    closed = text[mark.end - 1] in ".!?" or not _LETTER.search(text[outer[1] : outer[1] + 3])
    fragment = text[mark.start].islower() and report.rule != "as-said"  # The plan “is dead,” he said.
    parts: list[Span] = []
    for start, end in report.parts:
        start = _past_adjunct(words, start, mark)
        if not (start < outer[1] and outer[0] < end):
            parts.append((start, end))
            continue
        left = text[start : outer[0]]
        right = text[outer[1] : end]
        keep_left = bool(_LETTER.search(left)) and (fragment or report.cue[0] < outer[1])
        if report.cue[0] >= outer[1] and fragment:
            right = ""
        elif report.cue[0] >= outer[1] or (not keep_left and text[mark.end - 1] in ".!?,"):
            keep_left = False
            right = ""
        if report.rule == "as-said" and report.cue[0] >= outer[1]:
            return alone
        if not _LETTER.search(right) or (text[mark.end - 1] in ".!?" and closed and not keep_left):
            right = ""
        begin = start if keep_left else outer[0] if right else mark.start
        stop = end if right else (outer[1] if keep_left else mark.end)
        parts.append((begin, max(stop, mark.end)))
    if report.cue[0] >= outer[1] and not fragment:
        return alone
    return sorted(parts)


def _past_adjunct(words: Words, start: int, mark: Marked) -> int:
    """Content that is an adjunct and then the marks ("on the one hand, “…”") starts with the marks."""
    left = words.text[start : mark.outer[0]] if start < mark.outer[0] <= start + 60 else ""
    if not left.rstrip().endswith(",") or left.count(",") > 1:
        return start
    tokens = range(words.token_at(start), words.token_before(mark.outer[0]))
    if words.pos(tokens[0]) in ("ADP", "ADV", "SCONJ") and not any(words.pos(at) in ("VERB", "AUX") for at in tokens):
        return mark.start
    return start


def overlaps(parts: Sequence[Span], mark: Marked) -> bool:
    return any(start < mark.end and mark.start < end for start, end in parts)
