"""The network of the encoder: all of MiniLM under one head for each task. Torch is needed here, not when it runs."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from inquit.training.encoder.crf import STATES, Transitions
from inquit.training.encoder.labelled import LABELS
from inquit.training.linguistics.network import Network, Sizes

ATTRIBUTION = ("content", "cue", "source")  # as PolNeAR has them, beliefs and plans among them
QUOTATION = ("said", "said_within", "said_cue", "said_source")  # acts of saying only; contents in another's apart
ROLES = (*ATTRIBUTION, *QUOTATION)
MARKS = 4
NAMES = 1 + 2 * len(LABELS)
SIDE = 256


class EncoderNetwork(Network):
    """Word pieces to scores per word, for sentence starts, tags, trees, names and the roles of quotations."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.2) -> None:
        super().__init__(sizes, dropout, head_dropout)
        self.marks = nn.Embedding(MARKS, sizes.width)
        nn.init.normal_(self.marks.weight, std=0.01)
        # a linear choice of relations is enough for a light parse, and needs no second graph
        del self.relation_child, self.relation_head
        self.relations = nn.Linear(sizes.width, sizes.relations)
        self.name_side = nn.Linear(3 * sizes.width, SIDE)
        self.names = nn.Linear(SIDE, NAMES)
        self.role_side = nn.Linear(3 * sizes.width, SIDE)
        self.roles = nn.Linear(SIDE, len(ATTRIBUTION) * len(STATES))
        self.said_side = nn.Linear(3 * sizes.width, SIDE)
        self.said = nn.Linear(SIDE, len(QUOTATION) * len(STATES))
        self.transitions = Transitions(len(ROLES))

    def embedded(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, marks: Tensor) -> Tensor:
        """Return the sum of the five embeddings, (batch, length, width)."""
        places = self.places.weight[: pieces.shape[1]].unsqueeze(0)
        summed: Tensor = self.pieces(pieces) + places + self.shapes(shapes) + self.gaps(gaps) + self.marks(marks)
        return summed

    def vectors(
        self, pieces: Tensor, shapes: Tensor, gaps: Tensor, marks: Tensor, first: Tensor, last: Tensor
    ) -> Tensor:
        """Return a vector per word, (batch, words, width), zeros for padding; see `Network.words` for what goes in."""
        found = self.encoded(self.embedded(pieces, shapes, gaps, marks), pieces, first, last)
        return found * (first > 0).to(found.dtype).unsqueeze(2)

    def neighbourhood(self, vectors: Tensor) -> Tensor:
        """Return each word's vector between those of its neighbours, (batch, words, 3 × width)."""
        padded = nn.functional.pad(vectors, (0, 0, 1, 1))
        return torch.cat([padded[:, :-2], vectors, padded[:, 2:]], dim=2)

    def name_scores(self, around: Tensor) -> Tensor:
        """Score O, and B and I of each label: (batch, words, 1 + 2 × labels). `around`: see `neighbourhood`."""
        scores: Tensor = self.names(self.dropout(nn.functional.gelu(self.name_side(around))))
        return scores

    def role_scores(self, around: Tensor) -> Tensor:
        """Score the states of each role: (batch, words, roles, states). `around`: see `neighbourhood`."""
        scores = [self.roles(self.dropout(nn.functional.gelu(self.role_side(around))))]
        scores.append(self.said(self.dropout(nn.functional.gelu(self.said_side(around)))))
        return torch.unflatten(torch.cat(scores, dim=2), 2, (len(ROLES), len(STATES)))
