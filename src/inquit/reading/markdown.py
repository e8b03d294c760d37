"""Markdown: the text with its marks, which the layout understands; what the front matter says goes to meta."""

from __future__ import annotations

import re
from typing import Any

from inquit.reading.decoding import decode
from inquit.reading.parsed import Options, Parsed
from inquit.reading.raw import Region

KEYS = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "author",
    "authors": "author",
    "date": "date",
    "lang": "language",
    "language": "language",
}
MAX_LINES = 200
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_PAIR = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_OTHER = re.compile(r"[ \t]+\S.*|[ \t]*(?:#.*)?")


def parse(data: bytes, options: Options) -> Parsed:
    """Read a Markdown file. Front matter (`---`, lines of `key: value`, `---`) becomes a note. Raises Refused."""
    text, notices = decode(data, options.encoding)
    meta, end = front_matter(text)
    structure = (Region("note", 0, end),) if end else ()
    return Parsed(text, meta, structure, tuple(notices))


def front_matter(text: str) -> tuple[dict[str, Any], int]:
    """What the front matter says (title, subtitle, author, date, language), and where it ends; `({}, 0)` without one.

    A tiny part of YAML: scalars, and lists as `[a, b]` or lines of `- a`. Anything else in it is passed over; a text
    that begins with a rule of dashes but has other lines before the next is no front matter.
    """
    if not text.startswith("---"):
        return {}, 0
    found: dict[str, list[str]] = {}
    key = ""
    at = 0
    for number in range(MAX_LINES):
        newline = text.find("\n", at)
        end = newline if newline >= 0 else len(text)
        line = text[at:end].removesuffix("\r")
        if number == 0:
            if not re.fullmatch(r"---[ \t]*", line):
                return {}, 0
        elif _FENCE.fullmatch(line):
            if not found:
                return {}, 0
            meta = {KEYS[name]: ", ".join(values) for name, values in found.items() if name in KEYS and values}
            return meta, at + len(line.rstrip())
        elif pair := _PAIR.fullmatch(line):
            key = pair[1].lower()
            found[key] = _values(pair[2] or "")
        elif key and (item := _ITEM.fullmatch(line)):
            found[key] += _values(item[1])
        elif not _OTHER.fullmatch(line):
            return {}, 0
        if newline < 0:
            break
        at = newline + 1
    return {}, 0


def _values(raw: str) -> list[str]:
    raw = raw.strip()
    if raw.startswith("[") and raw.endswith("]"):
        return [value for part in raw[1:-1].split(",") if (value := _scalar(part))]
    value = _scalar(raw)
    return [value] if value else []


def _scalar(raw: str) -> str:
    raw = raw.strip()
    if len(raw) > 1 and raw[0] == raw[-1] and raw[0] in "\"'":
        return raw[1:-1].strip()
    if raw in (">", "|", ">-", "|-", "~", "null"):
        return ""
    return raw.partition(" #")[0].strip()
