"""`StanceModel`: a linear classifier that researchers train on rows of their own, by scikit-learn's conventions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold
from sklearn.preprocessing import MaxAbsScaler
from sklearn.svm import LinearSVC
from sklearn.utils.validation import check_is_fitted

from inquit.stances.columns import COLUMNS, columns_of

TARGET, HOLDER = "xtargetx", "xholderx"
NEAR = 6  # words on either side of the target that count as near it
FOLDS = 5
Row = Mapping[str, Any] | str


class StanceModel(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """A linear support vector machine over n-grams, lexicons and, if wished, the shipped judge's vectors.

    X is a sequence of mappings with `text` and, where known, `target` and `holder` (see `inquit.stances.judge`), a
    pandas DataFrame with these columns, or a sequence of plain texts. y: labels of any names, at least two.

    C: inverse strength of the regularisation. word_ngrams, char_ngrams: sizes, from and to. lexicons: counts of VADER's
    and our own words that favour and oppose, near the target and anywhere. vectors: the shipped judge's 384 numbers for
    each row. per_target: a model for each target that has at least 30 rows and two labels, next to one for all others.
    calibrated: `predict_proba` by logistic regression on decisions that `folds` cross-validation makes (Platt 1999;
    without it there is none). balanced: weigh labels by their rarity. seed: of the folds and the solver.

    After `fit`: `classes_` (labels, sorted); `decisions_` (rows, classes): decisions of models that had not seen the
    row; `n_features_in_` = 1. Method and settings follow the linear models that are strong on SemEval-2016
    task 6 (Mohammad et al. 2017, "Stance and Sentiment in Tweets").
    """

    def __init__(
        self,
        *,
        C: float = 0.3,
        word_ngrams: tuple[int, int] = (1, 3),
        char_ngrams: tuple[int, int] = (2, 5),
        lexicons: bool = True,
        vectors: bool = False,
        per_target: bool = False,
        calibrated: bool = True,
        balanced: bool = True,
        folds: int = FOLDS,
        seed: int = 0,
    ) -> None:
        self.C = C
        self.word_ngrams = word_ngrams
        self.char_ngrams = char_ngrams
        self.lexicons = lexicons
        self.vectors = vectors
        self.per_target = per_target
        self.calibrated = calibrated
        self.balanced = balanced
        self.folds = folds
        self.seed = seed

    def fit(self, X: Sequence[Row], y: Any, groups: Sequence[Any] | None = None) -> StanceModel:
        """Learn from rows and labels. `groups`: rows of one group never stand on both sides of the calibration's folds.

        Raises ValueError for unlike lengths, for fewer than two labels, and for rows without text.
        """
        rows, labels = rows_of(X), np.asarray(list(y))
        if len(rows) != len(labels):
            raise ValueError(f"{len(rows)} rows and {len(labels)} labels")
        self.classes_ = np.unique(labels)
        if len(self.classes_) < 2:
            raise ValueError(
                f"one class only ({', '.join(map(str, self.classes_)) or 'no rows'}): at least two are needed"
            )
        self.n_features_in_ = 1
        numbers = np.searchsorted(self.classes_, labels)
        self.shared_ = self._linear().fit(rows, numbers, len(self.classes_))
        self.own_ = {
            target: self._linear().fit([rows[at] for at in places], numbers[places], len(self.classes_))
            for target, places in (_large_targets(rows, numbers) if self.per_target else {}).items()
        }
        if self.calibrated:
            self.decisions_ = self._held_out(rows, numbers, groups)
            self.calibration_ = LogisticRegression(max_iter=1000).fit(self.decisions_, numbers)
        return self

    def decision_function(self, X: Sequence[Row]) -> NDArray[np.float64]:
        """The margin of each class, (rows, classes); unlike in scikit-learn, also where there are two."""
        check_is_fitted(self, "shared_")
        rows = rows_of(X)
        found = np.zeros((len(rows), len(self.classes_)))
        by_target: dict[str | None, list[int]] = {}
        for at, row in enumerate(rows):
            target = row["target"].lower()
            by_target.setdefault(target if target in self.own_ else None, []).append(at)
        for name, places in by_target.items():
            model = self.shared_ if name is None else self.own_[name]
            found[places] = model.decide(model.features([rows[at] for at in places]))
        return found

    def predict(self, X: Sequence[Row]) -> NDArray[Any]:
        """The label of each row, (rows,)."""
        decisions = self.decision_function(X)
        found: NDArray[Any] = self.classes_[decisions.argmax(axis=1)]
        return found

    def predict_proba(self, X: Sequence[Row]) -> NDArray[np.float64]:
        """The calibrated probability of each class, (rows, classes). Raises AttributeError for a model without them."""
        check_is_fitted(self, "shared_")
        if not self.calibrated:
            raise AttributeError("this model was trained with calibrated=False")
        decisions = self.decision_function(X)
        found = np.zeros((len(decisions), len(self.classes_)))
        if len(decisions):
            found[:, self.calibration_.classes_] = self.calibration_.predict_proba(decisions)
        return found

    def telling(self, most: int = 20) -> dict[Any, list[tuple[str, float]]]:
        """The features that speak most for each class, with their weights."""
        check_is_fitted(self, "shared_")
        return {self.classes_[number]: found for number, found in self.shared_.telling(most).items()}

    def _linear(self) -> Linear:
        return Linear(
            C=self.C,
            word_ngrams=self.word_ngrams,
            char_ngrams=self.char_ngrams,
            lexicons=self.lexicons,
            vectors=self.vectors,
            balanced=self.balanced,
            seed=self.seed,
        )

    def _held_out(
        self, rows: list[dict[str, str]], numbers: NDArray[np.int64], groups: Sequence[Any] | None
    ) -> NDArray[np.float64]:
        """The decision on each row by models that have not seen it."""
        found = np.zeros((len(rows), len(self.classes_)))
        for learned, kept in folds(numbers, groups, self.folds, self.seed):
            model = StanceModel(**{**self.get_params(), "calibrated": False})
            present = np.unique(numbers[learned])
            if len(present) < 2:
                continue
            model.fit([rows[at] for at in learned], numbers[learned])
            found[np.ix_(kept, model.classes_)] = model.decision_function([rows[at] for at in kept])
        return found


class Linear(BaseEstimator):  # type: ignore[misc]
    """The features and the machine of one model. `classes`: labels are numbers below it, some perhaps unseen."""

    def __init__(
        self,
        *,
        C: float = 0.3,
        word_ngrams: tuple[int, int] = (1, 3),
        char_ngrams: tuple[int, int] = (2, 5),
        lexicons: bool = True,
        vectors: bool = False,
        balanced: bool = True,
        seed: int = 0,
    ) -> None:
        self.C = C
        self.word_ngrams = word_ngrams
        self.char_ngrams = char_ngrams
        self.lexicons = lexicons
        self.vectors = vectors
        self.balanced = balanced
        self.seed = seed

    def fit(self, rows: list[dict[str, str]], numbers: NDArray[np.int64], classes: int) -> Linear:
        return self.learn(self.design(rows), numbers, classes)

    def design(self, rows: list[dict[str, str]]) -> csr_matrix:
        """Learn the features of rows, and return them, (rows, features)."""
        least = 2 if len(rows) >= 200 else 1
        self.words_ = TfidfVectorizer(
            ngram_range=tuple(self.word_ngrams), min_df=least, sublinear_tf=True, token_pattern=r"\S+", lowercase=False
        )
        self.chars_ = TfidfVectorizer(
            analyzer="char_wb", ngram_range=tuple(self.char_ngrams), min_df=least, sublinear_tf=True
        )
        self.scale_ = MaxAbsScaler()
        texts = [marked(row) for row in rows]
        parts = [self.words_.fit_transform(map(_with_near, texts)), self.chars_.fit_transform(texts)]
        if extra := self._extra(rows, texts):
            parts.append(csr_matrix(self.scale_.fit_transform(np.hstack(extra))))
        return hstack(parts).tocsr()

    def features(self, rows: list[dict[str, str]]) -> csr_matrix:
        """The features of other rows, (rows, features)."""
        texts = [marked(row) for row in rows]
        parts = [self.words_.transform(map(_with_near, texts)), self.chars_.transform(texts)]
        if extra := self._extra(rows, texts):
            parts.append(csr_matrix(self.scale_.transform(np.hstack(extra))))
        return hstack(parts).tocsr()

    def learn(self, design: csr_matrix, numbers: NDArray[np.int64], classes: int) -> Linear:
        """Learn from features."""
        self.machine_ = LinearSVC(
            C=self.C, class_weight="balanced" if self.balanced else None, random_state=self.seed, max_iter=5000
        ).fit(design, numbers)
        self.classes_count_ = classes
        return self

    def decide(self, features: csr_matrix) -> NDArray[np.float64]:
        """The margin of each class, (rows, classes)."""
        decisions = self.machine_.decision_function(features)
        if decisions.ndim == 1:
            decisions = np.column_stack([-decisions, decisions])
        found = np.full((features.shape[0], self.classes_count_), -9.0)
        found[:, self.machine_.classes_] = decisions
        return found

    def telling(self, most: int) -> dict[int, list[tuple[str, float]]]:
        names = [*self.words_.get_feature_names_out(), *(f"«{name}»" for name in self.chars_.get_feature_names_out())]
        weights = self.machine_.coef_
        if len(weights) == 1:
            weights = np.vstack([-weights, weights])
        found = {}
        for number, row in zip(self.machine_.classes_, weights, strict=True):
            known = row[: len(names)]
            order = np.argsort(-known, kind="stable")[:most]
            found[int(number)] = [(_readable(names[at]), round(float(known[at]), 4)) for at in order]
        return found

    def _extra(self, rows: list[dict[str, str]], texts: list[str]) -> list[NDArray[np.float64]]:
        found = []
        if self.lexicons:
            found.append(columns_of(texts, TARGET))
        if self.vectors:
            from inquit.stances.judging import vectors_of

            found.append(vectors_of(rows).astype(np.float64))
        return found


def rows_of(X: Any) -> list[dict[str, str]]:
    """Rows with `text`, `target` and `holder` as strings. Raises ValueError that names the row at fault."""
    if hasattr(X, "to_dict") and hasattr(X, "columns"):
        X = X.to_dict("records")
    rows = []
    for number, row in enumerate(_each(X)):
        cells = {"text": row} if isinstance(row, str) else row
        if not isinstance(cells, Mapping):
            raise ValueError(f"row {number}: a row is a mapping or a text, not a {type(row).__name__}")
        found = {name: _cell(cells.get(name), number, name) for name in ("text", "target", "holder")}
        if not found["text"].strip():
            raise ValueError(f"row {number}, column 'text': is empty")
        rows.append(found)
    return rows


def marked(row: Mapping[str, str]) -> str:
    """The text in lower case, split into words, the words of its target and its holder replaced by marks."""
    text = row["text"]
    for words, mark in ((row["target"], TARGET), (row["holder"], HOLDER)):
        if words.strip() and words != "author":
            loose = r"\s+".join(map(re.escape, words.split()))
            text = re.sub(rf"(?<!\w){loose}(?!\w)", f" {mark} ", text, flags=re.IGNORECASE)
    head = [f"target={row['target'].lower().replace(' ', '_')}"] if row["target"].strip() else []
    return " ".join([*head, *re.findall(r"[@#]?\w+(?:['’]\w+)?|[^\w\s]", text.lower())])


def folds(
    numbers: NDArray[np.int64], groups: Sequence[Any] | None, count: int, seed: int
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """(learned, kept) places: stratified by label, or by group where there are groups. Raises ValueError: too few."""
    if groups is not None:
        named = np.asarray([str(one) for one in groups])
        if len(np.unique(named)) < 2:
            raise ValueError("one group only: at least two are needed")
        size = min(count, len(np.unique(named)))
        return list(GroupKFold(size, shuffle=True, random_state=seed).split(numbers, numbers, named))
    counted = np.bincount(numbers)
    least = int(counted[counted > 0].min())
    if least < 2:  # a label that has one row is in no fold's both sides
        return list(KFold(min(count, len(numbers)), shuffle=True, random_state=seed).split(numbers))
    return list(StratifiedKFold(min(count, least), shuffle=True, random_state=seed).split(numbers, numbers))


def _large_targets(rows: list[dict[str, str]], numbers: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    places: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        places.setdefault(row["target"].lower(), []).append(at)
    found = {target: np.array(one) for target, one in places.items() if len(one) >= 30}
    return {target: one for target, one in found.items() if len(np.unique(numbers[one])) > 1}


def _with_near(text: str) -> str:
    """The words, and once more those near the target, marked so."""
    words = text.split()
    near = {
        other
        for at, word in enumerate(words)
        if word == TARGET
        for other in range(max(0, at - NEAR), min(len(words), at + NEAR + 1))
    }
    return " ".join([*words, *(f"~{words[at]}" for at in sorted(near) if words[at] != TARGET)])


def _each(X: Any) -> Iterable[Any]:
    return list(X)


def _cell(value: Any, number: int, name: str) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if not isinstance(value, str):
        raise ValueError(f"row {number}, column {name!r}: a {type(value).__name__}, not text")
    return value


def _readable(name: str) -> str:
    return name.replace(TARGET, "[target]").replace(HOLDER, "[holder]")


__all__ = ["COLUMNS", "StanceModel", "folds", "rows_of"]
