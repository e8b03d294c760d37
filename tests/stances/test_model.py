"""`StanceModel`, `inquit train stance`, and the folder of a model."""

from __future__ import annotations

import hashlib
import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pandas as pd
import pytest
import skops.io
from datasets import Dataset
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import Pipeline

import inquit
from inquit.errors import DocumentError, ModelError, SettingsError
from inquit.stances import Columns, RowError, StanceModel, judge, load, save, train
from inquit.stances.saving import MANIFEST, MODEL
from inquit.stances.trained import TrainedJudge

HOLDERS = ("Oran", "Tessel", "Marek", "Dorsa", "Minister Brandal", "the envoy")
TARGETS = ("the treaty", "the mission", "the tariff")
SAID = {
    "favor": ("{h} praised {t} warmly", "{h} backs {t} without reserve", "{h} welcomed {t} as a great success"),
    "against": ("{h} condemned {t} sharply", "{h} rejects {t} as a disaster", "{h} called {t} a shameful failure"),
    "neutral": ("{h} read out {t} on Monday", "{h} met others about {t}", "{h} asked when {t} begins"),
}
ENDS = (" in Venn.", " after lunch.", " before the assembly.", " again.")


def rows() -> list[dict[str, str]]:
    found = []
    for (label, forms), target, (number, holder), end in itertools.product(
        SAID.items(), TARGETS, enumerate(HOLDERS), ENDS
    ):
        text = forms[number % 3].format(h=holder, t=target) + end
        found.append({"text": text, "target": target, "holder": holder, "label": label, "doc": f"d{number}"})
    return found


ROWS = rows()
LABELS = [row["label"] for row in ROWS]


@pytest.fixture(scope="module")
def model() -> StanceModel:
    return StanceModel().fit(ROWS, LABELS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model")
    save(*_trained(path))
    return path


def _trained(path: Path) -> tuple[StanceModel, Path, Any]:
    found, report = train(ROWS, columns=Columns(holder="holder"))
    return found, path, report


def test_estimator_conventions(model: StanceModel) -> None:
    assert list(model.classes_) == ["against", "favor", "neutral"]
    assert model.score(ROWS, LABELS) > 0.95
    probabilities = model.predict_proba(ROWS)
    assert probabilities.shape == (len(ROWS), 3)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)
    assert model.decision_function(ROWS).shape == (len(ROWS), 3)
    copy = clone(model)
    assert copy.get_params() == model.get_params()
    assert not hasattr(copy, "classes_")
    assert cross_val_score(StanceModel(calibrated=False), ROWS, LABELS, cv=3).shape == (3,)


def test_pipeline_and_grid_search() -> None:
    pipeline = Pipeline([("stance", StanceModel(calibrated=False, char_ngrams=(2, 3)))])
    search = GridSearchCV(pipeline, {"stance__C": [0.1, 1.0]}, cv=2).fit(ROWS, LABELS)
    assert search.best_params_["stance__C"] in (0.1, 1.0)
    assert search.predict(ROWS[:3]).shape == (3,)


def test_data_frames_and_plain_texts(model: StanceModel) -> None:
    frame = pd.DataFrame(ROWS)
    assert list(model.predict(frame)) == list(model.predict(ROWS))
    texts = [row["text"] for row in ROWS]
    assert StanceModel().fit(texts, LABELS).score(texts, LABELS) > 0.9


def test_two_classes_and_labels_that_are_numbers() -> None:
    pairs = [(row, int(row["label"] == "favor")) for row in ROWS if row["label"] != "neutral"]
    found = StanceModel().fit([row for row, _ in pairs], [label for _, label in pairs])
    assert list(found.classes_) == [0, 1]
    assert found.predict_proba([row for row, _ in pairs]).shape == (len(pairs), 2)
    assert set(found.telling()) == {0, 1}


