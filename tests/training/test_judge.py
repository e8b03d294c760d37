"""How the judge of stances was made: rows of the public formats, our passages, the network, calibration and export."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from inquit import resources
from inquit.stances.network import JudgingNetwork
from inquit.stances.packing import SPECIAL, Asked, Packer, padded
from inquit.training.stances.calibration import calibrated
from inquit.training.stances.export import export
from inquit.training.stances.network import JudgeNetwork
from inquit.training.stances.rows import (
    AGAINST,
    FAVOR,
    NEUTRAL,
    Labelled,
    dse,
    explagraphs,
    held_out,
    newsmtsc,
    own,
    passages,
    valueeval,
)
from inquit.training.stances.train import batches, chosen, fit

VOCABULARY = [*SPECIAL, "oran", "praised", "blamed", "kessia", "the", "treaty", "."]


def test_newsmtsc(tmp_path: Path) -> None:
    text = "Oran met Oran again."
    targets = [
        {"from": 10, "to": 14, "mention": "Oran", "polarity": 6.0},
        {"from": 0, "mention": "Oran", "polarity": 2.0},
    ]
    (tmp_path / "x.jsonl").write_text(json.dumps({"sentence_normalized": text, "targets": targets}) + "\n", "utf-8")
    (row,) = newsmtsc(tmp_path / "x.jsonl")
    assert row.asked == (Asked(None, (9, 13)), Asked(None, (0, 4)))
    assert row.labels == (FAVOR, AGAINST)


def test_dse_has_each_sentence_once_and_both_directions(tmp_path: Path) -> None:
    lines = [
        "[Oran] blamed [Kessi]a and Ruria.\tOran\tKessi\t3", "[Oran] blamed Kessia and [Ruria].\tRuria\tOran\t4",
        "[Oran] met [Kessia].\tOran\tKessia\t0",
    ]  # fmt: skip
    (tmp_path / "x.txt").write_text("\n".join(lines) + "\n", "utf-8")
    first, second = dse(tmp_path / "x.txt")
    named = {
        (first.text[slice(*one.holder or ())], first.text[slice(*one.target)]): label  # type: ignore[arg-type, misc]
        for one, label in zip(first.asked, first.labels, strict=True)
    }
    assert named == {
        ("Oran", "Kessia"): AGAINST, ("Kessia", "Oran"): NEUTRAL,
        ("Oran", "Ruria"): AGAINST, ("Ruria", "Oran"): NEUTRAL,
    }  # fmt: skip
    assert second.labels == (NEUTRAL, NEUTRAL)


def test_sets_of_statements(tmp_path: Path) -> None:
    table = (
        "Argument ID\tConclusion\tStance\tPremise\n1\tBan tolls\tin favor of\tTolls hurt.\n2\tBan tolls\tagainst\tNo.\n"
    )
    (tmp_path / "v.tsv").write_text(table, "utf-8")
    table = "Tolls help.\tThey fund roads.\tsupport\t(x)\nTolls help.\tNo.\tcounter\t(x)\n"
    (tmp_path / "e.tsv").write_text(table, "utf-8")
    for rows in (list(valueeval(tmp_path / "v.tsv")), list(explagraphs(tmp_path / "e.tsv"))):
        assert [row.labels for row in rows] == [(FAVOR,), (AGAINST,)]
        assert rows[0].asked[0].kind == "author-statement"


def test_our_passages_are_sound() -> None:
    rows = list(own())
    assert len({number for number, _ in rows}) == len(rows) >= 900
    assert sum(len(row.asked) for _, row in rows) >= 2500
    counts = np.bincount([label for _, row in rows for label in row.labels])
    assert counts.min() / counts.sum() > 0.28
    kept = [row.text for number, row in rows if held_out(number)]
    assert 0.15 < len(kept) / len(rows) < 0.25
    assert not set(kept) & {row.text for number, row in rows if not held_out(number)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("# 1 news none\n{a|Oran} left.\na>b favor", "not marked"),
        ("1 news none\n{a|Oran} left.\na>b favor", "not a passage"),
        ("# 1 news none\n{a|Oran left.\na>a favor", "not closed"),
        ("# 1 news none\n{a|Oran} left.\nauthor>a maybe", "maybe"),
    ],
)
def test_passages_that_are_not_sound(content: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        list(passages(content, "x.txt"))


@pytest.fixture(scope="module")
def network() -> JudgeNetwork:
    torch.manual_seed(0)
    return JudgeNetwork(len(VOCABULARY), layers=2).eval()


TEXT = "Oran praised Kessia . Kessia blamed the treaty ."
ASKED = [Asked((0, 4), (13, 19)), Asked(None, (36, 46)), Asked(None, "the treaty")]


@torch.no_grad()
def test_a_pair_does_not_see_the_others_nor_the_padding(network: JudgeNetwork) -> None:
    packer = Packer(VOCABULARY)

    def scores(*asked: Asked, beside: str = "Oran .") -> np.ndarray:
        rows = [packer.row(TEXT, asked), packer.row(beside, [Asked(None, (0, 4))])]
        tensors = {name: torch.from_numpy(value) for name, value in padded(rows).items()}
        return network(**tensors).numpy()[: len(asked)]

    together = scores(*ASKED)
    for number, one in enumerate(ASKED):
        np.testing.assert_allclose(scores(one, beside=TEXT * 4)[0], together[number], atol=1e-5)
    assert not np.allclose(together[0], together[1], atol=1e-3)


def test_exported_in_int8_it_says_nearly_the_same(network: JudgeNetwork, tmp_path: Path) -> None:
    packer = Packer(VOCABULARY)
    tensors = {name: torch.from_numpy(value) for name, value in padded([packer.row(TEXT, ASKED)]).items()}
    with torch.no_grad():
        expected = network(**tensors).numpy()
    kept_back = [Labelled("newsmtsc", TEXT, (ASKED[1],), (label,)) for label in (FAVOR, AGAINST, NEUTRAL)]
    kept_back += [Labelled("dse", TEXT, (ASKED[0],), (label,)) for label in (FAVOR, AGAINST, NEUTRAL)]
    kept_back += [Labelled("valueeval", TEXT, (ASKED[2],), (label,)) for label in (FAVOR, AGAINST)]
    export(network, VOCABULARY, kept_back, tmp_path)
    judge = JudgingNetwork((tmp_path / "judge.onnx").read_bytes(), (tmp_path / "labels.json").read_bytes())
    np.testing.assert_allclose(judge.scores([(TEXT, ASKED)])[0], expected, atol=0.1)
    (answers,) = judge.probabilities([(TEXT, ASKED)])
    np.testing.assert_allclose(answers.sum(axis=1), 1)
    assert answers[2, NEUTRAL] < 1e-6
    assert judge.vectors([(TEXT, ASKED)])[0].shape[0] == len(ASKED)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert manifest["files"].keys() == {"judge.onnx", "labels.json"}


def test_calibration_makes_the_mean_probability_the_share_that_is_right() -> None:
    rng = np.random.default_rng(0)
    rows = []
    for _ in range(3000):
        scores = rng.normal(size=3).astype(np.float32)
        share = np.exp(scores * 0.5) / np.exp(scores * 0.5).sum()
        rows.append(
            (Labelled("newsmtsc", "x", (Asked(None, (0, 1)),), (int(rng.choice(3, p=share)),)), scores[None] * 4)
        )
    matrix = np.array(calibrated(rows)["author-span"])
    np.testing.assert_allclose(np.diag(matrix[:, :3]), 0.125, atol=0.02)
    np.testing.assert_allclose(matrix[:, 3], 0)


def test_it_learns() -> None:
    import random

    torch.manual_seed(0)
    packer = Packer(VOCABULARY)
    rows = [
        Labelled(
            "own", f"Oran {verb} the treaty .", (Asked((0, 4), (5 + len(verb) + 1, 15 + len(verb) + 1)),), (label,)
        )
        for verb, label in (("praised", FAVOR), ("blamed", AGAINST))
    ] * 8
    packed = [(row, packer.row(row.text, row.asked)) for row in rows]
    picked = chosen(packed, random.Random(0))
    assert len(picked) == 3 * len(packed)
    assert sum(map(len, batches(list(picked), random.Random(0), pieces=200))) == len(picked)
    network = JudgeNetwork(len(VOCABULARY), layers=1, dropout=0.0, head_dropout=0.0)
    fit(network, packed, passes=30, minutes=5, seed=0)
    network.eval()
    with torch.no_grad():
        tensors = {name: torch.from_numpy(value) for name, value in padded([one for _, one in packed[:2]]).items()}
        assert network(**tensors).argmax(dim=1).tolist() == [FAVOR, AGAINST]


def test_the_shipped_judge_is_whole() -> None:
    manifest = resources.manifest("judge")
    assert set(manifest.files) == {"judge.onnx", "labels.json"}
    labels = json.loads((resources.folder("judge") / "labels.json").read_text("utf-8"))
    assert labels["pieces"][: len(SPECIAL)] == list(SPECIAL)
    assert set(labels["calibration"]) == {"author-span", "author-statement", "named-span"}
