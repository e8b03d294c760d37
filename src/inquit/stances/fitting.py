"""Training a `StanceModel` on labelled rows, with a report of how far it can be trusted."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, f1_score, precision_recall_fscore_support
from sklearn.model_selection import cross_val_predict

from inquit.errors import DocumentError, SettingsError
from inquit.stances.model import FOLDS, Linear, StanceModel, folds, rows_of
from inquit.stances.tables import RowError, TableRow, read_table

STRENGTHS = (0.03, 0.1, 0.3, 1.0, 3.0)
CURVE = (0.1, 0.25, 0.5, 1.0)
FEW, RESAMPLES, BINS = 10, 1000, 10


class Columns(msgspec.Struct, frozen=True):
    """The names of the columns. `holder`, `target`, `group` may be None: there is none."""

    text: str = "text"
    label: str = "label"
    target: str | None = "target"
    holder: str | None = None
    group: str | None = None


class ClassScore(msgspec.Struct, frozen=True):
    """Precision, recall and F1 of one label, 0..1, and its number of rows."""

    precision: float
    recall: float
    f1: float
    rows: int


class StanceReport(msgspec.Struct, frozen=True):
    """What cross-validation says of a model.

    `macro_f1` with its 95 % bootstrap `interval` over rows (over groups where there are groups); `strengths`: macro-F1
    for each C tried; `confusion` (gold labels × predicted); `reliability`: (mean probability, share right, rows) a bin;
    `ece`: expected calibration error; `curve`: (rows learned from, macro-F1); `telling`: the features of each class.
    """

    rows: int
    labels: dict[str, int]
    C: float
    macro_f1: float
    interval: tuple[float, float]
    accuracy: float
    strengths: dict[str, float]
    classes: dict[str, ClassScore]
    targets: dict[str, tuple[float, int]]
    confusion: list[list[int]]
    reliability: list[tuple[float, float, int]]
    ece: float
    curve: list[tuple[int, float]]
    telling: dict[str, list[tuple[str, float]]]
    warnings: list[str]
    settings: dict[str, Any]


class Rows(msgspec.Struct, frozen=True):
    """Labelled rows, ready to learn from."""

    rows: list[dict[str, str]]
    labels: list[str]
    groups: list[str] | None


def train(
    source: str | Path | Iterable[Mapping[str, Any]],
    *,
    columns: Columns | None = None,
    C: float | None = None,
    per_target: bool = False,
    vectors: bool = False,
    seed: int = 0,
    on_error: Callable[[RowError], None] | None = None,
    on_step: Callable[[str], None] | None = None,
) -> tuple[StanceModel, StanceReport]:
    """A model of labelled rows, and the report of its cross-validation.

    `source`: a `.jsonl` or `.csv` file, or mappings (a `datasets.Dataset`). C: None tries `STRENGTHS` and takes the
    best by macro-F1. `per_target` and `vectors` as in `StanceModel`. With `columns.group` no group stands on both
    sides of a fold. `on_error` is called with each row that cannot be used (no text, no label …), which is then left
    out; without it, the first is raised. `on_step` is told what is done. Warnings (UserWarning, and in
    the report): a text that comes more than once, a label with under 10 rows, one
    target only. Raises SettingsError for fewer than two labels.
    """
    tell = on_step or (lambda _: None)
    data = labelled(source, columns or Columns(), on_error)
    classes, numbers = np.unique(np.array(data.labels), return_inverse=True)
    if len(classes) < 2:
        raise SettingsError(f"one label only ({', '.join(classes)}): at least two are needed")
    notes = cautions(data)
    for note in notes:
        warnings.warn(note, stacklevel=2)
    tell(f"{len(data.rows)} rows, {len(classes)} labels")
    options: dict[str, Any] = {"vectors": vectors, "seed": seed}
    strengths = _strengths(data, numbers, len(classes), (C,) if C is not None else STRENGTHS, options, tell)
    best = max(strengths, key=lambda one: (round(strengths[one], 4), -one))
    model = StanceModel(C=best, per_target=per_target, **options)
    tell(f"C = {best}: learning from all rows")
    try:
        model.fit(data.rows, data.labels, data.groups)
    except ValueError as error:
        raise SettingsError(str(error)) from error
    tell("measuring")
    curve = _curve(data, numbers, len(classes), best, options)
    return model, _report(model, data, numbers, strengths, curve, notes)


def labelled(
    source: str | Path | Iterable[Mapping[str, Any]], columns: Columns, on_error: Callable[[RowError], None] | None
) -> Rows:
    """Read the rows. Raises RowError, or DocumentError where none is left."""
    rows: list[dict[str, str]] = []
    labels: list[str] = []
    groups: list[str] = []
    for row in read_table(source):
        try:
            if isinstance(row, RowError):
                raise row
            found, label, group = _one(row, columns)
        except RowError as error:
            if on_error is None:
                raise
            on_error(error)
            continue
        rows.append(found)
        labels.append(label)
        groups.append(group)
    if not rows:
        raise DocumentError("no row can be used", path=str(source) if isinstance(source, str | Path) else "rows")
    return Rows(rows, labels, groups if columns.group else None)


def _one(row: TableRow, columns: Columns) -> tuple[dict[str, str], str, str]:
    def cell(column: str, *, empty: bool = False) -> str:
        if column not in row.cells:
            raise row.error(f"missing; the row has {', '.join(map(repr, row.cells))}", column)
        value = row.cells[column]
        if isinstance(value, bool | int):
            value = str(value)
        if isinstance(value, float) and value == value:
            value = str(int(value)) if value == int(value) else str(value)
        if not isinstance(value, str):
            raise row.error("is NaN" if isinstance(value, float) else f"is a {type(value).__name__}, not text", column)
        if not value.strip() and not empty:
            raise row.error("is empty", column)
        return value

    found = {
        "text": cell(columns.text),
        "target": cell(columns.target) if columns.target else "",
        "holder": cell(columns.holder, empty=True) if columns.holder else "",
    }
    return found, cell(columns.label).strip(), cell(columns.group) if columns.group else ""


def cautions(data: Rows) -> list[str]:
    """What is doubtful about the rows."""
    notes = []
    places: dict[tuple[str, str, str], set[str]] = {}
    counted: Counter[tuple[str, str, str]] = Counter()
    for number, row in enumerate(data.rows):
        key = (" ".join(row["text"].lower().split()), row["target"].lower(), row["holder"].lower())
        counted[key] += 1
        places.setdefault(key, set()).add(data.groups[number] if data.groups else str(number))
    if twice := sum(counted[key] - 1 for key, where in places.items() if len(where) > 1):
        notes.append(f"{twice} rows repeat another and may stand on both sides of a fold: the scores are too good")
    few = [f"{label!r} ({count})" for label, count in sorted(Counter(data.labels).items()) if count < FEW]
    if few:
        notes.append(f"labels with under {FEW} rows: {', '.join(few)}")
    targets = {row["target"].lower() for row in data.rows if row["target"]}
    if len(targets) == 1:
        notes.append(f"one target only ({next(iter(targets))!r}): what is learned holds for no other")
    return notes


def _strengths(
    data: Rows,
    numbers: NDArray[np.int64],
    classes: int,
    tried: Sequence[float],
    options: dict[str, Any],
    tell: Callable[[str], None],
) -> dict[float, float]:
    """Macro-F1 of the shared model by cross-validation for each C; features are made once a fold."""
    if len(tried) == 1:
        return {tried[0]: float("nan")}
    try:
        parts = folds(numbers, data.groups, FOLDS, options["seed"])
    except ValueError as error:
        raise SettingsError(str(error)) from error
    found = {C: np.full(len(numbers), -1) for C in tried}
    for number, (learned, kept) in enumerate(parts, 1):
        tell(f"cross-validation: fold {number} of {len(parts)}")
        if len(np.unique(numbers[learned])) < 2:
            continue
        linear = Linear(**options)
        design = linear.design([data.rows[at] for at in learned])
        other = linear.features([data.rows[at] for at in kept])
        for C in tried:
            linear.C = C
            found[C][kept] = linear.learn(design, numbers[learned], classes).decide(other).argmax(axis=1)
    return {C: _macro(numbers, predicted) for C, predicted in found.items()}


def _curve(
    data: Rows, numbers: NDArray[np.int64], classes: int, C: float, options: dict[str, Any]
) -> list[tuple[int, float]]:
    """Macro-F1 on the first fold, learned from more and more of the others."""
    learned, kept = folds(numbers, data.groups, FOLDS, options["seed"])[0]
    order = np.random.default_rng(options["seed"]).permutation(learned)
    points = []
    for share in CURVE:
        part = np.sort(order[: max(2, int(len(order) * share))])
        if len(np.unique(numbers[part])) < 2:
            continue
        linear = Linear(C=C, **options).fit([data.rows[at] for at in part], numbers[part], classes)
        predicted = linear.decide(linear.features([data.rows[at] for at in kept])).argmax(axis=1)
        points.append((len(part), round(_macro(numbers[kept], predicted), 4)))
    return points


def _report(
    model: StanceModel,
    data: Rows,
    numbers: NDArray[np.int64],
    strengths: dict[float, float],
    curve: list[tuple[int, float]],
    notes: list[str],
) -> StanceReport:
    classes = [str(one) for one in model.classes_]
    predicted = model.decisions_.argmax(axis=1)
    every = range(len(classes))
    precision, recall, f1, support = precision_recall_fscore_support(
        numbers, predicted, labels=list(every), zero_division=0
    )
    bins, ece = reliability(_probabilities(model.decisions_, numbers), predicted, numbers)
    by_target: dict[str, list[int]] = {}
    for at, row in enumerate(data.rows):
        by_target.setdefault(row["target"], []).append(at)
    return StanceReport(
        rows=len(numbers),
        labels={name: int(count) for name, count in zip(classes, np.bincount(numbers), strict=True)},
        C=model.C,
        macro_f1=round(_macro(numbers, predicted), 4),
        interval=_interval(numbers, predicted, data.groups, model.seed),
        accuracy=round(float((numbers == predicted).mean()), 4),
        strengths={str(C): round(value, 4) for C, value in strengths.items() if value == value},
        classes={
            name: ClassScore(
                round(float(precision[at]), 4), round(float(recall[at]), 4), round(float(f1[at]), 4), int(support[at])
            )
            for at, name in enumerate(classes)
        },
        targets={
            name: (round(_macro(numbers[places], predicted[places]), 4), len(places))
            for name, places in sorted(by_target.items(), key=lambda item: (-len(item[1]), item[0]))[:50]
        },
        confusion=confusion_matrix(numbers, predicted, labels=list(every)).tolist(),
        reliability=bins,
        ece=ece,
        curve=curve,
        telling={str(label): found for label, found in model.telling().items()},
        warnings=notes,
        settings={key: value for key, value in model.get_params().items() if key != "C"},
    )


def _probabilities(decisions: NDArray[np.float64], numbers: NDArray[np.int64]) -> NDArray[np.float64]:
    """Calibrated probabilities by calibrations that have not seen the row."""
    least = int(np.bincount(numbers)[np.unique(numbers)].min())
    model = LogisticRegression(max_iter=1000)
    if least < 2:
        found: NDArray[np.float64] = model.fit(decisions, numbers).predict_proba(decisions)
        return found
    crossed: NDArray[np.float64] = cross_val_predict(
        model, decisions, numbers, cv=min(FOLDS, least), method="predict_proba"
    )
    return crossed


def reliability(
    probabilities: NDArray[np.float64], predicted: NDArray[np.int64], gold: NDArray[np.int64]
) -> tuple[list[tuple[float, float, int]], float]:
    """Bins of (mean probability of the predicted label, share right, rows), and the expected calibration error.

    Guo et al. (ICML 2017), ten bins of equal width.
    """
    score = probabilities[np.arange(len(predicted)), predicted]
    right = predicted == gold
    which = np.minimum((score * BINS).astype(int), BINS - 1)
    bins, error = [], 0.0
    for number in range(BINS):
        inside = which == number
        if inside.any():
            mean, share, count = float(score[inside].mean()), float(right[inside].mean()), int(inside.sum())
            bins.append((round(mean, 4), round(share, 4), count))
            error += abs(mean - share) * count / len(score)
    return bins, round(error, 4)


def _macro(gold: NDArray[np.int64], predicted: NDArray[np.int64]) -> float:
    return float(f1_score(gold, predicted, labels=np.unique(gold), average="macro", zero_division=0))


def _interval(
    gold: NDArray[np.int64], predicted: NDArray[np.int64], groups: Sequence[str] | None, seed: int
) -> tuple[float, float]:
    """The 95 % percentile interval of macro-F1 over drawings of rows, or of groups."""
    rng = np.random.default_rng(seed)
    size = int(gold.max()) + 1
    _, unit = np.unique(np.array(groups), return_inverse=True) if groups else (None, np.arange(len(gold)))
    units = int(unit.max()) + 1
    cells = np.zeros((units, size * size)) if units * size * size < 5_000_000 else None
    if cells is None:
        return float("nan"), float("nan")
    np.add.at(cells, (unit, gold * size + predicted), 1)
    values = []
    for _ in range(RESAMPLES):
        table = rng.multinomial(units, np.full(units, 1 / units)) @ cells
        matrix = table.reshape(size, size)
        right, real, said = matrix.diagonal(), matrix.sum(axis=1), matrix.sum(axis=0)
        present = real > 0
        values.append(float((2 * right[present] / np.maximum(real + said, 1)[present]).mean()))
    low, high = np.percentile(values, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


__all__ = ["ClassScore", "Columns", "StanceReport", "labelled", "reliability", "rows_of", "train"]
