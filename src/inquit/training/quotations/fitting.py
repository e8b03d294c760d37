"""Fits the small models: a logistic regression over named traits, its scores calibrated on documents held out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from inquit.resources.logistic import Logistic

FOLDS = 5
_STRENGTH = 0.3  # inverse of the regularisation
_CONSTANT = 1e-6


class Row(msgspec.Struct, frozen=True):
    """What is weighed, by its traits, and whether it is right."""

    document: str
    traits: tuple[float, ...]
    right: bool


def calibrated(rows: Sequence[Row], traits: tuple[str, ...]) -> Logistic:
    """A regression of the rows, its log-odds calibrated on documents that it was not learned from (Platt 1999)."""
    table = np.array([row.traits for row in rows])
    right = np.array([row.right for row in rows])
    groups = np.array([row.document for row in rows])
    scores = np.zeros(len(rows))
    for learn, hold in GroupKFold(FOLDS).split(table, right, groups):
        model = regression([rows[at] for at in learn], traits)
        scores[hold] = [model.score(rows[at].traits) for at in hold]
    platt = LogisticRegression(C=10.0).fit(scores[:, None], right)
    found = regression(rows, traits)
    scale = round(float(platt.coef_[0][0]), 4), round(float(platt.intercept_[0]), 4)
    chosen = 1 / (1 + np.exp(-(scale[0] * scores + scale[1]))) >= 0.5
    print(
        f"{len(rows)} rows, {right.sum()} right; held out: accuracy {(chosen == right).mean():.3f}, precision "
        f"{right[chosen].mean():.3f}, recall {chosen[right].mean():.3f}"
    )
    return msgspec.structs.replace(found, scale=scale)


def regression(rows: Sequence[Row], traits: tuple[str, ...]) -> Logistic:
    """The regression alone."""
    table = np.array([row.traits for row in rows])
    mean, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread < _CONSTANT] = np.inf  # a trait that never varies counts for nothing
    model = LogisticRegression(C=_STRENGTH, max_iter=3000).fit((table - mean) / spread, [row.right for row in rows])
    weights = model.coef_[0] / spread
    offset = float(model.intercept_[0] - weights @ mean)
    return Logistic(traits, tuple(round(float(weight), 5) for weight in weights), round(offset, 5))
