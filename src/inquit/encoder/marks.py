"""Where each word stands towards quotation marks: outside, inside, or a mark itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from inquit.linguistics.quotation_marks import find_marks
from inquit.record import Block

OUTSIDE, INSIDE, OPENS, CLOSES = range(4)


def mark_states(text: str, blocks: Sequence[Block], starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Return 0 for each word outside quotation marks, 1 inside, 2 where it touches an opening mark, 3 a closing one.

    `starts` and `ends` are the words' character offsets, in text order. A word that touches both kinds opens.
    """
    found = find_marks(text, blocks)
    if not found:
        return [OUTSIDE] * len(starts)
    steps = [0] * (len(starts) + 1)
    for marked in found:
        steps[bisect_right(ends, marked.start)] += 1
        steps[bisect_left(starts, marked.end)] -= 1
    states = [INSIDE if depth > 0 else OUTSIDE for depth in accumulate(steps[:-1])]
    for marked in found:
        for at in range(bisect_right(ends, marked.end), bisect_left(starts, marked.end + len(marked.close))):
            states[at] = CLOSES
    for marked in found:
        for at in range(bisect_right(ends, marked.start - len(marked.open)), bisect_left(starts, marked.start)):
            states[at] = OPENS
    return states
