"""The result of an evaluation: figures with their intervals, as a struct, a table and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec


class Estimate(msgspec.Struct, frozen=True):
    """A figure in percent, and its 95 % interval; null where nothing can be divided by, or from one document."""

    value: float | None
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        if self.value is None:
            return "–"
        return f"{self.value:.1f}" if self.low is None else f"{self.value:.1f} [{self.low:.1f}, {self.high:.1f}]"


class Score(msgspec.Struct, frozen=True):
    """One line of a report.

    `gold` is what recall (or coverage) is over, `predicted` what precision (or accuracy) is over. `figures`:
    `precision`, `recall` and `f1`, or `accuracy` and `coverage`.
    """

    measure: str
    label: str
    gold: int
    predicted: int
    figures: dict[str, Estimate]


class Report(msgspec.Struct, frozen=True):
    """Figures of one task on one gold standard, percentages all.

    `gold` and `system`: what was compared; `resamples` and `seed`: of the bootstrap; `notes`: what a reader should
    know before believing the figures.
    """

    task: str
    format: str
    gold: str
    system: str
    documents: int
    resamples: int
    seed: int
    scores: tuple[Score, ...]
    notes: tuple[str, ...] = ()

    def score(self, measure: str, label: str = "all") -> Score:
        """The line of this measure and label. Raises KeyError, which lists the lines there are."""
        for score in self.scores:
            if (score.measure, score.label) == (measure, label):
                return score
        raise KeyError(f"no {measure!r} of {label!r}; there are {[(one.measure, one.label) for one in self.scores]}")

    def json(self) -> str:
        """The report as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2).decode()

    def table(self) -> str:
        """The report for a person to read, without a line end at its end."""
        many = "1 document" if self.documents == 1 else f"{self.documents} documents"
        lines = [f"{self.task}: {self.system} against {self.gold} ({self.format}, {many})"]
        for _, group in groupby(self.scores, key=lambda score: tuple(score.figures)):
            lines += ["", *_aligned(list(group))]
        if any(one.low is not None for score in self.scores for one in score.figures.values()):
            lines += ["", f"In percent; 95 % intervals: bootstrap over documents, {self.resamples} resamples."]
        else:
            lines += ["", "In percent."]
        return "\n".join([*lines, *(f"Note: {note}" for note in self.notes)])


def _aligned(scores: Sequence[Score]) -> Iterator[str]:
    names = list(scores[0].figures)
    rows = [["", "", "gold", "predicted", *names]]
    for score in scores:
        rows.append(
            [score.measure, score.label, str(score.gold), str(score.predicted), *map(str, score.figures.values())]
        )
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.ljust(width) if at < 2 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
