"""Trees decoded from scores: checked against trying every tree."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from inquit.linguistics.trees import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_is_the_best_of_all_trees_with_its_root(size: int) -> None:
    rng = np.random.default_rng(size)
    for _ in range(60):
        scores = rng.normal(size=(size, size + 1)).astype(np.float32)
        found = tuple(int(head) for head in best_tree(scores))
        assert is_tree(found)
        value = sum(scores[i, head] for i, head in enumerate(found))
        rivals = [
            heads
            for heads in itertools.product(range(size + 1), repeat=size)
            if is_tree(heads) and heads.index(0) == found.index(0)
        ]
        best = max(sum(scores[i, head] for i, head in enumerate(heads)) for heads in rivals)
        assert value == pytest.approx(best, abs=1e-4)


def test_breaks_a_cycle_and_keeps_one_root() -> None:
    scores = np.full((3, 4), -5.0, dtype=np.float32)
    scores[0, 2] = scores[1, 1] = 9.0  # words 1 and 2 prefer each other
    scores[2, 0] = 3.0
    scores[1, 3] = 2.0
    assert best_tree(scores).tolist() == [2, 3, 0]


def test_two_words_that_want_the_root_leave_it_to_the_surer() -> None:
    scores = np.zeros((2, 3), dtype=np.float32)
    scores[:, 0] = 5.0, 8.0
    assert best_tree(scores).tolist() == [2, 0]


def test_long_sentence_with_many_cycles_is_a_tree() -> None:
    scores = np.random.default_rng(0).normal(size=(120, 121)).astype(np.float32)
    assert is_tree(tuple(int(head) for head in best_tree(scores)))
