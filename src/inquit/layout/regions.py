"""The structure that a file's format knows, flattened: each stretch of text with the one kind that holds there."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from inquit.reading.raw import Region
from inquit.record import BlockKind


class Stretch(NamedTuple):
    """A stretch of text. `kind`: what the format says it is, None where it says nothing."""

    start: int
    end: int
    kind: BlockKind | None
    level: int = 0


def flatten(structure: Sequence[Region], length: int) -> list[Stretch]:
    """Stretches that cover 0..length once, in order, cut at every boundary of a region.

    Of nested regions the innermost holds, but a paragraph inside a quote, a list item or a note is that.
    """
    regions = [
        (max(region.start, 0), min(region.end, length), region)
        for region in structure
        if max(region.start, 0) < min(region.end, length)
    ]
    regions.sort(key=lambda item: (item[0], -item[1]))
    cuts = sorted({0, length, *(item[0] for item in regions), *(item[1] for item in regions)})
    stretches: list[Stretch] = []
    special: list[tuple[int, int, int, Region]] = []
    plain: list[tuple[int, int, int, Region]] = []
    at = 0
    for start, end in pairwise(cuts):
        while at < len(regions) and regions[at][0] <= start:
            opened, closed, region = regions[at]
            heapq.heappush(plain if region.kind == "paragraph" else special, (-opened, closed, -at, region))
            at += 1
        for heap in (special, plain):
            while heap and heap[0][1] <= start:
                heapq.heappop(heap)
        holds = special[0][3] if special else plain[0][3] if plain else None
        stretches.append(Stretch(start, end, holds.kind, holds.level) if holds else Stretch(start, end, None))
    return stretches
