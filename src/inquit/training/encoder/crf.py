"""A linear-chain CRF over the states O B I E S, one for each role, as Lafferty, McCallum and Pereira (2001) define it.

Begin and end scores stand at the edges of every block, so that nothing crosses one.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

STATES = ("O", "B", "I", "E", "S")
_NEVER = -1e4
_AFTER = {"O": "OBS", "B": "IE", "I": "IE", "E": "OBS", "S": "OBS"}


def allowed() -> Tensor:
    """Return (from, to): 0 for each transition that spans allow, else a large negative number."""
    table = torch.full((len(STATES), len(STATES)), _NEVER)
    for before, followers in _AFTER.items():
        for state in followers:
            table[STATES.index(before), STATES.index(state)] = 0.0
    return table


class Transitions(nn.Module):
    """Learned scores of transitions (roles, from, to) and of the states at the edges of a block (roles, states)."""

    legal: Tensor
    opens: Tensor
    closes: Tensor

    def __init__(self, roles: int) -> None:
        super().__init__()
        size = len(STATES)
        self.moves = nn.Parameter(torch.zeros(roles, size, size))
        self.first = nn.Parameter(torch.zeros(roles, size))
        self.last = nn.Parameter(torch.zeros(roles, size))
        self.register_buffer("legal", allowed())
        closed = [0.0 if state in "OES" else _NEVER for state in STATES]
        opens = [0.0 if state in "OBS" else _NEVER for state in STATES]
        self.register_buffer("opens", torch.tensor(opens))
        self.register_buffer("closes", torch.tensor(closed))

    def tables(self) -> tuple[Tensor, Tensor, Tensor]:
        """Return (roles, from, to), and (roles, states) for the first and the last word of a block."""
        return self.moves + self.legal, self.first + self.opens, self.last + self.closes

    def loss(self, scores: Tensor, states: Tensor, breaks: Tensor, known: Tensor) -> Tensor:
        """Negative log-likelihood of `states` (batch, words, roles) over the words that are `known`: (batch, roles).

        `scores` is (batch, words, roles, states); `breaks` (batch, words) is true where a block begins; `known`
        (batch, words) is true on the words of a row, from its first to its last. A row that is cut out of the middle
        of a block may begin and end in any state.
        """
        moves, first, last = self.tables()
        across = last.unsqueeze(2) + first.unsqueeze(1)
        steps = torch.where(breaks[:, :, None, None, None], across, moves)  # (batch, words, roles, from, to)
        begin = torch.where(breaks[:, 0, None, None], first, torch.zeros_like(first))
        alpha = begin + scores[:, 0]
        gold = torch.gather(alpha, 2, states[:, 0].unsqueeze(2)).squeeze(2)
        for at in range(1, scores.shape[1]):
            here = known[:, at, None]
            grown = torch.logsumexp(alpha.unsqueeze(3) + steps[:, at], dim=2) + scores[:, at]
            alpha = torch.where(here.unsqueeze(2), grown, alpha)
        emitted = torch.gather(scores, 3, states.unsqueeze(3)).squeeze(3)[:, 1:]
        left = states[:, :-1, :, None, None].expand(-1, -1, -1, 1, len(STATES))
        ways = torch.gather(steps[:, 1:], 3, left).squeeze(3)
        moved = torch.gather(ways, 3, states[:, 1:].unsqueeze(3)).squeeze(3)
        gold = gold + ((emitted + moved) * known[:, 1:, None]).sum(dim=1)
        found: Tensor = torch.logsumexp(alpha, dim=2) - gold
        return found
