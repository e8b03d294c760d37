"""What completes the passages of entity sets: surfaces, narrowing by tables, and values by patterns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from passages import PLACE, marked

from inquit.training.encoder.entities.surfaces import cut, is_name, person
from inquit.training.encoder.labelled import Passage, Stretch, assembled
from inquit.training.encoder.narrowing import narrowed
from inquit.training.encoder.value_stretches import VALUES, with_values


def bare(text: str, *stretches: tuple[str, str], annotated: str = "") -> Passage:
    """A passage from surfaces and their labels."""
    found = []
    for surface, labels in stretches:
        start = text.index(surface)
        found.append(Stretch(start, start + len(surface), frozenset(labels.split())))
    return Passage("p", text, tuple(found), frozenset(annotated.split()))


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("President Woodrow Wilson", "Woodrow Wilson"),
        ("Secretary of State Robert Lansing", "Robert Lansing"),
        ("the British Foreign Secretary Arthur Balfour", "Arthur Balfour"),
        ("Maj. Gen. Leonard Wood", "Leonard Wood"),
        ("Martin Luther King", "Martin Luther King"),
        ("Special Envoy for Persia", None),
        ("Foreign Secretary", None),
        ("He", None),
    ],
)
def test_person_without_titles(surface: str, name: str | None) -> None:
    found = person(surface, 0, len(surface))
    assert (surface[slice(*found)] if found else None) == name


@pytest.mark.parametrize(
    ("surface", "kept"),
    [("the Hague's", "Hague"), (" The U.S. ", "U.S."), ("“Concert of Europe”,", "Concert of Europe"), ("the", "the")],
)
def test_cut(surface: str, kept: str) -> None:
    assert surface[slice(*cut(surface, 0, len(surface)))] == kept


def test_is_name() -> None:
    assert is_name("League of Nations")
    assert is_name("Muhammad al-Amin")
    assert not is_name("Paris peace talks")
    assert not is_name("of Nations")


def test_assembled_takes_the_longer_name_and_cuts_masks() -> None:
    text = "Bank of England notes"
    named = [Stretch(8, 15, frozenset({"GPE"})), Stretch(0, 15, frozenset({"ORG"}))]
    assert marked(Passage("p", text, assembled(text, named, [(5, 21)]), frozenset())) == {
        "Bank of England": "ORG", "notes": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("stretches", "message"),
    [
        ([Stretch(0, 3, frozenset({"CITY"}))], "unknown labels"),
        ([Stretch(2, 9, frozenset())], "no characters"),
        ([Stretch(0, 3, frozenset()), Stretch(2, 4, frozenset())], "overlap"),
    ],
)
def test_a_passage_refuses_what_does_not_fit(stretches: list[Stretch], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Passage("p", "Rome", tuple(stretches), frozenset())


@pytest.mark.parametrize(
    ("surface", "labels", "narrow"),
    [
        ("Armenia", PLACE, "GPE"),
        ("Africa", PLACE, "LOC"),
        ("Danzig Harbour", PLACE, PLACE),
        ("Volga River", PLACE, "LOC"),
        ("Mount Athos", PLACE, "LOC"),
        ("Lake Geneva", PLACE, "LOC"),
        ("Tempelhof Airport", PLACE, "FAC"),
        ("Downing Street", PLACE, "FAC"),
        ("Kingdom of Hanover", PLACE, "GPE"),
        ("northern France", PLACE, "LOC"),
        ("Armenia", "GPE ORG", "GPE"),
        ("Red Cross", "GPE ORG", "ORG"),
        ("Monday", "DATE TIME", "DATE"),
        ("three hours", "DATE TIME", "TIME"),
        ("5 p.m.", "DATE TIME", "TIME"),
        ("12 percent", "CARDINAL MONEY ORDINAL PERCENT QUANTITY", "PERCENT"),
        ("£3 million", "CARDINAL MONEY ORDINAL PERCENT QUANTITY", "MONEY"),
        ("third", "CARDINAL MONEY ORDINAL PERCENT QUANTITY", "ORDINAL"),
        ("about six million", "CARDINAL MONEY ORDINAL PERCENT QUANTITY", "CARDINAL"),
        ("12 km", "CARDINAL MONEY ORDINAL PERCENT QUANTITY", "QUANTITY"),
    ],
)
def test_narrowed_labels(surface: str, labels: str, narrow: str) -> None:
    assert marked(narrowed(bare(f"They saw {surface}.", (surface, labels))))[surface] == narrow


@pytest.mark.parametrize(
    ("text", "surface", "labels"),
    [
        ("The Armenian envoy left.", "Armenian", "NORP"),
        ("Many Armenians left.", "Armenians", "NORP"),
        ("He answered in French.", "French", "LANGUAGE"),
        ("He spoke in French waters.", "French", "NORP"),
        ("The French language is old.", "French", ""),
        ("The Crimean War and the Turkish Straits Question", "Turkish", ""),
        ("The Russian President left.", "Russian", "NORP"),
        ("An army crossed into Persia today.", "Persia", ""),
    ],
)
def test_demonyms_and_countries_outside_the_stretches(text: str, surface: str, labels: str) -> None:
    assert marked(narrowed(bare(text))).get(surface) == labels


def test_masked_demonyms_and_countries_come_back() -> None:
    found = narrowed(bare("Polish troops left Hungary by sea.", ("Polish", ""), ("Hungary", "")))
    assert marked(found) == {"Polish": "NORP", "Hungary": "GPE"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell on 9 November 1918 at last.", {"9 November 1918": "DATE", "last": ""}),
        ("At least 40 men died in recent years.", {"At least 40": "CARDINAL", "recent years": "DATE"}),
        ("A 12-year-old king paid $5 million.", {"12-year-old": "DATE", "$5 million": "MONEY"}),
        ("Write to 713-555-0199 or room [4].", {"713-555-0199": "", "4": ""}),
        ("On Sunday, May 28, 1871, it ended.", {"Sunday, May 28, 1871": "DATE"}),
        ("One day before, a single vote in ten.", {"One day": "DATE", "single": "", "ten": "CARDINAL"}),
        ("See Channel 4 tonight.", {"4": "", "tonight": "TIME"}),
        ("About 90 percent marched 300 kilometers.", {"About 90 percent": "PERCENT", "300 kilometers": "QUANTITY"}),
    ],
)
def test_with_values(text: str, found: dict[str, str]) -> None:
    passage = with_values(bare(text, annotated="PERSON"))
    assert marked(passage) == found
    assert passage.annotated == VALUES | {"PERSON"}


def test_values_leave_names_alone_and_replace_what_they_cover() -> None:
    text = "The 1848 Revolution began on February 22, 1848 in Paris."
    passage = bare(text, ("1848 Revolution", "EVENT"), ("February", ""), ("Paris", "GPE"))
    assert marked(with_values(passage)) == {
        "1848 Revolution": "EVENT", "February 22, 1848": "DATE", "Paris": "GPE",
    }  # fmt: skip


@given(st.text(max_size=60))
def test_any_text_is_completed(text: str) -> None:
    passage = with_values(narrowed(Passage("p", text, (), frozenset())))
    assert passage.text == text


@pytest.mark.parametrize("character", ["1", "a", "A", " ", "-", "é"])
def test_long_runs_do_not_hang(character: str) -> None:
    passage = with_values(narrowed(Passage("p", character * 200_000, (), frozenset())))
    assert len(passage.text) == 200_000
