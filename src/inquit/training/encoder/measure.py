"""Measure encoders head by head on dev, beside each other: int8 against float32, a new one against the shipped.

`python -m inquit.training.encoder.measure MODEL… --polnear DIR --uner FILE --ewt FILE --gum DIR` prints a JSON object
per model: F1 in percent, with `low` and `high` of its 95 % interval where resamples are drawn. A set that is left out
is not measured.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from inquit.evaluation import evaluate
from inquit.evaluation.gold.conllu import read_treebank
from inquit.pipeline import load
from inquit.training.linguistics.evaluate import evaluate as evaluate_trees

NAMES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
ROLES = ("content", "cue", "source")


def measure(
    model: Path,
    *,
    polnear: Path | None = None,
    uner: Path | None = None,
    ewt: Path | None = None,
    gum: Path | None = None,
    resamples: int = 0,
) -> dict[str, dict[str, float | None]]:
    """Return the figures of the encoder in a folder, by head and set."""
    nlp = load()
    encoder: Any = nlp.get_pipe("inquit_encoder")
    encoder.from_disk(model)
    found: dict[str, dict[str, float | None]] = {}
    if polnear:
        report = evaluate("quotations", polnear, format="polnear", nlp=nlp, resamples=resamples)
        for role in ROLES:
            found[f"{role} (PolNeAR)"] = _f1(report.score("exact", role).figures["f1"])
    if uner:
        report = evaluate("mentions", uner, format="iob2", labels=NAMES, nlp=nlp, resamples=resamples)
        found["names (UNER)"] = _f1(report.score("exact").figures["f1"])
    for name, path in (("EWT", ewt), ("GUM", gum)):
        if path:
            report = evaluate("sentences", path, format="conllu", nlp=nlp, resamples=resamples)
            found[f"sentences ({name})"] = _f1(report.score("exact").figures["f1"])
            trees = evaluate_trees(nlp, read_treebank(path), resamples=resamples)
            found |= {f"{head} ({name})": {**trees[head]} for head in ("upos", "uas", "las")}
    return found


def _f1(estimate: Any) -> dict[str, float | None]:
    return {"f1": estimate.value, "low": estimate.low, "high": estimate.high}


def main(
    models: Annotated[list[Path], typer.Argument(help="Folders of encoders, as `train` writes them.")],
    polnear: Annotated[Path | None, typer.Option(help="Folder of PolNeAR's dev half.")] = None,
    uner: Annotated[Path | None, typer.Option(help="UNER's dev.iob2 over EWT.")] = None,
    ewt: Annotated[Path | None, typer.Option(help="EWT's dev.conllu.")] = None,
    gum: Annotated[Path | None, typer.Option(help="Folder of GUM's dev/dep.")] = None,
    resamples: Annotated[int, typer.Option(help="Bootstrap resamples.")] = 0,
) -> None:
    """Print each model's figures."""
    for model in models:
        found = measure(model, polnear=polnear, uner=uner, ewt=ewt, gum=gum, resamples=resamples)
        print(json.dumps({"model": str(model), **found}, indent=1))


if __name__ == "__main__":
    typer.run(main)