def test_a_model_for_each_target() -> None:
    turned = [{**row, "label": {"favor": "against", "against": "favor"}.get(row["label"], "neutral")} for row in ROWS]
    mixed = [row if row["target"] == "the treaty" else other for row, other in zip(ROWS, turned, strict=True)]
    labels = [row["label"] for row in mixed]
    found = StanceModel(per_target=True).fit(mixed, labels)
    assert set(found.own_) == set(TARGETS)
    assert found.score(mixed, labels) > 0.95
    assert len(found.predict([{"text": "Oran praised the canal.", "target": "the canal"}])) == 1


def test_with_the_vectors_of_the_judge() -> None:
    part = ROWS[::3]
    found = StanceModel(vectors=True, calibrated=False).fit(part, [row["label"] for row in part])
    assert found.score(part, [row["label"] for row in part]) > 0.9


def test_same_rows_and_seed_same_predictions(model: StanceModel) -> None:
    again = StanceModel().fit(ROWS, LABELS)
    np.testing.assert_array_equal(again.predict_proba(ROWS), model.predict_proba(ROWS))


@pytest.mark.parametrize(
    ("X", "y", "reason"),
    [
        ([{"text": "a"}], ["x"], "one class only"),
        ([{"text": "a"}, {"text": ""}], ["x", "y"], "row 1, column 'text'"),
        ([{"text": "a"}, {"text": "b", "target": 3}], ["x", "y"], "row 1, column 'target'"),
        ([{"text": "a"}, 7], ["x", "y"], "row 1"),
        ([{"text": "a"}], ["x", "y"], "1 rows and 2 labels"),
        ([], [], "one class only"),
    ],
)
def test_what_cannot_be_learned(X: list[Any], y: list[str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        StanceModel().fit(X, y)


def test_a_label_with_one_row() -> None:
    found = StanceModel().fit([*ROWS, {"text": "Nobody knows.", "target": ""}], [*LABELS, "odd"])
    assert "odd" in found.classes_


def test_report(folder: Path) -> None:
    report = json.loads((folder / "report.json").read_text("utf-8"))
    low, high = report["interval"]
    assert 0.9 < report["macro_f1"] <= 1
    assert low <= report["macro_f1"] <= high
    assert sum(map(sum, report["confusion"])) == report["rows"] == len(ROWS)
    assert set(report["targets"]) == set(TARGETS)
    assert sum(count for *_, count in report["reliability"]) == len(ROWS)
    assert [count for count, _ in report["curve"]] == sorted(count for count, _ in report["curve"])
    assert "praised" in " ".join(name for name, _ in report["telling"]["favor"])
    card = (folder / "README.md").read_text("utf-8")
    assert "confusion.svg" in card
    assert (folder / "confusion.svg").read_text("utf-8").startswith("<svg")


def test_no_group_stands_on_both_sides() -> None:
    """Text tells the label only together with the group, so grouped folds must do far worse."""
    names = [hashlib.sha256(bytes([number])).hexdigest()[:12] for number in range(40)]
    odd = [{"text": name, "label": "ab"[at % 2], "doc": name} for at, name in enumerate(names) for _ in range(4)]
    plain = Columns(target=None)
    with pytest.warns(UserWarning, match="repeat another"):
        _, mixed = train(odd, columns=plain, C=1.0)
    _, grouped = train(odd, columns=msgspec.structs.replace(plain, group="doc"), C=1.0)
    assert mixed.macro_f1 > 0.95
    assert grouped.macro_f1 < 0.7


def test_saved_and_loaded(folder: Path, model: StanceModel) -> None:
    assert list(load(folder).predict(ROWS)) == list(model.predict(ROWS))


def test_tables_of_datasets() -> None:
    found, _ = train(Dataset.from_list(ROWS), C=1.0)
    assert found.score(ROWS, LABELS) > 0.9


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda path: (path / MANIFEST).unlink(), "no folder of a stance model"),
        (lambda path: (path / MODEL).write_bytes(b"x"), "altered"),
        (lambda path: _manifest(path, format="stance-model/9"), "train it again"),
        (lambda path: _manifest(path, sklearn="0.1.0"), "scikit-learn 0.1.0"),
        (lambda path: (path / MANIFEST).write_text("{", "utf-8"), MANIFEST),
        (lambda path: _manifest(path, files={}), "cannot be read"),
    ],
)
def test_folders_that_are_refused(change: Any, reason: str, model: StanceModel, tmp_path: Path) -> None:
    save(model, tmp_path)
    change(tmp_path)
    with pytest.raises(ModelError, match=reason):
        load(tmp_path)


