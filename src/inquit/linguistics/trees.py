"""The best dependency tree under a table of scores: Chu, Liu and Edmonds' maximum spanning tree, with one root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e9
Heads = NDArray[np.int64]


def best_tree(scores: NDArray[np.float32]) -> Heads:
    """Return the head of each word: 0 for the root, else 1 + the index of the head.

    `scores` is (words, 1 + words): row i scores every head for word i, the root in column 0. Exactly one word hangs
    from the root, and there is no cycle. Best over all such trees, up to the choice of the root when more than one
    word would hang from it: then the word that scores highest there is taken.
    """
    size = scores.shape[0]
    table = np.array(scores, dtype=np.float64)
    table[np.arange(size), np.arange(1, size + 1)] = _NEVER
    heads: Heads = table.argmax(axis=1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) != 1:
        gain = table[:, 0] - table[:, 1:].max(axis=1) if size > 1 else table[:, 0]
        chosen = int(gain.argmax())
        table[:, 0] = _NEVER
        table[chosen, 1:] = _NEVER
        table[chosen, 0] = 0.0
        heads = table.argmax(axis=1)
    if _cycle(heads) is None:
        return heads
    square = np.full((size + 1, size + 1), _NEVER)
    square[1:] = table
    found: Heads = _spanning_tree(square)[1:]
    if (found == 0).sum() != 1:
        table[:, 0] = _NEVER
        chosen = int((scores[:, 0]).argmax())
        table[chosen, 1:] = _NEVER
        table[chosen, 0] = 0.0
        square[1:] = table
        found = _spanning_tree(square)[1:]
    return found


def _cycle(heads: Heads) -> list[int] | None:
    """Return the words (from 1) of a cycle, or None. `heads` leaves the root out."""
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for start in range(1, len(heads) + 1):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node - 1])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def _spanning_tree(scores: NDArray[np.float64]) -> Heads:
    """Return the head of each node of a full graph rooted at node 0, `scores[child, head]`; entry 0 is meaningless."""
    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads[1:])
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    new = len(outside)
    small = np.full((new + 1, new + 1), _NEVER)
    small[:new, :new] = scores[np.ix_(outside, outside)]
    members = np.array(cycle)
    leaving = scores[np.ix_(outside, members)]
    small[:new, new] = leaving.max(axis=1)
    exits = members[leaving.argmax(axis=1)]
    entering = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None]
    small[new, :new] = entering.max(axis=0)
    entries = members[entering.argmax(axis=0)]
    small[np.arange(new + 1), np.arange(new + 1)] = _NEVER
    solved = _spanning_tree(small)
    result = heads.copy()
    for index, node in enumerate(outside):
        if node:
            result[node] = exits[index] if solved[index] == new else outside[solved[index]]
    broken = entries[solved[new]]
    result[broken] = outside[solved[new]]
    return result
