"""A researcher's own `StanceModel` in the judge's place: it answers the same questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inquit.errors import ModelError
from inquit.stances.model import StanceModel
from inquit.stances.network import Question
from inquit.stances.packing import Asked
from inquit.stances.saving import load

# What researchers call the three labels (SemEval-2016, P-Stance, VAST, and plain words).
_NAMES = {
    "favor": ("favor", "favour", "pro", "support", "for", "positive", "1", "agree"),
    "against": ("against", "con", "oppose", "anti", "negative", "-1", "disagree"),
    "neutral": ("neutral", "none", "neither", "0", "discuss", "unrelated"),
}


class TrainedJudge:
    """Judges with a `StanceModel`. `labels`: the model's own, or, by `of_record`, the record's three."""

    def __init__(self, model: StanceModel, *, of_record: bool = False) -> None:
        if not model.calibrated:
            raise ModelError("the stance model was trained without calibration, and a stance needs a score")
        self.model = model
        own = [str(one) for one in model.classes_]
        self.labels: tuple[str, ...] = tuple(own)
        self._columns = list(range(len(own)))
        if of_record:
            self.labels = ("favor", "against", "neutral")
            self._columns = [self._column(label, own) for label in own]

    @classmethod
    def load(cls, folder: str | Path, *, of_record: bool = False) -> TrainedJudge:
        """The judge of a model's folder. Raises ModelError."""
        return cls(load(folder), of_record=of_record)

    def probabilities(self, questions: Sequence[Question]) -> list[NDArray[np.float64]]:
        """As of `JudgingNetwork`: (pairs, labels) for each passage."""
        rows = [_row(text, asked) for text, pairs in questions for asked in pairs]
        if not rows:
            return [np.zeros((0, len(self.labels))) for _ in questions]
        answers = self.model.predict_proba(rows)
        found = np.zeros((len(rows), len(self.labels)))
        for number, column in enumerate(self._columns):
            found[:, column] += answers[:, number]
        return np.split(found, np.cumsum([len(pairs) for _, pairs in questions])[:-1])

    def _column(self, label: str, own: Sequence[str]) -> int:
        for number, name in enumerate(self.labels):
            if label.strip().lower() in _NAMES[name]:
                return number
        raise ModelError(
            f"the stance model has the label {label!r} among {', '.join(map(repr, own))}; a record's labels are favor,"
            " against and neutral: name them so when you train"
        )


def _row(text: str, asked: Asked) -> dict[str, Any]:
    target = text[slice(*asked.target)] if isinstance(asked.target, tuple) else asked.target
    return {"text": text, "target": target, "holder": "" if asked.holder is None else text[slice(*asked.holder)]}
