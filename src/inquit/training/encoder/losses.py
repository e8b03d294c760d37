"""What the encoder's heads lose on a batch."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from inquit.training.encoder.batches import Batch
from inquit.training.encoder.network import ATTRIBUTION, EncoderNetwork
from inquit.training.linguistics.batches import IGNORED


def losses(network: EncoderNetwork, batch: Batch, choices: Tensor) -> dict[str, Tensor]:
    """Return each head's mean loss per word; not a number for a head that a batch teaches nothing.

    Names and roles are left out then. `choices` is `Choices.table()`.
    """
    vectors = network.vectors(batch.pieces, batch.shapes, batch.gaps, batch.marks, batch.first, batch.last)
    around = network.neighbourhood(vectors)
    entropy = nn.functional.cross_entropy
    known = batch.starts != IGNORED
    found = {
        "starts": nn.functional.binary_cross_entropy_with_logits(
            network.starts(vectors).squeeze(2)[known].float(), batch.starts[known].float()
        ),
        "tags": entropy(network.tags(vectors).flatten(0, 1).float(), batch.tags.flatten(), ignore_index=IGNORED),
        "relations": entropy(
            network.relations(vectors).flatten(0, 1).float(), batch.relations.flatten(), ignore_index=IGNORED
        ),
    }
    padding = nn.functional.pad(batch.breaks == IGNORED, (1, 0), value=False)
    arcs = network.arc_scores(vectors).float().masked_fill(padding[:, None, :], -1e4)
    found["arcs"] = entropy(arcs.flatten(0, 1), batch.heads.flatten(), ignore_index=IGNORED)
    if (taught := batch.names > 0).any():
        scores = network.name_scores(around)[taught].float()
        allowed = scores.masked_fill(~choices[batch.names[taught]], -1e4)
        found["names"] = (torch.logsumexp(scores, dim=1) - torch.logsumexp(allowed, dim=1)).mean()
    rows = batch.taught.any(dim=1)
    if rows.any():
        present = (batch.breaks != IGNORED)[rows]
        emissions = network.role_scores(around[rows]).float()
        total = network.transitions.loss(emissions, batch.roles[rows], (batch.breaks == 1)[rows], present)
        words = present.sum(dim=1, keepdim=True) * batch.taught[rows]
        found["roles"] = (total * batch.taught[rows]).sum() * len(ATTRIBUTION) / words.sum()
    return found


def weighted(found: Mapping[str, Tensor], weights: Mapping[str, float]) -> Tensor:
    """Return the sum of the losses as they count, without those that are not a number."""
    return torch.stack([weights[name] * loss for name, loss in found.items() if not loss.isnan()]).sum()
