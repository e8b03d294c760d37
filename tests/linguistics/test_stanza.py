"""Stanza as a base: the real `stanza.Pipeline` on small models of our own, and conversions built by hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import spacy

from inquit.errors import SettingsError
from inquit.linguistics import load_base
from inquit.linguistics.stanza_base import hang_dependencies, make_doc, read_words

MODELS = Path(__file__).parents[1] / "fixtures" / "stanza"
TEXT = (
    "  The president of Azerbaijan said that Armenia won't sign.\n \nMr. Aliyev met John Smith\nin Washington on 5 May."
    " They spoke 👩‍👧 at length.\n\nA heading without a stop\n\n\tBaku agreed."
)


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return load_base("stanza:en", models=MODELS)


def test_text_is_kept_and_words_are_anchored(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    for token in doc:
        assert TEXT[token.idx : token.idx + len(token)] == token.text
    words = [token.text for token in doc if not token.is_space]
    assert words[:5] == ["The", "president", "of", "Azerbaijan", "said"]
    at = words.index("wo")
    assert words[at : at + 3] == ["wo", "n't", "sign"]


def test_no_sentence_crosses_a_blank_line(nlp: spacy.language.Language) -> None:
    sentences = [sentence.text.strip() for sentence in nlp(TEXT).sents if sentence.text.strip()]
    assert sentences[0] == "The president of Azerbaijan said that Armenia won't sign."
    assert sentences[-2:] == ["A heading without a stop", "Baku agreed."]
    assert not any("\n\n" in sentence or "\n \n" in sentence for sentence in sentences)


def test_entities_come_from_the_recogniser(nlp: spacy.language.Language) -> None:
    doc = nlp("The talks were held in Washington. Mr. John Smith flew to London.")
    found = {(entity.text, entity.label_) for entity in doc.ents}
    assert ("London", "LOC") in found or ("Washington", "LOC") in found
    assert all(doc.text[entity.start_char : entity.end_char] == entity.text for entity in doc.ents)


def test_single_and_batch_agree(nlp: spacy.language.Language) -> None:
    texts = [TEXT, "One. Two.", ""]
    single = [[(token.text, token.is_sent_start, token.ent_type_) for token in nlp(text)] for text in texts]
    batch = [[(token.text, token.is_sent_start, token.ent_type_) for token in doc] for doc in nlp.pipe(texts)]
    assert single == batch


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u00a0\n"])
def test_text_without_words(nlp: spacy.language.Language, text: str) -> None:
    assert nlp(text).text == text


def test_without_tokens_only_the_tokenizer_runs() -> None:
    bare = load_base("stanza:en", models=MODELS, tokens=False)
    assert set(bare.tokenizer.pipeline.processors) == {"tokenize", "mwt"}
    assert not bare("John Smith flew to London.").ents


@pytest.mark.parametrize("listed", [True, False])
def test_folder_as_stanza_downloads_it(tmp_path: Path, listed: bool) -> None:
    names = {"tokenize": "tokenizer", "mwt": "mwt_expander", "ner": "nertagger"}
    for processor, ending in names.items():
        (source,) = MODELS.glob(f"*_{ending}.pt")
        (tmp_path / "en" / processor).mkdir(parents=True)
        shutil.copy(source, tmp_path / "en" / processor / "own.pt")
    package = dict.fromkeys(names, "own")
    entry = {name: {"own": {}} for name in names} | {"packages": {"default": package}, "default_processors": package}
    (tmp_path / "resources.json").write_text(json.dumps({"en": entry} if listed else {}))
    pipeline = load_base("stanza:en", models=tmp_path)
    assert set(pipeline.tokenizer.pipeline.processors) == set(names)
    assert [token.text for token in pipeline("They don't know.")] == ["They", "do", "n't", "know", "."]


def test_missing_folder_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=str(tmp_path)):
        load_base("stanza:en", models=tmp_path)


def test_folder_without_the_language_says_so(tmp_path: Path) -> None:
    (tmp_path / "resources.json").write_text("{}")
    with pytest.raises(SettingsError, match="no Stanza tokenizer for 'fr'"):
        load_base("stanza:fr", models=tmp_path)


def test_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(MODELS))
    assert [token.text for token in load_base("stanza:en", tokens=False)("Hello there.")] == ["Hello", "there", "."]


def word(
    number: Any, text: str, start: int, head: int, deprel: str, upos: str, lemma: str, **more: Any
) -> dict[str, Any]:
    span = {"start_char": start, "end_char": start + len(text)}
    return {"id": number, "text": text, "head": head, "deprel": deprel, "upos": upos, "lemma": lemma, **span, **more}


def token(numbers: tuple[int, int], text: str, start: int) -> dict[str, Any]:
    return {"id": numbers, "text": text, "start_char": start, "end_char": start + len(text)}


FRENCH = "Le chef du gouvernement  parle."
FRENCH_SENTENCE = [
    word(1, "Le", 0, 2, "det", "DET", "le"),
    word(2, "chef", 3, 6, "nsubj", "NOUN", "chef"),
    token((3, 4), "du", 8),
    {"id": 3, "text": "de", "head": 5, "deprel": "case", "upos": "ADP", "lemma": "de"},
    {"id": 4, "text": "le", "head": 5, "deprel": "det", "upos": "DET", "lemma": "le"},
    word(5, "gouvernement", 11, 2, "nmod", "NOUN", "gouvernement", feats="Gender=Masc|Number=Sing"),
    word(6, "parle", 25, 0, "root", "VERB", "parler"),
    word(7, ".", 30, 6, "punct", "PUNCT", "."),
]


def test_contraction_that_is_not_spelt_out_is_one_word() -> None:
    nlp = spacy.blank("fr")
    doc = hang_dependencies(make_doc(nlp.vocab, FRENCH, read_words([FRENCH_SENTENCE], FRENCH)))
    assert doc.text == FRENCH
    du = doc[2]
    assert (du.text, du.pos_, du.lemma_, du.dep_, du.head.text) == ("du", "ADP", "de le", "case", "gouvernement")
    assert [(t.text, t.head.text, t.dep_) for t in doc if t.dep_ in ("nsubj", "nmod", "ROOT")] == [
        ("chef", "parle", "nsubj"),
        ("gouvernement", "chef", "nmod"),
        ("parle", "parle", "ROOT"),
    ]
    assert doc[3].morph.get("Gender") == ["Masc"]
    assert len(list(doc.sents)) == 1


def test_contraction_whose_words_govern_each_other_keeps_the_top() -> None:
    text = "Dámelo ya"
    sentence = [
        token((1, 3), "Dámelo", 0),
        {"id": 1, "text": "Da", "head": 0, "deprel": "root", "upos": "VERB", "lemma": "dar"},
        {"id": 2, "text": "me", "head": 1, "deprel": "iobj", "upos": "PRON", "lemma": "yo"},
        {"id": 3, "text": "lo", "head": 1, "deprel": "obj", "upos": "PRON", "lemma": "él"},
        word(4, "ya", 7, 1, "advmod", "ADV", "ya"),
    ]
    doc = hang_dependencies(make_doc(spacy.blank("es").vocab, text, read_words([sentence], text)))
    assert [(t.text, t.pos_, t.dep_, t.head.text) for t in doc] == [
        ("Dámelo", "VERB", "ROOT", "Dámelo"),
        ("ya", "ADV", "advmod", "Dámelo"),
    ]


def test_sentence_start_set_later_cuts_the_tree() -> None:
    """The layout may know better than Stanza where a block begins."""
    doc = make_doc(spacy.blank("fr").vocab, FRENCH, read_words([FRENCH_SENTENCE], FRENCH))
    doc[2].is_sent_start = True
    doc = hang_dependencies(doc)
    assert [sentence.text.strip() for sentence in doc.sents] == ["Le chef", "du gouvernement  parle."]
    assert all(token.head.sent == token.sent for token in doc)
