"""Who is who: one actor for each person, body, country and group."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from inquit.record import Actor

Annotate = Callable[..., Doc]


def actor_of(doc: Doc, words: str, nth: int = 0) -> Actor | None:
    """The actor that the nth mention of these words is linked to."""
    at = -1
    for _ in range(nth + 1):
        at = doc.text.index(words, at + 1)
    mention = next(m for m in doc._.mentions if m.start == at and m.end == at + len(words))
    return next((a for a in doc._.actors if a.id == mention.actor), None)


SAME = [
    ("Leopold Berchtold spoke. Later Berchtold left.", "Leopold Berchtold", "Berchtold"),
    ("Berchtold spoke. Count Leopold Berchtold left.", "Berchtold", "Leopold Berchtold"),
    ("Edward Grey spoke. Sir E. Grey left.", "Edward Grey", "E. Grey"),
    ("The European Union met. The EU agreed.", "European Union", "EU"),
    ("The Border Demining Agency of Georgia (BDA) came. The BDA left.", "Border Demining Agency of Georgia", "BDA"),
    ("The United States came. America stayed.", "United States", "America"),
    ("Turkey came. Türkiye stayed.", "Turkey", "Türkiye"),
    ("Russia came. The Russian Federation stayed.", "Russia", "Russian Federation"),
    ("The French Senate met. The Senate of France voted.", "French Senate", "Senate of France"),
    ("Austria’s president, Karl Renner, spoke. Austria’s president left.", "Karl Renner", "Austria’s president"),
    ("French president Vincent Auriol spoke. Then the French president left.", "Vincent Auriol", "French president"),
    ("The Serbian prime minister, Nikola Pašić, spoke. Later the prime minister of Serbia left.",
     "Nikola Pašić", "prime minister of Serbia"),
    ("The Greek government met. The government of Greece left.", "Greek government", "government of Greece"),
    ("Aristide Briand spoke at length. He left.", "Aristide Briand", "He"),
    ("Rosa Falk spoke and raised her hand.", "Rosa Falk", "her"),
    ("Aristide Briand met Anna Falk. Later she left.", "Anna Falk", "she"),
]  # fmt: skip

APART = [
    ("Henry Grey met Edward Grey.", "Henry Grey", "Edward Grey"),
    ("President Charles Michel met Louis Michel.", "Charles Michel", "Louis Michel"),
    ("Karabakh is quiet. Karabakh Armenians wait.", "Karabakh", "Karabakh Armenians"),
    ("Armenia objected. Armenians protested.", "Armenia", "Armenians"),
    ("The French Senate met. The Polish Senate met.", "French Senate", "Polish Senate"),
    ("The French president, Vincent Auriol, met the Italian president.", "Vincent Auriol", "Italian president"),
    ("Former French president Vincent Auriol spoke. Then the French president left.",
     "Vincent Auriol", "French president"),
    ("The Greek government met the Serbian government.", "Greek government", "Serbian government"),
    ("Niger objected. Nigeria agreed.", "Niger", "Nigeria"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "one", "other"), SAME)
def test_one_actor(annotate: Annotate, text: str, one: str, other: str) -> None:
    doc = annotate(text)
    first, second = actor_of(doc, one), actor_of(doc, other, nth=text.count(other) - 1)
    assert first is not None
    assert second is not None
    assert first.id == second.id


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_two_actors(annotate: Annotate, text: str, one: str, other: str) -> None:
    doc = annotate(text)
    first, second = actor_of(doc, one), actor_of(doc, other, nth=text.count(other) - 1)
    assert first is not None
    assert second is None or first.id != second.id


ROLES = [
    ("Foreign Minister Aristide Briand spoke.", "Aristide Briand", "foreign minister"),
    ("French president Vincent Auriol spoke.", "Vincent Auriol", "president of France"),
    ("Austria’s president, Karl Renner, spoke.", "Karl Renner", "president of Austria"),
    ("Karl Renner, Austria’s president, spoke.", "Karl Renner", "president of Austria"),
    ("The Serbian prime minister, Nikola Pašić, spoke.", "Nikola Pašić", "prime minister of Serbia"),
    ("The President of Belarus, Anton Luck, spoke.", "Anton Luck", "president of Belarus"),
    ("U.S. Secretary of State Dean Acheson spoke.", "Dean Acheson", "secretary of state of the United States"),
    ("Former Foreign Minister of Greece Anna Falk spoke.", "Anna Falk", "former foreign minister of Greece"),
    ("Anna Falk, the EU’s Special Representative for the Balkans, spoke.", "Anna Falk",
     "special representative of the European Union for the Balkans"),
    ("Assistant to the President of Austria Anna Falk spoke.", "Anna Falk", "assistant to the president of Austria"),
    ("Presidents Karl Renner and Vincent Auriol met.", "Vincent Auriol", "president"),
    ("Anna Falk is a former ambassador of Greece.", "Anna Falk", "former ambassador of Greece"),
    ("Sen. Ruth Cole spoke.", "Ruth Cole", "senator"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "person", "role"), ROLES)
def test_offices_are_read_from_the_text(annotate: Annotate, text: str, person: str, role: str) -> None:
    actor = actor_of(annotate(text), person)
    assert actor is not None
    assert actor.roles == (role,)


def test_a_ministry_s_field_belongs_to_the_office(annotate: Annotate) -> None:
    text = "Russian Minister of Foreign Affairs Sergei Sazonov spoke."
    actor = actor_of(annotate(text, names=(("Russian", "NORP"), ("Sergei Sazonov", "PERSON"))), "Sergei Sazonov")
    assert actor is not None
    assert actor.roles == ("foreign minister of Russia",)


def test_an_office_without_owner_gives_way_to_the_full_one(annotate: Annotate) -> None:
    doc = annotate("Austria’s president, Karl Renner, spoke. Later President Renner left.")
    actor = actor_of(doc, "Karl Renner")
    assert actor is not None
    assert (actor.roles, actor.aliases) == (("president of Austria",), ("Renner",))


def test_an_unresolved_office_with_a_country_is_an_actor_of_its_own(annotate: Annotate) -> None:
    actor = actor_of(annotate("Then the Iranian foreign minister refused."), "Iranian foreign minister")
    assert actor is not None
    assert (actor.name, actor.label, actor.roles) == (
        "foreign minister of Iran",
        "PERSON",
        ("foreign minister of Iran",),
    )


def test_a_bare_surname_goes_to_the_nearest_before(annotate: Annotate) -> None:
    names = (("Henry Grey", "PERSON"), ("Edward Grey", "PERSON"), ("Grey", "PERSON"))
    doc = annotate("Henry Grey spoke. Then Edward Grey came. Grey was late.", names=names)
    nearest = actor_of(doc, "Grey", nth=2)
    assert nearest is not None
    assert nearest.name == "Edward Grey"


def test_an_honorific_tells_of_two_with_one_surname(annotate: Annotate) -> None:
    doc = annotate("Anna Falk met Robert Falk. Then Mrs. Falk left.")
    chosen = actor_of(doc, "Falk", nth=2)
    assert chosen is not None
    assert chosen.name == "Anna Falk"


ACTING = [
    ("Vienna demanded an answer.", "Vienna", "government of Austria"),
    ("Austria refused the offer.", "Austria", "government of Austria"),
    ("Tensions between Vienna and Belgrade grew.", "Belgrade", "government of Serbia"),
    ("The Kremlin was silent.", "Kremlin", "government of Russia"),
    ("Downing Street declined.", "Downing Street", "government of the United Kingdom"),
    ("Later, official Tehran denied it.", "Tehran", "government of Iran"),
    ("Brussels decided to wait.", "Brussels", "European Union"),
]


@pytest.mark.parametrize(("text", "place", "whom"), ACTING)
def test_a_capital_that_acts_stands_for_its_government(annotate: Annotate, text: str, place: str, whom: str) -> None:
    doc = annotate(text)
    actor = actor_of(doc, place)
    assert actor is not None
    assert actor.represents is not None
    assert next(a.name for a in doc._.actors if a.id == actor.represents) == whom


@pytest.mark.parametrize("text", ["They met in Vienna.", "He flew to Vienna on Monday.", "The city of Vienna is old."])
def test_a_capital_that_is_a_place_is_no_actor(annotate: Annotate, text: str) -> None:
    assert actor_of(annotate(text), "Vienna") is None


def test_countries_and_demonyms_have_codes(annotate: Annotate) -> None:
    doc = annotate("Greece and the Netherlands met Persian envoys.")
    codes = {doc.text[m.start : m.end]: a.country for m in doc._.mentions for a in doc._.actors if a.id == m.actor}
    assert codes == {"Greece": "GRC", "Netherlands": "NLD", "Persian": "IRN"}


def test_the_author_is_first_and_found_in_the_bio(annotate: Annotate) -> None:
    text = "On Peace\n\nBy Anna Falk, Vienna\n\nAnna Falk is a former ambassador of Greece.\n\nWar came."
    blocks = (
        ("title", "On Peace"),
        ("byline", "By Anna Falk, Vienna"),
        ("bio", "Anna Falk is a former ambassador of Greece."),
    )
    doc = annotate(text, blocks=blocks, meta={"author": "Anna Falk"})
    author = doc._.actors[0]
    assert (author.id, author.name, author.label, author.roles) == (
        "a0", "Anna Falk", "PERSON", ("former ambassador of Greece",),
    )  # fmt: skip
    assert [m.actor for m in doc._.mentions if doc.text[m.start : m.end] == "Anna Falk"] == ["a0", "a0"]


def test_metadata_name_the_author(base: Language) -> None:
    from inquit.actors import Actors

    doc = base("War came.")
    doc._.meta = {"author": "Rosa Falk"}
    assert Actors()(doc)._.actors[0].name == "Rosa Falk"


@pytest.mark.parametrize("text", ["", "War came."])
def test_there_is_always_an_author(annotate: Annotate, text: str) -> None:
    assert [(a.id, a.name) for a in annotate(text)._.actors] == [("a0", "author")]


@pytest.mark.parametrize(
    "text",
    ["Aristide Briand and Karl Renner met. He left.", "The clerk wrote that he or she must answer."],
)
def test_pronouns_without_an_answer_stay_open(annotate: Annotate, text: str) -> None:
    doc = annotate(text)
    assert [m.actor for m in doc._.mentions if m.kind == "pronoun"][-1] is None


def test_a_speaker_is_not_he_inside_his_own_words(annotate: Annotate) -> None:
    doc = annotate("Briand said: “We met him there.”")
    assert [m.actor for m in doc._.mentions if m.kind == "pronoun"] == [None]


def test_scores_and_ids_hold(annotate: Annotate) -> None:
    doc = annotate("French president Vincent Auriol met Karl Renner in Vienna. He said that Paris agreed with the EU.")
    ids = [a.id for a in doc._.actors]
    assert len(set(ids)) == len(ids)
    assert all(m.actor is None or m.actor in ids for m in doc._.mentions)
    assert all(a.represents is None or a.represents in ids for a in doc._.actors)
    assert all(0 <= m.score <= 1 for m in doc._.mentions)
    assert all(a.name not in a.aliases and "" not in a.aliases for a in doc._.actors)
