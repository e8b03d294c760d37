"""Spans compared: exactly, by overlap, in parts, and whatever the white space."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inquit.evaluation.counts import Key
from inquit.evaluation.labelled import widened
from inquit.evaluation.spans import Item, compared, item, items, overlapping, paired, positions


def one(*parts: tuple[int, int], label: str = "X") -> Item:
    return Item(parts, label)


def test_positions_count_what_is_no_white_space() -> None:
    assert positions("a b\n\u00a0c") == [0, 1, 1, 2, 2, 2, 3]
    assert positions("") == [0]


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (" envoy ", [(0, 7)], ((0, 5),)),
        ("the envoy", [(0, 3), (3, 9)], ((0, 8),)),
        ("the envoy", [(0, 3), (4, 9)], ((0, 8),)),
        ("the old envoy", [(8, 13), (0, 3)], ((0, 3), (6, 11))),
        ("the envoy", [(0, 6), (4, 9)], ((0, 8),)),
    ],
    ids=["trimmed", "touching", "white space between", "apart, in order", "overlapping"],
)
def test_an_item_is_trimmed_and_in_order(text: str, parts: list[tuple[int, int]], expected: object) -> None:
    found = item(parts, "X", positions(text))
    assert found is not None
    assert found.parts == expected


def test_white_space_alone_is_no_item() -> None:
    assert item([(0, 2)], "X", positions("  \n")) is None
    assert items([([(0, 1)], "X"), ([(0, 0)], "X")], positions("ab")) == [one((0, 1))]


def test_exact_needs_span_and_label() -> None:
    gold = [one((0, 4), label="PER"), one((5, 9), label="ORG"), one((10, 12), label="PER")]
    predicted = [one((0, 4), label="PER"), one((5, 9), label="PER"), one((10, 13), label="PER")]
    found = compared(gold, predicted)
    assert found[Key("exact", "all")] == {"precision": (1, 3), "recall": (1, 3)}
    assert found[Key("exact", "PER")] == {"precision": (1, 3), "recall": (1, 2)}
    assert found[Key("exact", "ORG")] == {"precision": (0, 0), "recall": (0, 1)}


def test_the_same_item_twice_counts_once() -> None:
    found = compared([one((0, 4))] * 2, [one((0, 4))] * 3)
    assert found[Key("exact", "all")] == {"precision": (1, 1), "recall": (1, 1)}


def test_overlap_is_the_f1_of_characters_of_a_one_to_one_pairing() -> None:
    gold, predicted = [one((0, 10)), one((20, 30))], [one((0, 5)), one((5, 10)), one((18, 28))]
    found = compared(gold, predicted)
    share = 2 * 5 / 15 + 2 * 8 / 20  # the second half of the first span has no partner left
    assert found[Key("overlap", "all")]["precision"] == pytest.approx((share, 3))
    assert found[Key("overlap", "all")]["recall"] == pytest.approx((share, 2))


def test_the_closest_are_paired_first() -> None:
    gold, predicted = [one((0, 10)), one((4, 10))], [one((4, 10))]
    assert paired(gold, predicted) == [(1, 0, 1.0)]


def test_parts_are_compared_together() -> None:
    gold, predicted = [one((0, 4), (10, 14))], [one((0, 4)), one((10, 14))]
    assert compared(gold, predicted)[Key("exact", "all")]["recall"] == (0, 1)
    assert paired(gold, predicted) == [(0, 0, pytest.approx(2 * 4 / 12))]


def test_a_measure_has_its_name_before() -> None:
    assert list(compared([], [], measure="cue")) == [Key("cue exact", "all"), Key("cue overlap", "all")]


@pytest.mark.parametrize(
    ("span", "expected"),
    [((1, 3), (0, 4)), ((0, 4), (0, 4)), ((3, 5), (0, 8)), ((5, 12), (4, 14)), ((9, 10), (8, 14))],
)
def test_a_span_is_widened_to_the_tokens_it_touches(span: tuple[int, int], expected: tuple[int, int]) -> None:
    assert widened([one(span)], [(0, 4), (4, 8), (8, 14)]) == [one(expected)]


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair))), max_size=12)


@settings(max_examples=50)
@given(spans, spans)
def test_the_sweep_finds_every_overlap(mine: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> None:
    found = list(overlapping(list(enumerate(mine)), list(enumerate(theirs))))
    assert all(first < second for first, second in pairwise(sorted(found)))  # none twice
    assert {(a[0], b[0]) for a, b in found} == {
        (i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs) if a[0] < b[1] and b[0] < a[1]
    }


@settings(max_examples=50)
@given(spans, spans)
def test_overlap_is_symmetric_and_not_below_exact(mine: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> None:
    gold, predicted = [one(span) for span in mine], [one(span) for span in theirs]
    there, back = compared(gold, predicted), compared(predicted, gold)
    for measure in ("exact", "overlap"):
        key = Key(measure, "all")
        assert there[key]["precision"] == pytest.approx(back[key]["recall"])
    assert there[Key("overlap", "all")]["recall"][0] >= there[Key("exact", "all")]["recall"][0] - 1e-9
    assert there[Key("overlap", "all")]["recall"][0] <= min(len(set(mine)), len(set(theirs))) + 1e-9


def test_many_items_are_compared_in_a_moment() -> None:
    gold = [one((at, at + 3)) for at in range(0, 60_000, 3)]
    assert compared(gold, gold)[Key("overlap", "all")]["recall"] == (20_000, 20_000)
