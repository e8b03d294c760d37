"""Lessons: what each word may be called, which roles it has, and how they are cut into windows."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from inquit.evaluation.gold.polnear import Attribution, PolnearDocument
from inquit.layers import register
from inquit.record import Block
from inquit.training.encoder.crf import STATES
from inquit.training.encoder.labelled import LABELS, Passage, Stretch
from inquit.training.encoder.lessons import UNKNOWN, Choices, Lesson, items_of, name_choices, role_states, windows
from inquit.training.encoder.network import ATTRIBUTION, NAMES
from inquit.training.encoder.plan import attributed_stretches
from inquit.training.linguistics.augment import Item
from inquit.training.linguistics.data import Word

TEXT = "The envoy said the fleet would sail, Canning wrote, by May."
GPE, LOC, PERSON = (1 + 2 * LABELS.index(label) for label in ("GPE", "LOC", "PERSON"))


def spans(text: str) -> list[tuple[int, int]]:
    """The words between spaces, a comma or full stop apart."""
    found, at = [], 0
    for word in text.replace(",", " ,").replace(".", " .").split():
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return found


def part(surface: str) -> tuple[int, int]:
    start = TEXT.index(surface)
    return start, start + len(surface)


def roles(*attributions: Attribution) -> dict[str, str]:
    """The states of each role, a letter a word."""
    found = role_states(spans(TEXT), attributed_stretches(PolnearDocument("d", TEXT, attributions)))
    assert tuple(found) == ATTRIBUTION
    assert {len(states) for states in found.values()} == {len(spans(TEXT))}
    return {role: "".join(STATES[state] for state in states) for role, states in found.items()}


# The envoy said the fleet would sail , Canning wrote , by May .
@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ([], "OOOOOOOOOOOOOO"),
        (["said"], "OOSOOOOOOOOOOO"),
        (["the fleet"], "OOOBEOOOOOOOOO"),
        (["the fleet would sail"], "OOOBIIEOOOOOOO"),
        (["the fleet would sail", "by May"], "OOOBIIEOOOOBEO"),
        (["the fleet", "would sail"], "OOOBEBEOOOOOOO"),
        (["fleet", "would"], "OOOOSSOOOOOOOO"),
        (["fleet would", "would sail, Canning"], "OOOOOBIIEOOOOO"),
        (["would sail, Canning", "fleet would"], "OOOOOBIIEOOOOO"),
        (["the fleet would sail", "fleet"], "OOOBIIEOOOOOOO"),
        (["leet wou"], "OOOOBEOOOOOOOO"),
        (["ee"], "OOOOSOOOOOOOOO"),
        ([" "], "OOOOOOOOOOOOOO"),
        ([TEXT], "BIIIIIIIIIIIIE"),
    ],
)
def test_content_states(contents: list[str], expected: str) -> None:
    assert roles(*(Attribution(content=(part(one),)) for one in contents))["content"] == expected
    if not any(part(one)[0] < part(other)[1] and part(other)[0] < part(one)[1]
               for one in contents for other in contents if one != other):  # fmt: skip
        assert roles(Attribution(content=tuple(sorted(map(part, contents)))))["content"] == expected


def test_of_two_alike_in_length_the_first_counts() -> None:
    one, two = Attribution(content=(part("sail,"),)), Attribution(content=(part(" sail"),))
    assert roles(two, one)["content"] == roles(one, two)["content"] == "OOOOOOSOOOOOOO"
    one, two = (
        Attribution(content=(part("the fleet"),)),
        Attribution(content=((part("fleet")[0], part("fleet")[0] + 9),)),
    )
    assert roles(one, two) == roles(two, one)


def test_roles_stand_apart_and_a_source_that_serves_twice_counts_once() -> None:
    source = (part("The envoy"),)
    found = roles(
        Attribution(source=source, cue=(part("said"),), content=(part("the fleet would sail, Canning wrote"),)),
        Attribution(source=source, cue=(part("said the"),)),
        Attribution(source=(part("Canning"),), cue=(part("wrote"),), content=(part("the fleet would sail"),)),
    )
    assert found == {"content": "OOOBIIIIIEOOOO", "cue": "OOBEOOOOOSOOOO", "source": "BEOOOOOOSOOOOO"}


def passage(text: str, *stretches: tuple[str, str], annotated: str) -> Passage:
    found = [
        Stretch(text.index(surface), text.index(surface) + len(surface), frozenset(labels.split()))
        for surface, labels in stretches
    ]
    return Passage("p", text, tuple(found), frozenset(annotated.split()))


def states_of(choices: Choices, number: int) -> set[int]:
    return {state for state, has in enumerate(choices.table()[number].tolist()) if has}


EVERY = set(range(NAMES))


def test_a_word_may_be_what_its_set_allows() -> None:
    choices = Choices()
    text = "Sir Percy Cox left Persia, sic, in May."
    own = passage(text, ("Percy Cox", "PERSON"), ("Persia", "GPE LOC"), ("sic", ""), annotated="PERSON GPE LOC")
    found = [states_of(choices, number) for number in name_choices(spans(text), own, choices)]
    outside = EVERY - {GPE, GPE + 1, LOC, LOC + 1, PERSON, PERSON + 1}
    # Sir Percy Cox left Persia , sic , in May .
    assert found == [
        outside, {PERSON}, {PERSON + 1}, outside, {GPE, LOC}, outside, EVERY, outside, outside, outside, outside,
    ]  # fmt: skip
    assert 0 in outside


def test_a_set_that_annotates_all_leaves_o_alone_and_one_that_annotates_none_leaves_all() -> None:
    choices = Choices()
    assert states_of(choices, choices.outside(frozenset(LABELS))) == {0}
    assert choices.outside(frozenset()) == UNKNOWN
    assert states_of(choices, UNKNOWN) == EVERY
    assert choices.inside(frozenset(), begins=True) == UNKNOWN
    numbers = [choices.inside(frozenset({"GPE"}), begins=begins) for begins in (True, False, True)]
    assert numbers[0] == numbers[2] != numbers[1]
    assert len(choices.table()) == len(choices.numbers) == 4


def test_a_name_that_ends_or_begins_inside_a_word_has_the_whole_word() -> None:
    choices = Choices()
    text = "pro-Greek Athens-based men"
    own = passage(text, ("Greek", "NORP"), ("Athens", "GPE"), annotated="")
    norp = 1 + 2 * LABELS.index("NORP")
    words = [(0, 9), (10, 22), (23, 26)]
    found = [states_of(choices, number) for number in name_choices(words, own, choices)]
    assert found == [{norp}, {GPE}, EVERY]


def test_a_word_without_a_place_is_no_name() -> None:
    choices = Choices()
    own = passage("Lima fell", ("Lima", "GPE"), annotated="PERSON")
    found = name_choices([(0, 0), (0, 4), (4, 4), (5, 9)], own, choices)
    assert [states_of(choices, number) for number in found] == [{0}, {GPE}, {0}, EVERY - {PERSON, PERSON + 1}]


def test_the_words_of_a_parsed_document() -> None:
    register()
    doc = Doc(
        spacy.blank("en").vocab,
        words=["Lima", "fell", "\n\n", "Cox", "left", ".", " "],
        spaces=[True, False, False, True, False, False, False],
        lemmas=["Lima", "fall", "\n\n", "Cox", "leave", ".", " "],
        pos=["PROPN", "VERB", "SPACE", "PROPN", "VERB", "PUNCT", "SPACE"],
        heads=[1, 1, 1, 4, 4, 4, 5],
        deps=["nsubj", "ROOT", "dep", "nsubj", "ROOT", "punct", "dep"],
        sent_starts=[True, False, False, True, False, False, False],
    )
    doc._.blocks = (Block("b0", "paragraph", 0, 9), Block("b1", "paragraph", 11, 20))
    items = items_of(doc)
    assert [(item.form, item.gap, item.head, item.first, item.block) for item in items] == [
        ("Lima", " ", 1, True, True), ("fell", "\n\n", 1, False, False), ("Cox", " ", 3, True, True),
        ("left", "", 3, False, False), (".", "", 3, False, False),
    ]  # fmt: skip
    assert [(item.word.start, item.word.end) for item in items] == [(0, 4), (5, 9), (11, 14), (15, 19), (19, 20)]
    assert [(item.word.lemma, item.word.deprel, item.word.head) for item in items[:2]] == [
        ("Lima", "nsubj", 1), ("fall", "root", -1),
    ]  # fmt: skip
    assert Lesson(items, [0] * 5).text == doc.text.rstrip()


def lesson(firsts: list[bool]) -> Lesson:
    word = Word(0, 1, "a", "a", "NOUN", "", "", 0, "dep")
    return Lesson([Item(word, "a", " ", at, first, False) for at, first in enumerate(firsts)], [0] * len(firsts))


@pytest.mark.parametrize(
    ("firsts", "sizes", "begin", "found"),
    [
        ("1..1..", [1] * 6, 0, [(0, 6)]),
        ("1..1..", [1] * 6, 2, [(2, 6)]),
        ("1..1....1", [1] * 9, 0, [(0, 8), (8, 9)]),
        ("1..1.....1", [1] * 10, 0, [(0, 3), (3, 10)]),
        ("1.........", [1] * 10, 0, [(0, 8), (8, 10)]),
        ("1.1.", [1, 30, 1, 1], 0, [(0, 1), (1, 2), (2, 4)]),
        ("1", [30], 0, [(0, 1)]),
        ("1.", [8, 1], 0, [(0, 1), (1, 2)]),
        ("", [], 0, []),
    ],
)
def test_windows(firsts: str, sizes: list[int], begin: int, found: list[tuple[int, int]]) -> None:
    assert list(windows(lesson([mark == "1" for mark in firsts]), sizes, begin, 10)) == found


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 8)), max_size=120), st.integers(3, 30))
def test_windows_have_every_word_once_and_few_pieces(words: list[tuple[bool, int]], most: int) -> None:
    sizes = [size for _, size in words]
    found = list(windows(lesson([first for first, _ in words]), sizes, 0, most))
    assert [at for start, end in found for at in range(start, end)] == list(range(len(words)))
    for start, end in found:
        assert end == start + 1 or sum(sizes[start:end]) + 2 <= most
        between = end == len(words) or words[end][0]
        room = [at for at in range(start + 1, end) if words[at][0]]
        assert between or not room, "it ends between sentences where one ends in it"


def test_a_span_over_two_blocks_is_one_in_each() -> None:
    words = [(0, 5), (6, 9), (10, 13)]
    stretches = {"content": [(0, 13)]}
    whole, parted = role_states(words, stretches), role_states(words, stretches, blocks=[0, 2])
    assert "".join(STATES[state] for state in whole["content"]) == "BIE"
    assert "".join(STATES[state] for state in parted["content"]) == "BES"
