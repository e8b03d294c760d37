"""From the trained encoder to what ships: one ONNX graph in int8, the labels, and the checksums of both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from inquit.training.encoder.crf import STATES
from inquit.training.encoder.labelled import LABELS
from inquit.training.encoder.network import ROLES, EncoderNetwork
from inquit.training.linguistics.batches import Labels
from inquit.training.linguistics.export import Table, onnx_bytes, quantized
from inquit.training.saving import write_model

VERSION = "1.1.0"
LICENCE = "CC-BY-SA-4.0"
INPUTS = ["pieces", "shapes", "gaps", "marks", "first", "last"]
OUTPUTS = ["starts", "tags", "relations", "arcs", "names", "roles"]


class _Graph(nn.Module):
    def __init__(self, network: EncoderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, shapes: Tensor, gaps: Tensor, marks: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        network = self.network
        vectors = network.vectors(pieces, shapes, gaps, marks, first, last)
        around = network.neighbourhood(vectors)
        return (
            network.starts(vectors).squeeze(2),
            network.tags(vectors).argmax(dim=2),
            network.relations(vectors).argmax(dim=2),
            network.arc_scores(vectors),
            network.name_scores(around),
            network.role_scores(around),
        )


def graph(network: EncoderNetwork, *, int8: bool = True) -> bytes:
    """Return the network as ONNX, with a batch and lengths of any size.

    It is left as it runs in the graph: set to evaluate, with `int8` also its table of pieces rounded to int8 (a `Table`
    in place of the embedding); no other weight changes.
    """
    network.eval()
    if int8 and not isinstance(network.pieces, Table):
        network.pieces = Table(network.pieces.weight.detach())  # type: ignore[assignment]
    pieces = torch.ones(2, 7, dtype=torch.long)
    words = torch.arange(4).repeat(2, 1)
    by_piece, by_word = {0: "batch", 1: "length"}, {0: "batch", 1: "words"}
    axes = dict.fromkeys(INPUTS[:4], by_piece) | dict.fromkeys([*INPUTS[4:], *OUTPUTS], by_word)
    axes["arcs"] = {0: "batch", 1: "words", 2: "heads"}
    model = onnx_bytes(_Graph(network), (*[pieces] * 4, words, words), INPUTS, OUTPUTS, axes)
    return quantized(model) if int8 else model


def export(network: EncoderNetwork, pieces: Sequence[str], labels: Labels, out: Path, *, int8: bool = True) -> None:
    """Write `encoder.onnx`, `labels.json` and `manifest.json` to the folder `out`; see `graph` for what it leaves."""
    moves, first, last = (table.detach().tolist() for table in network.transitions.tables())
    content = {
        "pieces": list(pieces),
        "tags": labels.tags,
        "relations": labels.relations,
        "names": list(LABELS),
        "roles": list(ROLES),
        "states": list(STATES),
        "transitions": moves,
        "begin": first,
        "end": last,
        "version": VERSION,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    files = {"encoder.onnx": graph(network, int8=int8), "labels.json": text.encode()}
    write_model(files, out, name="encoder", version=VERSION, licence=LICENCE, kind="onnx")
