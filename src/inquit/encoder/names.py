"""Names from scores: the best sequence of states O, B and I in which I goes on with a name of its own label."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from inquit.encoder.spans import NEVER, Places, Segments, means, runs, softmax
from inquit.layers import Scored

States = NDArray[np.int64]
Table = NDArray[np.float32]


class NameLabels:
    """Decodes scores of (words, 1 + 2 × labels): O, then B and I of each label."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = list(labels)

    def decode(self, scores: Table, starts: NDArray[np.bool_]) -> tuple[Places, Places, list[str], list[float]]:
        """Return first words, ends, labels and scores (0..1) of the names in a chunk. `starts`: where sentences do.

        A name ends where a sentence does, unless the first word of the next one alone looks like its continuation.
        """
        goes_on = _is_inside(scores.argmax(axis=1))
        edges = np.append(np.flatnonzero(starts & ~goes_on), len(scores))
        if edges[0] != 0:
            edges = np.concatenate((np.zeros(1, dtype=np.int64), edges))
        states = best_names(scores, edges)
        label = (states + 1) // 2
        first, ends = runs(states % 2 == 1, _is_inside(states))
        within = np.flatnonzero(label)
        sure = np.zeros(len(scores))
        chances = softmax(scores[within])
        rows, column = np.arange(len(within)), 2 * label[within]
        sure[within] = chances[rows, column] + chances[rows, column - 1]
        names = [self.labels[number - 1] for number in label[first].tolist()]
        return first, ends, names, means(sure, first, ends).tolist()


def best_names(scores: Table, edges: Places) -> States:
    """Return the best state of each word, (words,). `edges`: where segments begin, and the number of words behind.

    The best states of single words are the best sequence where no I among them lacks its beginning; the segments where
    one does are decoded by Viterbi.
    """
    states: States = scores.argmax(axis=1)
    label = (states + 1) // 2
    before = np.concatenate((np.zeros(1, dtype=np.int64), label[:-1]))[: len(label)]
    before[edges[:-1]] = 0
    broken = np.flatnonzero(_is_inside(states) & (before != label))
    if len(broken):
        bad = np.unique(edges.searchsorted(broken, side="right") - 1)
        _viterbi(scores, Segments(edges[bad], edges[bad + 1] - edges[bad]), states)
    return states


def _viterbi(scores: Table, segments: Segments, states: States) -> None:
    """Set the best states of some segments."""
    labels = scores.shape[1] // 2
    came_from = np.zeros(len(scores), dtype=np.int64)  # the best state before each word, whatever it was
    began = np.zeros((len(scores), labels), dtype=bool)  # whether the best way to I of a label is from its B
    best = scores[segments.first].astype(np.float64)
    best[:, 2::2] = NEVER
    for step, active in enumerate(segments.active[1:], start=1):
        rows = segments.first[:active] + step
        now = best[:active]
        top = now.argmax(axis=1)
        came_from[rows] = top
        began[rows] = now[:, 1::2] >= now[:, 2::2]
        grown = scores[rows].astype(np.float64)
        grown[:, 2::2] += np.maximum(now[:, 1::2], now[:, 2::2])
        highest = now[np.arange(active), top]
        grown[:, 0] += highest
        grown[:, 1::2] += highest[:, None]
        best[:active] = grown
    state = best.argmax(axis=1)
    for step in range(len(segments.active) - 1, -1, -1):
        active = segments.active[step]
        rows = segments.first[:active] + step
        here = state[:active]
        states[rows] = here
        inside = _is_inside(here)
        from_begin = began[rows, np.maximum(here - 1, 0) // 2]
        state[:active] = np.where(inside, np.where(from_begin, here - 1, here), came_from[rows])


def _is_inside(states: States) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (states > 0) & (states % 2 == 0)
    return found


def scored(
    found: tuple[Places, Places, list[str], list[float]], starts: NDArray[np.int32], ends: NDArray[np.int32]
) -> list[Scored]:
    """Return runs of words as stretches of text; `starts`, `ends`: the words' character offsets."""
    first, after, labels, scores = found
    begins, stops = starts[first].tolist(), ends[after - 1].tolist()
    return [Scored(*row) for row in zip(begins, stops, labels, scores, strict=True)]
