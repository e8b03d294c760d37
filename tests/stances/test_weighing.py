"""The arithmetic of the judgement, and the word lists behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.stances.features.lexicon import forms, lexicon, word_class
from inquit.stances.weighing import STRENGTH, WEIGHTS, Signal, neutral, weigh

SIGNALS = st.builds(
    Signal,
    st.sampled_from([1, -1]),
    st.sampled_from(sorted(STRENGTH)),
    st.sampled_from(["act:blame", "appraisal:fair", "act:back"]),
    st.lists(st.sampled_from(sorted([*WEIGHTS, "negated", "deed"])), max_size=4).map(tuple),
)


@given(st.lists(SIGNALS, min_size=1, max_size=6))
def test_scores_sum_to_one_and_do_not_depend_on_order(signals: list[Signal]) -> None:
    found = weigh(signals)
    assert sum(found.scores.values()) == pytest.approx(1, abs=0.0011)
    assert all(0 <= score <= 1 for score in found.scores.values())
    assert found.score == found.scores[found.label]
    assert weigh(signals[::-1]).score == found.score


def test_neutral_sums_to_one() -> None:
    assert sum(neutral("codebook").scores.values()) == pytest.approx(1)


def test_no_signal() -> None:
    with pytest.raises(ValueError, match="at least one signal"):
        weigh([])


@pytest.mark.parametrize("flag", sorted(WEIGHTS))
def test_every_flag_weakens(flag: str) -> None:
    plain, weakened = Signal(1, 3, "act:back"), Signal(1, 3, "act:back", (flag,))  # type: ignore[arg-type]
    assert weigh([weakened]).score < weigh([plain]).score


def test_negation_turns_favour_and_silences_opposition() -> None:
    turned = weigh([Signal(1, 3, "act:back", ("negated",))])
    assert (turned.label, turned.score > 0.5) == ("against", True)
    assert weigh([Signal(-1, 3, "act:condemn", ("negated",))]).score < 0.5
    assert weigh([Signal(1, 3, "act:back", ("negated", "negated"))]).label == "favor"


def test_agreement_raises_and_conflict_lowers() -> None:
    one, other, against = Signal(1, 2, "act:back"), Signal(1, 2, "act:praise"), Signal(-1, 2, "act:blame")
    alone = weigh([one]).score
    assert weigh([one, other]).score > alone > weigh([one, against]).score
    assert weigh([one, one]).score == alone


@pytest.mark.parametrize(
    ("word", "kind", "expected"),
    [
        ("blame", "v", {"blame", "blames", "blamed", "blaming"}),
        ("vilify", "v", {"vilify", "vilifies", "vilified", "vilifying"}),
        ("praise", "v", {"praise", "praises", "praised", "praising"}),
        ("expel", "v", {"expel", "expels", "expelled", "expelling"}),
        ("hypocrisy", "n", {"hypocrisy", "hypocrisies"}),
        ("ally", "g", {"ally", "allies"}),
        ("fair", "a", {"fair"}),
    ],
)
def test_forms(word: str, kind: str, expected: set[str]) -> None:
    assert set(forms(word, kind)) == expected


def test_the_lists_are_sound() -> None:
    lists = lexicon()
    for table in (lists.acts, lists.appraisals):
        for form, entries in table.items():
            assert form == form.lower()
            for entry in entries:
                assert entry.sign in (1, -1) or entry.kind == "good"
                assert entry.strength in STRENGTH or entry.kind == "good"
    assert all(entry.frames for entries in lists.acts.values() for entry in entries)
    assert not any(entry.frames for entries in lists.appraisals.values() for entry in entries)


def test_no_word_is_praise_and_blame_at_once() -> None:
    for form, entries in lexicon().appraisals.items():
        for kind in ("a", "n", "g", "d"):
            assert len({entry.sign for entry in entries if entry.kind == kind}) < 2, form


def test_word_classes() -> None:
    assert "refused" in word_class("refusal")
    assert "n’t" in word_class("negation")
    with pytest.raises(KeyError):
        word_class("nothing")
