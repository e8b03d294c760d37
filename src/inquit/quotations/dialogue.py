"""Dialogue by dashes: "— We will sign, said the envoy. — When?", each paragraph another's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.quotations.drafts import Draft
from inquit.quotations.judgement import Nearby
from inquit.quotations.report import Report
from inquit.quotations.words import Words
from inquit.record import Span

_OPENS = re.compile(r"\s*[—–―][  ](?=\S)")
_AGAIN = re.compile(r"[.,;!?…]?\s[—–―]\s")
_ENDS = frozenset(",?!…—–―")
FEWEST = 2  # such paragraphs that make a dialogue where no words say who speaks
_SPEECH = frozenset({"paragraph", "list_item", "block_quote"})


def draft_dialogue(words: Words, reports: Sequence[Report]) -> list[Draft]:
    """A direct quotation for each paragraph that opens with a dash; the dash stands for the marks."""
    nearby = Nearby(list(reports))
    drafts = []
    for start, end in _paragraphs(words):
        opening = _OPENS.match(words.text, start, end)
        if opening is not None:
            drafts.append(_spoken(words.text, opening.end(), end, nearby))
    told = sum(draft.report is not None for draft in drafts)
    return drafts if told or len(drafts) >= FEWEST else []


def _paragraphs(words: Words) -> list[Span]:
    blocks = [(block.start, block.end) for block in words.blocks if block.kind in _SPEECH]
    return blocks or [match.span() for match in re.finditer(r"[^\n]+", words.text)]


def _spoken(text: str, start: int, end: int, nearby: Nearby) -> Draft:
    """What one paragraph says: up to its reporting clause, and again after the dash behind that."""
    while end > start and text[end - 1].isspace():
        end -= 1
    for report in nearby.around(start, end):
        place = report.clause[0]
        before = text[start:place].rstrip()
        if report.source is None or not before or before[-1] not in _ENDS or not report.frames & {"say", "manner"}:
            continue
        parts = [(start, start + len(before.rstrip(",—–― ")))]
        again = _AGAIN.search(text, max(report.clause[1], report.cue[1]) - 1, end)
        if again is not None and again.end() < end:
            parts.append((again.end(), end))
        return Draft(parts, list(parts), "direct", 0.85, report, report.source, report.rule)
    return Draft([(start, end)], [(start, end)], "direct", 0.6)
