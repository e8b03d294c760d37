"""Words around a cue that say that nothing was said, or not yet: negation, a modal, an infinitive."""

from __future__ import annotations

from inquit.quotations.lexicon import HEDGES, listed
from inquit.quotations.words import Words

_NEGATIONS = listed("n't not never n’t cannot neither nor no nobody")
_ENDS = frozenset(',;:—–“".”') | {"that"}


def hedge(words: Words, at: int, floor: int) -> str:
    """ "negated", "modal", "infinitive" or "": what stands at most five words before the verb at `at`."""
    for left in range(at - 1, max(floor, at - 5) - 1, -1):
        word = words.lower[left]
        if word in _NEGATIONS:
            return "negated"
        if word in HEDGES:
            return "modal"
        if word == "to":
            return "infinitive" if left == at - 1 and words.lower[max(left - 1, 0)] != "used" else ""
        if word in _ENDS:
            return ""
    return ""
