"""The network that judges: MiniLM over a passage and the markers of its pairs. Torch is needed to train it only."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from inquit.stances.packing import PLACES, SPECIAL
from inquit.training.linguistics.network import Layer, Network, Sizes

MARKERS = slice(4, len(SPECIAL))
SIDE = 384


class JudgeNetwork(nn.Module):
    """Rows of `packing` to scores of favor, against and neutral per pair."""

    def __init__(self, pieces: int, layers: int = 6, dropout: float = 0.1, head_dropout: float = 0.2) -> None:
        super().__init__()
        self.sizes = Sizes(pieces, 0, 0, layers=layers, positions=PLACES)
        width = self.sizes.width
        self.pieces: nn.Module = nn.Embedding(pieces, width)
        self.places = nn.Embedding(PLACES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList([Layer(self.sizes, dropout) for _ in range(layers)])
        self.dropout = nn.Dropout(head_dropout)
        self.side = nn.Linear(5 * width, SIDE)
        self.labels = nn.Linear(SIDE, 3)

    def forward(self, *rows: Tensor, **named: Tensor) -> Tensor:
        """Return the scores (pairs, 3). What goes in is as for `vectors`."""
        scores: Tensor = self.labels(self.dropout(self.vectors(*rows, **named)))
        return scores

    def vectors(
        self,
        pieces: Tensor,
        first: Tensor,
        last: Tensor,
        places: Tensor,
        end_places: Tensor,
        groups: Tensor,
        readings: Tensor,
    ) -> Tensor:
        """Return what is known of each pair before the decision, (pairs, SIDE).

        All but `readings` (pairs, 5) are (rows, length); see `packing.padded`.
        """
        marked = ((first > 0).to(torch.float32) * 0.5).unsqueeze(2)
        embedded = self.pieces(pieces) + marked * (self.pieces(first) + self.pieces(last))
        embedded = embedded + 0.5 * (self.places(places) + self.places(end_places))
        states = self.norm(embedded)
        key, query = groups[:, None, None, :], groups[:, None, :, None]
        hidden = torch.logical_not((key == 0) | ((key == query) & (key > 0)))
        bias = hidden.to(states.dtype) * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        flat = states.reshape(-1, self.sizes.width)
        read = torch.flatten(flat[readings], 1)
        found: Tensor = nn.functional.gelu(self.side(self.dropout(read)))
        return found

    def load_encoder(self, weights: dict[str, Any], kept: list[int]) -> None:
        """Take MiniLM's layers; row i of the table of pieces is MiniLM's piece `kept[i]`, a marker's where it is -1."""
        body = Network(Sizes(len(kept), 1, 1, layers=len(self.layers), positions=PLACES))
        body.load_encoder(weights, [max(number, 0) for number in kept])
        self.norm, self.layers, self.places = body.norm, body.layers, body.places
        with torch.no_grad():
            table = body.pieces.weight.detach().clone()
            table[MARKERS] = torch.randn(len(SPECIAL) - MARKERS.start, table.shape[1]) * 0.02
            self.pieces.weight.copy_(table)  # type: ignore[operator]
