"""Measure a judge on the dev halves of the public sets and on our own passages that were kept from its training.

`python -m inquit.training.stances.measure --sets DIR [--model DIR]` prints, for each set, macro-F1 with its 95 %
bootstrap interval over passages, accuracy and the expected calibration error: the tables of the card. Of DSE's valid
half, only sentences that its train half does not have count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from inquit.stances.fitting import reliability
from inquit.stances.network import JudgingNetwork, shipped
from inquit.training.stances.rows import LABELS, Labelled, dse, explagraphs, held_out, newsmtsc, own, valueeval

RESAMPLES = 1000


def dev(sets: Path) -> Iterator[tuple[str, list[Labelled]]]:
    """The sets to measure on, by name."""
    yield "NewsMTSC rw", list(newsmtsc(sets / "newsmtsc/rw/dev.jsonl"))
    yield "NewsMTSC mt", list(newsmtsc(sets / "newsmtsc/mt/dev.jsonl"))
    seen = {one.text for one in dse(sets / "dse/train.txt")}
    yield "DSE valid, unseen", [one for one in dse(sets / "dse/valid.txt") if one.text not in seen]
    yield "ValueEval'23 valid", list(valueeval(sets / "valueeval23/validation.tsv"))
    yield "ExplaGraphs dev", list(explagraphs(sets / "explagraphs/dev.tsv"))
    yield "own, kept back", [one for number, one in own() if held_out(number)]


def judged(network: JudgingNetwork, rows: Sequence[Labelled]) -> list[NDArray[np.float64]]:
    """The probabilities of each passage's pairs."""
    return [network.probabilities([(one.text, one.asked)])[0] for one in rows]


def line(name: str, rows: Sequence[Labelled], answers: Sequence[NDArray[np.float64]]) -> str:
    """A line of the table."""
    probabilities = np.concatenate(answers)
    gold = np.array([label for one in rows for label in one.labels])
    predicted = probabilities.argmax(axis=1)
    unit = np.repeat(np.arange(len(rows)), [len(one.labels) for one in rows])
    places = [np.flatnonzero(unit == number) for number in range(len(rows))]
    rng = np.random.default_rng(0)
    drawn = []
    for _ in range(RESAMPLES):
        chosen = np.concatenate([places[number] for number in rng.integers(len(rows), size=len(rows))])
        drawn.append(_macro(gold[chosen], predicted[chosen]))
    low, high = np.percentile(drawn, [2.5, 97.5]) * 100
    _, error = reliability(probabilities, predicted, gold)
    f1 = _macro(gold, predicted) * 100
    accuracy = (gold == predicted).mean() * 100
    return f"| {name} | {len(gold)} | {f1:.1f} ({low:.1f} to {high:.1f}) | {accuracy:.1f} | {error:.3f} |"


def _macro(gold: NDArray[np.int64], predicted: NDArray[np.int64]) -> float:
    return float(f1_score(gold, predicted, labels=np.unique(gold), average="macro", zero_division=0))


def main(
    sets: Annotated[Path, typer.Option(help="Folder with newsmtsc/, dse/, valueeval23/ and explagraphs/.")],
    model: Annotated[Path | None, typer.Option(help="Folder of judge.onnx and labels.json.")] = None,
) -> None:
    """Print the tables of the card."""
    network = shipped()
    if model is not None:
        network = JudgingNetwork((model / "judge.onnx").read_bytes(), (model / "labels.json").read_bytes())
    print("| set | pairs | macro-F1 (95 % interval) | accuracy | ECE |\n| --- | --- | --- | --- | --- |")
    every: list[tuple[NDArray[np.float64], int]] = []
    for name, rows in dev(sets):
        answers = judged(network, rows)
        print(line(name, rows, answers), flush=True)
        labels = [label for one in rows for label in one.labels]
        every += zip(np.concatenate(answers), labels, strict=True)
    probabilities, gold = np.array([row for row, _ in every]), np.array([label for _, label in every])
    print("\n| mean probability | share right | pairs |\n| --- | --- | --- |")
    for mean, share, count in reliability(probabilities, probabilities.argmax(axis=1), gold)[0]:
        print(f"| {mean:.2f} | {share:.2f} | {count} |")
    print("\nlabels:", ", ".join(LABELS))


if __name__ == "__main__":
    typer.run(main)
