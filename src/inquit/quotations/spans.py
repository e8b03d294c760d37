"""Quotations from marks and reporting clauses: which words are one quotation, and of what kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from inquit.linguistics.quotation_marks import Marked
from inquit.quotations.drafts import Draft, kind_of
from inquit.quotations.extents import extent
from inquit.quotations.judgement import (
    Nearby,
    bare_score,
    is_named,
    is_possessed,
    is_predicate,
    is_title,
    reported_score,
)
from inquit.quotations.matching import best_report
from inquit.quotations.report import Report
from inquit.quotations.sources import before as phrase_before
from inquit.quotations.variants import whole
from inquit.quotations.words import Words
from inquit.record import Span

_SENTENCE_STOP = re.compile(r"[.!?…][\"”’»)]{0,3}\s")
_JOINT = re.compile(r"[\"”’»'“]?,?\s{1,3}(?:and|but|or)(?: that)?\s{1,3}\Z")
LEAST = 0.5
_TRIED = 0.1  # of a reporting clause by the rules, to be judged at all
Judge = Callable[[Draft], float]  # how probably a draft is a quotation (0..1)
_LABEL = 80  # characters of a name before a colon
MOST = 40  # parts of one quotation, stretches in one clause: more is noise, and would not be linear


def draft_quotations(
    words: Words, marks: Sequence[Marked], reports: list[Report], closed: Sequence[Span], judge: Judge
) -> list[Draft]:
    """All quotations but block quotations, by start. `closed`: blocks that hold no words of this kind, by start."""
    nearby = Nearby(reports)
    drafts: list[Draft] = []
    used: dict[int, Draft] = {}  # by the start of the report's cue
    last_top: Draft | None = None
    for index, mark in enumerate(marks):
        if _inside(closed, mark.start):
            continue
        draft = _of_mark(words, marks, index, mark, nearby, used, last_top, judge)
        if draft is None:
            continue
        if draft is not last_top:
            drafts.append(draft)
        if draft.report is not None:
            used[draft.report.cue[0]] = draft
        if mark.depth == 0:
            last_top = draft
    taken: dict[int, list[int]] = {}  # ends of the quotations so far, by start: their words are not reported twice
    for draft in drafts:
        taken.setdefault(draft.start, []).append(draft.end)
    for report in reports:
        if report.cue[0] in used or not report.parts or report.own or _inside(closed, report.cue[0]):
            continue
        draft = judged(_indirect(words, report, marks), judge)
        if draft is not None and not any(
            abs(draft.end - end) <= 4 for at in range(draft.start - 1, draft.start + 5) for end in taken.get(at, ())
        ):
            drafts.append(draft)
            taken.setdefault(draft.start, []).append(draft.end)
    drafts.sort(key=lambda draft: (draft.start, -draft.end))
    return drafts


def _inside(spans: Sequence[Span], place: int) -> bool:
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= place:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] <= place


def _of_mark(
    words: Words,
    marks: Sequence[Marked],
    index: int,
    mark: Marked,
    nearby: Nearby,
    used: dict[int, Draft],
    last: Draft | None,
    judge: Judge,
) -> Draft | None:
    if "unclosed" in mark.flags and (draft := _unclosed(mark, nearby)):
        return draft
    report, nearness = best_report(words, mark, nearby, marks, used)
    outer = marks[mark.parent] if mark.parent is not None else None
    if mark.continues is not None and last is not None and marks[mark.continues].start == last.marked[-1][0]:
        last.parts.append((mark.start, mark.end))
        last.marked.append((mark.start, mark.end))
        last.flags = tuple(flag for flag in (*last.flags, *mark.flags) if flag)[:3]
        return last
    if report is None and last is not None and last.marked and mark.depth == 0:
        between = words.text[last.end : mark.outer[0]] if last.end <= mark.outer[0] else "x"
        if _JOINT.match(between):  # “…” and “…”: two quotations with one reporting clause
            report, nearness = last.report, "beside"
            if report is not None:
                both = [(mark.start, mark.end)]
                return Draft(both, list(both), "direct", last.score, report, last.source, last.rule, mark.flags)
    if report is None:
        if last is not None and goes_on(words, last, mark):
            last.parts.append((mark.start, mark.end))
            last.marked.append((mark.start, mark.end))
            return last
        return None if outer is not None else judged(_unreported(words, mark), judge)
    if report.cue[0] in used:
        draft = used[report.cue[0]]
        if any(start <= mark.start and mark.end <= end for start, end in draft.parts):
            mine = mark.depth == 0 and len(draft.marked) < MOST
            if mine and not is_named(words, mark) and not is_title(words, mark):
                draft.marked.append((mark.start, mark.end))
                draft.kind = kind_of(words, draft)
            return None
        if goes_on(words, draft, mark) and (draft is last or mark.depth):
            draft.parts.append((mark.start, mark.end))
            draft.marked.append((mark.start, mark.end))
            return draft
    score = reported_score(words, mark, report, nearness)
    parts = extent(words, mark, report, nearness)
    draft = Draft(parts, [(mark.start, mark.end)], "direct", score, report, report.source, report.rule, mark.flags)
    if "unopened" in mark.flags and nearness == "inside":
        draft.marked = list(parts)
    draft.kind = kind_of(words, draft)
    return judged(draft, judge)


def judged(draft: Draft | None, judge: Judge) -> Draft | None:
    """The draft with its probability for a score; None where that is too low."""
    if draft is None:
        return None
    draft.score = judge(draft)
    return draft if draft.score >= LEAST else None


def _unclosed(mark: Marked, nearby: Nearby) -> Draft | None:
    """“I read it, she said.: the reporting clause stands where the mark should have closed."""
    for report in nearby.around(mark.start, mark.end):
        if report.shape == "around" and report.source and report.parts and report.parts[0][0] <= mark.start:
            parts = [(mark.start, max(report.parts[0][1], mark.start + 1))]
            return Draft(parts, list(parts), "direct", 0.75, report, report.source, report.rule, mark.flags)
    return None


def goes_on(words: Words, draft: Draft, mark: Marked) -> bool:
    """“…,” he said. “…”: only the reporting clause stands between this stretch and the one before."""
    report = draft.report
    if report is None or len(draft.parts) >= MOST or draft.kind != "direct" or report.cue[0] < draft.end:
        return False
    between = words.text[draft.end : mark.outer[0]]
    if is_title(words, mark) and between.strip(" ,.") != "":
        return False
    if len(between) > 360 or "\n" in between.strip():
        return False
    rest = words.text[max(report.clause[1], report.cue[1]) : mark.outer[0]]
    stops = len(_SENTENCE_STOP.findall(rest + " "))
    return stops <= 1 and (stops == 0 or bool(_SENTENCE_STOP.search(rest[-4:] + " "))) and rest.count(" ") <= 30


def _unreported(words: Words, mark: Marked) -> Draft:
    """Words in marks without a reporting clause: kept for their length and form, or for whose they are said to be."""
    score = bare_score(words, mark)
    source: tuple[int, int] | None = None
    rule = ""
    outside = words.token_before(mark.outer[0])
    floor = max(words.token_at(words.sentence(mark.outer[0])[0]), outside - 60)
    if document := _document_whereby(words, outside, floor):
        source, rule, score = document, "document", max(score, 0.65)
    elif label := _label(words, mark):
        source, rule, score = label, "colon", max(score, 0.85)
    elif is_predicate(words, mark):
        source, rule, score = phrase_before(words, outside, floor), "subject-of-marked", max(score, 0.6)
    elif is_possessed(words, mark):
        source, rule, score = phrase_before(words, outside - 1, floor), "possessor", max(score, 0.55)
    span = words.span(*source) if source else None
    return Draft([(mark.start, mark.end)], [(mark.start, mark.end)], "direct", score, None, span, rule, mark.flags)


def _label(words: Words, mark: Marked) -> tuple[int, int] | None:
    """ "Minister Ada Okoro: “…”": a name and a colon between the paragraph's beginning and the marks."""
    start = words.text.rfind("\n", 0, mark.outer[0]) + 1
    lead = words.text[start : mark.outer[0]].rstrip()
    if mark.depth or not lead.endswith(":") or len(lead) > _LABEL:
        return None
    first, last = words.token_at(start), words.token_before(start + len(lead) - 1) - 1
    if first > last or not words.is_capital(first):
        return None
    named = any(words.pos(at) == "PROPN" for at in range(first, last + 1)) or lead.isupper()
    spoken = any(words.pos(at) in ("VERB", "AUX") for at in range(first, last + 1))
    return (first, last) if named and not spoken else None


def _document_whereby(words: Words, outside: int, floor: int) -> tuple[int, int] | None:
    """ "the statement, whereby it “guarantees …”": the document is quoted."""
    for at in range(outside - 1, max(floor, outside - 6) - 1, -1):
        if words.lower[at] in ("whereby", "wherein"):
            place = at - 1 if at > floor and words.lower[at - 1] == "," else at
            return phrase_before(words, place, floor)
    return None


def _indirect(words: Words, report: Report, marks: Sequence[Marked]) -> Draft | None:
    if report.score < _TRIED or (report.source is None and report.shape != "question"):
        return None
    if not report.frames & {"say", "weak", "direct", "accuse", "express", "noun", "phrase"}:
        return None
    parts = [whole(start, end, marks) for start, end in report.parts]
    if parts[-1][1] - parts[0][0] < 8 or not any(" " in words.text[start:end] for start, end in parts):
        return None
    return Draft(parts, [], "indirect", report.score, report, report.source, report.rule)
