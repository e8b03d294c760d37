"""The component on a tiny network whose answers follow from the words."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from tiny_encoder import pipeline

from inquit import resources
from inquit.encoder import component
from inquit.encoder.windows import cut
from inquit.errors import ModelError, SettingsError
from inquit.layers import Encoded
from inquit.record import Block

TEXT = "Mora Vale said: “We want peace, and\nbread.” The minister went to Aland. Nobody asked."


def found(doc: Doc) -> dict[str, list[tuple[str, str]]]:
    encoded: Encoded = doc._.encoded
    return {
        layer: [(doc.text[one.start : one.end], one.label) for one in getattr(encoded, layer)]
        for layer in ("names", "contents", "cues", "sources")
    }


def tokens(doc: Doc) -> list[tuple[Any, ...]]:
    return [(t.text, t.is_sent_start, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i) for t in doc]


def test_all_layers_of_a_text(tiny: Language) -> None:
    assert found(tiny(TEXT)) == {
        "names": [("Mora Vale", "PERSON"), ("Aland", "GPE")],
        "contents": [("We want peace, and\nbread.", "content")],
        "cues": [("said", "cue")],
        "sources": [("minister", "source")],
    }


def test_scores_are_the_means_over_the_words(tiny: Language) -> None:
    encoded = tiny("Vale said")._.encoded
    # a lone "Vale" can but begin a name: B scores 0 of (4, 0, 8, 0, 0), I is never first
    assert encoded.names == ()
    encoded = tiny("Aland")._.encoded
    exp = [2.718281828459045**score for score in (8, 0, 4, 0, 0)]
    assert encoded.names[0].score == pytest.approx((exp[0] + 1) / sum(exp), abs=1e-6)


def test_tokens_and_trees(tiny: Language) -> None:
    doc = tiny("Aland  said peace. Mora went.\n")
    assert [(t.text, t.dep_, t.head.text) for t in doc] == [
        ("Aland", "nsubj", "said"), (" ", "dep", "Aland"), ("said", "ROOT", "said"), ("peace", "nsubj", "said"),
        (".", "punct", "said"), ("Mora", "nsubj", "went"), ("went", "ROOT", "went"), (".", "punct", "went"),
        ("\n", "dep", "."),
    ]  # fmt: skip
    assert [sentence.text for sentence in doc.sents] == ["Aland  said peace.", "Mora went.\n"]
    said = doc[2]
    assert (said.pos_, said.lemma_, said.morph.get("Tense")) == ("VERB", "say", ["Past"])
    assert [t.pos_ for t in doc][:2] == ["PROPN", "SPACE"]


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n"], ids=repr)
def test_a_text_without_words_has_nothing(tiny: Language, text: str) -> None:
    doc = tiny(text)
    assert doc._.encoded == Encoded()
    assert doc.text == text


def starts(doc: Doc) -> list[str]:
    return [sentence[0].text for sentence in doc.sents]


@pytest.mark.parametrize("syntax", ["auto", "never"])
def test_preset_starts_stay(files: dict[str, bytes], syntax: str) -> None:
    nlp = pipeline(files, syntax=syntax)
    doc = nlp.make_doc("Mora said peace. Vale went. Aland said.")
    doc[2].is_sent_start = True
    doc[4].is_sent_start = False
    doc = nlp.get_pipe("inquit_encoder")(doc)
    assert starts(doc) == ["Mora", "peace", "Aland"]


@pytest.mark.parametrize("gap", ["\n\n", "\r\n \r\n", "\n\t\n\n"], ids=repr)
def test_a_blank_line_starts_a_sentence(tiny: Language, gap: str) -> None:
    assert starts(tiny(f"Mora went{gap}peace said")) == ["Mora", "peace"]


def test_a_block_starts_a_sentence_and_ends_a_content(tiny: Language) -> None:
    text = "“peace peace\npeace” said\n"
    doc = tiny(text)
    assert (starts(doc), found(doc)["contents"]) == (["“"], [("peace peace\npeace", "content")])
    doc = tiny.make_doc(text)
    doc._.blocks = (Block("b0", "list_item", 0, 12), Block("b1", "list_item", 13, 24))
    doc = tiny.get_pipe("inquit_encoder")(doc)
    assert starts(doc) == ["“", "peace"]
    assert [content for content, _ in found(doc)["contents"]] == ["peace peace", "peace"]


def test_a_parsed_document_keeps_its_tokens(files: dict[str, bytes]) -> None:
    nlp = spacy.blank("en")
    words, heads = ["Mora", "said", ".", "peace", "went"], [1, 1, 1, 1, 1]
    doc = Doc(nlp.vocab, words, heads=heads, deps=["a", "ROOT", "b", "c", "d"], lemmas=words, pos=["X"] * 5)
    before = tokens(doc)
    doc = pipeline(files).get_pipe("inquit_encoder")(doc)
    assert tokens(doc) == before
    assert [text for text, _ in found(doc)["names"]] == ["Mora"]


def test_what_the_base_has_set_stays(files: dict[str, bytes]) -> None:
    nlp = pipeline(files)
    doc = Doc(nlp.vocab, ["Mora", "said", "peace"], pos=["X", "X", "X"], sent_starts=[True, False, True])
    doc = nlp.get_pipe("inquit_encoder")(doc)
    assert [t.pos_ for t in doc] == ["X", "X", "X"]
    assert starts(doc) == ["Mora", "peace"]
    assert [t.lemma_ for t in doc][1] == "say"


def test_without_syntax_there_are_sentences_alone(files: dict[str, bytes]) -> None:
    doc = pipeline(files, syntax="never")("Mora said. Vale  went.")
    assert starts(doc) == ["Mora", "Vale"]
    assert not any(map(doc.has_annotation, ("DEP", "POS", "LEMMA", "MORPH")))
    assert len(doc._.encoded.names) == 1


def test_an_unknown_syntax_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"'always'.*auto, never"):
        spacy.blank("en").add_pipe("inquit_encoder", config={"syntax": "always"})


@pytest.mark.parametrize("most", [12, 30, 60])
def test_windows_leave_no_trace(files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    nlp = pipeline(files)
    text = "\n\n".join([TEXT, "Aland said peace. " * 40, "peace", TEXT + " " + TEXT, "“peace. " * 30])
    monkeypatch.setattr(component, "cut", partial(cut, most=10_000))
    whole = nlp(text)
    monkeypatch.setattr(component, "cut", partial(cut, most=most, context=2 * most // 5))
    cut_up = nlp(text)
    assert cut_up._.encoded == whole._.encoded
    assert [t.is_sent_start for t in cut_up] == [t.is_sent_start for t in whole]
    if most == 60:  # the smaller ones read less than a sentence
        assert tokens(cut_up) == tokens(whole)


def test_a_sentence_longer_than_a_window_is_one_tree(tiny: Language) -> None:
    doc = tiny("Mora went. " + "peace " * 1_000 + "went. Aland said.")
    assert len(list(doc.sents)) == 3
    assert all(token.head.sent == token.sent for token in doc)
    assert [token.text for token in doc if token.dep_ == "parataxis"]
    assert sum(token.dep_ == "ROOT" for token in doc) == 3


def test_pipe_and_call_agree(tiny: Language) -> None:
    texts = [TEXT, "", "Mora said peace.", TEXT * 30]
    for doc, text in zip(tiny.pipe(texts), texts, strict=True):
        alone = tiny(text)
        assert doc._.encoded == alone._.encoded
        assert tokens(doc) == tokens(alone)


def test_it_works_in_memory_zones(files: dict[str, bytes]) -> None:
    nlp = spacy.blank("en")
    component: Any = nlp.add_pipe("inquit_encoder")
    component._files = dict(files)  # read within the zone
    seen = []
    for _ in range(3):
        with nlp.memory_zone():
            seen.append(tokens(nlp("Glimmering Mora said peace. Aland went.")))
    assert seen[0] == seen[1] == seen[2]


def test_it_is_saved_and_sent(files: dict[str, bytes], tmp_path: Path) -> None:
    nlp = pipeline(files)
    expected = tokens(nlp(TEXT)), nlp(TEXT)._.encoded
    nlp.to_disk(tmp_path / "saved")
    for other in (spacy.load(tmp_path / "saved"), pickle.loads(pickle.dumps(nlp))):
        assert (tokens(other(TEXT)), other(TEXT)._.encoded) == expected
    fresh: Any = spacy.blank("en").add_pipe("inquit_encoder")
    fresh.from_bytes(nlp.get_pipe("inquit_encoder").to_bytes())
    assert fresh.to_bytes() == nlp.get_pipe("inquit_encoder").to_bytes()


def test_a_missing_or_strange_file_is_named(files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "labels.json").write_bytes(files["labels.json"])
    with pytest.raises(ModelError, match=r"lacks encoder\.onnx"):
        spacy.blank("en").add_pipe("inquit_encoder").from_disk(tmp_path)  # type: ignore[attr-defined]
    with pytest.raises(ModelError, match=r"labels\.json is not as it must be.*names"):
        pipeline(files | {"labels.json": b'{"pieces":[],"tags":[],"relations":[],"names":1}'})
    for graph in (b"", files["encoder.onnx"][:-50]):
        with pytest.raises(ModelError, match=r"encoder\.onnx is cut or altered"):
            pipeline(files | {"encoder.onnx": graph})


@pytest.fixture
def shipped(files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The tiny encoder in the place of the shipped one."""
    component._lemmas()  # from the true resources
    folder = tmp_path / "encoder"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = {"name": "encoder", "version": "0", "licence": "none", "kind": "onnx", "files": digests}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    monkeypatch.setattr(resources, "ROOT", tmp_path)
    cached = (resources.folder, resources.manifest, component._shipped)
    for function in cached:
        function.cache_clear()
    yield folder
    for function in cached:
        function.cache_clear()


def test_the_shipped_network_is_read_when_needed(shipped: Path) -> None:
    first, second = spacy.blank("en"), spacy.blank("en")
    for nlp in (first, second):
        nlp.add_pipe("inquit_encoder")
    assert component._shipped.cache_info().misses == 0
    assert found(first(TEXT)) == found(second(TEXT)) == found(pickle.loads(pickle.dumps(first))(TEXT))
    assert component._shipped.cache_info().misses == 1


@pytest.mark.parametrize("change", ["cut", "altered", "gone"])
def test_damaged_weights_are_refused_by_name(shipped: Path, change: str) -> None:
    path = shipped / "encoder.onnx"
    content = path.read_bytes()
    if change == "gone":
        path.unlink()
    else:
        path.write_bytes(content[:-9] if change == "cut" else content[:-1] + b"\0\0")
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit_encoder")
    with pytest.raises(ModelError, match=r"encoder\.onnx.*install the package again"):
        nlp("Mora")
