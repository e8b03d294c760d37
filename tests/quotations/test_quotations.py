"""Quotations in sentences: kind, parts, cue and source, without and with tags and trees."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from inquit.layers import register
from inquit.linguistics import load_base
from inquit.quotations import Quotations
from inquit.record import Block, Quotation

NLP = spacy.blank("en")
register()

# text, then for each quotation: kind, its parts, cue, source
CASES: list[tuple[str, list[tuple[str, list[str], str | None, str | None]]]] = [
    ("“We shall go,” he said. “They will not.”", [("direct", ["We shall go,", "They will not."], "said", "he")]),
    ("“The fleet,” Canning said, “will sail.”", [("direct", ["The fleet,", "will sail."], "said", "Canning")]),
    ("“Stop,” said the old minister.", [("direct", ["Stop,"], "said", "the old minister")]),
    ("The king announced: “We leave at dawn.”", [("direct", ["We leave at dawn."], "announced", "The king")]),
    (
        "Metternich said that “the congress dances” and that it would not move.",
        [
            (
                "mixed",
                ["“the congress dances” and that it would not move"],
                "said",
                "Metternich",
            )
        ],
    ),
    ("The reforms, he noted, are under way.", [("indirect", ["The reforms", "are under way"], "noted", "he")]),
    ("The talks have failed, she added.", [("indirect", ["The talks have failed"], "added", "she")]),
    (
        "According to the ministry, the talks have failed.",
        [("indirect", ["the talks have failed"], "According to", "the ministry")],
    ),
    ("The peace will hold, according to Canning.", [("indirect", ["The peace will hold"], "according to", "Canning")]),
    (
        "As the minister said on Monday, the talks have failed.",
        [("indirect", ["the talks have failed"], "said", "the minister")],
    ),
    ("“up to an open war,” as one Prussian observer put it.", [
        ("direct", ["up to an open war,"], "put it", "one Prussian observer")]),
    (
        "Castlereagh called on Russia to initiate a mission.",
        [("indirect", ["to initiate a mission"], "called on", "Castlereagh")],
    ),
    (
        "Canning told reporters on Tuesday that the fleet would sail.",
        [("indirect", ["the fleet would sail"], "told", "Canning")],
    ),
    (
        "Metternich said that Talleyrand claimed that the treaty was void, adding that the king agreed.",
        [
            ("indirect", ["Talleyrand claimed that the treaty was void"], "said", "Metternich"),
            ("indirect", ["the treaty was void"], "claimed", "Talleyrand"),
            ("indirect", ["the king agreed"], "adding", "Metternich"),
        ],
    ),
    (
        "He demanded that the fleet sail, and questioned why it had not.",
        [
            ("indirect", ["the fleet sail"], "demanded", "He"),
            ("indirect", ["why it had not"], "questioned", "He"),
        ],
    ),
    (
        "Although he said that the move was lawful, nobody believed it.",
        [("indirect", ["the move was lawful"], "said", "he")],
    ),
    (
        "Canning accused Russia of hiding the fleet.",
        [("indirect", ["Russia of hiding the fleet"], "accused", "Canning")],
    ),
    (
        "Canning expressed readiness to sign the treaty.",
        [("indirect", ["to sign the treaty"], "expressed readiness", "Canning")],
    ),
    (
        "He was quoted as saying that the war had failed.",
        [("indirect", ["the war had failed"], "quoted as saying", "He")],
    ),
    (
        "In the words of Canning, “the fleet will sail.”",
        [("direct", ["the fleet will sail."], "words", "Canning")],
    ),
    (
        "Canning repeated the warning by the king that “nobody is safe.”",
        [("direct", ["nobody is safe."], "warning", "the king")],
    ),
    (
        "The statement, whereby it “guarantees the safety of all travellers,” was signed.",
        [("direct", ["guarantees the safety of all travellers,"], None, "The statement")],
    ),
    (
        "The view was voiced by the King of Bavaria, Ludwig: “We want peace” and “the pact is dead.”",
        [
            ("direct", ["We want peace"], "voiced", "the King of Bavaria, Ludwig"),
            ("direct", ["the pact is dead."], "voiced", "the King of Bavaria, Ludwig"),
        ],
    ),
    (
        "Canning added that the talks had begun and could go better.”",
        [("direct", ["the talks had begun and could go better."], "added", "Canning")],
    ),
    (
        "Canning said in Vienna on 4 May 1815 that “the pact is dead.”",
        [("direct", ["the pact is dead."], "said", "Canning")],
    ),
    (
        "Canning did not agree; he demanded that the fleet sail.",
        [("indirect", ["the fleet sail"], "demanded", "he")],
    ),
    (
        "Canning answered that the fleet would sail; Metternich, he said, had deceived the world.",
        [
            ("indirect", ["the fleet would sail; Metternich, he said, had deceived the world"], "answered", "Canning"),
            ("indirect", ["Metternich", "had deceived the world"], "said", "he"),
        ],
    ),
    # no quotations
    ("The town follows “smart village” principles.", []),
    ("He was nicknamed the “Iron Duke” by the press.", []),
    ("The so-called “new order” was old.", []),
    ("He wrote an article entitled “The Road to Vienna” in May.", []),
    ("After his appointment as “state minister” he presented himself as the only “savior” of the duchy.", []),
    ("She hopes that the war will end, and believes that it must.", []),
    ("One should add that the war went on.", []),
    ("I said that the war went on, and we noted that it should.", []),
    ("He did not say that the war would end.", []),
    ("The need for grain underlines that the harvest had failed.", []),
]  # fmt: skip


def found(text: str, doc: Doc | None = None) -> tuple[Quotation, ...]:
    made: tuple[Quotation, ...] = Quotations()(doc or NLP(text))._.quotations
    return made


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_cases(text: str, expected: list[tuple[str, list[str], str | None, str | None]]) -> None:
    def word(span: tuple[int, int] | None) -> str | None:
        return text[slice(*span)] if span else None

    got = [
        (item.kind, [text[start:end] for start, end in item.parts], word(item.cue), word(item.source))
        for item in found(text)
    ]
    assert got == expected


def test_spans_enclose_their_parts() -> None:
    (item,) = found("“The fleet,” Canning said, “will sail.”")
    assert (item.start, item.end) == (item.parts[0][0], item.parts[-1][1])
    assert item.marked == item.parts
    assert item.score > 0.8


def test_nested_has_a_parent() -> None:
    outer, inner = found("Metternich said that Talleyrand claimed that the treaty was void.")
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_nested_inside_marks() -> None:
    text = "According to Canning, London “long ago stated that it will hold no talks with the rebels.”"
    outer, inner = found(text)
    assert text[slice(*outer.parts[0])].startswith("London “long ago")
    assert text[slice(*inner.parts[0])] == "it will hold no talks with the rebels"
    assert inner.parent == outer.id


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("He said that “the pact is dead. Nobody else did.", ("unclosed",)),
        ("Canning added that the talks had begun and could go better.”", ("unopened",)),
        ("He said that “the pact […] is dead.”", ("altered",)),
        ("He said it “guarantee[s] the safety of all.”", ("altered",)),
        ("He said that “the pact is dead.”", ()),
    ],
)
def test_flags(text: str, flags: tuple[str, ...]) -> None:
    assert found(text)[0].flags == flags


def test_block_quote_after_its_introduction() -> None:
    text = "On Monday Canning said that\n\nthe sea is ours. We keep it.\n\nNobody answered."
    first, second = text.index("the sea"), text.index("Nobody")
    doc = NLP(text)
    doc._.blocks = (
        Block("b0", "paragraph", 0, first - 2),
        Block("b1", "block_quote", first, second - 2),
        Block("b2", "paragraph", second, len(text)),
    )
    (item,) = found(text, doc)
    assert (item.kind, item.via) == ("block", "block-intro")
    assert text[slice(*item.parts[0])] == "the sea is ours. We keep it."
    assert item.source is not None
    assert text[slice(*item.source)] == "Canning"


def test_pull_quotes_and_headings_hold_none() -> None:
    text = "Canning said: “We sail.”\n\nCanning said: “We sail.”"
    second = text.rindex("Canning")
    doc = NLP(text)
    doc._.blocks = (Block("b0", "paragraph", 0, second - 2), Block("b1", "pull_quote", second, len(text)))
    assert [item.start < second for item in found(text, doc)] == [True]


def test_paragraphs_of_one_quotation() -> None:
    text = "Canning said: “We sail.\n\n“We shall fight.”"
    (item,) = found(text)
    assert [text[slice(*part)] for part in item.parts] == ["We sail.", "We shall fight."]


def test_transcript_turns() -> None:
    text = "FOREIGN MINISTER: We meet again.\n\nQ: Is the pact dead?\n\nFOREIGN MINISTER: No.\n\nQ: Why so?"
    items = found(text)
    assert [(item.kind, item.via) for item in items] == [("block", "header")] * 4
    assert text[slice(*items[0].source)] == "FOREIGN MINISTER"  # type: ignore[misc]
    assert text[slice(*items[1].parts[0])] == "Is the pact dead?"


def test_parse_gives_the_subject_over_a_relative_clause() -> None:
    rows = """The det 1 DET|readout nsubj 9 NOUN|of case 4 ADP|the det 4 DET|talks nmod 1 NOUN|that nsubj 6 PRON
        |took acl:relcl 4 VERB|place obj 6 NOUN|there advmod 6 ADV|stated ROOT 9 VERB|that mark 13 SCONJ
        |peace nsubj 13 NOUN|was cop 13 AUX|near ccomp 9 ADJ|. punct 9 PUNCT"""
    words, deps, heads, pos = zip(*(row.split() for row in rows.split("|")), strict=True)
    doc = Doc(NLP.vocab, words=list(words), deps=list(deps), heads=[int(head) for head in heads], pos=list(pos))
    (item,) = found(doc.text, doc)
    assert item.source is not None
    assert doc.text[slice(*item.source)] == "The readout of the talks"


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "“", "said", "“” said", "'" * 2000, "said " * 2000, "“a” said x " * 800]
)
def test_hostile(text: str) -> None:
    for item in found(text):
        assert 0 <= item.start < item.end <= len(text)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Canning said the talks had failed, but the king disagreed.", "the talks had failed"),
        (
            "Canning called on both kings to show restraint, and the Duke of Wellington supported him.",
            "to show restraint",
        ),
        (
            "Canning said that the talks had failed and that the war went on.",
            "the talks had failed and that the war went on",
        ),
    ],
)
def test_the_parse_ends_a_content_where_its_reporter_acts_again(text: str, content: str) -> None:
    (quotation,) = found(text, load_base("inquit")(text))
    assert text[quotation.start : quotation.end] == content


def test_a_content_begins_after_its_that() -> None:
    text = (
        "Metternich, who is battling Canning for the post, has picked up on the criticism of Canning, telling Vienna's"
        ' This Week that there is "a strange pact" with the retired general.'
    )
    (quotation,) = found(text, load_base("inquit")(text))
    assert text[quotation.start : quotation.end] == 'there is "a strange pact" with the retired general'
