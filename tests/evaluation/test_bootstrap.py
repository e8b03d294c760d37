"""From counts to figures: sums, not means of documents; seeded intervals; what cannot be divided."""

from __future__ import annotations

import msgspec
import pytest

from inquit.evaluation.bootstrap import scores
from inquit.evaluation.counts import Counts, Key
from inquit.evaluation.report import Estimate, Report


def counts(right: float, predicted: float, gold: float, label: str = "all", measure: str = "exact") -> Counts:
    return {Key(measure, label): {"precision": (right, predicted), "recall": (right, gold)}}


def test_figures_are_of_the_sums() -> None:
    (score,) = scores([counts(1, 1, 1), counts(0, 9, 3)])
    assert (score.gold, score.predicted) == (4, 10)
    assert score.figures["precision"].value == 10.0
    assert score.figures["recall"].value == 25.0
    assert score.figures["f1"].value == pytest.approx(100 * 2 * 1 / 14, abs=0.01)


def test_intervals_hold_the_value_and_widen_with_disagreement() -> None:
    even, uneven = [counts(8, 10, 10)] * 20, [counts(6, 10, 10), counts(10, 10, 10)] * 10
    (same,), (mixed,) = scores(even), scores(uneven)
    assert same.figures["f1"] == Estimate(80.0, 80.0, 80.0)
    figure = mixed.figures["f1"]
    assert figure.value == 80.0
    assert figure.low is not None
    assert figure.high is not None
    assert 69 < figure.low < 77 < 83 < figure.high < 91


def test_the_seed_decides() -> None:
    documents = [counts(right, 10, 10) for right in (1, 4, 5, 9, 10, 2, 7)]
    assert scores(documents, seed=1) == scores(documents, seed=1) != scores(documents, seed=2)


def test_one_document_has_no_interval() -> None:
    (score,) = scores([counts(1, 2, 4)])
    assert score.figures["recall"] == Estimate(25.0)


@pytest.mark.parametrize(
    ("right", "predicted", "gold", "expected"),
    [
        (0, 0, 0, (None, None, None)),
        (0, 0, 4, (None, 0.0, 0.0)),
        (0, 4, 0, (0.0, None, 0.0)),
        (0, 4, 4, (0.0, 0.0, 0.0)),
    ],
)
def test_what_cannot_be_divided_is_null(
    right: int, predicted: int, gold: int, expected: tuple[float | None, ...]
) -> None:
    (score,) = scores([counts(right, predicted, gold)] * 3)
    assert tuple(score.figures[name].value for name in ("precision", "recall", "f1")) == expected


def test_labels_come_after_all_and_macro_last() -> None:
    documents = [
        counts(1, 2, 2) | counts(1, 1, 1, "favor") | counts(0, 1, 1, "against") | counts(1, 1, 1, measure="other")
    ]
    found = scores(documents, macro=["exact"])
    assert [(one.measure, one.label) for one in found] == [
        ("exact", "all"), ("exact", "against"), ("exact", "favor"), ("exact", "macro"), ("other", "all"),
    ]  # fmt: skip
    macro = found[3]
    assert (macro.gold, macro.predicted, macro.figures["f1"].value) == (2, 2, 50.0)


def test_a_label_that_only_one_document_has_counts_there_alone() -> None:
    found = scores([counts(1, 1, 1) | counts(1, 1, 1, "favor"), counts(0, 1, 1)])
    assert [score.gold for score in found] == [2, 1]
    assert found[1].figures["f1"].low == 100.0  # drawings without that document say nothing about the label


def report() -> Report:
    documents: list[Counts] = [
        counts(right, 4, 4) | {Key("pronouns", "all"): {"accuracy": (right, 4), "coverage": (4, 5)}} for right in (3, 4)
    ]
    return Report("actors", "conllu", "gold", "pipeline", 2, 1000, 0, scores(documents), ("read this",))


def test_the_report_as_a_table() -> None:
    lines = report().table().splitlines()
    assert lines[0] == "actors: pipeline against gold (conllu, 2 documents)"
    assert lines[2].split() == ["gold", "predicted", "precision", "recall", "f1"]
    assert lines[3].split()[:5] == ["exact", "all", "8", "8", "87.5"]
    assert lines[5].split() == ["gold", "predicted", "accuracy", "coverage"]
    assert lines[6].split()[:4] == ["pronouns", "all", "10", "8"]
    assert "80.0 [80.0, 80.0]" in lines[6]
    assert lines[-1] == "Note: read this"


def test_the_report_as_json_comes_back() -> None:
    assert msgspec.json.decode(report().json(), type=Report) == report()


def test_a_score_is_found_by_measure_and_label() -> None:
    assert report().score("exact").figures["precision"].value == 87.5
    with pytest.raises(KeyError, match=r"pronouns"):
        report().score("exact", "PER")
