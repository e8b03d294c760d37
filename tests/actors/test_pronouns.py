"""Whom pronouns take up: names, nominals, bodies; and when nobody is the answer."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from inquit.actors.antecedents import NAME, PRONOUN, Antecedents, Seen
from inquit.actors.draft import Draft
from inquit.actors.gazetteer import gazetteer
from inquit.actors.person_nouns import BARE, DEFINITE, INDEFINITE, OWNED, nominals, nouns
from inquit.actors.positions import Positions
from inquit.actors.ranker import Ranker, Rankers, decode, rankers
from inquit.actors.traits import TRAITS
from inquit.actors.tree import OBJECT, OWNER, SUBJECT, Tree
from inquit.actors.words import Words
from inquit.errors import ModelError

Annotate = Callable[..., Doc]


def meant(doc: Doc, word: str, nth: int = 0) -> str | None:
    """The name of the actor that the nth occurrence of a pronoun is linked to."""
    places = [token.idx for token in doc if token.text == word]
    for mention in doc._.mentions:
        if mention.start == places[nth] and mention.kind == "pronoun":
            return next((actor.name for actor in doc._.actors if actor.id == mention.actor), None)
    return None


# text, pronoun ("word@n": the n-th occurrence, from 0), name of the actor
LINKED = [
    ("Aristide Briand spoke at length. He left.", "He", "Aristide Briand"),
    ("Aristide Briand spoke at length and raised his hand.", "his", "Aristide Briand"),
    ("Aristide Briand met Anna Falk. Later she left.", "she", "Anna Falk"),
    ("Aristide Briand met Anna Falk. Later he left.", "he", "Aristide Briand"),
    ("Aristide Briand blamed himself for the delay.", "himself", "Aristide Briand"),
    ("Anna Falk left Vienna in May. She was tired. Her letters say so.", "Her", "Anna Falk"),
    ("The ambassador’s wife, Rosa Falk, arrived late. She apologised.", "She", "Rosa Falk"),
    ("An old woman came to the gate. She asked for bread.", "She", "old woman"),
    ("Aristide Briand praised his sister. She had kept the house for years.", "She", "his sister"),
    ("A spokeswoman declined to answer. She left the hall.", "She", "spokeswoman"),
]  # fmt: skip

OPEN = [
    ("Aristide Briand and Karl Renner met. He left.", "He"),
    ("The clerk wrote that he or she must answer.", "she"),
    ("The clerk wrote that he or she must answer.", "he"),
    ("Briand said: “We met him there.”", "him"),
    ("Anna Falk spoke at length. He left.", "He"),
    ("The valley was quiet. He left.", "He"),
    ("It was raining in Vienna.", "It"),
    ("It is clear that the talks failed.", "It"),
]


def split(place: str) -> tuple[str, int]:
    word, _, nth = place.partition("@")
    return word, int(nth or 0)


@pytest.mark.parametrize(("text", "place", "name"), LINKED)
def test_a_pronoun_takes_up_whom_it_means(annotate: Annotate, text: str, place: str, name: str) -> None:
    assert meant(annotate(text), *split(place)) == name


@pytest.mark.parametrize(("text", "place"), OPEN)
def test_a_pronoun_without_an_answer_stays_open(annotate: Annotate, text: str, place: str) -> None:
    assert meant(annotate(text), *split(place)) is None


def test_a_nominal_is_a_mention_only_when_it_is_taken_up(annotate: Annotate) -> None:
    doc = annotate("An old woman came to the gate with a boy. She asked for bread.")
    nominal = [doc.text[m.start : m.end] for m in doc._.mentions if m.kind == "nominal"]
    assert nominal == ["An old woman"]
    assert [a.name for a in doc._.actors if a.id != "a0"] == ["old woman"]
    assert [m.start for m in doc._.mentions] == sorted(m.start for m in doc._.mentions)


def test_the_same_nominal_names_the_same_person(annotate: Annotate) -> None:
    doc = annotate("A woman came to the gate. She asked for bread. Nobody answered. The woman left.")
    actors = {doc.text[m.start : m.end]: m.actor for m in doc._.mentions}
    assert actors["A woman"] == actors["She"]
    assert actors["A woman"] is not None


def test_every_link_has_a_score_and_repeats(annotate: Annotate) -> None:
    text = "Aristide Briand met Anna Falk. He thanked her, and she smiled. Her brother waited. He was cold."
    one, two = annotate(text), annotate(text)
    assert one._.mentions == two._.mentions
    scores = [m.score for m in one._.mentions if m.kind == "pronoun" and m.actor]
    assert scores
    assert all(0 < score <= 1 for score in scores)


def test_without_a_parse_the_plain_cases_hold(annotate: Annotate, blank: Language) -> None:
    doc = annotate("Yesterday Count Leopold Berchtold met the envoy in Vienna. He left.", nlp=blank)
    assert meant(doc, "He") == "Leopold Berchtold"


FOUND = [
    ("The old woman left.", ["The old woman"], [DEFINITE]),
    ("A senior official and his mother left.", ["A senior official", "his mother"], [INDEFINITE, OWNED]),
    ("Briand’s brother left.", ["Briand’s brother"], [OWNED]),
    ("Officials met the ministers.", ["Officials", "the ministers"], [BARE, DEFINITE]),
    ("No minister came. Every woman left.", [], []),
    ("She was a teacher.", [], []),
    ("The woman driver left.", ["The woman driver"], [DEFINITE]),
    ("His wife Anna left.", [], []),
    ("Her ex-husband left.", ["Her ex-husband"], [OWNED]),
    ("The table stood there.", [], []),
]


@pytest.mark.parametrize(("text", "spans", "forms"), FOUND)
def test_nominals(base: Language, text: str, spans: list[str], forms: list[int]) -> None:
    doc = base(text)
    words = Words(text, gazetteer().names)
    found = nominals(words, Tree(doc), {token.idx: token.i for token in doc})
    assert [(text[n.start : n.end], n.form) for n in found] == list(zip(spans, forms, strict=True))


NOUNS = [
    ("woman", "f", False), ("women", "f", True), ("kings", "m", True), ("wives", "f", True), ("minister", "", False),
    ("officials", "", True), ("spokesmen", "m", True), ("people", "", True),
]  # fmt: skip


@pytest.mark.parametrize(("word", "gender", "plural"), NOUNS)
def test_what_a_noun_tells(word: str, gender: str, plural: bool) -> None:
    noun = nouns()[word]
    assert (noun.gender, noun.plural, noun.body) == (gender, plural, False)


def test_a_body_is_no_person() -> None:
    assert nouns()["committee"].body
    assert nouns()["companies"].body


def test_roles_from_the_parse(base: Language) -> None:
    doc = base("Briand praised his sister.")
    tree = Tree(doc)
    assert [tree.place(at)[0] for at in (0, 2, 3)] == [SUBJECT, OWNER, OBJECT]
    assert tree.place(0)[1] == 1


def test_positions() -> None:
    text = "One. “Two,” he said.\n\nThree."
    where = Positions(text, [0, 5, 22], [(22, 28)])
    assert [where.sentence(at) for at in (0, 6, 23)] == [1, 2, 3]
    assert [where.paragraph(at) for at in (0, 6, 23)] == [0, 0, 1]
    assert [where.quote(at) for at in (0, 6, 12, 23)] == [0, 1, 0, 0]
    assert [where.heading(at) for at in (0, 23)] == [False, True]
    assert where.led(12, 14) == (0, 1)
    assert where.led(0, 3) == (1, 0)


def seen(at: int, sentence: int, kind: int = NAME, role: int = SUBJECT) -> Seen:
    return Seen(at, at + 3, sentence, 0, kind, role=role)


def test_only_those_who_fit_are_offered() -> None:
    memory = Antecedents()
    man, woman = Draft("Karl", "PERSON", 0), Draft("Anna", "PERSON", 5)
    body, unknown = Draft("Senate", "ORG", 10), Draft("Falk", "PERSON", 15)
    memory.meet(man, seen(0, 1), gender="m")
    memory.meet(woman, seen(5, 1), gender="f")
    memory.meet(body, seen(10, 1))
    memory.meet(unknown, seen(15, 1))

    def names(kind: str, gender: str = "") -> list[str]:
        return [one.draft.name for one in memory.fitting(kind, gender, 1)]

    assert names("person", "m") == ["Falk", "Karl"]
    assert names("person", "f") == ["Falk", "Anna"]
    assert names("it") == ["Senate"]
    assert names("they") == ["Falk", "Senate"]
    assert memory.fitting("person", "m", 40) == []
    memory.meet(man, seen(20, 2, PRONOUN), gender="m")
    assert names("person", "m") == ["Karl", "Falk"]


def ranker(**weights: float) -> Ranker:
    return Ranker(tuple(weights.get(name, 0.0) for name in TRAITS), -1.0, (1.0, -0.5, 0.0), 0.5)


def row(**traits: float) -> list[float]:
    return [traits.get(name, 0.0) for name in TRAITS]


def test_the_best_candidate_is_chosen_and_the_runner_up_makes_doubt() -> None:
    model = ranker(subject=2.0, rank=-1.0)
    at, sure = model.choose([row(rank=0.0), row(rank=1.0, subject=1.0), row(rank=2.0)])
    assert at == 1
    assert model.choose([row(rank=1.0, subject=1.0)])[1] > sure
    assert model.choose([row(subject=1.0), row(subject=1.0)])[0] == 0  # of equals the nearest
    assert model.scores([row(subject=1.0)]) == [1.0]


def test_an_altered_file_is_refused() -> None:
    good = msgspec.json.encode(Rankers(TRAITS, {"person": ranker()}))
    assert decode(good)["person"] == ranker()
    for bad in (good[:-9], b"{}", msgspec.json.encode(Rankers(TRAITS[1:], {}))):
        with pytest.raises(ModelError, match="antecedents"):
            decode(bad)
    short = msgspec.structs.replace(ranker(), weights=(1.0,))
    with pytest.raises(ModelError, match="weights"):
        decode(msgspec.json.encode(Rankers(TRAITS, {"person": short})))


def test_the_shipped_rankers_know_all_kinds_and_load_without_scikit_learn() -> None:
    assert set(rankers()) == {"person", "they", "it"}
    assert all(0 < one.least < 1 for one in rankers().values())
    code = "import sys; from inquit.actors.ranker import rankers; rankers(); sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.lists(st.sampled_from(["he", "Her", "their", "it", "the man", "“", "”", "\n\n", ".", "Anna Falk", "👩‍⚖️"])))
@settings(max_examples=60, deadline=None)
def test_any_heap_of_words_is_resolved_or_left(pieces: list[str]) -> None:
    import spacy

    from inquit.actors import Actors, Mentions
    from inquit.layers import Encoded, register

    register()

    text = spacy.blank("en")(" ".join(pieces))
    text._.encoded = Encoded()
    doc = Actors()(Mentions()(text))
    known = {actor.id for actor in doc._.actors}
    spans = [(m.start, m.end) for m in doc._.mentions if m.kind == "pronoun"]
    assert len(spans) == len(set(spans))
    assert all(m.actor is None or m.actor in known for m in doc._.mentions)


@pytest.mark.parametrize("piece", ["he ", "The man met his brother. ", "Anna Falk saw her. "])
def test_the_cost_grows_in_step_with_length(annotate: Annotate, blank: Language, piece: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        annotate(piece * times, nlp=blank)
        return time.process_time() - begin

    seconds(50)
    assert seconds(1000) < 40 * max(seconds(100), 0.01)
