"""Turns of a transcript: paragraphs that open with a speaker's label ("FOREIGN MINISTER: …", "Q: …", "Mr. Grey. …")."""

from __future__ import annotations

import re

import msgspec

from inquit.quotations.drafts import Draft
from inquit.quotations.lexicon import listed
from inquit.quotations.words import Words
from inquit.record import Block, Span

_ASIDE = r"(?:[ ]\([^()\n]{1,80}\))?"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Count|Countess|Baron|Baroness|Viscount|Viscountess|Prince|Princess|Duke"
    r"|Captain|Colonel|General|Admiral|Professor|Prof|Judge|Justice|Senator|Madame|Mme|Monsieur|Herr|Frau|President"
    r"|Minister|Chancellor|Ambassador|The|An|A)\.?"
)
_WORD = r"(?:[A-Z][\w'’\-‑]*|[A-Z]\.)"
_NAME = rf"{_TITLE}(?:[ ](?:{_WORD}|of|for|the|and|de|von|van))*[ ]{_WORD}"
_CAPITALS = r"(?:(?:An?|The)[ ])?[A-Z][A-Z.'’\-‑]+(?:,?[ ][A-Z][A-Z.'’\-‑]*){0,7}"
_PLAIN = rf"{_WORD}(?:[ ]{_WORD}){{0,2}}"
_LABEL = re.compile(
    rf"\s*(?:(?P<sure>Q|A|Question|Answer|{_CAPITALS}{_ASIDE})\s?:\s+"
    rf"|(?P<dashed>{_CAPITALS}{_ASIDE})[ ][—–][ ]"
    rf"|(?P<short>Q|A)\.\s+"
    rf"|(?P<titled>{_NAME}{_ASIDE})(?::|\.|\.?[ ]?[—–])\s+"
    rf"|(?P<plain>{_PLAIN}{_ASIDE})\s?:\s+)(?=\S)"
)
_TOLD = re.compile(rf"\s*(?P<who>{_NAME}|{_CAPITALS}){_ASIDE}[ ][a-z]")
_ACTION = re.compile(
    r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|[^a-z]*[A-Z]{3}[^a-z]*)\s*\Z"
)  # (Laughter.), a heading in capitals
_ARTICLES = ("the ", "an ", "a ")
_CHAIRS = listed(
    """speaker president chairman chairwoman chair house chamber committee motion assembly meeting sitting debate
    council clerk secretary senate session question amendment bill report"""
)
_SHOUTED = re.compile(r"[A-Z]{2,} [A-Z]{2,}")  # "LOWER HOUSE: OFFICIAL REPORT"
FEWEST = 3  # labelled paragraphs, and a quarter of all, before a text counts as a transcript
_SPEECH = ("paragraph", "list_item", "block_quote")
_LONGEST = 100  # characters of a label


class Turn(msgspec.Struct, frozen=True):
    """One labelled paragraph. `label`: its words; `start`: where what is said begins; `plain`: a name and a colon."""

    label: Span
    start: int
    plain: bool


def draft_turns(words: Words) -> list[Draft]:
    """Turns as block quotations. Nothing for a text that is no transcript."""
    blocks = [block for block in words.blocks if block.kind in _SPEECH] or _lines(words.text)
    turns = [_turn(words.text, block) for block in blocks]
    known = [turn for turn in turns if turn]
    labels = {words.text[turn.label[0] : turn.label[1]].partition(" (")[0].casefold() for turn in known}
    if len(known) < FEWEST:
        return []
    verbatim = 4 * len(known) >= len(blocks)
    if not verbatim:  # a report with stretches of verbatim: a paragraph without a label tells what happened
        turns = _in_runs(turns)
        known = [turn for turn in turns if turn]
    if len(labels) == len(known) and any(turn.plain for turn in known):
        return []  # a list with headwords
    drafts: list[Draft] = []
    running = False
    for block, turn in zip(blocks, turns, strict=True):
        start, end = turn.start if turn else block.start, block.end
        while end > start and words.text[end - 1].isspace():
            end -= 1
        while start < end and words.text[start].isspace():
            start += 1
        if start >= end:
            continue
        if turn is not None:
            drafts.append(Draft([(start, end)], [], "block", 0.9, None, turn.label, "header"))
            running = True
        elif running and not _is_told(words.text, block, labels) and verbatim:
            drafts[-1].parts.append((start, end))
        else:
            running = False
    return drafts


def _in_runs(turns: list[Turn | None]) -> list[Turn | None]:
    """The turns that stand in runs of `FEWEST` or more, each paragraph labelled; the others are none."""
    found: list[Turn | None] = [None] * len(turns)
    start = 0
    for at in range(len(turns) + 1):
        if at == len(turns) or turns[at] is None:
            if at - start >= FEWEST:
                found[start:at] = turns[start:at]
            start = at + 1
    return found


def _is_told(text: str, block: Block, labels: set[str]) -> bool:
    """Whether a paragraph without a label tells what happened: "Mr. Grey replied …", "The motion was lost."."""
    if _ACTION.match(text, block.start, block.end):
        return True
    found = _TOLD.match(text, block.start, block.end)
    if found is None:
        return False
    who = found["who"].casefold()
    return not who.startswith(_ARTICLES) or who in labels or who.rsplit(None, 1)[-1] in _CHAIRS


def _turn(text: str, block: Block) -> Turn | None:
    found = _LABEL.match(text, block.start, min(block.end, block.start + _LONGEST + 20))
    if found is None or _SHOUTED.match(text, found.end()):
        return None
    group = next(name for name in ("sure", "dashed", "short", "titled", "plain") if found[name])
    return Turn(found.span(group), found.end(), group == "plain")


def _lines(text: str) -> list[Block]:
    found = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return [Block(f"b{at}", "paragraph", *span) for at, span in enumerate(found) if text[span[0] : span[1]].strip()]
