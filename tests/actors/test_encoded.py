"""The encoder's names, given by hand: how they are cleaned, agreed on, completed and resolved, whatever its weights."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from inquit.actors import Actors, Mentions
from inquit.actors.agreement import names_of
from inquit.actors.gazetteer import gazetteer
from inquit.actors.words import Words
from inquit.layers import Encoded, Scored, register
from inquit.record import Actor

NLP = spacy.blank("en")
Spans = list[tuple[str, str]]  # the words of each name, in text order, and its label


def scored(text: str, spans: Spans, score: float = 0.95) -> tuple[Scored, ...]:
    found, at = [], 0
    for words, label in spans:
        start = text.index(words, at)
        at = start + len(words)
        found.append(Scored(start, at, label, score))
    return tuple(found)


def names(text: str, spans: Spans) -> Spans:
    return [(text[n.start : n.end], n.label) for n in names_of(Words(text, gazetteer().names), scored(text, spans))]


def resolved(text: str, spans: Spans) -> Doc:
    register()
    doc = NLP.make_doc(text)
    doc._.encoded = Encoded(names=scored(text, spans))
    return Actors()(Mentions()(doc))


def actor_of(doc: Doc, words: str, nth: int = 0) -> Actor | None:
    at = -1
    for _ in range(nth + 1):
        at = doc.text.index(words, at + 1)
    mention = next(m for m in doc._.mentions if m.start == at and m.end == at + len(words))
    return next((a for a in doc._.actors if a.id == mention.actor), None)


CLEANED = [
    ("the Danish king came", [("the Danish", "NORP")], [("Danish", "NORP")]),
    ("The European Union’s envoy", [("The European Union’s", "ORG")], [("European Union", "ORG")]),
    ("Mr. Falk came", [("Mr. Falk", "PERSON")], [("Falk", "PERSON")]),
    ("President Macron came", [("President Macron", "PERSON")], [("Macron", "PERSON")]),
    ("French President Macron came", [("French President Macron", "PERSON")],
     [("French", "NORP"), ("Macron", "PERSON")]),
    ("Serbia’s Nikola Pašić came", [("Serbia’s Nikola Pašić", "PERSON")],
     [("Serbia", "GPE"), ("Nikola Pašić", "PERSON")]),
    ("Anna Falk and Rosa Luck came", [("Anna Falk and Rosa Luck", "PERSON")],
     [("Anna Falk", "PERSON"), ("Rosa Luck", "PERSON")]),
    ("Trinidad and Tobago came", [("Trinidad and Tobago", "GPE")], [("Trinidad and Tobago", "GPE")]),
    ("Bern, Switzerland was cold", [("Bern, Switzerland", "GPE")], [("Bern", "GPE"), ("Switzerland", "GPE")]),
    ("Border Demining Agency (BDA) came", [("Border Demining Agency (BDA)", "ORG")],
     [("Border Demining Agency", "ORG"), ("BDA", "ORG")]),
    ("resolution 242 (1967) holds", [("resolution 242 (1967)", "LAW")], [("resolution 242 (1967)", "LAW")]),
    ("the UN Security Council met", [("UN", "ORG"), ("Security Council", "ORG")], [("UN Security Council", "ORG")]),
    ("the Karabakh Armenians wait", [("Karabakh", "GPE"), ("Armenians", "NORP")], [("Karabakh Armenians", "NORP")]),
    ("a pro-Russian party", [("pro-Russian", "NORP")], [("Russian", "NORP")]),
    ("on 4 May 1921, they left", [("4 May 1921,", "DATE")], [("4 May 1921", "DATE")]),
    ("The Foreign Minister spoke", [("Foreign Minister", "PERSON")], []),
    ("The People’s Republic of China spoke", [("The People’s Republic of China", "GPE")],
     [("People’s Republic of China", "GPE")]),
]  # fmt: skip

AGREED = [
    ("France left. France stayed.", [("France", "ORG"), ("France", "GPE")], "France", "GPE"),
    ("Falk met Falk. Falk left.", [("Falk", "PERSON"), ("Falk", "ORG"), ("Falk", "PERSON")], "Falk", "PERSON"),
    ("Ada Luck came. Luck left.", [("Ada Luck", "PERSON"), ("Luck", "ORG")], "Luck", "PERSON"),
    ("Jack London met London.", [("Jack London", "PERSON"), ("London", "PERSON")], "London", "PERSON"),
    ("He flew to Jordan.", [("Jordan", "PERSON")], "Jordan", "GPE"),
    ("He speaks Danish.", [("Danish", "LANGUAGE")], "Danish", "LANGUAGE"),
    ("He joined the OSCE.", [("OSCE", "GPE")], "OSCE", "ORG"),
    ("Prime Minister Brandvold spoke.", [("Brandvold", "ORG")], "Brandvold", "PERSON"),
    ("Anna Brandvold, who left, spoke.", [("Anna Brandvold", "ORG")], "Anna Brandvold", "PERSON"),
]


@pytest.mark.parametrize(("text", "spans", "expected"), CLEANED)
def test_spans_are_names(text: str, spans: Spans, expected: Spans) -> None:
    assert names(text, spans) == expected


@pytest.mark.parametrize(("text", "spans", "words", "label"), AGREED)
def test_one_name_has_one_label(text: str, spans: Spans, words: str, label: str) -> None:
    assert {found for name, found in names(text, spans) if name == words} == {label}


@pytest.mark.parametrize(
    ("text", "spans", "missed"),
    [
        ("Ada Luck came. Then Ada Luck left.", [("Ada Luck", "PERSON")], ("Ada Luck", "PERSON")),
        ("Then Denmark left.", [], ("Denmark", "GPE")),
        ("The Danish envoy left.", [], ("Danish", "NORP")),
    ],
)
def test_what_was_missed_is_found_again(text: str, spans: Spans, missed: tuple[str, str]) -> None:
    assert names(text, spans)[-1] == missed
    assert len(names(text, spans)) == len(spans) + 1


def test_nothing_is_found_again_inside_a_longer_name() -> None:
    assert names("Paris Hiltonsdottir sang.", []) == []


def test_numbers_that_the_encoder_missed_come_from_rules() -> None:
    doc = resolved("On 4 May 1921 Denmark paid $3 million.", [("4 May 1921", "DATE")])
    assert [(doc.text[m.start : m.end], m.label) for m in doc._.mentions] == [
        ("4 May 1921", "DATE"), ("Denmark", "GPE"), ("$3 million", "MONEY"),
    ]  # fmt: skip


def test_an_encoder_that_finds_nothing_is_believed() -> None:
    doc = resolved("The Senate of Trees met Aristide Briand.", [])
    assert doc._.mentions == ()
    assert [actor.id for actor in doc._.actors] == ["a0"]


def test_bodies_and_their_short_forms() -> None:
    text = (
        "The Joint Border Commission met the Danube Shipping Council (DSC). The Commission spoke; the DSC listened, "
        "and the JBC left with the Council."
    )
    spans = [
        ("Joint Border Commission", "ORG"), ("Danube Shipping Council", "ORG"), ("DSC", "ORG"), ("Commission", "ORG"),
        ("DSC", "ORG"), ("JBC", "ORG"), ("Council", "ORG"),
    ]  # fmt: skip
    doc = resolved(text, spans)
    assert [(a.name, a.aliases) for a in doc._.actors[1:]] == [
        ("Joint Border Commission", ("Commission", "JBC")), ("Danube Shipping Council", ("DSC", "Council")),
    ]  # fmt: skip


def test_a_mission_s_acronym_is_not_the_country_s() -> None:
    doc = resolved("The Mission in Kosovo (UNMIK) met.", [("Kosovo", "GPE"), ("UNMIK", "ORG")])
    kosovo, mission = actor_of(doc, "Kosovo"), actor_of(doc, "UNMIK")
    assert kosovo is not None
    assert mission is not None
    assert kosovo.id != mission.id


def test_two_that_share_initials_leave_the_acronym_alone() -> None:
    text = "The Danube Shipping Council met the Dnieper Salmon Club. The DSC won."
    spans = [("Danube Shipping Council", "ORG"), ("Dnieper Salmon Club", "ORG"), ("DSC", "ORG")]
    assert len({actor_of(resolved(text, spans), words).id for words, _ in spans}) == 3  # type: ignore[union-attr]


def test_a_city_that_acts_is_an_actor_and_stands_for_nobody() -> None:
    doc = resolved(
        "Trondville demanded more money. They met in Fjordstad.", [("Trondville", "GPE"), ("Fjordstad", "GPE")]
    )
    city = actor_of(doc, "Trondville")
    assert city is not None
    assert (city.label, city.represents, city.country) == ("GPE", None, None)
    assert actor_of(doc, "Fjordstad") is None


def test_a_country_that_no_table_has_is_an_actor_through_its_offices() -> None:
    doc = resolved("Borovia’s president, Ada Luck, met him in Borovia.",
                   [("Borovia", "GPE"), ("Ada Luck", "PERSON"), ("Borovia", "GPE")])  # fmt: skip
    state, president = actor_of(doc, "Borovia", 1), actor_of(doc, "Ada Luck")
    assert state is not None
    assert president is not None
    assert (state.name, president.roles) == ("Borovia", ("president of Borovia",))


def test_respective_holders_whose_order_the_text_contradicts() -> None:
    text = (
        "Denmark’s foreign minister, Ada Luck, came early. The foreign ministers of Norway and Denmark, Ada Luck and "
        "Bo Lind, met. Norway’s foreign minister left."
    )
    spans = [
        ("Denmark", "GPE"), ("Ada Luck", "PERSON"), ("Norway", "GPE"), ("Denmark", "GPE"), ("Ada Luck", "PERSON"),
        ("Bo Lind", "PERSON"), ("Norway", "GPE"),
    ]  # fmt: skip
    doc = resolved(text, spans)
    roles = {actor.name: actor.roles for actor in doc._.actors}
    assert roles["Ada Luck"] == ("foreign minister of Denmark",)
    assert roles["Bo Lind"] == ("foreign minister of Norway",)
    minister = actor_of(doc, "Norway’s foreign minister")
    assert minister is not None
    assert minister.name == "Bo Lind"


def test_a_counterpart_holds_the_same_office_elsewhere() -> None:
    text = "The Danish prime minister received her Norwegian counterpart, Bo Lind, in Aarhus."
    spans = [("Danish", "NORP"), ("Norwegian", "NORP"), ("Bo Lind", "PERSON"), ("Aarhus", "GPE")]
    doc = resolved(text, spans)
    assert actor_of(doc, "Bo Lind").roles == ("prime minister of Norway",)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "spans", "one", "other", "same"),
    [
        ("The Treaty of Trianon failed. The Trianon Treaty ended.",
         [("Treaty of Trianon", "LAW"), ("Trianon Treaty", "LAW")], "Treaty of Trianon", "Trianon Treaty", True),
        ("The Treaty of Trianon and the Treaty of Sèvres failed.",
         [("Treaty of Trianon", "LAW"), ("Treaty of Sèvres", "LAW")], "Treaty of Trianon", "Treaty of Sèvres", False),
        ("Resolution 242 and resolution 338 hold.",
         [("Resolution 242", "LAW"), ("resolution 338", "LAW")], "Resolution 242", "resolution 338", False),
        ("The UN Charter binds. The Charter of the United Nations holds.",
         [("UN Charter", "LAW"), ("Charter of the United Nations", "LAW")], "UN Charter",
         "Charter of the United Nations", True),
        ("The 4 May 1921 tripartite statement and the 9 May 1921 tripartite statement differ.",
         [], "4 May 1921 tripartite statement", "9 May 1921 tripartite statement", False),
        ("The 4 May 1921 trilateral statement held. The trilateral statement says no.",
         [], "4 May 1921 trilateral statement", "trilateral statement", True),
    ],
)  # fmt: skip
def test_documents(text: str, spans: Spans, one: str, other: str, same: bool) -> None:
    doc = resolved(text, spans)
    first, second = actor_of(doc, one), actor_of(doc, other, text.count(other) - 1)
    assert first is not None
    assert second is not None
    assert first.label == "LAW"
    assert (first.id == second.id) is same


PIECES = ["President", "the", "of", "France", "French", "Ada", "Luck", "Council", "’s", "“", ",", ".", "and", "(", ")",
          "DSC", "10", "May", "\n\n", "latter", "his", "counterpart", "foreign", "ministers", "-"]  # fmt: skip
LABELS = ["PERSON", "ORG", "GPE", "NORP", "LAW", "DATE", "FAC", "WORK_OF_ART", "LANGUAGE"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 150), st.integers(1, 30), st.sampled_from(LABELS), st.floats(0, 1)), max_size=12),
    st.sampled_from([" ", ""]),
)
def test_any_spans_give_names_inside_the_text(
    pieces: list[str], raw: list[tuple[int, int, str, float]], glue: str
) -> None:
    text = glue.join(pieces)
    spans, last = [], 0
    for start, size, label, score in sorted(raw):
        start, end = max(start, last), min(len(text), start + size)
        if start < end:
            spans.append(Scored(start, end, label, score))
            last = end
    found = names_of(Words(text, gazetteer().names), spans)
    assert all(0 <= name.start < name.end <= len(text) for name in found)
    named = [name for name in found if name.label not in {"DATE"}]
    assert all(one.end <= two.start for one, two in pairwise(named))
    doc = NLP.make_doc(text)
    doc._.encoded = Encoded(names=tuple(spans))
    mentions = Mentions()(doc)._.mentions
    only_names = [mention for mention in mentions if mention.kind == "name"]
    assert all(one.end <= two.start for one, two in pairwise(only_names))


@pytest.mark.parametrize("unit", ["Falk ", "France and ", "(", "Treaty of ", "DSC ", "Council ", "“A", "the latter "])
def test_long_repetitions_take_time_in_step(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    spans = tuple(Scored(at, at + len(unit.rstrip()), "ORG", 0.9) for at in range(0, len(text), len(unit)))
    doc = Doc(NLP.vocab, words=[text])
    doc._.encoded = Encoded(names=spans)
    done = Actors()(Mentions()(doc))
    assert all(mention.end <= len(text) for mention in done._.mentions)
