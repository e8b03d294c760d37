"""From the trained torch network to the shipped pipeline: ONNX in int8, in spaCy's own folder format."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from confection import Config
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.util import load_config, load_model_from_config
from torch import Tensor, nn

from inquit.linguistics.lemmas import Endings, Words
from inquit.linguistics.syntax import NAME
from inquit.training.linguistics.batches import Labels
from inquit.training.linguistics.network import Network
from inquit.training.linguistics.tokenizer import adapt_tokenizer

CONFIG = Path(__file__).with_name("config.cfg")
VERSION = "1.0.0"
LICENCE = "CC-BY-SA-4.0"
_INPUTS = ["pieces", "shapes", "gaps", "first", "last"]


class Table(nn.Module):
    """An embedding table in int8 with one scale per row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, numbers: Tensor) -> Tensor:
        rows: Tensor = self.rows[numbers].float()  # type: ignore[index]
        return rows * self.scale[numbers]  # type: ignore[index]


class _Encoder(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        network = self.network
        vectors = network.words(pieces, shapes, gaps, first, last)
        child, head = network.relation_sides(vectors)
        starts = network.starts(vectors).squeeze(2)
        return starts, network.tags(vectors).argmax(dim=2), network.arc_scores(vectors), child, head


class _Relations(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, child: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        return self.network.relation_scores(child, head, heads)


def network_files(
    network: Network, pieces: Sequence[str], labels: Labels, lemmas: tuple[Words, Endings], *, int8: bool = True
) -> dict[str, bytes]:
    """Return the files of the component `inquit_syntax`: two ONNX graphs, the labels, the tables of lemmas."""
    network.eval()
    if int8:
        network.pieces = Table(network.pieces.weight.detach())  # type: ignore[assignment]
    width = network.sizes.relation_width
    sample = [torch.ones(1, 5, dtype=torch.long)] * 3 + [torch.arange(4).unsqueeze(0)] * 2
    encoder = onnx_bytes(
        _Encoder(network),
        tuple(sample),
        _INPUTS,
        ["starts", "tags", "arcs", "child", "head"],
        {name: {1: "length"} for name in _INPUTS[:3]} | {name: {1: "words"} for name in _INPUTS[3:]},
    )
    relations = onnx_bytes(
        _Relations(network),
        (torch.zeros(1, 4, width), torch.zeros(1, 5, width), torch.ones(1, 4, dtype=torch.long)),
        ["child", "head", "heads"],
        ["relations"],
        {"child": {1: "words"}, "head": {1: "heads"}, "heads": {1: "words"}},
    )
    return {
        "encoder.onnx": quantized(encoder) if int8 else encoder,
        "relations.onnx": relations,
        "lemmas.json": _json({"words": lemmas[0], "endings": lemmas[1]}),
        "labels.json": _json({"pieces": list(pieces), **asdict(labels)}),
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def onnx_bytes(
    module: nn.Module,
    sample: tuple[Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> bytes:
    stream: Any = io.BytesIO()  # the exporter writes to a stream too, against its own annotation
    with torch.no_grad():
        torch.onnx.export(
            module.eval(),
            sample,
            stream,
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
    content: bytes = stream.getvalue()
    return content


def quantized(model: bytes) -> bytes:
    """Multiply in int8; `reduce_range` keeps processors without VNNI from overflowing."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "source.onnx"), Path(folder, "target.onnx")
        source.write_bytes(model)
        quantize_dynamic(
            source,
            target,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
        return target.read_bytes()


def export(
    network: Network,
    pieces: Sequence[str],
    labels: Labels,
    lemmas: tuple[Words, Endings],
    out: Path,
    *,
    int8: bool = True,
) -> None:
    """Write the pipeline to `out/pipeline` and the checksums of its files to `out/manifest.json`."""
    config = load_config(CONFIG)
    nlp = load_model_from_config(Config({name: config[name] for name in ("nlp", "components")}), auto_fill=True)
    adapt_tokenizer(nlp)
    component: Any = nlp.get_pipe(NAME)
    component.set_files(network_files(network, pieces, labels, lemmas, int8=int8))
    nlp.meta.update(
        name="inquit_english",
        version=VERSION,
        license=LICENCE,
        description="English tokens, sentences, tags, lemmas and Universal Dependencies, learned from EWT and GUM",
    )
    folder = out / "pipeline"
    if folder.exists():
        shutil.rmtree(folder)
    nlp.to_disk(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = {
        "name": "english",
        "version": VERSION,
        "licence": LICENCE,
        "kind": "spacy",
        "files": {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
