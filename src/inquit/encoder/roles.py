"""The roles of quotations from scores: a chain of the states O, B, I, E, S for each, with learned transitions.

A stretch is B I* E or S. Viterbi (1967) finds the best chain of each block; a chain never crosses the edge of one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from inquit.encoder.spans import NEVER, Places, Segments, means, runs, softmax

STATES = ("O", "B", "I", "E", "S")
_AFTER = {"O": "OBS", "B": "IE", "I": "IE", "E": "OBS", "S": "OBS"}
_OPENS, _CLOSES = "OBS", "OES"
LONGEST = 512  # words that are decoded at once; a longer block is cut where nothing seems to stand
Table = NDArray[np.float32]
States = NDArray[np.int64]


class Chains:
    """Decodes scores of (words, roles, states).

    `transitions` (roles, from, to), `begin` and `end` (roles, states) are added to the scores of states named by
    `states`; what breaks the form of a stretch is never taken, whatever they say.
    """

    def __init__(
        self,
        states: Sequence[str],
        transitions: Sequence[Sequence[Sequence[float]]],
        begin: Sequence[Sequence[float]],
        end: Sequence[Sequence[float]],
    ) -> None:
        legal = [[after in _AFTER[before] for after in states] for before in states]
        self._moves = np.where(legal, np.array(transitions, dtype=np.float64), NEVER)
        self._begin = np.where([state in _OPENS for state in states], np.array(begin, dtype=np.float64), NEVER)
        self._end = np.where([state in _CLOSES for state in states], np.array(end, dtype=np.float64), NEVER)
        self._outside = out = list(states).index("O")
        self._number = [list(states).index(state) for state in STATES]
        # No state gains more than this over O from the two transitions beside it.
        gains = [self._moves - self._moves[:, out, out, None, None]]
        gains += [table - table[:, out, None] for table in (self._begin, self._end)]
        self._gain = 2 * np.max([np.maximum(gain.reshape(len(gain), -1).max(axis=1), 0) for gain in gains], axis=0)

    def decode(self, scores: Table, starts: NDArray[np.bool_]) -> list[tuple[Places, Places, list[float]]]:
        """Return first words, ends and scores (0..1) of the stretches of each role. `starts`: where blocks begin."""
        states = self.best(scores, self._edges(scores, starts))
        _, begins, inside, ends, single = self._number
        found = []
        for role in range(scores.shape[1]):
            own = states[:, role]
            first, after = runs((own == begins) | (own == single), (own == inside) | (own == ends))
            within = np.flatnonzero(own != self._outside)
            sure = np.zeros(len(own))
            sure[within] = softmax(scores[within, role])[np.arange(len(within)), own[within]]
            found.append((first, after, means(sure, first, after).tolist()))
        return found

    def best(self, scores: Table, edges: Places) -> States:
        """Return the best state of each word and role, (words, roles). `edges`: where blocks begin, and the end."""
        count, roles, _ = scores.shape
        states: States = np.full((count, roles), self._outside)
        if not count:
            return states
        quiet = np.maximum.reduceat(self._margins(scores), edges[:-1], axis=0) + self._gain < 0
        block, role = np.nonzero(~quiet)
        segments = Segments(edges[block], (edges[1:] - edges[:-1])[block])
        self._viterbi(scores, segments, role[segments.order], states)
        return states

    def _viterbi(self, scores: Table, segments: Segments, role: Places, states: States) -> None:
        moves = self._moves.transpose(0, 2, 1)[role]  # (segments, to, from)
        came_from = np.zeros(scores.shape, dtype=np.int8)
        best = scores[segments.first, role] + self._begin[role]
        for step, active in enumerate(segments.active[1:], start=1):
            rows, own = segments.first[:active] + step, role[:active]
            ways = best[:active, None, :] + moves[:active]
            came_from[rows, own] = ways.argmax(axis=2)
            best[:active] = ways.max(axis=2) + scores[rows, own]
        state = (best + self._end[role]).argmax(axis=1)
        for step in range(len(segments.active) - 1, -1, -1):
            active = segments.active[step]
            rows, own = segments.first[:active] + step, role[:active]
            states[rows, own] = state[:active]
            state[:active] = came_from[rows, own, state[:active]]

    def _margins(self, scores: Table) -> Table:
        """Return by how much the best state of each word and role scores above O, (words, roles)."""
        others = np.delete(scores, self._outside, axis=2)
        margins: Table = others.max(axis=2) - scores[:, :, self._outside]
        return margins

    def _edges(self, scores: Table, starts: NDArray[np.bool_]) -> Places:
        """Return where blocks begin, with more edges in those that are too long, and the number of words behind."""
        edges = np.flatnonzero(starts)
        if len(starts) and (not len(edges) or edges[0]):
            edges = np.concatenate((np.zeros(1, dtype=np.int64), edges))
        edges = np.append(edges, len(starts))
        if not (np.diff(edges) > LONGEST).any():
            return edges
        margins = self._margins(scores).max(axis=1)
        doubt = np.maximum(margins[1:], margins[:-1])  # of an edge before word 1, 2, ...
        found: list[int] = []
        for left, right in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            found.append(left)
            while right - found[-1] > LONGEST:
                middle = found[-1] + LONGEST // 2
                found.append(middle + int(doubt[middle - 1 : middle + LONGEST // 2 - 1].argmin()))
        return np.array([*found, len(starts)])
