"""Quotation marks: which one opens, which one closes, what stands in them. It does not judge what the marks mean.

A stack over the original characters, block by block. Apostrophes, primes and elisions are no marks; a mark without its
partner is mended inside its block. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from inquit.record import Block, QuotationFlag, Span


class Marked(msgspec.Struct, frozen=True):
    """A stretch in quotation marks.

    `start, end` is the content without the marks `open` and `close`; the mark that is missing is "". `depth` counts
    from 0; `parent` and `continues` are indices in the tuple that `find_marks` returns: of the stretch around this
    one, and of the one in the block before that this one goes on with.
    """

    open: str
    start: int
    end: int
    close: str
    depth: int = 0
    parent: int | None = None
    flags: tuple[QuotationFlag, ...] = ()
    continues: int | None = None

    @property
    def outer(self) -> Span:
        """The stretch with its marks."""
        return self.start - len(self.open), self.end + len(self.close)


_MARK = re.compile(r"([\"“”„‟«»‹›'‘’‚‛「」『』＂`])\1{3,}|``|''|[\"“”„‟«»‹›'‘’‚‛「」『』＂]")
_DEEPEST = 12  # more open marks than this are never nesting: the older half waits no longer
_FAMILY = dict.fromkeys(('"', "“", "”", "„", "‟", "``", "''", "＂"), "double")
_FAMILY |= dict.fromkeys("'‘’‚‛", "single")
_FAMILY |= {"«": "guillemet", "»": "guillemet", "‹": "angle", "›": "angle"}
_FAMILY |= {"「": "corner", "」": "corner", "『": "white corner", "』": "white corner"}
_ONLY_OPENS = frozenset("„‚‛「『") | {"``"}
_ONLY_CLOSES = frozenset("」』")
_ELISION = re.compile(r"(?:\d\ds?|tis|twas|twere|twill|em|til|till|cause|bout|round|n|neath|cos|tween|nuff)\b", re.I)
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]{0,4}\s{1,4}(?=[\"“„‘«(\[]{0,2}[^\W\d_a-zà-ÿ])")
_REMARK = re.compile(r"\s\([^()]{0,400}\)?[.!?]?\s*\Z")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_BEFORE_OPENER = frozenset("([{<—–―-/=:;,…") | frozenset("\"“„‘«‹'‚「『")
_FIRST = re.compile(r"\s*(\S?)")
_NO_PROSE = ("pull_quote",)


class _Open:
    """A mark that waits for its partner."""

    __slots__ = ("family", "index", "mark")

    def __init__(self, mark: str, family: str, index: int) -> None:
        self.mark, self.family, self.index = mark, family, index


class _Draft:
    """A stretch while its block is read; `end` is -1 until it is known."""

    __slots__ = ("close", "continues", "end", "flags", "open", "parent", "start")

    def __init__(self, open: str, start: int, parent: int | None) -> None:
        self.open, self.start, self.parent = open, start, parent
        self.end = -1
        self.close = ""
        self.flags: tuple[QuotationFlag, ...] = ()
        self.continues: int | None = None


def find_marks(text: str, blocks: Sequence[Block] = ()) -> tuple[Marked, ...]:
    """All stretches in quotation marks, by start. Without blocks, blank lines part the text. Never raises."""
    pieces = [(block.start, block.end, block.kind not in _NO_PROSE) for block in blocks] or _paragraphs(text)
    drafts: list[_Draft] = []
    waiting: tuple[str, int] | None = None  # the outermost stretch that the block before left open
    for at, (start, end, prose) in enumerate(pieces):
        following = next((piece for piece in pieces[at + 1 : at + 4] if piece[2]), None) if prose else None
        goes_on = _FIRST.match(text, following[0])[1] if following else ""  # type: ignore[index]
        first = len(drafts)
        left = _read_block(text, start, end, goes_on, drafts)
        if prose:
            new = drafts[first] if len(drafts) > first else None
            if waiting and new and _same_kind(new.open, waiting[0]):
                opens = not text[start : new.start - len(new.open)].strip()
                new.continues = waiting[1] if opens else None
            waiting = left
    return _finished(drafts)


def _paragraphs(text: str) -> list[tuple[int, int, bool]]:
    found, at = [], 0
    for gap in _BLANK_LINE.finditer(text):
        found.append((at, gap.start(), True))
        at = gap.end()
    return [*found, (at, len(text), True)]


def _read_block(text: str, start: int, end: int, goes_on: str, drafts: list[_Draft]) -> tuple[str, int] | None:
    """Add the stretches of one block; return the mark and index of the one that the next block continues."""
    found = [(match.start(), match[0]) for match in _MARK.finditer(text, start, end) if not match[1]]  # no ornaments
    if not found:
        return None
    first = len(drafts)
    stack: list[_Open] = []
    counts: dict[str, int] = {}
    closers_ahead = _single_closers(text, start, end, found)
    ends: list[int] | None = None
    last = start  # the end of the last stretch, for closers without a partner
    for at, mark in found:
        before = text[at - 1] if at > start else " "
        after = text[at + len(mark)] if at + len(mark) < end else " "
        family = _FAMILY[mark]
        role = _role(text, at, mark, before, after, counts.get(family, 0), stack, closers_ahead)
        if role == "open":
            if len(stack) >= _DEEPEST:
                for frame in stack[: _DEEPEST // 2]:
                    counts[frame.family] -= 1
                del stack[: _DEEPEST // 2]
            stack.append(_Open(mark, family, len(drafts)))
            counts[family] = counts.get(family, 0) + 1
            drafts.append(_Draft(mark, at + len(mark), stack[-2].index if len(stack) > 1 else None))
        elif role == "close" and counts.get(family, 0):
            while True:
                top = stack.pop()
                counts[top.family] -= 1
                if top.family == family:
                    break
            drafts[top.index].end, drafts[top.index].close = at, mark
            last = at + len(mark)
        elif role == "close" and family != "single":
            if ends is None:
                ends = [match.end() for match in _SENTENCE_END.finditer(text, start, end)]
            place = bisect_left(ends, at)
            begin = max(last, ends[place - 1] if place else start)
            draft = _Draft("", at - len(text[begin:at].lstrip()), None)
            draft.end, draft.close, draft.flags = at, mark, ("unopened",)
            if draft.start < at:
                drafts.append(draft)
            last = at + len(mark)
    return _mend(text, start, end, goes_on, drafts, first)


def _role(
    text: str, at: int, mark: str, before: str, after: str, opened: int, stack: list[_Open], ahead: dict[int, bool]
) -> str:
    """ "open", "close" or "" (no mark), from the characters around and from what is open."""
    if mark in _ONLY_OPENS:
        return "open" if mark in "「『" or not (before.isalnum() and after.isalnum()) else ""
    if mark in _ONLY_CLOSES:
        return "close"
    if _FAMILY[mark] == "single":
        if mark == "‘" and opened and next(frame.mark for frame in reversed(stack) if frame.family == "single") in "‚‛":
            return "close"
        return _single_role(text, at, mark, before, after, opened, ahead)
    may_open = (before.isspace() or before in _BEFORE_OPENER) and not after.isspace()
    may_close = not before.isspace() and not after.isalnum()
    if mark in "«»‹›":
        if opened:
            partner = next(frame.mark for frame in reversed(stack) if frame.family == _FAMILY[mark])
            return "open" if partner == mark else "close"
        return "open" if mark in "«‹" or (may_open and not may_close) else "close"
    if mark == "“":
        if not opened:
            return "open"
        low = stack[-1].mark == "„" or stack[-2:][0].mark == "„"
        return "close" if low or (may_close and not may_open) else "open"
    if mark in ("”", "''"):
        if opened:
            return "close"
        return "open" if may_open and not may_close else "close"
    if before.isdigit() and not (opened and after in " .,;:!?)"):  # 6" and 5'6"
        return ""
    if before.isdigit() and re.search(r"\d['’′]\s?\d{1,2}\Z", text[max(0, at - 6) : at]):
        return ""
    if opened:
        return "open" if may_open and not may_close and _strictly_outside(text, at, before) else "close"
    return "open" if may_open or not may_close else "close"


def _strictly_outside(text: str, at: int, before: str) -> bool:
    return before.isspace() or before in "([“‘'"


def _single_role(text: str, at: int, mark: str, before: str, after: str, opened: int, ahead: dict[int, bool]) -> str:
    if before.isalnum() and after.isalnum():
        return ""
    if opened and not before.isspace() and not after.isalnum() and mark != "‘":
        if before in "sS" and after == " " and text[at + 2 : at + 3].islower() and ahead.get(at):
            return ""  # the plural's possessive: a better closer follows
        return "" if before.isdigit() and mark == "'" and after.isdigit() else "close"
    if before.isalnum() or after.isspace() or mark == "’":
        return ""
    if _ELISION.match(text, at + 1):
        return ""
    return "open" if after.isalnum() or after in '“"[…¡¿(' else ""


def _single_closers(text: str, start: int, end: int, found: list[tuple[int, str]]) -> dict[int, bool]:
    """For each single mark: does another one that can close follow it before one that can open?"""
    ahead: dict[int, bool] = {}
    follows = False
    for at, mark in reversed(found):
        if mark not in ("'", "’", "‘"):
            continue
        ahead[at] = follows
        after = text[at + 1] if at + 1 < end else " "
        before = text[at - 1] if at > start else " "
        if mark == "‘" or (mark == "'" and before.isspace()):
            follows = False
        elif not before.isspace() and not after.isalnum():
            follows = True
    return ahead


def _mend(text: str, start: int, end: int, goes_on: str, drafts: list[_Draft], first: int) -> tuple[str, int] | None:
    """Give the open stretches of the block just read an end. Single marks without a partner are apostrophes."""
    left: tuple[str, int] | None = None
    ends: list[int] | None = None
    limit = end  # where the next stretch begins
    opening = _FIRST.match(text, start, end).start(1)  # type: ignore[union-attr]  # the pattern matches anything
    for index in range(len(drafts) - 1, first - 1, -1):
        draft = drafts[index]
        if not draft.open or _FAMILY[draft.open] == "single":
            continue
        if draft.end < 0 and limit == end and draft.parent is None and _same_kind(goes_on, draft.open):
            draft.end = _trimmed(text, draft.start, end)
            left = (draft.open, index)
        elif draft.end < 0:
            draft.flags = ("unclosed",)
            if ends is None:
                ends = [match.end() for match in _SENTENCE_END.finditer(text, start, end)]
            place = bisect_right(ends, draft.start)
            whole = draft.start - len(draft.open) == opening
            stop = min(limit, end if whole or place == len(ends) else ends[place])
            window = max(draft.start, stop - 420)
            remark = _REMARK.search(text, window, stop) if text.rfind("(", window, stop) >= 0 else None
            draft.end = _trimmed(text, draft.start, remark.start() if remark else stop)
        limit = draft.start - len(draft.open)
    return left


def _finished(drafts: list[_Draft]) -> tuple[Marked, ...]:
    kept = [index for index, draft in enumerate(drafts) if draft.end > draft.start]
    kept.sort(key=lambda index: (drafts[index].start, -drafts[index].end))
    place: dict[int, int] = {}
    found: list[Marked] = []
    for index in kept:
        draft = drafts[index]
        around = draft.parent
        hops = 0
        while around is not None and (around not in place or drafts[around].end < draft.end):
            around = drafts[around].parent if hops < 8 else None
            hops += 1
        parent = place[around] if around is not None else None
        place[index] = len(found)
        found.append(
            Marked(
                draft.open,
                draft.start,
                draft.end,
                draft.close,
                found[parent].depth + 1 if parent is not None else 0,
                parent,
                draft.flags,
                place.get(draft.continues) if draft.continues is not None else None,
            )
        )
    return tuple(found)


def _same_kind(first: str, second: str) -> bool:
    return bool(first) and _FAMILY.get(first) == _FAMILY.get(second)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
