"""Trees: the same as sentence by sentence, whatever window they come from."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.encoder.heads import Part, parts, trees
from inquit.encoder.network import Scores
from inquit.encoder.windows import Window
from inquit.linguistics.trees import best_tree

WINDOWS = [Window(0, 0, 10, 13), Window(7, 10, 20, 23), Window(17, 20, 30, 30)]
PARTS = [
    ([0, 5, 10, 20], [(0, 5, 0), (5, 10, 0), (10, 20, 1), (20, 30, 2)]),
    ([0, 5, 12, 20], [(0, 5, 0), (5, 12, 0), (12, 20, 1), (20, 30, 2)]),  # two words over the cut: read on the left
    ([0, 8, 18], [(0, 8, 0), (8, 18, 1), (18, 30, 2)]),  # two words before it: read on the right
    ([0], [(0, 10, 0), (10, 20, 1), (20, 30, 2)]),
    ([0, 4, 16], [(0, 4, 0), (4, 10, 0), (10, 16, 1), (16, 20, 1), (20, 30, 2)]),
]


@pytest.mark.parametrize(("starts", "expected"), PARTS, ids=lambda value: str(value)[:20])
def test_parts(starts: list[int], expected: list[tuple[int, int, int]]) -> None:
    found = list(parts(np.array(starts), 30, WINDOWS))
    assert [part[:3] for part in found] == expected
    assert [part.start for part in found if not part.joined] == starts


def test_a_chunk_may_go_on_with_a_sentence() -> None:
    found = list(parts(np.array([0, 5]), 10, WINDOWS[:1], joined=True))
    assert [part.joined for part in found] == [True, False]


@given(st.integers(0, 10_000), st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_trees_are_the_best_of_each_sentence(seed: int, sizes: list[int]) -> None:
    count = sum(sizes)
    arcs = np.random.default_rng(seed).normal(0, 2, (count + 4, count + 5)).astype(np.float32)
    window = Window(10, 12, 12 + count, 14 + count)
    edges = np.concatenate(([0], np.cumsum(sizes)))
    found = [Part(12 + a, 12 + b, 0, False) for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)]
    heads = np.zeros(30 + count, dtype=np.int32)
    last, joined = trees(Scores([window], {}, [arcs]), found, heads)
    assert joined == []
    for part in found:
        rows = slice(part.start - 10, part.end - 10)
        square = np.concatenate((arcs[rows, :1], arcs[rows, part.start - 9 : part.end - 9]), axis=1)
        best = best_tree(square)
        places = np.arange(part.start, part.end)
        assert heads[part.start : part.end].tolist() == np.where(best == 0, places, best - 1 + part.start).tolist()
    assert heads[last] == last


def test_a_joined_part_hangs_from_the_root_before() -> None:
    arcs = np.zeros((4, 5), dtype=np.float32)
    arcs[[1, 3], 0] = 5  # roots of the two parts
    heads = np.zeros(4, dtype=np.int32)
    found = [Part(0, 2, 0, False), Part(2, 4, 0, True)]
    root, joined = trees(Scores([Window(0, 0, 4, 4)], {}, [arcs]), found, heads)
    assert heads.tolist() == [1, 1, 3, 1]
    assert (root, joined) == (1, [3])
