"""The exported graph answers as the network does, and the component reads what is exported."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnxruntime
import pytest
import spacy
import torch
from torch import Tensor

from inquit.encoder.network import Labels as RunLabels
from inquit.training.encoder.batches import Batch
from inquit.training.encoder.export import INPUTS, LICENCE, OUTPUTS, VERSION, export, graph
from inquit.training.encoder.labelled import LABELS
from inquit.training.encoder.network import ROLES, EncoderNetwork
from inquit.training.linguistics.batches import Labels

pytestmark = pytest.mark.filterwarnings("ignore")  # the exporter's, of traces and of its own end


def answers_of(network: EncoderNetwork, batch: Batch) -> dict[str, Tensor]:
    """What torch says, by the graph's names."""
    network.eval()
    with torch.no_grad():
        vectors = network.vectors(*(getattr(batch, name) for name in INPUTS))
        around = network.neighbourhood(vectors)
        return {
            "starts": network.starts(vectors).squeeze(2),
            "tags": network.tags(vectors).argmax(dim=2),
            "relations": network.relations(vectors).argmax(dim=2),
            "arcs": network.arc_scores(vectors),
            "names": network.name_scores(around),
            "roles": network.role_scores(around),
        }


def run(model: bytes, batch: Batch) -> dict[str, np.ndarray[Any, Any]]:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    assert [each.name for each in session.get_inputs()] == INPUTS
    assert [each.name for each in session.get_outputs()] == OUTPUTS
    return dict(
        zip(OUTPUTS, session.run(OUTPUTS, {name: getattr(batch, name).numpy() for name in INPUTS}), strict=True)
    )


def row(batch: Batch, number: int, pieces: int, words: int) -> Batch:
    """One row of a batch, without its padding."""
    sizes = dict.fromkeys(INPUTS[:4], pieces) | dict.fromkeys(INPUTS[4:], words)
    cut = {name: getattr(batch, name)[number : number + 1, :size] for name, size in sizes.items()}
    return Batch(**{name: cut.get(name, value) for name, value in vars(batch).items()})


def test_the_graph_says_what_torch_says(network: EncoderNetwork, batch: Batch) -> None:
    torch.nn.init.normal_(network.arcs, std=0.3)
    weights = {name: value.clone() for name, value in network.state_dict().items()}
    model = graph(network, int8=False)
    for one in (batch, row(batch, 0, 9, 4), row(batch, 1, 4, 1)):
        found = run(model, one)
        for name, expected in answers_of(network, one).items():
            np.testing.assert_allclose(found[name], expected.numpy(), atol=1e-4, err_msg=name)
    after = network.state_dict()
    assert after.keys() == weights.keys()
    assert all(torch.equal(after[name], value) for name, value in weights.items()), "a float32 export changes nothing"


def test_int8_is_close_and_rounds_nothing_but_the_table(learned: EncoderNetwork, batch: Batch) -> None:
    before = answers_of(learned, batch)
    weights = {name: value.clone() for name, value in learned.state_dict().items()}
    model = graph(learned)
    found = run(model, batch)
    for name in ("starts", "names", "roles"):
        assert np.abs(found[name] - before[name].numpy()).mean() < 0.05 * before[name].abs().mean(), name
    for name in ("tags", "relations"):
        assert (found[name] == before[name].numpy()).mean() > 0.9, name
    after = learned.state_dict()
    changed = {"pieces.weight", "pieces.rows", "pieces.scale"}
    assert after.keys() ^ weights.keys() == changed
    assert all(torch.equal(after[name], value) for name, value in weights.items() if name not in changed)
    table = after["pieces.rows"].float() * after["pieces.scale"]
    scale = weights["pieces.weight"].abs().amax(dim=1, keepdim=True) / 127
    assert ((table - weights["pieces.weight"]).abs() <= scale * 0.501).all()
    assert not learned.training
    assert graph(learned) == model, "it can be exported again"


@pytest.mark.parametrize("int8", [False, True])
def test_the_component_reads_what_is_exported(
    learned: EncoderNetwork, vocabulary: list[str], labels: Labels, tmp_path: Path, *, int8: bool
) -> None:
    moves, first, last = learned.transitions.tables()
    export(learned, vocabulary, labels, tmp_path, int8=int8)
    raw = (tmp_path / "labels.json").read_bytes()
    found = msgspec.json.decode(raw, type=RunLabels)
    assert json.loads(raw).keys() == set(RunLabels.__struct_fields__)
    assert (found.pieces, found.tags, found.relations) == (vocabulary, labels.tags, labels.relations)
    assert (found.names, found.roles, found.states) == (list(LABELS), list(ROLES), [*"OBIES"])
    for ours, theirs in ((found.transitions, moves), (found.begin, first), (found.end, last)):
        torch.testing.assert_close(torch.tensor(ours), theirs)
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    assert (manifest["name"], manifest["version"], manifest["licence"]) == ("encoder", VERSION, LICENCE)
    assert manifest["files"] == {
        name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("encoder.onnx", "labels.json")
    }
    assert found.version == VERSION

    nlp = spacy.blank("en")
    component: Any = nlp.add_pipe("inquit_encoder")
    component.from_disk(tmp_path)
    doc = nlp("Lord Canning said that the envoy signed the treaty.\n\nPeace in Lima.\n\nHe replied.")
    encoded = doc._.encoded

    def surfaces(layer: str) -> list[tuple[str, str]]:
        return [(doc.text[one.start : one.end], one.label) for one in getattr(encoded, layer)]

    assert surfaces("names") == [("Canning", "PERSON"), ("Lima", "GPE")]
    assert surfaces("sources") == [("Lord Canning", "source")]
    assert surfaces("cues") == [("said", "cue")]
    assert surfaces("contents") == [("that the envoy signed the treaty", "content")]
    assert [sentence[0].text for sentence in doc.sents] == ["Lord", "Peace", "He"]
    assert [token.pos_ for token in doc[:4]] == ["NOUN", "PROPN", "VERB", "DET"]
    assert doc[1].head.text == "said"
