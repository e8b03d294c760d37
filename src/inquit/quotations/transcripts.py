"""Turns of a transcript: paragraphs that open with a speaker's label ("FOREIGN MINISTER: …", "Q: …")."""

from __future__ import annotations

import re

from inquit.quotations.drafts import Draft
from inquit.quotations.words import Words
from inquit.record import Block

_LABEL = re.compile(
    r"\s*(Q|A|[A-Z][A-Z.'’\-‑]+(?:[ ][A-Z][A-Z.'’\-‑]*){0,5}(?:[ ]\([^()\n]{1,60}\))?"
    r"|(?:Mr|Mrs|Ms|Dr|Sir|The)\.?[ ][A-Z][\w’'\-]+(?:[ ][A-Z][\w’'\-]+){0,2}"
    r"|[A-Z][\w’'\-]+[ ][A-Z][\w’'\-]+)\s?:\s+(?=\S)"
)
FEWEST = 3  # labelled paragraphs, and a third of all, before a text counts as a transcript
_SPEECH = ("paragraph", "list_item", "block_quote")


def draft_turns(words: Words) -> list[Draft]:
    """Turns as block quotations. Nothing for a text that is no transcript."""
    blocks = [block for block in words.blocks if block.kind in _SPEECH] or _lines(words.text)
    labels = [_LABEL.match(words.text, block.start, block.end) for block in blocks]
    known = [match for match in labels if match]
    if len(known) < FEWEST or 3 * len(known) < len(blocks) or len({match[1] for match in known}) == len(known) > 6:
        return []
    drafts: list[Draft] = []
    for block, label in zip(blocks, labels, strict=True):
        start, end = label.end() if label else block.start, block.end
        while end > start and words.text[end - 1].isspace():
            end -= 1
        while start < end and words.text[start].isspace():
            start += 1
        if start >= end or (label is None and not drafts):
            continue
        if label is None:
            drafts[-1].parts.append((start, end))
        else:
            drafts.append(Draft([(start, end)], [], "block", 0.85, None, label.span(1), "colon"))
    return drafts


def _lines(text: str) -> list[Block]:
    found = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return [Block(f"b{at}", "paragraph", *span) for at, span in enumerate(found) if text[span[0] : span[1]].strip()]
