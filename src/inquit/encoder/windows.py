"""Cutting a document into windows that the network can read, and gathering windows into chunks.

A window is made of whole blocks where they fit. A longer block is cut, best where a sentence seems to end, and the
words around a cut are read on both sides of it; each word is kept from one window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from inquit.encoder.inputs import IS_CLOSING, IS_COMMA, IS_FINAL, IS_SEMICOLON, Words

MOST_PIECES = 190  # in a window, [CLS] and [SEP] aside: the longer, the slower each piece is read
CONTEXT = 24  # pieces read on each side of a cut within a block
_CHUNK = 64


class Window(NamedTuple):
    """The words `[left, right)` are read, of which `[start, end)` are kept. They are one if no block was cut."""

    left: int
    start: int
    end: int
    right: int


def cut(words: Words, *, most: int = MOST_PIECES, context: int = CONTEXT) -> Iterator[Window]:
    """Yield the windows of a document, in order, each of at most `most` pieces; together they keep every word once."""
    count = len(words)
    total = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(words.sizes, dtype=np.int64)))
    blocks = np.append(np.flatnonzero(words.blocks), count)
    joints = _joints(words)
    at = 0
    while at < count:
        block = int(blocks[blocks.searchsorted(at, side="right") - 1])
        left = max(block, int(total.searchsorted(total[at] - context)))
        room = total[left] + most
        fit = int(total.searchsorted(room, side="right")) - 1
        following = int(blocks.searchsorted(fit, side="right"))
        edge = int(blocks[following - 1])
        whole = edge > at and (
            edge == count or 2 * (total[edge] - total[left]) >= most or total[blocks[following]] - total[edge] <= most
        )
        if whole:
            end = right = edge
        else:
            limit = max(at + 1, int(total.searchsorted(room - context, side="right")) - 1)
            end = _joint(joints, (at + limit) // 2, limit)
            stop = int(blocks[blocks.searchsorted(end)])
            right = min(stop, int(total.searchsorted(total[end] + context, side="right")) - 1)
        yield Window(left, at, end, right)
        at = end


def _joints(words: Words) -> tuple[NDArray[np.int64], ...]:
    """Return the words before which a text may be cut: after a sentence, else after a semicolon, else a comma."""
    flags = words.flags
    before = np.concatenate((np.zeros(1, dtype=np.int8), flags[:-1]))
    earlier = np.concatenate((np.zeros(2, dtype=np.int8), flags[:-2]))[: len(flags)]
    ended = (before & IS_FINAL > 0) | ((before & IS_CLOSING > 0) & (earlier & IS_FINAL > 0))
    ended &= (flags & (IS_FINAL | IS_CLOSING)) == 0
    sentences = (words.presets > 0) | (ended & (words.presets == 0))
    return tuple(np.flatnonzero(kind) for kind in (sentences, before & IS_SEMICOLON, before & IS_COMMA))


def _joint(joints: tuple[NDArray[np.int64], ...], after: int, limit: int) -> int:
    """Return the best place to cut in `(after, limit]`."""
    for places in joints:
        found = int(places.searchsorted(limit, side="right"))
        if found and places[found - 1] > after:
            return int(places[found - 1])
    return limit


def chunks(windows: Iterable[Window], blocks: NDArray[np.bool_], *, size: int = _CHUNK) -> Iterator[list[Window]]:
    """Yield the windows in lists of about `size`, that end where a block does if one ends before twice that many."""
    found: list[Window] = []
    for window in windows:
        if len(found) >= size and (blocks[window.start] or len(found) >= 2 * size):
            yield found
            found = []
        found.append(window)
    if found:
        yield found
