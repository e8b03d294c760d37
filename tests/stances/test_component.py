"""The stage on whole documents: blocks, codebook, thresholds, missing layers and hostile input."""

from __future__ import annotations

import time

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from inquit import layers
from inquit.errors import SettingsError
from inquit.record import Actor, Block, BlockKind, Mention, Quotation, Topic
from inquit.settings import Target
from inquit.stances import Stances, make_stances

from .world import furnish, parses

BLAME = "Oran has blamed Kessia for the delay."
REASONABLE = "Ruria's position is reasonable."


@pytest.fixture
def nlp() -> Language:
    return spacy.blank("en")


@pytest.fixture
def frozen(nlp: Language) -> dict[str, Doc]:
    return parses(nlp)


def test_factory_declares_what_it_needs(nlp: Language) -> None:
    nlp.add_pipe("inquit_stances", config={"threshold": 0.9, "targets": ["grain treaty"]})
    meta = nlp.get_pipe_meta("inquit_stances")
    assert meta.requires == ["doc._.actors", "doc._.mentions"]
    assert meta.assigns == ["doc._.stances"]
    assert nlp.get_pipe("inquit_stances").threshold == 0.9


def test_record_of_a_directed_act(frozen: dict[str, Doc]) -> None:
    (stance,) = Stances()(furnish(frozen[BLAME], []))._.stances
    assert (stance.id, stance.holder, stance.target, stance.label) == ("x0", "a5", "a2", "against")
    assert BLAME[stance.start : stance.end] == "Oran has blamed Kessia"
    assert (stance.via, stance.quotation) == ("act:blame", None)
    assert set(stance.scores) == {"favor", "against", "neutral"}
    assert all(score == round(score, 3) for score in stance.scores.values())


def test_threshold(frozen: dict[str, Doc]) -> None:
    doc = furnish(frozen[BLAME], [])
    score = Stances(threshold=0.0)(doc)._.stances[0].score
    assert Stances(threshold=score)(doc)._.stances
    assert not Stances(threshold=score + 0.001)(doc)._.stances


@pytest.mark.parametrize("threshold", [-0.1, 1.1])
def test_threshold_outside_its_range(threshold: float) -> None:
    with pytest.raises(SettingsError, match="threshold"):
        Stances(threshold=threshold)


@pytest.mark.parametrize(
    ("kind", "count"), [("paragraph", 1), ("list_item", 1), ("title", 0), ("pull_quote", 0), ("heading", 0)]
)
def test_kinds_of_block(kind: BlockKind, count: int, frozen: dict[str, Doc]) -> None:
    doc = furnish(frozen[BLAME], [])
    doc._.blocks = (Block("b0", kind, 0, len(BLAME)),)
    assert len(Stances()(doc)._.stances) == count


def test_a_block_quote_without_a_quotation_is_not_the_author_speaking(frozen: dict[str, Doc]) -> None:
    doc = furnish(frozen[REASONABLE], [])
    doc._.blocks = (Block("b0", "block_quote", 0, len(REASONABLE)),)
    assert not Stances()(doc)._.stances


def test_the_innermost_quotation_speaks(frozen: dict[str, Doc]) -> None:
    doc = furnish(frozen[REASONABLE], [])
    outer = Quotation("q0", "direct", 0, len(REASONABLE), ((0, len(REASONABLE)),), speaker="a5")
    inner = Quotation("q1", "direct", 0, len(REASONABLE) - 1, ((0, len(REASONABLE) - 1),), speaker="a6", parent="q0")
    doc._.quotations = (outer, inner)
    (stance,) = Stances()(doc)._.stances
    assert (stance.holder, stance.quotation) == ("a6", "q1")


def test_representatives_and_members_are_no_targets_of_each_other(frozen: dict[str, Doc]) -> None:
    doc = furnish(frozen["Tessel praised Marek for his patience."], [])
    assert Stances()(doc)._.stances
    doc._.actors = tuple(
        Actor(one.id, one.name, one.label, represents="a7") if one.name == "Tessel" else one for one in doc._.actors
    )
    assert not Stances()(doc)._.stances


@pytest.mark.parametrize(
    "targets", [["grain treaty"], [{"name": "grain treaty", "aliases": []}], [Target("grain treaty")]]
)
def test_codebook_targets_are_judged_in_every_document(targets: list[object], nlp: Language) -> None:
    doc = nlp("Ruria sent its copy of the grain treaty to Kessia.")
    stage = make_stances(nlp, "inquit_stances", threshold=0.5, targets=targets)
    (stance,) = stage(furnish(doc, []))._.stances
    assert (stance.holder, stance.target, stance.label, stance.via) == ("a0", "t0", "neutral", "judge")
    assert "grain treaty" in doc.text[stance.start : stance.end]
    assert max(stance.scores, key=lambda label: stance.scores[label]) == "neutral"


def test_codebook_target_never_named(nlp: Language) -> None:
    doc = furnish(nlp("Ruria wrote to Kessia."), [])
    assert not Stances(targets=["grain treaty"])(doc)._.stances


