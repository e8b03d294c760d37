"""What repeats from page to page (running headers, page numbers), and the bookmarks that are lines of the text."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import accumulate

from inquit.reading.raw import Region

EDGE = 2  # lines at the top and at the bottom of a page where something may run
LONGEST = 120
_DIGITS = re.compile(r"\d+")
_BARE_NUMBER = re.compile(
    r"[-–—|·•*_~\[\s]*(?:page|p\.|seite|стр\.)?\s*(\d{1,4})(?:\s*(?:/|of|von|из)\s*\d{1,4})?[-–—|·•*_~\]\s]*", re.I
)
_FIRST_NUMBER = re.compile(r"(\d{1,4})\s")
_LAST_NUMBER = re.compile(r"\s(\d{1,4})$")

Line = tuple[int, int]
Bookmark = tuple[str, int, int]  # title, depth from 1, index of the page (0 where it is not known)


def running_regions(pages: Sequence[str]) -> list[Region]:
    """Notes for the lines at the edges of pages that run through the document; offsets in the pages joined by "\\n".

    A line runs when it stands at the edge of a third of the pages and of three at least, its numbers aside. A number
    that counts on from page to page is the page's: bare, on two pages at least; in a line that begins or ends with it
    ("Chapter 2: The Sea 31"), on a third and on three at least.
    """
    edges = [_edges(page) for page in pages]
    seen: dict[tuple[str, str], int] = defaultdict(int)
    counted: dict[tuple[str, int], int] = defaultdict(int)
    for number, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        for side, text in {(side, _shape(page[start:end])) for side, (start, end) in lines}:
            seen[side, text] += 1
        for place, offset in {
            (place, value - number) for _, (start, end) in lines for place, value in _numbers(page[start:end])
        }:
            counted[place, offset] += 1
    often = max(3, len(pages) / 3)
    found: list[Region] = []
    at = 0
    for number, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        kept: set[Line] = set()
        for side, (start, end) in lines:
            line = page[start:end]
            numbers = _numbers(line)
            counts = any(
                counted[place, value - number] >= (2 if place == "bare" else often) for place, value in numbers
            )
            bare = any(place == "bare" for place, _ in numbers)
            if counts or (not bare and seen[side, _shape(line)] >= often):
                kept.add((start, end))
        found += [Region("note", at + start, at + end) for start, end in sorted(kept)]
        at += len(page) + 1
    return found


def heading_regions(pages: Sequence[str], titles: Sequence[Bookmark], taken: Sequence[Region]) -> list[Region]:
    """Headings for the bookmarks that are lines of the text, each after the one before it and not before its page."""
    if not titles:
        return []
    text = "\n".join(pages)
    starts = list(accumulate((len(page) + 1 for page in pages), initial=0))
    used = {region.start for region in taken}
    lines: dict[str, deque[Line]] = defaultdict(deque)
    for match in re.finditer(r"[^\n]+", text):
        if match.end() - match.start() <= 2 * LONGEST and (key := _plain(match[0])):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            if start not in used:
                lines[key].append((start, match.start() + len(match[0].rstrip())))
    found: list[Region] = []
    after = 0
    for title, depth, page in titles:
        candidates = lines.get(_plain(title), deque())
        after = max(after, starts[page])
        while candidates and candidates[0][0] < after:
            candidates.popleft()
        if candidates:
            start, after = candidates.popleft()
            found.append(Region("heading", start, after, max(depth, 1)))
    return found


def _edges(page: str) -> list[tuple[str, Line]]:
    """The first and last lines that are not blank, with their side ("top", "bottom"), trimmed."""
    top: list[Line] = []
    bottom: list[Line] = []
    at = 0
    while len(top) < EDGE and at < len(page):
        end = page.find("\n", at)
        end = end if end >= 0 else len(page)
        _keep(page, at, end, top)
        at = end + 1
    end = len(page)
    while len(bottom) < EDGE and end > 0:
        start = page.rfind("\n", 0, end) + 1
        _keep(page, start, end, bottom)
        end = start - 1
    lines = [("top", line) for line in top] + [("bottom", line) for line in bottom if line not in top]
    return [(side, line) for side, line in lines if line[0] < line[1]]


def _keep(page: str, start: int, end: int, lines: list[Line]) -> None:
    raw = page[start:end]
    line = raw.strip()
    if line and len(line) <= LONGEST:
        lead = len(raw) - len(raw.lstrip())
        lines.append((start + lead, start + lead + len(line)))
    elif line:
        lines.append((start, start))  # a long line runs nowhere, but it is the edge


def _shape(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()).casefold())


def _numbers(line: str) -> list[tuple[str, int]]:
    """The numbers that may be the page's: a bare one, or those that the line begins and ends with."""
    if bare := _BARE_NUMBER.fullmatch(line):
        return [("bare", int(bare[1]))]
    matches = [("first", _FIRST_NUMBER.match(line)), ("last", _LAST_NUMBER.search(line))]
    return [(place, int(match[1])) for place, match in matches if match]


def _plain(line: str) -> str:
    return "".join(char for char in line.casefold() if char.isalnum())
