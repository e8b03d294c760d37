"""The head of each word: the best tree of each sentence, from the scores of the window that reads most around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from inquit.encoder.network import Scores
from inquit.encoder.spans import NEVER, Places
from inquit.encoder.windows import Window
from inquit.linguistics.trees import best_tree


class Part(NamedTuple):
    """The words `[start, end)` that get one tree from one window. `joined`: it goes on with the sentence before."""

    start: int
    end: int
    window: int
    joined: bool


def parts(starts: Places, end: int, windows: Sequence[Window], *, joined: bool = False) -> Iterator[Part]:
    """Yield the sentences that begin at `starts` and the last of which ends at `end`, each with a window.

    A sentence that no window reads whole is cut into parts where the windows keep their words. With `joined`, the first
    goes on with a sentence of the chunk before.
    """
    number = 0
    for start, stop in pairwise([*starts.tolist(), end]):
        while windows[number].end <= start:
            number += 1
        last = number
        while windows[last].end < stop:
            last += 1
        mostly_first = windows[number].end - start >= stop - windows[last].start
        fits_first, fits_last = windows[number].right >= stop, windows[last].left <= start
        if fits_first and (mostly_first or not fits_last):
            yield Part(start, stop, number, joined)
        elif fits_last:
            yield Part(start, stop, last, joined)
        else:
            for at in range(number, last + 1):
                window = windows[at]
                yield Part(max(start, window.start), min(stop, window.end), at, joined or at > number)
        joined = False


def trees(scores: Scores, found: Iterable[Part], heads: NDArray[np.int32], *, root: int = 0) -> tuple[int, list[int]]:
    """Set `heads` (words of the document,) for the words of these parts: a word's own place for a root.

    The root of a part that is joined hangs from the root of the part before, `root` for the first. Returns the last
    root and those that were joined.
    """
    joined: list[int] = []
    for number, group in groupby(found, key=attrgetter("window")):
        own = list(group)
        edges = np.array([part.start for part in own] + [own[-1].end])
        left = scores.windows[number].left
        local, roots = _heads(scores.arcs[number], edges - left)
        heads[edges[0] : edges[-1]] = local + left
        for part, place in zip(own, (roots + left).tolist(), strict=True):
            if part.joined:
                heads[place] = root
                joined.append(place)
            else:
                root = place
    return root, joined


def _heads(arcs: NDArray[np.float32], edges: Places) -> tuple[Places, Places]:
    """Return heads and roots, as rows of `arcs`, of the trees between `edges`, of which each has one root."""
    first, end = int(edges[0]), int(edges[-1])
    sizes = np.diff(edges)
    tree = np.repeat(np.arange(len(sizes)), sizes)
    table = np.where(tree[:, None] == tree, arcs[first:end, first + 1 : end + 1], np.float32(NEVER))
    np.fill_diagonal(table, NEVER)
    heads = table.argmax(axis=1)
    gain = arcs[first:end, 0] - table.max(axis=1)
    best = np.maximum.reduceat(gain, edges[:-1] - first)
    candidates = np.flatnonzero(gain == best[tree])
    roots = candidates[candidates.searchsorted(edges[:-1] - first)]
    heads[roots] = roots
    above = heads
    for _ in range(int(sizes.max()).bit_length()):
        above = above[above]
    for number in np.unique(tree[above != roots[tree]]).tolist():  # the trees with a cycle
        begin, stop = int(edges[number]), int(edges[number + 1])
        square = np.concatenate((arcs[begin:stop, :1], arcs[begin:stop, begin + 1 : stop + 1]), axis=1)
        found = best_tree(square)
        places = np.arange(stop - begin)
        heads[begin - first : stop - first] = np.where(found == 0, places, found - 1) + begin - first
        roots[number] = int(np.flatnonzero(found == 0)[0]) + begin - first
    return heads + first, roots + first
