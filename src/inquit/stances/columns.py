"""Lexicon columns for a trained model: how much a text favours and opposes, near its target and anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from inquit.stances.features.lexicon import lexicon

COLUMNS = (
    "valence up", "valence down", "valence up near", "valence down near", "acts for", "acts against", "negations",
    "question marks", "distance of the nearest valence",
)  # fmt: skip
NEAR = 6
_NEGATIONS = frozenset({"not", "no", "never", "n't", "without", "nor", "neither", "don't", "won't", "can't", "cannot"})


@cache
def _valence() -> dict[str, float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    found: dict[str, float] = SentimentIntensityAnalyzer().lexicon
    return found


def columns_of(texts: Sequence[str], target: str) -> NDArray[np.float64]:
    """(texts, `COLUMNS`). `texts` are words with spaces between; `target`: the word that stands for the target."""
    valence, acts = _valence(), _acts()
    table = np.zeros((len(texts), len(COLUMNS)))
    for number, text in enumerate(texts):
        words = text.split()
        places = [at for at, word in enumerate(words) if word == target]
        row = table[number]
        for at, word in enumerate(words):
            distance = min((abs(at - place) for place in places), default=len(words))
            value = valence.get(word, 0.0)
            if value:
                row[0 if value > 0 else 1] += abs(value)
                row[8] = max(row[8], 1 / (1 + distance))
                if distance <= NEAR:
                    row[2 if value > 0 else 3] += abs(value)
            sign = acts.get(word, 0)
            if sign:
                row[4 if sign > 0 else 5] += 1
            row[6] += word in _NEGATIONS
            row[7] += word == "?"
    return table


@cache
def _acts() -> dict[str, int]:
    """Forms of directed acts and appraisals with the sign of the first thing that each may mean."""
    found: dict[str, int] = {}
    shipped = lexicon()
    for table in (shipped.acts, shipped.appraisals):
        for word, entries in table.items():
            found.setdefault(word, entries[0].sign)
    return found
