"""Block quotes: passages set apart, in somebody else's voice; told by what introduces them, by indents and by marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from inquit.layout import marks
from inquit.layout.introductions import introduces, points
from inquit.layout.passages import Passage

_DEEPER = 2  # columns
_FAR_DEEPER = 4
_MOST = 40  # passages that one opening mark may govern


def mark_block_quotes(passages: Sequence[Passage]) -> None:
    """Give block quotes their kind."""
    base, customary = _indents(passages)
    at = 0
    while at < len(passages):
        passage = passages[at]
        before = passages[at - 1] if at else None
        if passage.kind is not None:
            at += 1
            continue
        if (passage.text.startswith(">") and not passage.text.startswith(">>>")) or _is_deeper(
            passage, before, base, customary
        ):
            passage.kind = "block_quote"
        elif before is not None and _is_introduced(passage, before):
            passage.kind = "block_quote"
            at = _through_marks(passages, at)
        at += 1


def _through_marks(passages: Sequence[Passage], at: int) -> int:
    """Take in the paragraphs after `at` that each open with a mark, up to the one that closes it. The last index."""
    if marks.quoted(passages[at].text) != "open":
        return at
    sign = passages[at].text[0]
    for last in range(at + 1, min(at + _MOST, len(passages))):
        passage = passages[last]
        if passage.kind is not None or passage.text[0] != sign:
            return last - 1
        state = marks.quoted(passage.text)
        if state is None:
            return last - 1
        passage.kind = "block_quote"
        if state == "whole":
            return last
    return at


def _is_introduced(passage: Passage, before: Passage) -> bool:
    """Whether `before` breaks off, and this passage is what was said."""
    if before.kind not in (None, "paragraph", "list_item") or before.stopped:
        return False
    text = passage.text
    if (
        marks.list_mark(text)
        or marks.heading_level(text)
        or marks.is_label(text)
        or marks.is_row(text)
        or marks.is_rule(text)
    ):
        return False
    state = marks.quoted(text)
    if text[0] in marks.OPENING and state is None:
        return text[0].isalpha()
    if introduces(before.text):
        if marks.is_label(before.text) and before.words <= 4 and not passage.introduced:
            return False
        return (
            state is not None
            or not points(before.text)
            or (passage.words >= 8 and passage.stopped and passage.text[-1] not in "?")
        )
    return points(before.text) and before.words > 3 and state is not None and not marks.is_salutation(before.text)


def _is_deeper(passage: Passage, before: Passage | None, base: int, customary: bool) -> bool:
    """Whether the passage is indented as a whole, and more than the text around it."""
    depth = min(line.indent for line in passage.lines) - base
    if depth < _DEEPER or marks.list_mark(passage.text) or marks.is_row(passage.text):
        return False
    led = before is not None and not before.stopped and (introduces(before.text) or points(before.text))
    if (
        before is not None
        and before.kind == "block_quote"
        and min(line.indent for line in before.lines) - base >= _DEEPER
    ):
        return not customary or len(passage.lines) > 1
    if len(passage.lines) > 1:
        return led or depth >= _FAR_DEEPER or marks.quoted(passage.text) is not None
    if led or (marks.quoted(passage.text) is not None and not customary):
        return True
    return depth >= _FAR_DEEPER and not customary and passage.stopped and passage.words > 5


def _indents(passages: Sequence[Passage]) -> tuple[int, bool]:
    """The usual indent of the body, and whether paragraphs of one line are customarily indented."""
    bodies = [passage for passage in passages if passage.kind is None and passage.words > 5]
    if not bodies:
        return 0, False
    counts = Counter(passage.indent for passage in bodies)
    base = min(counts, key=lambda indent: (-counts[indent], indent))
    single = [passage for passage in bodies if len(passage.lines) == 1]
    deep = sum(passage.lines[0].indent >= base + _DEEPER for passage in single)
    return base, len(single) > 2 and deep * 3 > len(single)
