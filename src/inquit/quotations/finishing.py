"""From drafts to records: ids, parents, flags."""

from __future__ import annotations

import re

from inquit.quotations.drafts import Draft
from inquit.quotations.words import Words
from inquit.record import Quotation, QuotationFlag, Span

_ALTERED = re.compile(r"\[[^\[\]\n]{1,80}\]")


def flags_of(words: Words, draft: Draft) -> tuple[QuotationFlag, ...]:
    """The flags of a finished draft, in the record's order."""
    altered = any(_ALTERED.search(words.text, start, end) for start, end in draft.marked or draft.parts)
    flags: list[QuotationFlag] = [flag for flag in ("unclosed", "unopened") if flag in draft.flags]
    return (*flags, "altered") if altered and (draft.marked or draft.kind == "block") else tuple(flags)


def finished(words: Words, drafts: list[Draft]) -> tuple[Quotation, ...]:
    """Records, by start: ids q0, q1 …, with parents. Drafts whose words another one already holds are dropped."""
    drafts = sorted(drafts, key=lambda draft: (draft.start, -draft.end))
    found: list[Quotation] = []
    stack: list[int] = []
    for draft in drafts:
        while stack and found[stack[-1]].end <= draft.start:
            stack.pop()
        parent = next((at for at in reversed(stack[-6:]) if _holds(found[at], draft)), None)
        if parent is not None and draft.source is not None and found[parent].source == draft.source:
            continue  # the verb that opens the words in marks: X “agreed to …”
        if parent is not None and found[parent].start == draft.start and found[parent].end == draft.end:
            continue
        cue = draft.report.cue if draft.report else None
        parts = _apart(draft.parts)
        found.append(
            Quotation(
                id=f"q{len(found)}",
                kind=draft.kind,
                start=parts[0][0],
                end=parts[-1][1],
                parts=parts,
                marked=_apart(draft.marked),
                cue=cue,
                source=draft.source,
                parent=found[parent].id if parent is not None else None,
                score=round(draft.score, 3),
                via=draft.rule,
                flags=flags_of(words, draft),
            )
        )
        stack.append(len(found) - 1)
    return tuple(found)


def _apart(parts: list[Span]) -> tuple[Span, ...]:
    """The parts in text order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(parts):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _holds(around: Quotation, draft: Draft) -> bool:
    """Inside one part, and said there: the cue of the inner one stands inside too."""
    place = draft.report.cue if draft.report else (draft.start, draft.end)
    return any(start <= draft.start and draft.end <= end for start, end in around.parts) and (
        any(start <= place[0] and place[1] <= end for start, end in around.parts)
    )
