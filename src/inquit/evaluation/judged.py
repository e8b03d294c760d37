"""Stances of rows: labels that were judged, against labels given by people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inquit.errors import SettingsError
from inquit.evaluation.bootstrap import scores
from inquit.evaluation.counts import Counts, Key
from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.report import Report
from inquit.settings import Settings
from inquit.settings import settings as make_settings

LABEL = "label"


def evaluate_rows(
    gold: Path,
    predicted: Path | None,
    *,
    settings: Settings | str | Path | None = None,
    resamples: int,
    seed: int,
) -> Report:
    """Precision, recall, F1 by label and their macro mean, and accuracy, over rows.

    `gold`: `.jsonl` or `.csv` rows with `label`, and `id` where `predicted` (rows with `id` and `label`, as
    `inquit judge` writes them) is given; without it the rows are judged, by the shipped judge or by the settings'
    `stance_model`. The bootstrap draws rows; those that share a `document` are drawn together. Raises GoldError and
    RowError.
    """
    rows = list(_rows(gold, "label"))
    if predicted is not None:
        answers = _by_id(predicted)
        missing = [str(row.get("id")) for row in rows if str(row.get("id")) not in answers]
        if missing:
            raise GoldError(f"rows that {predicted} does not have: {', '.join(missing[:10])}", path=str(gold))
        labels = [answers[str(row["id"])] for row in rows]
        system = str(predicted)
    else:
        labels, system = _judged(rows, make_settings(settings))
    documents: dict[str, list[tuple[str, str]]] = {}
    for number, (row, label) in enumerate(zip(rows, labels, strict=True)):
        documents.setdefault(str(row.get("document", f"row {number}")), []).append((str(row["label"]), label))
    counts = [_counts(pairs) for pairs in documents.values()]
    return Report(
        task="stances",
        format="rows",
        gold=str(gold),
        system=system,
        documents=len(documents),
        resamples=resamples,
        seed=seed,
        scores=scores(counts, resamples=resamples, seed=seed, macro=(LABEL,)),
        notes=(f"{len(rows)} rows",),
    )


def _rows(path: Path, *needed: str) -> Iterator[dict[str, Any]]:
    from inquit.stances.tables import RowError, read_table  # brings spaCy, which `inquit --help` need not pay for

    for row in read_table(path):
        if isinstance(row, RowError):
            raise row
        for column in needed:
            if row.cells.get(column) in (None, ""):
                raise row.error("missing or empty", column)
        yield dict(row.cells)


def _by_id(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _rows(path, "id", "label"):
        if str(row["id"]) in found:
            raise GoldError(f"has the id {row['id']!r} twice", path=str(path))
        found[str(row["id"])] = str(row["label"])
    return found


def _judged(rows: list[dict[str, Any]], settings: Settings) -> tuple[list[str], str]:
    from inquit import __version__
    from inquit.stances import judge

    if settings.stance_model is None:
        return [row["label"] for row in judge(rows)], f"inquit {__version__}"
    from inquit.stances.trained import TrainedJudge

    network = TrainedJudge.load(settings.stance_model)
    unknown = sorted({str(row["label"]) for row in rows} - set(network.labels))
    if unknown:
        raise SettingsError(f"the model has no label {unknown[0]!r}; it has {', '.join(network.labels)}")
    return [row["label"] for row in judge(rows, network=network)], str(settings.stance_model)


def _counts(pairs: list[tuple[str, str]]) -> Counts:
    right = sum(gold == found for gold, found in pairs)
    counts: Counts = {Key("rows", "all"): {"accuracy": (right, len(pairs)), "coverage": (len(pairs), len(pairs))}}
    for label in sorted({one for pair in pairs for one in pair}):
        hit = sum(gold == found == label for gold, found in pairs)
        counts[Key(LABEL, label)] = {
            "precision": (hit, sum(found == label for _, found in pairs)),
            "recall": (hit, sum(gold == label for gold, _ in pairs)),
        }
    return counts
