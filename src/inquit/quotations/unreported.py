"""Words that the encoder hears as said where the rules see no reporting clause: "He could not attend."."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from inquit.linguistics.quotation_marks import Marked
from inquit.quotations.clauses import tidy
from inquit.quotations.drafts import Draft, kind_of
from inquit.quotations.report import Report
from inquit.quotations.roles import Roles, Stretches
from inquit.quotations.spans import MOST
from inquit.quotations.variants import whole
from inquit.quotations.words import Words
from inquit.record import Span

_SURE = 0.5  # of a content of the encoder, to be tried
_NEW = 0.3  # F1 of the characters of two stretches from which they are alike
_ON = 40  # characters from one quotation to where its speaker goes on
_BESIDE = 30  # characters from "I remind the Assembly that" to what follows
_NEAR = 150  # characters to the words that name who speaks
_SCORE = 0.4
_LOOKED = 12  # parts before a place that may reach over it


def draft_unreported(
    words: Words, marks: Sequence[Marked], roles: Roles, reports: Sequence[Report], drafts: Sequence[Draft]
) -> list[Draft]:
    """A draft for each content of the encoder that no other draft holds, with the source that stands near.

    What the author says ("I remind the Assembly that …") is none.
    """
    own = sorted(report.clause for report in reports if report.own)
    taken = sorted(part for draft in drafts for part in draft.parts)
    found = []
    for one in (*roles.said.found, *roles.within.found):
        near = _near(taken, one.start, one.end)
        mine = any(abs(one.start - end) <= _BESIDE for _, end in _near(own, one.start, one.end))
        if mine or one.score < _SURE or any(_alike(part, (one.start, one.end)) for part in near):
            continue
        parts = tidy(words, words.token_at(one.start), words.token_before(one.end))
        if not parts:
            continue
        start, end = whole(*parts[0], marks)
        low = bisect_left(marks, start, key=lambda mark: mark.start)
        high = bisect_left(marks, end, key=lambda mark: mark.start)
        inside = [
            (mark.start, mark.end) for mark in marks[low : min(high, low + MOST)] if mark.end <= end and not mark.depth
        ]
        source = _source(words, roles.sources, start, end)
        if source is None and not any(0 <= start - stop <= _ON for _, stop in near):
            continue  # nobody is said to speak, nor goes on
        draft = Draft([(start, end)], inside, "indirect", _SCORE, None, source, "encoder")
        draft.kind = kind_of(words, draft)
        found.append(draft)
    return found


def _near(taken: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    high = bisect_left(taken, (end, 0))
    return taken[max(0, high - _LOOKED) : high]


def _alike(one: Span, other: Span) -> bool:
    """Whether two stretches share so much that both are one quotation's, unless one is far longer: it may hold it."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared > _NEW * (one[1] - one[0] + other[1] - other[0])


def _source(words: Words, sources: Stretches, start: int, end: int) -> Span | None:
    """The source in the sentence of the content's edges that stands nearest to it, outside."""
    low, high = words.sentence(start)[0], words.sentence(end - 1)[1]
    near = sources.touching(max(low, start - _NEAR), min(high, end + _NEAR))
    outside = [sources.found[at] for at in near if sources.found[at].end <= start or sources.found[at].start >= end]
    best = min(outside, key=lambda one: max(start - one.end, one.start - end), default=None)
    return (best.start, best.end) if best is not None else None
