"""What the front of a document says of it: title, subtitle, author, date, read off its blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.layout.bylines import DATE, iso, read_byline
from inquit.layout.lines import BLANK
from inquit.layout.marks import dateline
from inquit.record import Block

_FRONT = ("title", "subtitle", "byline")
_UNDERLINE = re.compile(r"\s+(?:={3,}|-{3,})$")


def read_front_matter(text: str, blocks: Sequence[Block]) -> dict[str, str]:
    """`title`, `subtitle`, `author`, `date`, those that the document says. A date is ISO 8601 where it is complete."""
    found: dict[str, str] = {}
    for block in blocks:
        if block.kind not in _FRONT:
            continue
        words = " ".join(text[block.start : block.end].strip(BLANK).split())
        if block.kind in ("title", "subtitle"):
            found.setdefault(block.kind, _UNDERLINE.sub("", words.lstrip("# ").strip("*_")))
        elif byline := read_byline(words):
            if byline.names:
                found.setdefault("author", byline.names)
            if byline.date:
                found.setdefault("date", byline.date)
    first = next((block for block in blocks if block.kind == "paragraph"), None)
    if first is not None and "date" not in found:
        line = dateline(text[first.start : min(first.end, first.start + 200)])
        if line and line["date"]:
            date = DATE.fullmatch(line["date"])
            found["date"] = iso(date) if date else line["date"]
    return found
