"""Names and roles by Viterbi, against every sequence there is."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from numpy.typing import NDArray

from inquit.encoder import roles
from inquit.encoder.names import NameLabels, best_names
from inquit.encoder.roles import STATES, Chains
from inquit.encoder.spans import means, runs

RNG = np.random.default_rng(7)
AFTER = {"O": "OBS", "B": "IE", "I": "IE", "E": "OBS", "S": "OBS"}
Scores = NDArray[np.float32]


def name_allowed(states: tuple[int, ...]) -> bool:
    return all(
        state % 2 or not state or (at and states[at - 1] in (state - 1, state)) for at, state in enumerate(states)
    )


def best_of(scores: Scores) -> tuple[float, tuple[int, ...]]:
    """The score and states of the best sequence of names, by trying all."""
    ways = filter(name_allowed, product(range(scores.shape[1]), repeat=len(scores)))
    return max((float(sum(scores[at, state] for at, state in enumerate(way))), way) for way in ways)


@pytest.mark.parametrize("sizes", [[1], [4], [1, 2, 3, 4, 5], [5, 1, 1, 4], [3, 3, 3]], ids=str)
def test_names_are_the_best_of_all(sizes: list[int]) -> None:
    for _ in range(20):
        scores = RNG.normal(0, 2, (sum(sizes), 5)).astype(np.float32)
        edges = np.concatenate(([0], np.cumsum(sizes)))
        states = best_names(scores, edges)
        for left, right in pairwise(edges.tolist()):
            best, way = best_of(scores[left:right])
            assert tuple(states[left:right].tolist()) == way, best


def chain_score(scores: Scores, moves: Scores, begin: Scores, end: Scores, way: tuple[int, ...]) -> float:
    total = begin[way[0]] + end[way[-1]] + sum(scores[at, state] for at, state in enumerate(way))
    return float(total + sum(moves[a, b] for a, b in pairwise(way)))


def chain_allowed(way: tuple[int, ...], states: str) -> bool:
    steps = all(states[b] in AFTER[states[a]] for a, b in pairwise(way))
    return steps and states[way[0]] in "OBS" and states[way[-1]] in "OES"


@pytest.mark.parametrize("order", ["OBIES", "SEIBO"])
@pytest.mark.parametrize("bias", [0.0, 4.0, 9.0], ids=lambda bias: f"O+{bias}")
def test_roles_are_the_best_of_all(order: str, bias: float) -> None:
    sizes = [1, 5, 2, 4]
    edges = np.concatenate(([0], np.cumsum(sizes)))
    for _ in range(6):
        scores = RNG.normal(0, 2, (sum(sizes), 3, 5)).astype(np.float32)
        scores[:, :, order.index("O")] += bias
        moves = RNG.normal(0, 1.5, (3, 5, 5))
        begin, end = RNG.normal(0, 1.5, (2, 3, 5))
        found = Chains(order, moves.tolist(), begin.tolist(), end.tolist()).best(scores, edges)
        for role in range(3):
            for left, right in pairwise(edges.tolist()):
                ways = [way for way in product(range(5), repeat=right - left) if chain_allowed(way, order)]
                best = max(
                    ways,
                    key=lambda way: chain_score(scores[left:right, role], moves[role], begin[role], end[role], way),
                )
                assert tuple(found[left:right, role].tolist()) == best


def chains() -> Chains:
    return Chains(STATES, np.zeros((3, 5, 5)).tolist(), np.zeros((3, 5)).tolist(), np.zeros((3, 5)).tolist())


def test_a_long_block_is_cut_where_nothing_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "LONGEST", 16)
    scores = np.zeros((40, 3, 5), dtype=np.float32)
    scores[:, :, 1:] = -5
    spans = [(2, 8), (10, 15), (17, 23), (25, 26), (30, 36)]
    for first, end in spans:
        scores[first:end, 0] = [-5, 0, 5, 0, 0]
        scores[first, 0, 1], scores[end - 1, 0, 3] = 9, 9
        if end - first == 1:
            scores[first, 0] = [-5, 0, 0, 0, 9]
    found = chains().decode(scores, np.arange(40) == 0)
    assert list(zip(*(places.tolist() for places in found[0][:2]), strict=True)) == spans
    assert [len(first) for first, _, _ in found] == [5, 0, 0]
    assert all(0 < sure < 1 for sure in found[0][2])


def test_nothing_crosses_a_block() -> None:
    scores = np.zeros((6, 3, 5), dtype=np.float32)
    scores[:, 0] = [-9, 0, 5, 0, 0]
    first, ends, _ = chains().decode(scores, np.array([True, False, False, True, False, False]))[0]
    assert (first.tolist(), ends.tolist()) == ([0, 3], [3, 6])


@pytest.mark.parametrize(
    ("states", "starts", "expected"),
    [
        ([1, 2, 0, 3, 4, 4], [0], [(0, 2, "A"), (3, 6, "B")]),
        ([1, 1, 3, 3], [0], [(0, 1, "A"), (1, 2, "A"), (2, 3, "B"), (3, 4, "B")]),
        ([1, 2, 1, 2], [0, 2], [(0, 2, "A"), (2, 4, "A")]),
        ([0, 1, 2, 2], [0, 2], [(1, 4, "A")]),  # the sentence start splits what looks like one name: "Mt. | Vale"
        ([0, 0], [0], []),
        ([0, 3], [], [(1, 2, "B")]),
    ],
)
def test_names_from_clear_scores(states: list[int], starts: list[int], expected: list[tuple[int, int, str]]) -> None:
    scores = np.full((len(states), 5), -3, dtype=np.float32)
    scores[np.arange(len(states)), states] = 9
    begins = np.zeros(len(states), dtype=bool)
    begins[starts] = True
    first, ends, labels, sure = NameLabels(["A", "B"]).decode(scores, begins)
    assert list(zip(first.tolist(), ends.tolist(), labels, strict=True)) == expected
    assert all(one > 0.99 for one in sure)


def test_means_do_not_depend_on_the_place() -> None:
    values = RNG.random(30)
    first, ends = np.array([0, 10, 20]), np.array([7, 17, 27])
    values[10:17] = values[20:27] = values[:7]
    found = means(values, first, ends)
    assert found[0] == found[1] == found[2] == pytest.approx(values[:7].mean())
    assert means(values, np.array([29]), np.array([30])).tolist() == [values[29]]


def test_runs() -> None:
    begins = np.array([0, 1, 0, 1, 1, 0, 0], dtype=bool)
    inside = np.array([0, 0, 1, 1, 0, 0, 1], dtype=bool)
    first, ends = runs(begins, inside)
    assert (first.tolist(), ends.tolist()) == ([1, 3, 4], [3, 4, 5])
