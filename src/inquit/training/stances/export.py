"""From the trained judge to what ships: an ONNX graph in int8, its labels and calibration, and the checksums."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from inquit.stances.network import JudgingNetwork
from inquit.stances.packing import COLUMNS, Asked, Packer, padded
from inquit.training.linguistics.export import Table, onnx_bytes, quantized
from inquit.training.saving import write_model
from inquit.training.stances.calibration import calibrated
from inquit.training.stances.rows import LABELS, Labelled

VERSION = "1.0.0"
LICENCE = "CC-BY-4.0"


class _Graph(nn.Module):
    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, *rows: Tensor) -> tuple[Tensor, Tensor]:
        vectors = self.network.vectors(*rows)  # type: ignore[operator]
        return self.network.labels(vectors), vectors  # type: ignore[operator]


def export(network: nn.Module, pieces: Sequence[str], kept_back: Sequence[Labelled], out: Path) -> None:
    """Write `judge.onnx`, `labels.json` and `manifest.json` to the folder `out`; the network is left as it runs.

    The int8 graph is calibrated on `kept_back`, which the network must not have learned from.
    """
    network.eval()
    if not isinstance(network.pieces, Table):
        network.pieces = Table(network.pieces.weight.detach())  # type: ignore[operator, union-attr]
    packer = Packer(pieces)
    rows = [packer.row("Aran praised the pact.", [Asked((0, 4), (13, 21))])] * 2
    sample = {name: torch.from_numpy(value) for name, value in padded(rows).items()}
    axes = {name: {0: "rows", 1: "length"} for name in COLUMNS}
    axes |= {name: {0: "pairs"} for name in ("readings", "scores", "vectors")}
    graph = quantized(onnx_bytes(_Graph(network), tuple(sample.values()), list(sample), ["scores", "vectors"], axes))
    content = {"pieces": list(pieces), "labels": list(LABELS), "calibration": {}, "version": VERSION}
    judge = JudgingNetwork(graph, json.dumps(content).encode())
    content["calibration"] = calibrated((one, judge.scores([(one.text, one.asked)])[0]) for one in kept_back)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    files = {"judge.onnx": graph, "labels.json": text.encode()}
    write_model(files, out, name="judge", version=VERSION, licence=LICENCE, kind="onnx")
