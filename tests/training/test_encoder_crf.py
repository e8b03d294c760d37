"""The chain's loss against the sum over every way through a few words."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
import torch
from torch import Tensor

from inquit.encoder.roles import Chains
from inquit.training.encoder.crf import STATES, Transitions

ROLES = 2
WORDS = 4
LEGAL = {"O": "OBS", "B": "IE", "I": "IE", "E": "OBS", "S": "OBS"}
BREAKS = {
    "one block": [1, 0, 0, 0],
    "cut inside a block": [0, 0, 0, 0],
    "two blocks": [1, 0, 1, 0],
    "cut, then a block": [0, 0, 0, 1],
    "each word a block": [1, 1, 1, 1],
}


def chain(seed: int = 0) -> Transitions:
    """A chain with random scores, in double precision."""
    torch.manual_seed(seed)
    found = Transitions(ROLES).double()
    for parameter in found.parameters():
        torch.nn.init.normal_(parameter)
    return found


def emissions(words: int = WORDS, seed: int = 1) -> Tensor:
    return torch.randn(words, ROLES, len(STATES), generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def is_legal(way: tuple[int, ...], breaks: list[int]) -> bool:
    """Whether a way through the words is made of O, S and B I* E that no block's edge cuts."""
    names = [STATES[state] for state in way]
    if breaks[0] and names[0] in "IE":
        return False
    for (left, right), breaks_here in zip(pairwise(names), breaks[1:], strict=True):
        if breaks_here and (left in "BI" or right in "IE"):
            return False
        if not breaks_here and right not in LEGAL[left]:
            return False
    return True


def score(chain: Transitions, scores: Tensor, role: int, way: tuple[int, ...], breaks: list[int]) -> float:
    """The score of a legal way, by the definition."""
    moves, first, last = (table[role].tolist() for table in (chain.moves, chain.first, chain.last))
    total = sum(float(scores[at, role, state]) for at, state in enumerate(way))
    total += first[way[0]] if breaks[0] else 0.0
    for at, (left, right) in enumerate(pairwise(way), start=1):
        total += last[left] + first[right] if breaks[at] else moves[left][right]
    return total


def loss(chain: Transitions, scores: Tensor, ways: list[tuple[int, ...]], breaks: list[int]) -> Tensor:
    """The loss of one row; `ways` has a way for each role."""
    states = torch.tensor(ways).T.unsqueeze(0)
    known = torch.ones(1, len(breaks), dtype=torch.bool)
    return chain.loss(scores.unsqueeze(0), states, torch.tensor([breaks]) == 1, known).sum()


