"""A text's visible lines, with their indents and the blank lines between them. It joins nothing and judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Zero-width and bidirectional signs: `str.isspace` denies them, the eye does not see them.
INVISIBLE = "\u00ad\u061c\u180e\ufeff" + "".join(
    chr(code) for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069))
    for code in range(first, last + 1)
)  # fmt: skip
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
BLANK = _SPACES + "".join(chr(code) for code in range(0x2000, 0x200B)) + INVISIBLE
_TAB = 4
_END = re.compile(r"[.!?…。！？؟۔।]+[\"'”’»)\]*_]*(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]{1,3}|(?<=[.”])\d{1,2})?$")


class Line(NamedTuple):
    """A line with something to see. `text` is that; `start, end` also cover invisible characters beside it.

    `indent` is in columns. `apart`: a blank line (or the start of the text) precedes it.
    """

    start: int
    end: int
    indent: int
    apart: bool
    text: str


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The visible lines of `text[start:end]`; together they cover its every non-space character once."""
    lines: list[Line] = []
    apart, held = True, -1
    for first, raw in _raw_lines(text, start, len(text) if end is None else end):
        bare = raw.strip()
        if not bare:
            apart = True
            continue
        here = first + len(raw) - len(raw.lstrip())
        seen = bare.strip(BLANK)
        if not seen:  # only zero-width characters: blank to the eye, yet some line must cover them
            apart = True
            if lines:
                lines[-1] = lines[-1]._replace(end=here + len(bare))
            elif held < 0:
                held = here
            last = here + len(bare)
            continue
        indent = _columns(raw[: len(raw) - len(raw.lstrip(BLANK))])
        lines.append(Line(here if held < 0 else held, here + len(bare), indent, apart, seen))
        apart, held = raw.endswith("\u2029"), -1
    if not lines and held >= 0:
        lines.append(Line(held, last, 0, True, ""))
    return lines


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop or the like, closing marks and a footnote's number set aside."""
    return _END.search(text[-24:]) is not None


def _raw_lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for raw in text[start:end].splitlines(keepends=True):
        yield start, raw
        start += len(raw)


def _columns(margin: str) -> int:
    return sum(_TAB if char == "\t" else char not in INVISIBLE for char in margin if char not in "\r\n")
