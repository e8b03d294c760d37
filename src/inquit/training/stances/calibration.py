"""Calibration of the judge: weights and offsets of its scores for each kind of question, fitted on rows kept back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from torch import Tensor

from inquit.training.stances.rows import LABELS, Labelled

Scale = dict[str, list[list[float]]]


def calibrated(found: Sequence[tuple[Labelled, Tensor]]) -> Scale:
    """For each kind a 3 × 4 matrix (weights and offset) that turns scores into log-probabilities (matrix scaling).

    Guo et al., "On Calibration of Modern Neural Networks" (ICML 2017). A label that no row of a kind has gets no share.
    """
    rows: dict[str, list[tuple[np.ndarray, int]]] = {}
    for labelled, scores in found:
        for asked, label, row in zip(labelled.asked, labelled.labels, scores.float().numpy(), strict=True):
            rows.setdefault(asked.kind, []).append((row, label))
    table: Scale = {}
    for name, pairs in sorted(rows.items()):
        values, labels = np.array([row for row, _ in pairs]), np.array([label for _, label in pairs])
        model = LogisticRegression(C=0.3, max_iter=2000).fit(values, labels)
        weights, offsets = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            weights, offsets = np.vstack([-weights / 2, weights / 2]), np.concatenate([-offsets / 2, offsets / 2])
        matrix = np.zeros((len(LABELS), len(LABELS) + 1))
        matrix[:, -1] = -20.0
        for place, label in enumerate(model.classes_):
            matrix[label] = [*weights[place], offsets[place]]
        table[name] = [[round(float(value), 5) for value in row] for row in matrix]
    return table
