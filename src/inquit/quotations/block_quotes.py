"""Block quotations: passages set apart, introduced by "X said that" or a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.linguistics.quotation_marks import Marked
from inquit.quotations.drafts import Draft
from inquit.quotations.judgement import Nearby
from inquit.quotations.report import Report
from inquit.quotations.words import Words
from inquit.record import Block, QuotationFlag

REACH = 400
_WRITER = re.compile(r"\s*(?:I|We|My|Our)\b")
_READER = re.compile(r"\b(?:you|your|Your|yours)\b")
_FOLLOWS = re.compile(
    r"\b(?:as follows|in these (?:words|terms)|thus|the following"
    r"|(?:passage|text|clause|letter|note|article) (?:runs|reads))\b[^.:]{0,60}:\Z"
)
_OPENER = "“\"‘'«„"
_CLOSER = "”\"’'»“"


def draft_blocks(words: Words, marks: Sequence[Marked], reports: list[Report]) -> list[Draft]:
    """One draft for each run of block quotes with one introduction."""
    nearby = Nearby(reports)
    drafts: list[Draft] = []
    previous: int | None = None  # the last block that is no pull quote
    running: Draft | None = None
    for index, block in enumerate(words.blocks):
        if block.kind == "pull_quote":
            continue
        if block.kind != "block_quote" and not (running is None and _announced(words, previous, block, nearby)):
            shouted = running is not None and words.text[block.start : block.end].isupper()
            if running is not None and (shouted or _goes_on(words.text, block.start, block.end)):
                running.parts.append(_inner(words, block.start, block.end, marks)[:2])
                continue
            running, previous = None, index
            continue
        start, end, flags = _inner(words, block.start, block.end, marks)
        if end <= start:
            continue
        if running is not None:
            running.parts.append((start, end))
            continue
        report = _introduction(words, previous, nearby) if previous is not None else None
        score = 0.9 if report else 0.55
        running = Draft([(start, end)], [], "block", score, report, None, "block-intro" if report else "", flags, index)
        if report:
            running.source = report.source
        drafts.append(running)
    return drafts


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a paragraph after a letter is still the letter's: it opens with its writer and speaks to its reader."""
    return bool(_WRITER.match(text, start, end) and _READER.search(text, start, end))


def _announced(words: Words, previous: int | None, block: Block, nearby: Nearby) -> bool:
    """Whether a plain paragraph is what the one before ends by announcing: "wrote:", "reads as follows:"."""
    if previous is None or block.kind not in ("paragraph", "heading") or words.blocks[previous].kind != "paragraph":
        return False
    text = words.text
    before = text[words.blocks[previous].start : words.blocks[previous].end].rstrip()
    if not before.endswith(":") or text[block.start] in _OPENER:
        return False
    if _FOLLOWS.search(before):
        return True
    report = _introduction(words, previous, nearby)
    return report is not None and report.source is not None and not report.own and bool(report.frames & {"say"})


def _inner(words: Words, start: int, end: int, marks: Sequence[Marked]) -> tuple[int, int, tuple[QuotationFlag, ...]]:
    """The block without space and, where one pair of marks spans it, without them."""
    text = words.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    low, high = 0, len(marks)
    while low < high:
        middle = (low + high) // 2
        if marks[middle].start <= start:
            low = middle + 1
        else:
            high = middle
    if low < len(marks) and low >= 0:
        for mark in marks[max(0, low - 1) : low + 1]:
            if mark.open and mark.outer[0] == start and mark.outer[1] >= end:
                return mark.start, mark.end, mark.flags
    if text[start] in _OPENER and text[start + 1 : start + 2].isupper():
        start += 1  # marks that run over several paragraphs
        if text[end - 1] in _CLOSER:
            end -= 1
    return start, end, ()


def _introduction(words: Words, previous: int, nearby: Nearby) -> Report | None:
    """The last reporting clause of the block before, if nothing else is said after it."""
    block = words.blocks[previous]
    end = block.end
    candidates = [report for report in nearby.around(max(block.start, end - REACH), end) if report.within is None]
    if not candidates:
        return None
    tail = words.text[max(block.start, end - 3) : end].rstrip()
    last_sentence = words.sentence(end - 1)[0]
    candidates = [report for report in candidates if not report.own] or candidates
    for report in reversed(candidates):
        rest = words.text[report.clause[1] : end]
        if rest.strip(" ,:;\n\t\xa0—–-") in ("", "that", "this", "as follows", "the following"):
            return report
        if (tail.endswith(":") or rest.rstrip().endswith("that")) and report.cue[0] >= last_sentence - 1:
            return report
    return None