def test_codebook_target_that_somebody_judges_gets_no_neutral(frozen: dict[str, Doc]) -> None:
    doc = furnish(frozen["The grain treaty is unacceptable."], [])
    assert [one.label for one in Stances(targets=["grain treaty"])(doc)._.stances] == ["against"]


def test_codebook_target_of_a_wrong_shape(nlp: Language) -> None:
    with pytest.raises(SettingsError, match="a target is a name"):
        nlp.add_pipe("inquit_stances", config={"targets": [3]})


@pytest.mark.parametrize(
    ("text", "holder", "target", "label"),
    [
        ("Oran has blamed Kessia for the delay.", "a5", "a2", "against"),
        ("Kessia was condemned by Tessel.", "a6", "a2", "against"),
        ("Tessel does not support the grain treaty.", "a6", "t0", "against"),
        ("Everybody saw Kessia's hypocrisy.", "a0", "a2", "against"),
        ("Kessia is an aggressor.", "a0", "a2", "against"),
    ],
)
def test_without_a_parse(text: str, holder: str, target: str, label: str, nlp: Language) -> None:
    (stance,) = Stances()(furnish(nlp(text), []))._.stances
    assert (stance.holder, stance.target, stance.label) == (holder, target, label)


def test_without_a_parse_scores_are_lower(nlp: Language, frozen: dict[str, Doc]) -> None:
    without, parsed = (Stances()(furnish(doc, []))._.stances[0] for doc in (nlp(BLAME), frozen[BLAME]))
    assert without.score < parsed.score


@pytest.mark.parametrize("text", ["", " ", "\n\n", "No name stands here.", "blamed"])
def test_nothing_to_judge(text: str, nlp: Language) -> None:
    layers.register()
    assert Stances(targets=["x"])(nlp(text))._.stances == ()


def test_without_an_author_nobody_speaks_outside_quotations(frozen: dict[str, Doc]) -> None:
    doc = furnish(frozen[REASONABLE], [])
    doc._.actors = doc._.actors[1:]
    assert not Stances(targets=["position"])(doc)._.stances


def test_single_and_batch_agree(nlp: Language) -> None:
    stage = Stances()
    texts = [BLAME, "Kessia is an aggressor.", BLAME]
    single = [stage(furnish(nlp(text), []))._.stances for text in texts]
    docs = [furnish(doc, []) for doc in nlp.pipe(texts)]
    assert [stage(doc)._.stances for doc in docs] == single


def test_pairs_are_bounded_and_time_is_linear(nlp: Language) -> None:
    layers.register()
    words = ["Kessia", "condemned"] * 8_000
    doc = Doc(nlp.vocab, words=words)
    doc._.actors = (Actor("a0", "Author", "PERSON"), Actor("a1", "Kessia", "GPE"), Actor("a2", "Kessia", "GPE"))
    doc._.mentions = tuple(
        Mention(f"m{at}", doc[at].idx, doc[at].idx + 6, "GPE", actor=f"a{1 + at // 2 % 2}")
        for at in range(0, 16_000, 2)
    )
    doc._.topics = (Topic("t0", "x"),)
    began = time.process_time()
    assert len(Stances()(doc)._.stances) <= 24
    assert time.process_time() - began < 5


def test_nested_quotations_by_the_thousand(nlp: Language) -> None:
    layers.register()
    doc = furnish(nlp("Kessia is an aggressor. " * 1_000), [])
    length = len(doc.text)
    doc._.quotations = tuple(
        Quotation(f"q{at}", "direct", at, length - at, ((at, length - at),), speaker="a5") for at in range(2_000)
    )
    began = time.process_time()
    stances = Stances()(doc)._.stances
    assert time.process_time() - began < 5
    assert {one.holder for one in stances} == {"a5"}


@pytest.mark.parametrize("label", ["xcomp", "conj", "acl", "nsubj"])
@pytest.mark.parametrize("shape", ["star", "chain"])
def test_a_parse_gone_wrong_stays_linear(label: str, shape: str, nlp: Language) -> None:
    layers.register()
    count = 8_000
    words = ["Kessia", "condemned", "Ruria", "illegal"] * (count // 4)
    heads = [0] * count if shape == "star" else [max(at - 1, 0) for at in range(count)]
    pos = ["PROPN", "VERB", "PROPN", "ADJ"] * (count // 4)
    doc = Doc(nlp.vocab, words=words, pos=pos, deps=["nsubj", label, "obj", "amod"] * (count // 4), heads=heads)
    doc._.actors = (Actor("a0", "Author", "PERSON"), Actor("a1", "Kessia", "GPE"), Actor("a2", "Ruria", "GPE"))
    doc._.mentions = tuple(
        Mention(f"m{at}", doc[at].idx, doc[at].idx + len(doc[at]), "GPE", actor="a1" if at % 4 else "a2")
        for at in range(0, count, 2)
    )
    began = time.process_time()
    assert len(Stances()(doc)._.stances) <= 24
    assert time.process_time() - began < 5