@pytest.mark.parametrize("breaks", BREAKS.values(), ids=BREAKS.keys())
def test_the_loss_is_that_of_the_sum_over_all_ways(breaks: list[int]) -> None:
    own, scores = chain(), emissions()
    ways = [way for way in product(range(len(STATES)), repeat=WORDS) if is_legal(way, breaks)]
    sums = [
        torch.logsumexp(torch.tensor([score(own, scores, role, way, breaks) for way in ways], dtype=torch.float64), 0)
        for role in range(ROLES)
    ]
    for gold, other in zip(ways[:: len(ways) // 7], ways[3 :: len(ways) // 7], strict=False):
        expected = sum(
            float(sums[role]) - score(own, scores, role, way, breaks) for role, way in enumerate((gold, other))
        )
        assert loss(own, scores, [gold, other], breaks).item() == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("breaks", BREAKS.values(), ids=BREAKS.keys())
def test_what_is_no_stretch_has_no_probability(breaks: list[int]) -> None:
    own, scores = chain(), emissions()
    outside = (STATES.index("O"),) * WORDS
    base = loss(own, scores, [outside, outside], breaks).item()
    for way in product(range(len(STATES)), repeat=WORDS):
        worse = loss(own, scores, [way, outside], breaks).item() - base
        assert (worse > 5000) != is_legal(way, breaks), [STATES[state] for state in way]


def test_padding_changes_nothing_and_rows_add_up() -> None:
    own = chain()
    rows = [(emissions(4, seed=1), [1, 0, 1, 0]), (emissions(2, seed=2), [0, 1])]
    ways = [[(1, 3, 0, 4), (0, 4, 1, 2)], [(3, 1), (0, 4)]]
    alone = [loss(own, scores, way, breaks).item() for (scores, breaks), way in zip(rows, ways, strict=True)]
    scores = torch.full((2, 4, ROLES, len(STATES)), 50.0, dtype=torch.float64)
    states = torch.zeros(2, 4, ROLES, dtype=torch.long)
    breaks, known = torch.zeros(2, 4, dtype=torch.bool), torch.zeros(2, 4, dtype=torch.bool)
    for at, ((own_scores, own_breaks), way) in enumerate(zip(rows, ways, strict=True)):
        size = len(own_breaks)
        scores[at, :size], states[at, :size] = own_scores, torch.tensor(way).T
        breaks[at, :size], known[at, :size] = torch.tensor(own_breaks) == 1, True
    together = own.loss(scores, states, breaks, known)
    assert together.shape == (2, ROLES)
    assert together.sum(dim=1).tolist() == pytest.approx(alone, abs=1e-9)


def test_the_gradient_is_the_probability_less_what_is_right() -> None:
    own = chain()
    scores = emissions().unsqueeze(0).requires_grad_()
    states = torch.tensor([[1, 3, 0, 0], [0, 4, 0, 0]]).T.unsqueeze(0)
    breaks, known = torch.tensor([[True, False, True, False]]), torch.tensor([[True, True, True, False]])

    def of(scores: Tensor) -> Tensor:
        return own.loss(scores, states, breaks, known).sum()

    assert torch.autograd.gradcheck(of, (scores,))
    (gradient,) = torch.autograd.grad(of(scores), scores)
    assert gradient[0, 3].abs().max() == 0, "a word behind the row teaches nothing"
    assert gradient[0, :3].sum(dim=2).abs().max() < 1e-9
    right = torch.gather(gradient, 3, states.unsqueeze(3)).squeeze(3)[0, :3]
    assert (right < 0).all()
    assert (right > -1).all()


def test_all_tables_learn() -> None:
    own = Transitions(ROLES)
    way = [STATES.index(state) for state in "OBIE"]
    states = torch.tensor([way, way]).T.unsqueeze(0)
    breaks = torch.tensor([[True, False, False, False]])
    optimizer = torch.optim.SGD(own.parameters(), lr=0.5)
    for _ in range(40):
        optimizer.zero_grad()
        found = own.loss(torch.zeros(1, 4, ROLES, 5), states, breaks, torch.ones(1, 4, dtype=torch.bool)).sum()
        found.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    assert found.item() < 0.5
    moves, first, last = own.tables()
    assert moves[0].argmax(dim=1).tolist()[:3] == [STATES.index(state) for state in "BIE"]
    assert first[0].argmax() == STATES.index("O")
    assert (moves[0, STATES.index("E"), STATES.index("I")] < -9000).item()
    assert (last[0, STATES.index("B")] < -9000).item()


def test_the_tables_mean_the_same_when_they_decode() -> None:
    own, scores = chain(5), emissions(seed=6)
    moves, first, last = (table.tolist() for table in own.tables())
    best = Chains(STATES, moves, first, last).best(scores.numpy().astype(np.float32), np.array([0, 2, 4]))
    for role in range(ROLES):
        for block in (0, 2):
            ways = [way for way in product(range(5), repeat=2) if is_legal(way, [1, 0]) and STATES[way[1]] in "OES"]

            def whole(way: tuple[int, ...], role: int = role, block: int = block) -> float:
                inside = score(own, scores[block : block + 2], role, way, [1, 0])
                return inside + own.last[role, way[1]].item()

            assert tuple(best[block : block + 2, role]) == max(ways, key=whole)
