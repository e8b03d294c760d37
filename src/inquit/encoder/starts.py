"""Which words begin a sentence: what is fixed stays, the rest by the network's log-odds and the words before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inquit.encoder.inputs import BEGINS_UPPER, ENDS_IN_WORD, IS_CLOSING, IS_FINAL, Words
from inquit.linguistics.pieces import APART, WRAPPED

# The log-odds that begin a sentence: of a capital after a full stop, of a word after a word on its line, of others.
AFTER_STOP, WITHOUT_STOP, ELSE = -1.5, 1.5, 0.0


def sentence_starts(words: Words, begin: int, end: int, odds: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return for each word of `[begin, end)` whether a sentence begins there. `odds`: (end - begin,) log-odds."""
    flags = words.flags[max(begin - 2, 0) : end]
    flags = np.concatenate((np.zeros(2 - min(begin, 2), dtype=np.int8), flags))
    here, before, earlier = flags[2:], flags[1:-1], flags[:-2]
    stopped = np.where((before & IS_CLOSING) > 0, earlier, before) & IS_FINAL
    gaps = words.gaps[begin:end]
    runs_on = ((before & ENDS_IN_WORD) > 0) & (gaps != WRAPPED) & (gaps != APART)
    without = np.where(runs_on, WITHOUT_STOP, ELSE)
    needed = np.where(stopped > 0, np.where((here & BEGINS_UPPER) > 0, AFTER_STOP, ELSE), without)
    presets = words.presets[begin:end]
    found: NDArray[np.bool_] = np.where(presets == 0, odds > needed, presets > 0)
    return found
