"""Which reporting clause introduces which words in marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.linguistics.quotation_marks import Marked
from inquit.quotations.drafts import Draft
from inquit.quotations.extents import overlaps
from inquit.quotations.judgement import Nearby
from inquit.quotations.report import Report
from inquit.quotations.words import Words

_SENTENCE_STOP = re.compile(r"[.!?…][\"”’»)]{0,3}\s")
REACH = 320  # how far from its marks a reporting clause may stand, in characters


def best_report(
    words: Words, mark: Marked, nearby: Nearby, marks: Sequence[Marked], used: dict[int, Draft]
) -> tuple[Report | None, str]:
    """The reporting clause of a marked stretch: one whose content it is in, else one beside it, else one near."""
    start, end = mark.outer
    candidates = [
        report
        for report in (*nearby.around(start - REACH, start), *nearby.around(end, end + REACH))
        if report.within == mark.parent or (report.within is None and mark.parent is None)
    ]
    if "unopened" in mark.flags:
        ending = [
            report
            for report in nearby.around(mark.start, mark.end)
            if report.within is None and report.source and report.parts and _sentence_end(words, report) >= mark.end - 3
        ]
        if ending:
            return ending[-1], "inside"
    best: tuple[float, Report, str] | None = None
    for report in candidates:
        rank, nearness = _rank(words, mark, report, report.cue[0] in used)
        rank += 0.6 if report.source is None else 0.0
        if nearness and (best is None or rank < best[0]):
            best = rank, report, nearness
    return (best[1], best[2]) if best else (None, "")


def _rank(words: Words, mark: Marked, report: Report, taken: bool) -> tuple[float, str]:
    """(rank, nearness): lower is better; nearness "" means that the clause has nothing to do with the marks."""
    start, end = mark.outer
    text = words.text
    if report.cue[0] < start and end <= report.cue[1]:
        return 9.0, ""  # quoted in “The Mail” as saying
    if "name" in report.frames and not report.frames & {"say", "call"}:
        return 9.0, ""
    if report.cue[0] >= end:
        gap = text[end : report.clause[0]] if report.clause[0] >= end else ""
        if report.shape in ("that", "question"):
            return 9.0, ""  # the clause has its own content, behind it
        if "\n" in gap.strip(" \t") or "\n\n" in text[end : report.cue[0]]:
            return 9.0, ""  # the next paragraph's
        opener = gap.strip(" ,.;:!?—–-\n\t")
        ended = (text[mark.end - 1] == "." or "." in gap) and text[report.clause[0]].isupper()
        if report.clause[0] >= end and len(gap) < 8 and opener in ("", "as", "which", "which,") and not ended:
            return (0.0 if not taken else 2.0), "beside"
        if overlaps(report.parts, mark) and report.rule == "as-said" and not taken:
            return 0.3, "beside" if text[end : report.cue[0]].count(" ") < 12 else "inside"
        if overlaps(report.parts, mark):
            return 1.2, "inside"
        return 9.0, ""
    gap = text[report.cue[1] : start]
    if not report.frames & {"say", "weak", "manner", "call", "direct", "accuse", "express", "noun"}:
        return 9.0, ""
    if overlaps(report.parts, mark):
        bare = gap.strip(" ,:\n\t\xa0")
        if bare in ("", "that", "by", "in"):
            return 0.1 + (1.5 if taken else 0), "beside"
        return 0.5 + len(gap) / 1000, "inside"
    if len(gap) > REACH or (_SENTENCE_STOP.search(gap) and not _colon_ends(gap)) or _has_mark(gap):
        return 9.0, ""
    after = max(report.cue[1], report.clause[1] if report.clause[1] <= start else report.cue[1])
    bare = text[after:start].strip(" ,:\n\t\xa0—–")
    if bare in ("", "that", "this", "as", "it", "him", "me", "them", "her", "us") or gap.rstrip().endswith(":"):
        if "noun" in report.frames and not gap.rstrip().endswith(":") and bare != "that":
            return 3.0, "near" if report.source else ""
        return 0.4 + len(gap) / 1000 + (1.0 if taken else 0), "beside"
    if report.parts and report.parts[-1][1] <= start:
        return 9.0, ""
    if "say" in report.frames and not report.parts and gap.rstrip().endswith(",") and gap.count(" ") <= 8:
        return 0.45, "beside"  # he said to her on the stairs, “…”
    if "call" in report.frames and gap.count(" ") <= 14 and ":" not in gap and "," not in gap:
        return 0.8 + len(gap) / 1000, "inside"
    if gap.count(" ") <= 14 and not {"noun"} & report.frames:
        return 2.5 + len(gap) / 1000, "near"
    return 9.0, ""


def _sentence_end(words: Words, report: Report) -> int:
    return max(report.parts[-1][1], words.sentence(report.cue[0])[1])


def _colon_ends(gap: str) -> bool:
    return gap.rstrip().endswith(":") and "\n" not in gap.strip() and len(_SENTENCE_STOP.findall(gap)) <= 1


def _has_mark(gap: str) -> bool:
    return any(mark in gap for mark in '"“”«»„')
