"""Which words are mentions, of what label and kind."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from inquit.actors import Actors, Mentions
from inquit.errors import SettingsError
from inquit.layers import Encoded, Scored, register
from inquit.pipeline import check

VOCAB = Vocab()

NAMES = [
    ("Yesterday Otto von Bismarck met Mr. Gladstone.", {"Otto von Bismarck": "PERSON", "Gladstone": "PERSON"}),
    ("France and the United States object.", {"France": "GPE", "United States": "GPE"}),
    ("The U.S. and the U.K. signed.", {"U.S.": "GPE", "U.K.": "GPE"}),
    ("French and British envoys arrived.", {"French": "NORP", "British": "NORP"}),
    ("The Karabakh Armenians waited.", {"Karabakh Armenians": "NORP"}),
    ("The Ministry of Trade and Industry agreed.", {"Ministry of Trade and Industry": "ORG"}),
    ("He left the League of Nations.", {"League of Nations": "ORG"}),
    ("The Treaty of Versailles ended it.", {"Treaty of Versailles": "LAW"}),
    ("They cite Article 9 of the text.", {"Article 9": "LAW"}),
    ("After the First World War came peace.", {"First World War": "EVENT"}),
    ("Trains cross the Rhine Bridge daily.", {"Rhine Bridge": "FAC"}),
    ("They met at the Vienna Conference on Trade.", {"Vienna Conference on Trade": "EVENT"}),
    ("Moscow-based analysts disagree.", {"Moscow": "GPE"}),
    ("An Armenia‑Azerbaijan border post opened.", {"Armenia": "GPE", "Azerbaijan": "GPE"}),
    ("It was an anti‑French campaign.", {"French": "NORP"}),
    ("She went to Côte d’Ivoire.", {"Côte d’Ivoire": "GPE"}),
    ("He speaks Dutch.", {"Dutch": "LANGUAGE"}),
    ("Jack London wrote it. Later Mr. London left.", {"Jack London": "PERSON", "London": "PERSON"}),
    (
        "President Lucie Amman left Amman. Only Lucie Amman knew.",
        {"Lucie Amman": "PERSON", "Amman": "GPE"},
    ),
    ("Senator Chad Evans flew to Chad.", {"Chad Evans": "PERSON", "Chad": "GPE"}),
    ("The Special Representative for the South Caucasus spoke.", {"South Caucasus": "LOC"}),
    ("He wrote “The Long Road Home” in exile.", {"The Long Road Home": "WORK_OF_ART"}),
    ("U.S. Secretary of State Dean Acheson spoke.", {"U.S.": "GPE", "Dean Acheson": "PERSON"}),
]

VALUES = [
    ("on 16 November 1922", "16 November 1922", "DATE"),
    ("on January 10, 1923 in", "January 10, 1923", "DATE"),
    ("from 10–12 May in", "10–12 May", "DATE"),
    ("3 and 7 December 1922", "3 and 7 December 1922", "DATE"),
    ("in the 1990s they", "1990s", "DATE"),
    ("came last week to", "last week", "DATE"),
    ("on Monday they", "Monday", "DATE"),
    ("in fall 1922 they", "fall 1922", "DATE"),
    ("at 10:30 p.m. sharp", "10:30 p.m.", "TIME"),
    ("some 44 percent of", "44 percent", "PERCENT"),
    ("paid $3.5 million for", "$3.5 million", "MONEY"),
    ("walked 32 kilometers north", "32 kilometers", "QUANTITY"),
    ("the 3rd time", "3rd", "ORDINAL"),
    ("over 2,700 letters", "2,700", "CARDINAL"),
    ("hundreds of thousands of people", "hundreds of thousands", "CARDINAL"),
]

NO_NAMES = [
    "The weather was fine. However, nobody came.",
    "Numerous projects were launched. Unfortunately, all failed.",
    "THE END OF IT ALL",
    "May we ask? We may.",
]


def found(doc: Doc, kind: str = "name") -> dict[str, str]:
    return {doc.text[m.start : m.end]: m.label for m in doc._.mentions if m.kind == kind}


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_with_their_labels(base: Language, text: str, expected: dict[str, str]) -> None:
    names = found(Mentions()(base(text)))
    assert expected.items() <= names.items()


@pytest.mark.parametrize(("text", "words", "label"), VALUES)
def test_dates_and_numbers_need_no_encoder_s_word(text: str, words: str, label: str) -> None:
    assert found(Mentions()(plain_doc(text))).get(words) == label


@pytest.mark.parametrize("text", NO_NAMES)
def test_common_words_are_no_names(base: Language, text: str) -> None:
    labels = set(found(Mentions()(base(text))).values())
    assert not labels & {"PERSON", "ORG", "GPE", "LOC", "NORP"}


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Later the French president refused.", "French president", "PERSON"),
        ("Later Austria’s foreign minister refused.", "Austria’s foreign minister", "PERSON"),
        ("Then the prime minister of Serbia left.", "prime minister of Serbia", "PERSON"),
        ("Now the Austrian government objects.", "Austrian government", "ORG"),
        ("He read the 4 May 1921 joint statement aloud.", "4 May 1921 joint statement", "LAW"),
    ],
)
def test_nominals(base: Language, text: str, words: str, label: str) -> None:
    assert found(Mentions()(base(text)), "nominal").get(words) == label


@pytest.mark.parametrize(
    "text",
    [
        "The French president, Aristide Briand, refused.",
        "French president Aristide Briand refused.",
        "A president came.",
        "Former presidents came.",
    ],
)
def test_an_office_beside_its_holder_or_of_nobody_is_no_nominal(base: Language, text: str) -> None:
    assert found(Mentions()(base(text)), "nominal") == {}


def test_pronouns_of_persons_only(base: Language) -> None:
    doc = Mentions()(base("He told her that they and it were his."))
    assert [doc.text[m.start : m.end] for m in doc._.mentions if m.kind == "pronoun"] == ["He", "her", "his"]


def test_spans_leave_out_article_and_possessive(base: Language) -> None:
    names = found(Mentions()(base("The Netherlands’s envoy met The Hague's mayor and Briand’s aide.")))
    assert {"Netherlands", "Hague", "Briand"} <= names.keys()


def test_without_a_parse_the_names_are_the_same(base: Language, blank: Language) -> None:
    text = "Yesterday Count Leopold Berchtold met the Serbian envoy in Vienna. He left."
    names = found(Mentions()(blank(text)))
    assert names == {"Yesterday": "DATE", "Leopold Berchtold": "PERSON", "Serbian": "NORP", "Vienna": "GPE"}
    assert names == found(Mentions()(base(text)))


ADVICE = "add 'inquit_encoder' before it or use source='base'"


def test_a_document_that_the_encoder_has_not_seen_is_refused() -> None:
    register()
    with pytest.raises(SettingsError, match=ADVICE):
        Mentions()(spacy.blank("en")("France objects."))


def test_a_pipeline_without_the_encoder_is_refused_before_it_runs() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit_sentences")
    nlp.add_pipe("inquit_mentions")
    with pytest.raises(SettingsError, match=rf"missing: doc\._\.encoded; {ADVICE}"):
        check(nlp)
    nlp.add_pipe("inquit_encoder", first=True)
    check(nlp)
    nlp.remove_pipe("inquit_encoder")
    nlp.remove_pipe("inquit_mentions")
    nlp.add_pipe("inquit_mentions", config={"source": "base"})
    check(nlp)


def test_the_entities_of_the_base_may_be_used_instead() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit_mentions", config={"source": "base"})
    doc = nlp.make_doc("The Ministry's Anna Falk of Borovia came.")
    doc.ents = [Span(doc, 0, 3, "ORGANIZATION"), Span(doc, 3, 5, "PER"), Span(doc, 6, 7, "MISC")]
    doc = nlp(doc)
    assert found(doc) == {"Ministry": "ORG", "Anna Falk": "PERSON"}


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(SettingsError, match="inquit, base"):
        Mentions(source="model")


HOSTILE = [
    "",
    " \n\n ",
    "\x00\x00",
    "A" * 100_000,
    "A " * 50_000,
    "A. " * 40_000,
    "Falk " * 30_000,
    "Senate " * 30_000,
    " ".join(f"Anna{at} Falk," for at in range(10_000)),
    "Mr " * 40_000,
    "minister to the " * 20_000,
    "President of " * 20_000,
    "Armenia-" * 20_000,
    "A-" * 50_000,
    "Ministry of the " * 20_000,
    '"' * 100_000,
    "“" * 100_000,
    "“A" * 40_000,
    "1,000" * 20_000,
    "10 " * 30_000,
    "2020-" * 20_000,
    "he " * 30_000,
    "Paris and " * 20_000,
    "’s" * 50_000,
    "\u202eNikola\u200d Pašić 👩‍👩‍👧 قال محمود عباس. Сергей Сазонов сказал.",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_ends_soon_and_stays_inside(text: str) -> None:
    doc = plain_doc(text, capitals(text))
    mentions = Actors()(Mentions()(doc))._.mentions
    last = 0
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        if mention.kind == "name":
            assert mention.start >= last
            last = mention.end


def plain_doc(text: str, names: tuple[Scored, ...] = ()) -> Doc:
    """A Doc of this exact text, split at spaces, without the slow tokenizer; one token where that cannot be.

    `names`: what an encoder has found in it.
    """
    register()
    words = text.split(" ")
    if "" in words:
        words = [text] if text else []
    doc = Doc(VOCAB, words=words, spaces=[True] * (len(words) - 1) + [False] if words else [])
    doc._.encoded = Encoded(names=names)
    return doc


def capitals(text: str) -> tuple[Scored, ...]:
    """A careless encoder: every run of capitalised words is a name, of one label after the other."""
    labels = ("PERSON", "ORG", "GPE", "LAW", "NORP", "FAC")
    runs = re.finditer(r"[A-Z][\w.’-]*(?: [A-Z][\w.’-]*){0,3}", text)
    return tuple(Scored(*run.span(), labels[at % len(labels)], 0.9) for at, run in enumerate(runs))


PIECES = st.sampled_from(
    ["President", "the", "of", "France", "French", "Foreign", "Minister", "Anna", "Falk", "Council", "’s", "“", "”",
     ",", ".", "and", "he", "said", "10", "May", "1920", "\n\n", "U.S.", "former", "Treaty", "Baku", "for", "Mr.", "-"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from([" ", ""]))
def test_names_never_overlap_and_ids_are_unique(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    mentions = Actors()(Mentions()(plain_doc(text, capitals(text))))._.mentions
    names = [m for m in mentions if m.kind == "name"]
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert len({m.id for m in mentions}) == len(mentions)
    assert all(text[m.start : m.end].strip() == text[m.start : m.end] != "" for m in mentions)
