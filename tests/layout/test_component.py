"""The spaCy component: layers, metadata and sentence starts."""

from __future__ import annotations

import subprocess
import sys

import spacy
from spacy.tokens import Doc

from inquit.layout import make_layout

TEXT = (
    "The Long Table\n\nBy Rosa Lind\n\n  The envoys met in Vienna. They stayed for a year.\n\nThe Setting\n\nIt rained."
)


def pipeline() -> spacy.Language:
    assert make_layout  # registers the factory
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit_layout")
    return nlp


def test_sets_blocks_meta_and_sentence_starts() -> None:
    doc = pipeline()(TEXT)
    assert [block.kind for block in doc._.blocks] == ["title", "byline", "paragraph", "heading", "paragraph"]
    assert doc._.meta == {"title": "The Long Table", "author": "Rosa Lind"}
    assert [token.text for token in doc if token.is_sent_start and not token.is_space] == [
        "The",
        "By",
        "The",
        "The",
        "It",
    ]
    starts = {block.start for block in doc._.blocks}
    assert {token.idx for token in doc if token.is_sent_start} <= starts


def test_what_is_known_is_kept() -> None:
    nlp = pipeline()
    doc = nlp.make_doc(TEXT)
    doc._.meta = {"author": "R. Lind", "title": "", "shelf": 4}
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert doc._.meta == {"author": "R. Lind", "title": "The Long Table", "shelf": 4}


def test_sentence_starts_set_before_are_kept() -> None:
    nlp = pipeline()
    doc = nlp.make_doc("They met. They left.\n\n  We stayed.")
    words = [token for token in doc if not token.is_space]
    words[3].is_sent_start, words[4].is_sent_start = True, False
    doc = nlp.get_pipe("inquit_layout")(doc)
    assert [token.is_sent_start for token in words] == [True, None, None, True, False, None, True, None, None]
    assert all(token.is_sent_start is None for token in doc if token.is_space)


def test_a_parsed_doc_keeps_its_sentences() -> None:
    nlp = pipeline()
    words = ["One", "\n\n", "Two"]
    doc = Doc(nlp.vocab, words=words, spaces=[False] * 3, heads=[0, 0, 0], deps=["ROOT", "dep", "dep"])
    before = [token.is_sent_start for token in doc]
    doc = nlp.get_pipe("inquit_layout")(doc)
    assert [token.is_sent_start for token in doc] == before
    assert len(doc._.blocks) == 2


def test_empty_and_blank_docs() -> None:
    nlp = pipeline()
    assert [nlp(text)._.blocks for text in ("", " \n\n ")] == [(), ()]


def test_one_and_many_agree() -> None:
    nlp = pipeline()
    assert [doc._.blocks for doc in nlp.pipe([TEXT, TEXT[5:]])] == [nlp(TEXT)._.blocks, nlp(TEXT[5:])._.blocks]


def test_layout_needs_no_spacy() -> None:
    code = "import sys, inquit.layout; inquit.layout.lay_out('a'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
