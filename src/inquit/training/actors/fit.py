"""Fits the rankers: a logistic regression for each kind of pronoun, its scores calibrated on documents held out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from inquit.actors.antecedents import Candidate
from inquit.actors.pronouns import Choose
from inquit.actors.ranker import Ranker, best_two
from inquit.actors.traits import Pronoun
from inquit.training.actors.rows import Group

_NOVELS = "litbank"
PAIR_WEIGHT = 2.0  # of a difference next to a candidate
_WEIGHT = 3.0  # of a candidate next to one of LitBank, which has seven times the pronouns, all of novels
FOLDS = 5
_STRENGTH = 0.1  # inverse of the regularisation
_CONSTANT = 1e-6


class Tried(msgspec.Struct):
    """A choice by a ranker that did not see the document. `named`: see Group."""

    best: float
    second: float
    right: bool
    named: bool


def fit(groups: Sequence[Group]) -> Ranker:
    """The ranker of the groups (of one kind), not yet calibrated.

    One regression learns two things at once: whether a candidate is right, and, from the differences of a right and a
    wrong candidate's traits, which of two is.
    """
    table = np.array([row for group in groups for row in group.rows])
    right = np.array([right for group in groups for right in group.right])
    weights = np.array([1.0 if group.source == _NOVELS else _WEIGHT for group in groups for _ in group.rows])
    mean, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread < _CONSTANT] = np.inf  # a trait that never varies counts for nothing
    table = (table - mean) / spread
    better, worse = _pairs(groups)
    signs = np.where(np.arange(len(better)) % 2, 1.0, -1.0)
    pairs = (table[better] - table[worse]) * signs[:, None]
    lines = np.concatenate([np.c_[table, np.ones(len(table))], np.c_[pairs, np.zeros(len(pairs))]])
    model = LogisticRegression(C=_STRENGTH, max_iter=2000, fit_intercept=False).fit(
        lines,
        np.concatenate([right, signs > 0]),
        sample_weight=np.concatenate([weights, weights[better] * PAIR_WEIGHT]),
    )
    factors: NDArray[np.float64] = model.coef_[0][:-1] / spread
    offset = float(model.coef_[0][-1] - factors @ mean)
    return Ranker(tuple(round(float(x), 5) for x in factors), round(offset, 5), (1.0, 0.0, 0.0), 0.0)


def _pairs(groups: Sequence[Group]) -> tuple[list[int], list[int]]:
    """The rows of the first right candidate of each group, once for each wrong one, and those of the wrong ones."""
    better, worse, at = [], [], 0
    for group in groups:
        if True in group.right:
            wrong = [at + k for k, right in enumerate(group.right) if not right]
            better.extend([at + group.right.index(True)] * len(wrong))
            worse.extend(wrong)
        at += len(group.rows)
    return better, worse


def calibrated(ranker: Ranker, tried: Sequence[Tried]) -> Ranker:
    """The ranker with its scores turned to probabilities of being right."""
    table = np.array([(one.best, one.second) for one in tried])
    model = LogisticRegression(C=1.0).fit(table, np.array([one.right for one in tried]))
    first, second = (round(float(x), 4) for x in model.coef_[0])
    return msgspec.structs.replace(ranker, sure=(first, second, round(float(model.intercept_[0]), 4)))


def held_out(seen: Sequence[Group], latest: Sequence[Group], *, folds: int = FOLDS) -> list[Tried]:
    """What rankers choose in documents that they did not learn from, but novels. `seen`: to learn; `latest`: to try."""
    names = sorted({one.document for one in latest if one.source != _NOVELS})
    fold = {name: at % folds for at, name in enumerate(names)}
    found = []
    for at in range(folds):
        ranker = fit([group for group in seen if fold.get(group.document) != at])
        for group in latest:
            if fold.get(group.document) == at:
                which, best, second = best_two(ranker.scores(group.rows))
                found.append(Tried(best, second, group.right[which], group.named))
    return found


def learnable(groups: Sequence[Group], kind: str) -> list[Group]:
    """The groups of a kind; where a text leaves a pronoun unannotated, only GUM says that it means nobody."""
    return [group for group in groups if group.kind == kind and (group.known or group.source == "gum")]


def policy(rankers: Mapping[str, Ranker]) -> Choose:
    """Choice by these rankers."""

    def choose(pronoun: Pronoun, candidates: list[Candidate], rows: list[list[float]]) -> tuple[int, float] | None:
        ranker = rankers[pronoun.kind]
        found = ranker.choose(rows)
        return found if found[1] >= ranker.least else None

    return choose
