"""How far a cue may look: its sentence, cut to the marked stretch that it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from inquit.linguistics.quotation_marks import Marked
from inquit.quotations.words import Words

_CLOSERS = frozenset('"”»」') | {"''"}
_STOPS = frozenset(".!?")


class Cover:
    """Which marked stretch is the innermost around a character, by one sweep over the sorted stretches."""

    def __init__(self, marks: Sequence[Marked]) -> None:
        self.marks = marks
        self.starts = [mark.start for mark in marks]

    def __call__(self, place: int) -> int | None:
        index: int | None = bisect_right(self.starts, place) - 1
        if index is None or index < 0:
            return None
        while index is not None and self.marks[index].end <= place:
            index = self.marks[index].parent
        return index


def window(words: Words, at: int, cover: Cover) -> tuple[int, int, int | None]:
    """Tokens [floor, ceiling) that a cue may look at: its sentence, cut to the marked stretch that it stands in."""
    place = words.starts[at]
    start, end = words.sentence(place)
    within = cover(place)
    if within is not None:
        mark = cover.marks[within]
        if "unopened" in mark.flags or "unclosed" in mark.flags:
            within = None
        else:
            start, end = max(start, mark.start), min(end, mark.end)
    floor, ceiling = max(words.token_at(start), at - 120), min(words.token_before(end), at + 160)
    return _past_marks(words, at, floor, ceiling, within)


def _past_marks(words: Words, at: int, floor: int, ceiling: int, within: int | None) -> tuple[int, int, int | None]:
    """Mend a sentence that runs over marks: “A.” B … ends before B."""
    for left in range(at - 1, floor, -1):
        if words.lower[left] in _CLOSERS and words.lower[left - 1] in _STOPS and words.is_capital(left + 1):
            floor = left + 1
            break
    for right in range(at + 1, ceiling - 1):
        if words.lower[right] in _CLOSERS and words.lower[right - 1] in _STOPS and words.is_capital(right + 1):
            ceiling = right + 1
            break
    return floor, ceiling, within
