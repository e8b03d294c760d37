"""Notes: footnotes and endnotes, editor's notes, corrections, sources, copyright lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from inquit.layout import marks
from inquit.layout.passages import Passage

_HEADING = re.compile(
    r"[#*\s]*(?:\d{1,2}\.?\s+)?(?:(?:end|foot)?notes|references|works\s+cited|bibliography|sources|citations|notes\s+and\s+references"
    r"|further\s+reading|external\s+links|see\s+also)[*\s:]*$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\[\^?[\w-]{1,12}\]|[⁰¹²³⁴-⁹]{1,3}")
_MOST = 1200  # characters: a longer passage is not a note, whatever it starts with


def mark_notes(passages: Sequence[Passage], text: str) -> None:
    """Give notes their kind. Unmarked ones are known by a heading above them or by their numbers at the end."""
    for passage in passages:
        if passage.kind is None and len(passage.text) <= _MOST and marks.is_note(passage.text):
            passage.kind = "note"
    _mark_under_heading(passages)
    _mark_footnotes(passages, Counter(_SIGN.findall(text)))


def _mark_under_heading(passages: Sequence[Passage]) -> None:
    """What stands under a last heading "Notes" or "References"."""
    for at in range(len(passages) - 2, max(len(passages) // 3, 0), -1):
        passage = passages[at]
        if passage.kind in (None, "heading") and passage.words <= 4 and _HEADING.match(passage.text):
            rest = passages[at + 1 :]
            if all(len(note.text) <= _MOST for note in rest):
                if passage.kind is None:
                    passage.kind = "heading"
                for note in rest:
                    if note.kind is None:
                        note.kind = "note"
            return


def _mark_footnotes(passages: Sequence[Passage], signs: Counter[str]) -> None:
    """Numbered passages: `[1] …` at the end or where the text refers to them, `1 See …` only in order, at the end."""
    tail = True
    held: list[tuple[int, Passage]] = []
    for passage in reversed(passages[1:]):
        if passage.kind in ("note", "bio"):
            continue
        found = marks.footnote(passage.text) if passage.kind is None and len(passage.text) <= _MOST else None
        if found is None:
            tail = False
            continue
        if found["bare"]:
            if tail:
                held.append((int(found["bare"]), passage))
        elif tail or signs[found[0].strip(" \t\u00a0:")] > 1:
            passage.kind = "note"
    numbers = [number for number, _ in held][::-1]
    if numbers and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1:
        for _, passage in held:
            passage.kind = "note"
