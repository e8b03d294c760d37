"""`inquit evaluate stances --format rows`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from inquit.errors import DocumentError, SettingsError
from inquit.evaluation import evaluate
from inquit.stances import StanceModel, save

ROWS = [
    {"id": 1, "text": "Oran praised Kessia.", "holder": "Oran", "target": "Kessia", "label": "favor"},
    {"id": 2, "text": "Oran blamed Kessia.", "holder": "Oran", "target": "Kessia", "label": "against"},
    {"id": 3, "text": "Oran met Kessia.", "holder": "Oran", "target": "Kessia", "label": "neutral"},
    {"id": 4, "text": "Kessia met Oran.", "holder": "Oran", "target": "Kessia", "label": "neutral"},
]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_against_judged_rows(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", ROWS)
    labels = ("favor", "favor", "neutral", "neutral")
    judged = [{"id": row["id"], "label": label} for row, label in zip(ROWS, labels, strict=True)]
    report = evaluate("stances", gold, write(tmp_path / "judged.jsonl", judged[::-1]), format="rows")
    assert report.score("rows", "all").figures["accuracy"].value == 75
    assert report.score("label", "favor").figures["precision"].value == 50
    assert report.score("label", "against").figures["recall"].value == 0
    assert report.score("label", "macro").figures["f1"].value == pytest.approx((200 / 3 + 0 + 100) / 3, abs=0.01)


def test_judged_here(tmp_path: Path) -> None:
    report = evaluate("stances", write(tmp_path / "gold.jsonl", ROWS), format="rows")
    assert report.score("rows", "all").figures["accuracy"].value >= 75


def test_with_a_model_of_ones_own(tmp_path: Path) -> None:
    rows = ROWS * 5
    save(StanceModel().fit(rows, [str(row["label"]) for row in rows]), tmp_path / "model")
    gold = write(tmp_path / "gold.jsonl", ROWS)
    report = evaluate("stances", gold, format="rows", settings=_settings(tmp_path / "model"))
    assert report.score("rows", "all").figures["accuracy"].value == 100
    other = write(tmp_path / "other.jsonl", [ROWS[0] | {"label": "pro"}])
    with pytest.raises(SettingsError, match="'pro'"):
        evaluate("stances", other, format="rows", settings=_settings(tmp_path / "model"))


def _settings(model: Path) -> Path:
    path = model.parent / "settings.toml"
    path.write_text(f"stance_model = {json.dumps(str(model))}\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("gold", "judged", "reason"),
    [
        ([{"id": 1, "text": "x"}], None, "column 'label'"),
        (ROWS, ROWS[:2], "does not have: 3, 4"),
        (ROWS, [*ROWS, ROWS[0]], "twice"),
    ],
)
def test_rows_that_cannot_be_measured(
    gold: list[dict[str, Any]], judged: list[dict[str, Any]] | None, reason: str, tmp_path: Path
) -> None:
    there = write(tmp_path / "judged.jsonl", judged) if judged else None
    with pytest.raises(DocumentError, match=reason):
        evaluate("stances", write(tmp_path / "gold.jsonl", gold), there, format="rows")
