"""From the words that name a speaker to an actor, with mentions and actors made by hand."""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.tokens import Doc

from inquit.errors import SettingsError
from inquit.layers import register
from inquit.quotations import Quotations, Speakers, make_speakers
from inquit.record import Actor, Label, Mention

NLP = spacy.blank("en")
register()
ACTORS = (
    Actor("a0", "Anna Author", "PERSON"),
    Actor("a1", "George Canning", "PERSON"),
    Actor("a2", "Klemens von Metternich", "PERSON"),
    Actor("a3", "Austria", "GPE"),
)
NAMES: list[tuple[str, str, Label]] = [
    ("George Canning", "a1", "PERSON"),
    ("Canning", "a1", "PERSON"),
    ("Metternich", "a2", "PERSON"),
    ("Austria", "a3", "GPE"),
    ("Austrian", "a3", "NORP"),
]


def made(text: str, *, threshold: float = 0.4, he: str | None = None) -> Doc:
    """The document with its speakers. `he`: the actor of every pronoun."""
    doc = NLP(text)
    spans: dict[tuple[int, int], tuple[str, Label]] = {}
    for name, actor, label in NAMES:
        for match in re.finditer(rf"\b{name}\b", text):
            if not any(start <= match.start() < end for start, end in spans):
                spans[match.span()] = (actor, label)
    mentions = [
        Mention(f"m{at}", *span, label, "name", actor)
        for at, (span, (actor, label)) in enumerate(sorted(spans.items()))
    ]
    if he:
        mentions += [
            Mention(f"m{100 + at}", *match.span(), "PERSON", "pronoun", he, 0.8)
            for at, match in enumerate(re.finditer(r"\b[Hh]e\b", text))
        ]
    doc._.mentions = tuple(sorted(mentions, key=lambda mention: mention.start))
    doc._.actors = ACTORS
    return Speakers(threshold=threshold)(Quotations()(doc))


def speakers(doc: Doc) -> list[str | None]:
    names = {actor.id: actor.name for actor in doc._.actors}
    return [names[item.speaker] if item.speaker else None for item in doc._.quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Canning said that the fleet would sail.", ["George Canning"]),
        ("Austria’s chancellor, Metternich, said that the pact was dead.", ["Klemens von Metternich"]),
        ("The chancellor of Austria, Metternich, said that the pact was dead.", ["Klemens von Metternich"]),
        ("Austria said that the pact was dead.", ["Austria"]),
        ("Metternich said that Canning claimed that all was lost.", ["Klemens von Metternich", "George Canning"]),
        # new actors: documents, the unnamed
        ("The readout stated that the pact was dead.", ["readout"]),
        ("One Austrian commentator said that the pact was dead.", ["One Austrian commentator"]),
        # nobody
        ("“The pact is dead, and we shall all have to live with it,” was heard.", [None]),
        ("They said that the pact was dead.", [None]),
    ],
)
def test_speaker(text: str, expected: list[str | None]) -> None:
    assert speakers(made(text)) == expected


def test_pronoun_by_its_mention() -> None:
    assert speakers(made("He said that the pact was dead.", he="a2")) == ["Klemens von Metternich"]


def test_pronoun_without_mention_is_the_last_speaker() -> None:
    assert (
        speakers(made("Canning said that the fleet would sail. He added that it was ready.")) == ["George Canning"] * 2
    )


def test_joint_speakers_share_one_actor() -> None:
    doc = made("Canning and Metternich said that peace was near. Canning and Metternich said that it had come.")
    first, second = doc._.quotations
    joint = {actor.id: actor for actor in doc._.actors}[first.speaker]
    assert first.speaker == second.speaker
    assert (joint.members, joint.label) == (("a1", "a2"), "PERSON")
    assert joint.name == "George Canning and Klemens von Metternich"


def test_documents_get_an_actor_and_a_mention() -> None:
    text = "The readout stated that the pact was dead. The readout added that peace was near."
    doc = made(text)
    first, second = doc._.quotations
    assert first.speaker == second.speaker
    new = {actor.id: actor for actor in doc._.actors}[first.speaker]
    assert (new.name, new.label) == ("readout", "LAW")
    assert [text[item.start : item.end] for item in doc._.mentions if item.actor == new.id] == ["The readout"]
    assert len({item.id for item in doc._.mentions}) == len(doc._.mentions)


def test_unnamed_people_are_persons() -> None:
    doc = made("One Austrian commentator said that the pact was dead.")
    assert doc._.actors[-1].label == "PERSON"


def test_threshold() -> None:
    text = "Canning said that the fleet would sail."
    (item,) = made(text, threshold=0.99)._.quotations
    assert (item.speaker, item.via) == (None, "subject-of-cue")
    assert made(text, threshold=0.0)._.quotations[0].speaker == "a1"


def test_continued_says_so() -> None:
    text = "“We sail,” Canning said. The sea was calm. “We shall fight them.”"
    doc = made(text, threshold=0.1)
    assert [item.via for item in doc._.quotations] == ["subject-of-cue", "continued"]
    assert doc._.quotations[1].score < doc._.quotations[0].score / 2
    assert speakers(made(text, threshold=0.5)) == ["George Canning", None]


def test_nested_says_so() -> None:
    doc = made("Metternich said that Canning claimed that all was lost.")
    assert doc._.quotations[1].via == "nested subject-of-cue"


def test_wrong_threshold_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="outside 0"):
        make_speakers(NLP, "inquit_speakers", 1.5)


def test_factories_in_a_pipeline_of_ones_own() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("inquit_quotations")
    nlp.add_pipe("inquit_speakers", config={"threshold": 0.6})
    texts = ["The king said: “We leave.”", "“No,” said the queen."]
    single = [nlp(text)._.quotations for text in texts]
    assert [doc._.quotations for doc in nlp.pipe(texts)] == single
    assert [len(items) for items in single] == [1, 1]
    assert all(item.speaker for items in single for item in items)
