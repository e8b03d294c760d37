"""The network of the English pipeline: the lower layers of MiniLM under heads for sentences, tags and trees.

The encoder is BERT written out, so that weights load from a safetensors file without another library. Word pieces that
essays hardly use are left out of its table. Torch is needed here, and nowhere when the package runs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

SHAPES = 8
GAPS = 4


@dataclass(frozen=True)
class Sizes:
    """Numbers that fix the network's shape. `pieces` counts word pieces; the rest are widths or label counts."""

    pieces: int
    tags: int
    relations: int
    layers: int = 4
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 256
    arc_width: int = 192
    relation_width: int = 256


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """Read the float32 arrays of a safetensors file by name."""
    blob = path.read_bytes()
    size = int.from_bytes(blob[:8], "little")
    header = json.loads(blob[8 : 8 + size])
    arrays = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        arrays[name] = np.frombuffer(blob[begin:end], dtype="<f4").reshape(entry["shape"])
    return arrays


class Layer(nn.Module):
    """One transformer layer (post-norm, as in BERT)."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.mix = nn.Linear(sizes.width, 3 * sizes.width)  # queries, keys and values
        self.attended = nn.Linear(sizes.width, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.rise = nn.Linear(sizes.width, sizes.inner)
        self.fall = nn.Linear(sizes.inner, sizes.width)
        self.last_norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Map (batch, pieces, width) to the same; `bias` (batch, 1, 1, pieces) hides padding."""
        batch, length, width = states.shape
        size = width // self.heads
        query, key, value = self.mix(states).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        states = self.norm(states + self.dropout(self.attended(mixed)))
        inner = nn.functional.gelu(self.rise(states))
        result: Tensor = self.last_norm(states + self.dropout(self.fall(inner)))
        return result


class Network(nn.Module):
    """Word pieces to scores per word. See `forward` for shapes."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.3) -> None:
        super().__init__()
        self.sizes = sizes
        self.pieces = nn.Embedding(sizes.pieces, sizes.width)
        self.places = nn.Embedding(sizes.positions, sizes.width)
        self.shapes = nn.Embedding(SHAPES, sizes.width)
        self.gaps = nn.Embedding(GAPS, sizes.width)
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.normal_(self.gaps.weight, std=0.01)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.layers = nn.ModuleList([Layer(sizes, dropout) for _ in range(sizes.layers)])
        self.dropout = nn.Dropout(head_dropout)
        self.starts = nn.Linear(sizes.width, 1)
        self.tags = nn.Linear(sizes.width, sizes.tags)
        self.arc_child = nn.Linear(sizes.width, sizes.arc_width)
        self.arc_head = nn.Linear(sizes.width, sizes.arc_width)
        self.arcs = nn.Parameter(torch.zeros(sizes.arc_width + 1, sizes.arc_width))
        self.relation_child = nn.Linear(sizes.width, sizes.relation_width)
        self.relation_head = nn.Linear(sizes.width, sizes.relation_width)
        self.relations = nn.Linear(3 * sizes.relation_width, sizes.relations)
        self.root = nn.Parameter(torch.randn(sizes.width) * 0.02)

    def words(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Return a vector per word, (batch, words, width), from the first and the last of its pieces.

        `pieces` (batch, length) holds piece numbers, 0 for padding; `shapes` and `gaps` have its shape; `first` and
        `last` (batch, words) are positions in it.
        """
        places = self.places.weight[: pieces.shape[1]].unsqueeze(0)
        embedded = self.pieces(pieces) + places + self.shapes(shapes) + self.gaps(gaps)
        return self.encoded(embedded, pieces, first, last)

    def encoded(self, embedded: Tensor, pieces: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Run the layers over the embedded pieces, (batch, length, width), and return a vector per word."""
        states = self.norm(embedded)
        bias = (pieces == 0).to(states.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        width = self.sizes.width
        begin = torch.gather(states, 1, first.unsqueeze(2).expand(-1, -1, width))
        end = torch.gather(states, 1, last.unsqueeze(2).expand(-1, -1, width))
        vectors: Tensor = self.dropout((begin + end) * 0.5)
        return vectors

    def arc_scores(self, vectors: Tensor) -> Tensor:
        """Score every head for every word: (batch, words, 1 + words), the root in column 0."""
        child = nn.functional.gelu(self.arc_child(vectors))
        head = self.dropout(nn.functional.gelu(self.arc_head(self._with_root(vectors))))
        child = nn.functional.pad(self.dropout(child), (0, 1), value=1.0)
        scores: Tensor = child @ self.arcs @ head.transpose(1, 2)
        return scores

    def relation_sides(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Return what a word brings to a relation as a child, (batch, words, relation width), and as a head, with
        the root before the words.
        """
        child = torch.tanh(self.relation_child(vectors))
        return child, torch.tanh(self.relation_head(self._with_root(vectors)))

    def relation_scores(self, child: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Score each relation of a word to its head: (batch, words, relations). `heads` counts from 1, 0 is the root.

        A bilinear form of low rank: the product of both sides, with each side by itself.
        """
        chosen = torch.gather(head, 1, heads.unsqueeze(2).expand(-1, -1, head.shape[2]))
        scores: Tensor = self.relations(self.dropout(torch.cat([child * chosen, child, chosen], dim=2)))
        return scores

    def _with_root(self, vectors: Tensor) -> Tensor:
        return torch.cat([self.root.expand(vectors.shape[0], 1, -1), vectors], dim=1)

    def load_encoder(self, weights: dict[str, Any], kept: list[int]) -> None:
        """Copy MiniLM's lower layers; row i of the embedding table is MiniLM's piece `kept[i]`."""
        prefix = "embeddings."
        word = weights[prefix + "word_embeddings.weight"][kept]
        kind = weights[prefix + "token_type_embeddings.weight"][0]
        with torch.no_grad():
            self.pieces.weight.copy_(torch.from_numpy(word + kind))
            self.places.weight.copy_(
                torch.from_numpy(weights[prefix + "position_embeddings.weight"][: self.sizes.positions].copy())
            )
            _copy(self.norm, weights, prefix + "LayerNorm")
            for number, layer in enumerate(self.layers):
                base = f"encoder.layer.{number}."
                for module, *names in (
                    ("mix", "attention.self.query", "attention.self.key", "attention.self.value"),
                    ("attended", "attention.output.dense"),
                    ("norm", "attention.output.LayerNorm"),
                    ("rise", "intermediate.dense"),
                    ("fall", "output.dense"),
                    ("last_norm", "output.LayerNorm"),
                ):
                    _copy(getattr(layer, module), weights, *(base + name for name in names))


def _copy(module: Any, weights: dict[str, Any], *names: str) -> None:
    module.weight.copy_(torch.from_numpy(np.concatenate([weights[name + ".weight"] for name in names])))
    module.bias.copy_(torch.from_numpy(np.concatenate([weights[name + ".bias"] for name in names])))
