"""From the counts of documents to figures with intervals: the percentile bootstrap over documents.

B. Efron and R. Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13. Documents are drawn whole, since what
stands in one document is not independent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from inquit.evaluation.counts import Counts, Key
from inquit.evaluation.report import Estimate, Score

if TYPE_CHECKING:  # numpy takes a tenth of a second, which `inquit --help` need not pay
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RESAMPLES = 1000
LEVELS = (2.5, 97.5)
CHUNK = 64
OVER_GOLD, OVER_PREDICTED = ("recall", "coverage"), ("precision", "accuracy")


def scores(
    documents: Sequence[Counts], *, resamples: int = RESAMPLES, seed: int = 0, macro: Sequence[str] = ()
) -> tuple[Score, ...]:
    """A Score for each line of the documents' counts: "all" first, then labels by the alphabet.

    F1 is added where there are precision and recall. For the measures in `macro` a line "macro" follows: the mean
    over the labels but "all". Figures are of the counts of all documents added up; intervals are of `resamples`
    drawings of as many documents, with numpy's default generator of this seed.
    """
    import numpy as np

    lines = _lines(documents)
    slots = [(key, name) for key, names in lines.items() for name in names]
    counts = np.zeros((len(documents), len(slots), 2))
    for at, document in enumerate(documents):
        for slot, (key, name) in enumerate(slots):
            counts[at, slot] = document.get(key, {}).get(name, (0, 0))
    total = counts.sum(axis=0)
    values = _figures(total[np.newaxis], slots, macro)
    drawn = _drawn(counts, slots, macro, resamples, seed) if len(documents) > 1 and resamples else {}
    size = {slot: round(float(total[at, 1])) for at, slot in enumerate(slots)}
    found = []
    for key in _with_macro(lines, macro):
        figures = {
            name: _estimate(float(value[0]), drawn.get((line, name)))
            for (line, name), value in values.items()
            if line == key
        }
        of = _labels(lines, key.measure) if key.label == "macro" else [key]
        gold, predicted = (
            sum(max(size.get((one, name), 0) for name in names) for one in of) for names in (OVER_GOLD, OVER_PREDICTED)
        )
        found.append(Score(key.measure, key.label, gold, predicted, figures))
    return tuple(found)


def _lines(documents: Sequence[Counts]) -> dict[Key, list[str]]:
    """The lines, measures in the order in which they come first, each with the names of its ratios."""
    names: dict[Key, list[str]] = {}
    order: dict[str, int] = {}
    for document in documents:
        for key, ratios in document.items():
            order.setdefault(key.measure, len(order))
            names.setdefault(key, list(ratios))
    return dict(sorted(names.items(), key=lambda line: (order[line[0].measure], line[0].label != "all", line[0].label)))


def _labels(lines: Sequence[Key] | dict[Key, list[str]], measure: str) -> list[Key]:
    return [key for key in lines if key.measure == measure and key.label != "all"]


def _with_macro(lines: dict[Key, list[str]], macro: Sequence[str]) -> list[Key]:
    found: list[Key] = []
    keys = list(lines)
    for at, key in enumerate(keys):
        found.append(key)
        last = at + 1 == len(keys) or keys[at + 1].measure != key.measure
        if last and key.measure in macro and _labels(keys, key.measure):
            found.append(Key(key.measure, "macro"))
    return found


def _figures(sums: Array, slots: Sequence[tuple[Key, str]], macro: Sequence[str]) -> dict[tuple[Key, str], Array]:
    """By line and name, the figure of each drawing: `sums` is drawings × slots × 2; nan where nothing is over."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.where(sums[:, :, 1] > 0, 100 * sums[:, :, 0] / sums[:, :, 1], np.nan)
    found: dict[tuple[Key, str], Array] = {}
    for slot, (key, name) in enumerate(slots):
        found[key, name] = ratios[:, slot]
        other = found.get((key, "precision"))
        if name == "recall" and other is not None:
            found[key, "f1"] = _f1(other, ratios[:, slot])
    for measure in macro:
        labels = list(dict.fromkeys(key for key, _ in slots if key.measure == measure and key.label != "all"))
        for name in ("precision", "recall", "f1"):
            if columns := [found[key, name] for key in labels if (key, name) in found]:
                found[Key(measure, "macro"), name] = _mean(np.stack(columns))
    return found


def _f1(precision: Array, recall: Array) -> Array:
    """The harmonic mean; 0 where only one of them can be taken, nan where neither can."""
    import numpy as np

    neither = np.isnan(precision) & np.isnan(recall)
    p, r = np.nan_to_num(precision), np.nan_to_num(recall)
    return np.where(neither, np.nan, 2 * p * r / np.maximum(p + r, 1e-12))


def _mean(columns: Array) -> Array:
    """The mean over labels of those that there are in a drawing."""
    import numpy as np

    there = ~np.isnan(columns)
    return np.where(there.any(axis=0), np.nansum(columns, axis=0) / np.maximum(there.sum(axis=0), 1), np.nan)


def _drawn(
    counts: Array, slots: Sequence[tuple[Key, str]], macro: Sequence[str], resamples: int, seed: int
) -> dict[tuple[Key, str], Array]:
    import numpy as np

    rng = np.random.default_rng(seed)
    size = len(counts)
    flat = counts.reshape(size, -1)
    chunks = []
    for first in range(0, resamples, CHUNK):
        times = [np.bincount(rng.integers(0, size, size), minlength=size) for _ in range(min(CHUNK, resamples - first))]
        chunks.append(np.stack(times).astype(float) @ flat)
    return _figures(np.concatenate(chunks).reshape(resamples, -1, 2), slots, macro)


def _estimate(value: float, drawn: Any) -> Estimate:
    import numpy as np

    if np.isnan(value):
        return Estimate(None)
    if drawn is None:
        return Estimate(round(value, 2))
    low, high = np.nanpercentile(drawn, LEVELS)
    return Estimate(round(value, 2), round(float(low), 2), round(float(high), 2))