def test_types_outside_the_list_are_refused(tmp_path: Path, model: StanceModel) -> None:
    save(model, tmp_path)
    data = skops.io.dumps(Foreign())
    (tmp_path / MODEL).write_bytes(data)
    _manifest(tmp_path, files={MODEL: hashlib.sha256(data).hexdigest()})
    with pytest.raises(ModelError, match="Foreign"):
        load(tmp_path)


class Foreign:
    """A type that no stance model has."""


def _manifest(path: Path, **changes: Any) -> None:
    old = json.loads((path / MANIFEST).read_text("utf-8"))
    (path / MANIFEST).write_text(json.dumps(old | changes), "utf-8")


def test_judging_rows_and_documents_with_a_model_of_ones_own(folder: Path) -> None:
    (found,) = judge(
        [{"text": "Oran condemned the treaty.", "holder": "Oran", "target": "the treaty"}],
        network=TrainedJudge.load(folder),
    )
    assert found["label"] == "against"
    document = inquit.annotate(
        "Ivo Marn condemned the United Nations sharply in Geneva.", stance_model=str(folder), stance_threshold=0.0
    )
    assert document.stances
    assert "stance-model" in document.provenance.models
    assert not any(name.startswith("judge") for name in document.provenance.models)


def test_a_model_of_other_labels_cannot_annotate(tmp_path: Path) -> None:
    save(StanceModel().fit(ROWS, ["good" if label == "favor" else "bad" for label in LABELS]), tmp_path)
    with pytest.raises(ModelError, match="'bad'"):
        inquit.load(stance_model=str(tmp_path))


def test_warnings() -> None:
    few = [*[row for row in ROWS if row["target"] == "the treaty"][:40], dict(ROWS[0])]
    with (
        pytest.warns(UserWarning, match="repeat another"),
        pytest.warns(UserWarning, match="under 10 rows"),
        pytest.warns(UserWarning, match="one target only"),
    ):
        train([*few, {**ROWS[0], "text": "Well.", "label": "odd"}], C=1.0)


def test_rows_that_cannot_be_learned_from() -> None:
    bad: list[dict[str, Any]] = [
        {"text": "a", "target": "b"}, {"text": float("nan"), "target": "b", "label": "x"},
        {"text": "a", "target": "", "label": "x"},
    ]  # fmt: skip
    errors: list[RowError] = []
    train([*ROWS, *bad], C=1.0, on_error=errors.append)
    first = len(ROWS) + 1
    assert [(one.line, one.column) for one in errors] == [(first, "label"), (first + 1, "text"), (first + 2, "target")]
    with pytest.raises(RowError):
        train([*ROWS, *bad], C=1.0)
    with pytest.raises(SettingsError, match="one label"):
        train([row for row in ROWS if row["label"] == "favor"])
    with pytest.raises(DocumentError, match="no row can be used"):
        train(bad[:1], on_error=errors.append)


def test_command_line(tmp_path: Path) -> None:
    path, out = tmp_path / "rows.csv", tmp_path / "model"
    pd.DataFrame(ROWS).to_csv(path, index=False, encoding="utf-8-sig")
    command = ["train", "stance", path, "--target-column", "target", "--group-column", "doc", "-o", out]
    done = _cli(*command)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("macro-F1 ")
    assert "fold 1 of 5" in done.stderr
    judged = tmp_path / "judged.jsonl"
    assert _cli("judge", path, "-o", judged, "--model", out).returncode == 0
    right = [json.loads(line)["label"] for line in judged.read_text("utf-8").splitlines()]
    assert np.mean([one == label for one, label in zip(right, LABELS, strict=True)]) > 0.9
    none = _cli("train", "stance", tmp_path / "none.csv", "-o", out)
    assert none.returncode == 1
    assert "none.csv" in none.stderr


def _cli(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "inquit", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
