"""A tiny encoder learns a made-up lesson; what is unknown teaches nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from inquit.training.encoder.batches import Batch
from inquit.training.encoder.lessons import UNKNOWN
from inquit.training.encoder.losses import losses, weighted
from inquit.training.encoder.network import NAMES, EncoderNetwork
from inquit.training.encoder.train import Fit, fit
from inquit.training.linguistics.batches import IGNORED

WEIGHTS = {"starts": 0.5, "tags": 0.25, "arcs": 0.25, "relations": 0.25, "names": 2.0, "roles": 3.0}


def test_all_losses_fall_on_a_lesson(network: EncoderNetwork, batch: Batch, choices: torch.Tensor) -> None:
    network.eval()
    before = losses(network, batch, choices)
    assert set(before) == set(WEIGHTS)
    assert all(torch.isfinite(loss) for loss in before.values())
    network.train()
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-2)
    for _ in range(30):
        optimizer.zero_grad()
        loss = weighted(losses(network, batch, choices), WEIGHTS)
        assert torch.isfinite(loss)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    network.eval()
    after = losses(network, batch, choices)
    for name, loss in after.items():
        assert loss < before[name] * 0.8, name
    assert weighted(after, WEIGHTS) < weighted(before, WEIGHTS) / 2


def test_every_weight_that_a_lesson_touches_gets_a_gradient(
    network: EncoderNetwork, batch: Batch, choices: torch.Tensor
) -> None:
    torch.nn.init.normal_(network.arcs, std=0.1)  # it begins at zero, which stops what comes before it
    weighted(losses(network, batch, choices), WEIGHTS).backward()  # type: ignore[no-untyped-call]
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None, name
        assert torch.isfinite(parameter.grad).all(), name
        assert parameter.grad.abs().sum() > 0, name


def test_what_is_unknown_teaches_nothing(network: EncoderNetwork, batch: Batch, choices: torch.Tensor) -> None:
    unknown = torch.full_like(batch.tags, IGNORED)
    bare = replace(
        batch,
        tags=unknown,
        relations=unknown,
        heads=unknown,
        names=torch.full_like(batch.names, UNKNOWN),
        taught=torch.zeros_like(batch.taught),
    )
    found = losses(network.eval(), bare, choices)
    assert "names" not in found
    assert "roles" not in found
    assert [name for name, loss in found.items() if not loss.isnan()] == ["starts"]
    assert weighted(found, WEIGHTS).item() == pytest.approx(WEIGHTS["starts"] * found["starts"].item())
    weighted(found, WEIGHTS).backward()  # type: ignore[no-untyped-call]
    assert network.tags.weight.grad is None or not network.tags.weight.grad.abs().sum()
    assert network.transitions.moves.grad is None
    assert all(torch.isfinite(each.grad).all() for each in network.parameters() if each.grad is not None)


def test_names_lose_nothing_where_every_allowed_state_is_certain(network: EncoderNetwork, batch: Batch) -> None:
    with torch.no_grad():
        network.names.weight.zero_()
        network.names.bias.fill_(-50.0)
        network.names.bias[[1, 3]] = 0.0
    one = torch.zeros(2, NAMES, dtype=torch.bool)
    one[1, [1, 3, 5]] = True
    names = replace(batch, names=torch.ones_like(batch.names))
    assert losses(network.eval(), names, one)["names"].item() == pytest.approx(0, abs=1e-5)
    one[1, 3] = False
    assert losses(network, names, one)["names"].item() == pytest.approx(torch.tensor(2.0).log().item(), abs=1e-5)


def test_padding_leaves_a_row_as_it_is(network: EncoderNetwork, batch: Batch) -> None:
    network.eval()
    pieces, words = (batch.pieces[1] != 0).sum(), (batch.breaks[1] != IGNORED).sum()
    assert words < batch.breaks.shape[1]
    together = network.vectors(batch.pieces, batch.shapes, batch.gaps, batch.marks, batch.first, batch.last)
    own = (getattr(batch, name)[1:, :pieces] for name in ("pieces", "shapes", "gaps", "marks"))
    alone = network.vectors(*own, batch.first[1:, :words], batch.last[1:, :words])
    torch.testing.assert_close(together[1:, :words], alone)
    torch.testing.assert_close(network.arc_scores(together)[1:, :words, : words + 1], network.arc_scores(alone))
    padded, bare = network.neighbourhood(together)[1:, :words], network.neighbourhood(alone)
    torch.testing.assert_close(padded, bare)
    torch.testing.assert_close(network.name_scores(padded), network.name_scores(bare))


def test_fit_learns_says_how_and_keeps_the_weights(
    network: EncoderNetwork, batch: Batch, choices: torch.Tensor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {name: value.clone() for name, value in network.state_dict().items()}
    settings = Fit(batch_pieces=100, encoder_rate=1e-3, head_rate=1e-2, weight_decay=0.0, weights=WEIGHTS)
    fit(network, [batch] * 40, choices, settings, checkpoint=tmp_path / "network.pt")
    first, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["step"], last["step"], last["part"]) == (20, 40, 1.0)
    assert set(WEIGHTS) < set(first)
    assert all(last[name] < first[name] for name in ("names", "roles", "tags"))
    kept = torch.load(tmp_path / "network.pt", weights_only=True)
    assert kept.keys() == before.keys()
    assert all(torch.equal(kept[name], value) for name, value in network.state_dict().items())
    assert not torch.equal(kept["names.weight"], before["names.weight"])


def test_fit_ends_when_its_time_is_up(
    network: EncoderNetwork, batch: Batch, choices: torch.Tensor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Fit(batch_pieces=100, encoder_rate=1e-3, head_rate=1e-2, weight_decay=0.0, weights=WEIGHTS, minutes=1e-9)
    fit(network, [batch] * 40, choices, settings, checkpoint=tmp_path / "network.pt")
    assert capsys.readouterr().out == "", "it ends before it says anything"
    assert (tmp_path / "network.pt").exists()
