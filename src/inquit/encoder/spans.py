"""From a state per word to stretches of words with scores."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

NEVER = -1e9
Places = NDArray[np.int64]
Values = NDArray[np.float64]


def runs(begins: NDArray[np.bool_], inside: NDArray[np.bool_]) -> tuple[Places, Places]:
    """Return the first words of all runs and the ends behind them: a run begins where `begins`, goes on where `inside`.

    A word where both are true begins a run.
    """
    first = np.flatnonzero(begins)
    stops = np.append(np.flatnonzero(~inside | begins), len(begins))
    return first, stops[stops.searchsorted(first, side="right")]


def means(values: Values, first: Places, ends: Places) -> Values:
    """Return the mean of `values` (words,) over each run."""
    if not len(first):
        return np.zeros(0)
    # each run is summed by itself, so that a word's place in the document does not show in the last digit
    sums = np.add.reduceat(np.append(values, 0.0), np.stack((first, ends), axis=1).reshape(-1))[::2]
    found: Values = sums / (ends - first)
    return found


def softmax(scores: NDArray[Any]) -> Values:
    """Return scores as probabilities over the last axis."""
    grown = np.exp(scores.astype(np.float64) - scores.max(axis=-1, keepdims=True))
    found: Values = grown / grown.sum(axis=-1, keepdims=True)
    return found


class Segments:
    """Segments of a chunk, the longest first, for loops that step through all of them at once."""

    def __init__(self, first: Places, sizes: Places) -> None:
        order = np.argsort(-sizes, kind="stable")
        self.order = order
        self.first = first[order]
        sizes = sizes[order]
        longest = int(sizes[0]) if len(sizes) else 0
        # how many segments are longer than t words
        self.active = np.searchsorted(-sizes, -np.arange(longest), side="left").tolist()
        self.last = self.first + sizes - 1
