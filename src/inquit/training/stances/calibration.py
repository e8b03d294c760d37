"""Calibration of the judge: a temperature and, for named holders, an offset per label, fitted on rows kept back.

Guo et al., "On Calibration of Modern Neural Networks" (ICML 2017).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from inquit.training.stances.rows import LABELS, NEUTRAL, Labelled

Scale = dict[str, list[list[float]]]
# DSE's sentences in which nobody takes a side count half: nine pairs of ten are neutral there, fewer in what we read.
QUIET_WEIGHT = 0.5
NOTHING = -20.0


def calibrated(found: Iterable[tuple[Labelled, NDArray[np.float32]]]) -> Scale:
    """For each kind of question a 3 × 4 matrix (weights and offset) that turns scores into log-probabilities.

    A label that no row of a kind has gets no share.
    """
    rows: dict[str, list[tuple[NDArray[np.float32], int, float]]] = {}
    for labelled, scores in found:
        quiet = labelled.source == "dse" and all(label == NEUTRAL for label in labelled.labels)
        for asked, label, row in zip(labelled.asked, labelled.labels, scores, strict=True):
            rows.setdefault(asked.kind, []).append((row, label, QUIET_WEIGHT if quiet else 1.0))
    return {kind: _matrix(some, offsets=kind.startswith("named")) for kind, some in sorted(rows.items())}


def _matrix(some: list[tuple[NDArray[np.float32], int, float]], *, offsets: bool) -> list[list[float]]:
    values = np.array([row for row, _, _ in some], dtype=np.float64)
    labels = np.array([label for _, label, _ in some])
    weights = np.array([weight for _, _, weight in some])
    absent = np.array([NOTHING * (label not in labels) for label in range(len(LABELS))])

    def loss(given: NDArray[np.float64]) -> float:
        logits = values * np.exp(given[0]) + absent + (given[1:] if offsets else 0.0)
        highest = logits.max(axis=1, keepdims=True)
        logs = logits - highest - np.log(np.exp(logits - highest).sum(axis=1, keepdims=True))
        return float(-(logs[np.arange(len(labels)), labels] * weights).sum() / weights.sum())

    best = minimize(loss, np.zeros(1 + len(LABELS)), method="L-BFGS-B").x
    matrix = np.eye(len(LABELS), len(LABELS) + 1) * np.exp(best[0])
    matrix[:, -1] = absent + (best[1:] if offsets else 0.0)
    return [[round(float(value), 5) for value in row] for row in matrix]
