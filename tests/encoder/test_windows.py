"""Windows: every word kept once, none too long, blocks whole where they fit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_encoder import words_like

from inquit.encoder.inputs import IS_CLOSING, IS_COMMA, IS_FINAL
from inquit.encoder.network import BATCH_PIECES, batches
from inquit.encoder.windows import Window, chunks, cut

SIZES = st.lists(st.integers(1, 8), max_size=300)


@given(SIZES, st.lists(st.integers(1, 299), max_size=20), st.integers(40, 120))
def test_windows_tile_the_words(sizes: list[int], blocks: list[int], most: int) -> None:
    words = words_like(sizes, blocks=[0, *blocks])
    context = most // 5
    windows = list(cut(words, most=most, context=context))
    assert [at for window in windows for at in range(window.start, window.end)] == list(range(len(sizes)))
    begins = set(np.flatnonzero(words.blocks).tolist()) | {len(sizes)}
    for left, start, end, right in windows:
        assert left <= start < end <= right
        assert sum(sizes[left:right]) <= most
        # an edge of a block needs no words around it, another gets what there is of its block
        assert (left == start) if start in begins else not begins & set(range(left + 1, start + 1))
        assert (right == end) if end in begins else right > end
        assert not begins & set(range(end, right))
        assert sum(sizes[left:start]) <= context


def test_short_blocks_share_a_window() -> None:
    assert list(cut(words_like([1] * 60, blocks=[0, 10, 20, 30, 40, 50]), most=32, context=4)) == [
        Window(0, 0, 30, 30),
        Window(30, 30, 60, 60),
    ]


def test_a_heading_is_read_with_the_long_block_below() -> None:
    first = next(cut(words_like([1] * 100, blocks=[0, 3]), most=40, context=5))
    assert first.end > 20


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({28: IS_FINAL}, 29),
        ({28: IS_FINAL, 29: IS_CLOSING}, 30),
        ({24: IS_FINAL, 28: IS_COMMA}, 25),
        ({28: IS_COMMA}, 29),
        ({5: IS_FINAL}, 35),
        ({}, 35),
    ],
)
def test_a_long_block_is_cut_after_a_sentence(flags: dict[int, int], expected: int) -> None:
    first = next(cut(words_like([1] * 100, flags=flags), most=40, context=5))
    assert first == Window(0, 0, expected, expected + 5)


def test_chunks_end_with_blocks() -> None:
    blocks = np.zeros(100, dtype=bool)
    blocks[[0, 12]] = True
    windows = [Window(at, at, at + 1, at + 1) for at in range(40)]
    assert [len(chunk) for chunk in chunks(windows, blocks, size=8)] == [12, 16, 12]


@given(st.lists(st.integers(3, 256), max_size=80))
def test_batches(sizes: list[int]) -> None:
    groups = batches(sizes)
    assert sorted(number for group in groups for number in group) == list(range(len(sizes)))
    for group in groups:
        longest = max(sizes[number] for number in group)
        assert len(group) == 1 or len(group) * longest <= BATCH_PIECES
        assert min(sizes[number] for number in group) >= 0.8 * longest
