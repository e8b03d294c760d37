"""Headings (short lines without a full stop above what they name) and list items (lines with bullets or numbers)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from inquit.layout import marks
from inquit.layout.bylines import read_byline
from inquit.layout.introductions import introduces
from inquit.layout.passages import Passage
from inquit.layout.titles import PRONOUNS, SMALL, is_spoken, is_title_case

_MOST_WORDS = 14
_LONG_ITEM = 240  # characters: numbered passages longer than this are a speech's numbered paragraphs
_NUMBERED = re.compile(
    r"(?:(?:chapter|part|section|article|annex|appendix|book|volume|act|scene)\s+(?:\d{1,3}|[ivxlc]{1,6}|[a-z]|one|two|three|four|five"
    r"|six|seven|eight|nine|ten)\b)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:updated?\s+)?\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?$", re.IGNORECASE)


def mark_lists(passages: Sequence[Passage]) -> None:
    """Give list items their kind, and numbered headings theirs."""
    signs = [_sign(passage) if passage.kind is None else None for passage in passages]
    keys = [_family(sign) for sign in signs]
    numbered = [len(passage.text) for passage, key in zip(passages, keys, strict=True) if key == "number"]
    paragraphs = bool(numbered) and sum(numbered) > _LONG_ITEM * len(numbered)
    outline = not any(passage.stopped for passage in passages)
    at = 0
    for family, group in groupby(keys):
        count = len(list(group))
        run = passages[at : at + count]
        before = passages[at - 1] if at else None
        after = passages[at + count] if at + count < len(passages) else None
        at += count
        if family is None:
            continue
        if family == "number" and paragraphs and not (before is not None and before.text.endswith(":")):
            continue  # the numbered paragraphs of a speech or a report
        if outline and family == "number" and all(item.lines[0].apart and is_title_case(item.text) for item in run):
            continue  # a text of headings only
        if _is_list(family, run, [sign for sign in signs[at - count : at] if sign], before, after):
            for passage in run:
                passage.kind = "list_item"


def mark_headings(passages: Sequence[Passage]) -> None:
    """Give headings their kind."""
    shapes = [passage.kind is None and _has_shape(passage) for passage in passages]
    bare = [shape and not _is_marked(passage) for shape, passage in zip(shapes, passages, strict=True)]
    runs = _runs(bare)
    talk = _is_talk(passages, shapes)
    only = all(shape or passage.kind is not None for shape, passage in zip(shapes, passages, strict=True))
    for at, passage in enumerate(passages):
        if passage.kind is not None:
            continue
        level = marks.heading_level(passage.text)
        setext = len(passage.lines) == 2 and marks.is_underline(passage.lines[1].text)
        if level or setext:
            passage.kind, passage.level = "heading", level or (1 if passage.text[-1] == "=" else 2)
            continue
        if not shapes[at] or passage.region:
            continue
        if at + 1 == len(passages):
            if only and at and passages[at - 1].kind in ("heading", "title", "subtitle", "byline"):
                passage.kind = "heading"
            continue
        if _is_marked(passage) or (
            _heads(passage, passages[at + 1]) and (runs[at] <= 2 or only or passage.text.isupper()) and not talk
        ):
            if at and _interrupted(passages[at - 1]):
                continue
            passage.kind = "heading"


def _is_talk(passages: Sequence[Passage], shapes: list[bool]) -> bool:
    """Whether the text is the turns of a conversation, written without labels or full stops."""
    turns = [
        passage.words for passage, shape in zip(passages, shapes, strict=True) if passage.kind is None and not shape
    ]
    return len(turns) > 8 and sum(shapes) > 2 and median(turns) < 16


def _sign(passage: Passage) -> marks.ListMark | None:
    sign = marks.list_mark(passage.text)
    return sign if sign and sign.end < len(passage.text) else None


def _interrupted(before: Passage) -> bool:
    return before.kind in (None, "paragraph") and introduces(before.text)


def _heads(passage: Passage, after: Passage) -> bool:
    """Whether `after` can stand under the passage as its heading."""
    if after.kind in ("bio", "byline", "note"):
        return False
    first = after.text[0]
    if first.islower() or first in ",;)":
        return False
    return after.kind is not None or after.words > passage.words or after.stopped or _has_shape(after)


def _runs(shapes: list[bool]) -> list[int]:
    """For each passage, how many neighbours in a row have the shape of a heading."""
    lengths: list[int] = []
    for shape, group in groupby(shapes):
        count = len(list(group))
        lengths += [count if shape else 0] * count
    return lengths


def _is_marked(passage: Passage) -> bool:
    """A heading by a mark of its own: a number, "Chapter 2"."""
    return _is_numbered_heading(passage) or _NUMBERED.match(passage.text) is not None


def _is_numbered_heading(passage: Passage) -> bool:
    sign = marks.list_mark(passage.text)
    if sign is None or (sign.number is None and sign.sign != "1.1") or sign.sign.startswith("()"):
        return False
    rest = passage.text[sign.end :].strip()
    return len(passage.lines) == 1 and bool(rest) and rest[0].isupper() and _bare_shape(rest, numbered=True)


def _has_shape(passage: Passage) -> bool:
    """Short, begins like a title and ends without a stop."""
    text = passage.text.strip("*_ ")
    if len(passage.lines) > 2 or not text:
        return False
    if len(passage.lines) == 2 and (len(text) > 100 or len(passage.lines[0].text) < 12):
        return False
    sign = marks.list_mark(text)
    if sign:
        return _is_numbered_heading(passage)
    return _bare_shape(text)


def _bare_shape(text: str, *, numbered: bool = False) -> bool:
    if len(text) > 120 or text.count(" ") >= _MOST_WORDS or len(text) < 2:
        return False
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 2 or not (text[0].isupper() or text[0].isdigit() or text[0] in "“\"‘'¿¡–—-["):
        return False
    shouted = "".join(letters).isupper()
    if (
        text[-1] in ",;"
        or (text[-1] == ":" and (not is_title_case(text) or text.count(" ") > 6))
        or text.endswith(("--", "—"))
    ):
        return False
    brief = (shouted and text.count(" ") < 8 and len(letters) > 3) or (numbered and text.count(" ") < 4)
    if text[-1] in ".…" and not brief and not text.endswith("–."):
        return False
    if text[-1] == "!" or (text[-1] in '”"’' and text[-2] in ".!,?"):
        return False
    if text[-1] == "?" and not (is_title_case(text, 2) or numbered):
        return False
    if (text[0] in "–—-" and text[-1] not in "–—-.") or text[0] == "[" or text.count('"') % 2:
        return False
    if text[0] in "“\"‘'" and marks.quoted(text) == "open":
        return False
    if not (shouted or numbered or is_title_case(text)) and (
        text.count(" ") > 9 or text.split()[0].lower() in PRONOUNS
    ):
        return False
    if text.count(" ") > 2 and text.rsplit(None, 1)[-1] in SMALL:
        return False
    if not numbered and is_spoken(text) and not (shouted and text[-1] != ":" and " " in text):
        return False
    if marks.is_salutation(text) or marks.dateline(text):
        return False
    if marks.is_row(text) or marks.is_rule(text) or marks.is_note(text) or _CLOCK.match(text):
        return False
    found = read_byline(text)
    return not (found is not None and (found.explicit or found.names is None))


def _family(sign: marks.ListMark | None) -> str | None:
    if sign is None:
        return None
    return "number" if sign.number is not None or sign.sign == "1.1" else "bullet" if sign.sign not in "-–—" else "dash"


def _is_list(
    family: str, run: Sequence[Passage], signs: list[marks.ListMark], before: Passage | None, after: Passage | None
) -> bool:
    led = before is not None and before.text.endswith(":")
    if family == "bullet":
        return True
    if family == "dash":
        return len(run) > 1 or led or (signs[0].sign == "-" and run[0].words > 4)
    if sum(len(passage.text) for passage in run) > _LONG_ITEM * len(run):
        return led and sum(len(passage.text) for passage in run) < 3 * _LONG_ITEM * len(run)
    if any(sign.sign.startswith("()") for sign in signs) or led:
        return True
    if len(run) == 1:
        return signs[0].sign != "1.1" and run[0].stopped and len(run[0].text) < 160 and not _is_numbered_heading(run[0])
    if after is None or len(run) > 3 or not all(_is_numbered_heading(passage) for passage in run):
        return True
    follows = any(a.sign == b.sign and a.number is not None and b.number == a.number + 1 for a, b in pairwise(signs))
    return follows or not all(passage.lines[0].apart for passage in run)
