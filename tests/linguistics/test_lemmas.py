"""Lemma rules and tables: what is learned from words that are written here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.linguistics.lemmas import Lemmas, apply_rule, key_of, rule_for
from inquit.training.linguistics.data import Sentence, TreebankDocument, Word
from inquit.training.linguistics.lexicon import learn_lemmas

WORDS = st.text(alphabet="abcdeABCDE'’-éÉ", min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_rule_rebuilds_the_lemma(form: str, lemma: str) -> None:
    rule = rule_for(form, lemma)
    cut = int(rule[1:].partition(":")[0])
    base = form.lower() if lemma == lemma.lower() else form
    if cut < len(base):
        assert apply_rule(rule, form) == lemma
    else:
        assert base[0] != lemma[0]


@pytest.mark.parametrize(
    ("form", "lemma", "rule", "other", "expected"),
    [
        ("Guarantees", "guarantee", "l1:", "Speakers", "speaker"),
        ("stated", "state", "l1:", "hoped", "hope"),
        ("parties", "party", "l3:y", "Countries", "country"),
        ("Brussels", "Brussels", "k0:", "Aliyev", "Aliyev"),
    ],
)
def test_rule_carries_over_to_other_words(form: str, lemma: str, rule: str, other: str, expected: str) -> None:
    assert rule_for(form, lemma) == rule
    assert apply_rule(rule, other) == expected


def test_rule_that_would_cut_the_whole_word_leaves_it() -> None:
    assert apply_rule("l5:x", "Abc") == "abc"


def test_key_has_the_features_that_matter() -> None:
    feats = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
    assert key_of("VERB", feats) == "VERB|Number=Sing|Tense=Pres|VerbForm=Fin"
    assert key_of("NUM", "NumForm=Digit") == "NUM"


def lexicon(*entries: tuple[str, str, str, str]) -> Lemmas:
    words = tuple(
        Word(10 * i, 10 * i + len(form), form, lemma, upos, "", feats, -1 if i == 0 else 0, "dep")
        for i, (form, lemma, upos, feats) in enumerate(entries)
    )
    return Lemmas(*learn_lemmas([TreebankDocument("d", "", (Sentence(words, True),))]))


PLURAL = "Number=Plur"


def test_known_words_and_endings() -> None:
    lemmas = lexicon(
        ("parties", "party", "NOUN", PLURAL),
        ("countries", "country", "NOUN", PLURAL),
        ("cats", "cat", "NOUN", PLURAL),
        ("dogs", "dog", "NOUN", PLURAL),
        ("children", "child", "NOUN", PLURAL),
        ("was", "be", "AUX", "Tense=Past|VerbForm=Fin"),
        ("'s", "be", "AUX", "Tense=Pres|VerbForm=Fin"),
    )
    assert lemmas.of("treaties", "NOUN", PLURAL) == "treaty"
    assert lemmas.of("boats", "NOUN", PLURAL) == "boat"
    assert lemmas.of("Children", "NOUN", PLURAL) == "child"
    assert lemmas.of("was", "AUX", "Tense=Past|VerbForm=Fin") == "be"
    assert lemmas.of("’s", "AUX", "Tense=Pres|VerbForm=Fin") == "be"
    assert lemmas.of("parties", "VERB", "") == "parties"  # nothing was seen of verbs


def test_unknown_capitals_are_kept() -> None:
    lemmas = lexicon(("Cats", "cat", "NOUN", PLURAL), ("DOGS", "dog", "NOUN", PLURAL), ("OWLS", "owl", "NOUN", PLURAL))
    assert lemmas.of("NGOS", "NOUN", PLURAL) == "NGOS"
    assert lemmas.of("DOGS", "NOUN", PLURAL) == "dog"
