from __future__ import annotations

import json

import msgspec
import pytest
from documents import TEXT, any_text, at, documents, small
from hypothesis import given

from inquit.record import LAYERS, SCHEMA, Document, decode, encode, json_schema

FIELDS = [
    "schema", "id", "text", "meta", "blocks", "sentences", "tokens", "mentions", "actors", "topics", "quotations",
    "stances", "provenance",
]  # fmt: skip


@given(documents())
def test_a_record_survives_its_line(document: Document) -> None:
    line = encode(document)
    assert b"\n" not in line
    assert decode(line) == document
    assert encode(decode(line)) == line


def test_a_line_has_every_field_in_the_order_of_the_schema() -> None:
    raw = json.loads(encode(small()))
    assert list(raw) == FIELDS
    assert raw["blocks"][0] == {"id": "b0", "kind": "title", "start": 0, "end": 10, "section": None, "of": None}
    assert raw["quotations"][0]["parts"] == [list(at("the treaty is dead."))]


def test_no_layer_may_be_missing() -> None:
    for field in FIELDS:
        raw = json.loads(encode(small()))
        del raw[field]
        with pytest.raises(msgspec.ValidationError, match=field):
            decode(json.dumps(raw))


def test_a_record_is_frozen() -> None:
    with pytest.raises(AttributeError):
        small().text = "other"  # type: ignore[misc]


@pytest.mark.parametrize("schema", ["inquit/2", "inquit/2.1", "inquit/0", "other/1", "inquit", 1, None])
def test_another_major_version_is_refused(schema: object) -> None:
    raw = json.loads(encode(small())) | {"schema": schema}
    with pytest.raises(msgspec.ValidationError, match=r"inquit/1.*\$\.schema"):
        decode(json.dumps(raw))


def test_fields_of_a_newer_minor_version_are_kept() -> None:
    raw = json.loads(encode(small())) | {"schema": "inquit/1.3", "tone": "dry"}
    raw["quotations"][0]["irony"] = {"score": 0.5}
    raw["tokens"]["morph"] = ["", ""]
    raw["provenance"]["seed"] = 7
    document = decode(json.dumps(raw))
    assert document.quotations[0].speaker == "a1"
    assert json.loads(encode(document)) == raw


def test_an_unknown_field_of_this_version_is_a_fault() -> None:
    raw = json.loads(encode(small()))
    raw["quotations"][0]["speeker"] = "a1"
    with pytest.raises(msgspec.ValidationError, match=r"speeker.*\$\.quotations\[0\]"):
        decode(json.dumps(raw))


def test_a_fault_names_its_path() -> None:
    raw = json.loads(encode(small()))
    raw["blocks"][1]["kind"] = "stanza"
    with pytest.raises(msgspec.ValidationError, match=r"\$\.blocks\[1\]\.kind|\$\.blocks\[\.\.\.\]\.kind"):
        decode(json.dumps(raw))


def test_lone_surrogates_survive() -> None:
    document = msgspec.structs.replace(small(), text="a\ud800b", meta={"x": "\udfff"})
    assert decode(encode(document)) == document


@given(any_text)
def test_text_of_slices_code_points(text: str) -> None:
    document = msgspec.structs.replace(small(), text="🧑‍🚀" + text)
    assert document.text_of((0, 3)) == "🧑‍🚀"
    assert document.text_of((3, 3 + len(text))) == text


def test_text_of_takes_spans_annotations_and_ids() -> None:
    document = small()
    assert document.text_of(at("praised")) == "praised"
    assert document.text_of(document.quotations[0]) == "the treaty is dead."
    assert document.text_of("m0") == "Ada Okoro"
    assert document.text_of("a2") == "Bo Lindqvist"
    assert document.text_of(None) == ""
    with pytest.raises(KeyError):
        document.text_of("q9")


def test_names_and_reprs() -> None:
    document = small()
    assert document.name_of("t0") == "treaty"
    assert document.name_of(None) is None
    with pytest.raises(KeyError, match="neither an actor nor a topic"):
        document.name_of("q0")
    assert repr(document) == (
        f"<Document 'small' 'The Treaty': {len(TEXT)} characters, 2 blocks, 3 sentences, 2 mentions, 3 actors,"
        " 1 topics, 1 quotations, 2 stances>"
    )


def test_the_json_schema_describes_exactly_the_record() -> None:
    schema = json_schema()
    document = schema["$defs"]["Document"]
    assert list(document["properties"]) == FIELDS
    assert sorted(document["required"]) == sorted(FIELDS)
    assert schema["$defs"]["Stance"]["properties"]["label"]["enum"] == ["against", "favor", "neutral"]
    assert {"Block", "Sentence", "Mention", "Actor", "Topic", "Quotation", "Stance"} <= set(schema["$defs"])
    assert schema["title"] == SCHEMA
    assert len(LAYERS) == 7
