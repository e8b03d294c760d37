"""Lines put together into passages: the paragraphs, headings and items of a text, not yet told apart.

Blank lines part passages. Where there are none, the width at which lines are wrapped, indents, marks and full stops do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from inquit.layout import marks
from inquit.layout.bylines import is_byline_line
from inquit.layout.introductions import introduces
from inquit.layout.lines import Line, ends_sentence
from inquit.layout.titles import is_heading_like
from inquit.record import BlockKind, Span

_MAX_WRAP = 140  # columns; longer lines are whole paragraphs
_FULL = 0.72  # of the wrap width: proportional type was wrapped by its real width, not by its letters


@dataclass
class Passage:
    """One or more lines that belong together. `fixed`: the file's format told its kind; `region`: it told its ends."""

    lines: list[Line]
    kind: BlockKind | None = None
    level: int = 0
    of: Span | None = None
    fixed: bool = False
    region: bool = False
    introduced: bool = field(default=False)

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @cached_property
    def text(self) -> str:
        """Its visible words on one line."""
        return " ".join(line.text for line in self.lines)

    @cached_property
    def words(self) -> int:
        return self.text.count(" ") + 1

    @cached_property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.text)

    @property
    def indent(self) -> int:
        """Columns before its body: of the second line, where the first may be indented by custom."""
        return self.lines[0].indent if len(self.lines) == 1 else min(line.indent for line in self.lines[1:])


def wrap_width(lines: list[Line]) -> int:
    """The column at which the text was wrapped by hand; 0 where each line is a paragraph of its own."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.apart]
    if not pairs:
        return 0
    widths = sorted(len(line.text) for line, _ in pairs)
    width = widths[int(len(widths) * 0.9)]
    if not 24 <= width <= _MAX_WRAP or sum(len(line.text) > 1.5 * width for line in lines) * 10 > len(lines):
        return 0
    running = sum(
        len(a.text) > width * _FULL and not ends_sentence(a.text) and not marks.list_mark(b.text) for a, b in pairs
    )
    return width if running * 2 >= len(pairs) else 0


def gather(lines: list[Line]) -> list[Passage]:
    """The passages of a run of lines whose structure is unknown."""
    if not lines:
        return []
    width = wrap_width(lines)
    parted = any(line.apart for line in lines[1:])
    passages = [Passage([lines[0]])]
    for before, line in pairwise(lines):
        current = passages[-1].lines
        if not _runs_on(current, line) if line.apart else _parts(current, before, line, width, parted):
            passages.append(Passage([line], introduced=not line.apart and introduces(before.text)))
        else:
            current.append(line)
    return passages


def _runs_on(current: list[Line], line: Line) -> bool:
    """A sentence that a page break or a stray blank line interrupts."""
    last = current[-1].text
    return (
        line.text[0].islower()
        and len(last) >= 25
        and (
            last[-1].isalpha()
            or last[-1] == "-"
            or (last[-1] == "," and sum(len(part.text) for part in current[-4:]) > 150)
        )
        and line.indent <= current[0].indent + 1
        and not introduces(last)
        and not marks.list_mark(line.text)
        and (len(line.text) > 60 or ends_sentence(line.text))
        and sum(len(part.text) for part in current[-4:]) > 60
    )


def _parts(current: list[Line], a: Line, b: Line, width: int, parted: bool) -> bool:
    """Whether a new passage starts at `b`, which follows `a` without a blank line."""
    first = current[0].text
    if marks.is_rule(b.text) or marks.is_rule(a.text):
        return not (len(current) == 1 and marks.is_underline(b.text) and len(first) <= 120)
    if len(current) > 1 and marks.is_underline(a.text):
        return True
    if (a.text[0] == ">") != (b.text[0] == ">") or marks.heading_level(a.text) or marks.heading_level(b.text):
        return True
    if a.text[0] == ">":
        return False
    if marks.is_row(a.text) and marks.is_row(b.text):
        return False
    stopped = ends_sentence(a.text)
    full = bool(width) and len(a.text) + 1 + len(b.text.split(None, 1)[0]) > width * _FULL
    mark = marks.list_mark(b.text)
    if mark and (stopped or not full or a.text[-1] in ":;," or marks.list_mark(a.text)):
        return True
    bare = marks.list_mark(a.text)
    if bare and bare.end >= len(a.text):  # a number on a line of its own
        return False
    if marks.is_label(b.text) and (stopped or not full or marks.is_label(first)):
        return True
    if is_byline_line(b.text) or (is_byline_line(a.text) and len(current) == 1):
        return True
    if marks.is_note(b.text) and (stopped or not full):
        return True
    if width:
        return _parts_wrapped(current, a, b, stopped, full)
    if stopped or marks.is_salutation(a.text):
        return True
    if introduces(a.text):
        return True
    if b.text[0].islower() or a.text[-1] in ",-&":
        return False
    if len(a.text) > 120 or len(b.text) > 120:  # a line as long as a paragraph stands by itself
        return True
    return not parted


def _parts_wrapped(current: list[Line], a: Line, b: Line, stopped: bool, full: bool) -> bool:
    deeper = b.indent - a.indent
    if deeper > 0 and (stopped or not full or deeper > 1) and not marks.list_mark(current[0].text):
        return deeper > 1 or not b.text[0].islower() or introduces(a.text)
    if b.indent + 1 < a.indent and len(current) > 1 and current[-2].indent == a.indent:
        return True  # back from an indented block
    if full:
        return False
    if introduces(a.text):
        return True
    if stopped:
        return not b.text[0].islower()
    above = len(current) == 1 and a.apart and len(a.text) <= 80 and len(b.text) > 1.6 * len(a.text)
    return above and is_heading_like(a.text) and not b.text[0].islower()
