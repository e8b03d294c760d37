"""B³ against figures worked by hand, and the links of pronouns."""

from __future__ import annotations

import pytest

from inquit.evaluation.coreference import Link, aligned, b_cubed, pronoun_links
from inquit.evaluation.counts import Key


def chain(
    name: str, *starts: int, kind: str = "person", size: int = 1, word: str = "envoy", pronoun: bool = False
) -> list[Link]:
    return [Link(at, at + size, name, kind, word, pronoun) for at in starts]


def test_b_cubed_as_in_the_paper() -> None:
    """Bagga and Baldwin's two answers to chains of 5, 2 and 5: precision 76 % and 58 %, recall 100 %."""
    gold = chain("a", 1, 2, 3, 4, 5) + chain("b", 6, 7) + chain("c", 8, 9, 10, 11, 12)
    answer = chain("x", 1, 2, 3, 4, 5) + chain("y", 6, 7, 8, 9, 10, 11, 12)
    found = b_cubed(gold, answer, ["person"])[Key("b-cubed", "all")]
    assert found["precision"] == pytest.approx((0.7619 * 12, 12), abs=1e-3)
    assert found["recall"] == pytest.approx((12, 12))
    other = chain("x", 1, 2, 3, 4, 5, 8, 9, 10, 11, 12) + chain("y", 6, 7)
    worse = b_cubed(gold, other, ["person"])[Key("b-cubed", "all")]
    assert worse["precision"] == pytest.approx((0.5833 * 12, 12), abs=1e-3)


def test_mentions_on_one_side_only_cost_their_share() -> None:
    found = b_cubed(chain("a", 1, 2), chain("x", 1, 9), ["person"])[Key("b-cubed", "all")]
    assert found == {"precision": (0.5, 2), "recall": (0.5, 2)}


def test_b_cubed_by_kind_takes_the_kind_of_the_gold() -> None:
    gold = chain("a", 1, 2) + chain("b", 5, kind="place") + chain("c", 7, kind="event")
    answer = chain("x", 1, 2, kind="place") + chain("y", 5, kind="place") + chain("z", 7) + chain("w", 20, kind="place")
    found = b_cubed(gold, answer, ["person", "place"])
    assert found[Key("b-cubed", "person")]["precision"] == (2, 2)
    assert found[Key("b-cubed", "place")] == {"precision": (1, 2), "recall": (1, 1)}
    assert found[Key("b-cubed", "all")]["precision"] == (3, 4)  # what is an event in the gold is not measured


@pytest.mark.parametrize(
    ("start", "end", "heads", "matches"),
    [
        (10, 20, (), True),
        (14, 20, (), True),
        (17, 20, (), False),
        (17, 20, ((18, 20),), True),
        (17, 20, ((12, 14), (18, 20)), False),
        (20, 25, ((18, 20),), False),
    ],
    ids=["same", "most", "too little", "the head", "half of the head", "beside"],
)
def test_a_mention_matches_by_head_or_by_most_of_it(
    start: int, end: int, heads: tuple[tuple[int, int], ...], matches: bool
) -> None:
    gold = [Link(10, 20, "a", "person", "", False, heads)]
    assert aligned(gold, [Link(start, end, "x", "person", "", False)]) == ({0: 0} if matches else {})


def test_the_closest_of_nested_mentions_matches() -> None:
    gold = [Link(0, 30, "a", "person", "", False), Link(0, 8, "b", "place", "", False, ((0, 8),))]
    assert aligned(gold, [Link(0, 9, "x", "place", "", False)]) == {0: 1}


def he(at: int, name: str, word: str = "he") -> list[Link]:
    return chain(name, at, word=word, pronoun=True)


PRONOUNS, LONE = Key("pronouns", "all"), Key("pronouns", "no antecedent")


@pytest.mark.parametrize(
    ("answer", "right", "linked"),
    [
        (chain("x", 1) + he(5, "x"), 1, 1),
        (chain("x", 1) + chain("y", 3) + he(5, "y"), 0, 1),
        (chain("x", 1), 0, 0),
        (he(5, "x"), 0, 1),
        (chain("x", 1, 3, 4) + he(5, "x"), 0, 1),
        (chain("x", 1, 3) + he(5, "x"), 1, 1),
        (chain("x", 1) + chain("x", 40, 50, 60) + he(5, "x"), 1, 1),
    ],
    ids=["right", "wrong", "abstains", "to nobody", "to two merged, the other more", "as often", "elsewhere unmatched"],
)
def test_a_pronoun_is_right_when_its_actor_is_mostly_that_person(answer: list[Link], right: int, linked: int) -> None:
    gold = chain("ada", 1) + chain("bo", 3, 4) + he(5, "ada")
    assert pronoun_links(gold, answer, "person")[PRONOUNS] == {"accuracy": (right, linked), "coverage": (linked, 1)}


def test_which_pronouns_count() -> None:
    gold = (
        chain("ada", 1) + he(5, "ada", "herself") + he(6, "ada", "they") + he(7, "nobody")
        + chain("ship", 9, kind="object") + chain("ship", 10, kind="object", word="she", pronoun=True)
    )  # fmt: skip
    answer = chain("x", 1) + he(5, "x") + he(6, "x") + he(7, "x") + he(10, "x")
    found = pronoun_links(gold, answer, "person")
    assert found[PRONOUNS] == {"accuracy": (1, 1), "coverage": (1, 1)}
    assert found[LONE] == {"accuracy": (0, 1), "coverage": (1, 1)}
