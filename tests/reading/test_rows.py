"""JSON lines: rows, their ids and meta, true line numbers, one clear error for each bad row."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from inquit.errors import DocumentError
from inquit.reading import RawDocument, read
from inquit.settings import Settings
from reading.files import documents, packed


def test_keys_of_a_row_go_to_meta_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "speeches.jsonl"
    line = (
        '{"text": "We object.", "id": 12, "year": 1921, "who": {"name": "Baron Test"}, "source": "archive", "x": null}'
    )
    path.write_text(line + "\r\n" + '{"text":"No."}', encoding="utf-8")
    first, second = documents(path)
    assert (first.id, first.text, first.file) == ("12", "We object.", "speeches")
    assert first.meta == {
        "source": "archive",
        "sha256": hashlib.sha256(line.encode()).hexdigest(),
        "year": 1921, "who": {"name": "Baron Test"}, "x": None,
    }  # fmt: skip
    assert (second.id, second.meta["source"]) == ("speeches-2", "speeches.jsonl")


def test_a_record_of_inquit_is_annotated_anew(tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl"
    row = {"schema": "inquit/1", "id": "a", "text": "Old.", "meta": {"source": "a.txt", "title": "T"}, "blocks": []}
    path.write_text(json.dumps(row), encoding="utf-8")
    (found,) = documents(path)
    assert (found.id, found.text) == ("a", "Old.")
    assert {key: found.meta[key] for key in ("source", "title")} == {"source": "a.txt", "title": "T"}
    assert "blocks" not in found.meta


# Every bad row and the beginning of what is said about it; a good row follows each.
BAD_ROWS = [
    (b'{"text": "cut', "no valid JSON: Input data was truncated"),
    (b'{"text": "a"} x', "no valid JSON: JSON is malformed: trailing characters"),
    (b'{"text": "a", "n": NaN}', "no valid JSON: JSON is malformed"),
    (b'{"text": "\\ud800", "n": NaN}', "no valid JSON: "),
    (b'{"text": "\\ud800", "n": 1e999}', "no valid JSON: "),
    (b'{"text": "a", "n": -Infinity}', "no valid JSON: JSON is malformed"),
    (b'{"text": "a", "n": 1e999}', "no valid JSON: Number out of range"),
    (b"[" * 200_000, "no valid JSON: it is nested too deeply"),
    (b'{"text": "caf\xe9"}', "not UTF-8 at byte 13 of the line"),
    (b'{"text": "a", "\\udc80": [' + b"[" * 200_000, "no valid JSON: "),
    (b"null", 'a row must be an object with "text", not null'),
    (b'["text"]', 'a row must be an object with "text", not a list'),
    (b'{"id": 1, "body": "a"}', "the row has no \"text\"; it has: 'id', 'body'"),
    (b"{}", 'the row has no "text"; it has: nothing'),
    (b'{"text": ["a"]}', '"text" must be a string, not a list'),
    (b'{"text": null}', '"text" must be a string, not null'),
    (b'{"text": ""}', '"text" is empty'),
    (b'{"text": " \\u00a0\\n"}', '"text" holds nothing but white space'),
    (b'{"text": "a", "id": 1.5}', '"id" must be a string or an integer, not a number'),
    (b'{"text": "a", "id": true}', '"id" must be a string or an integer, not a boolean'),
    (b'{"text": "a", "id": " "}', '"id" is empty'),
    (b'{"text": "a", "id": "good"}', "the id 'good' is taken already, by line 2"),
]


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_bad_rows_are_named_with_their_line_and_the_rest_go_on(tmp_path: Path, packing: str) -> None:
    path = tmp_path / f"a.jsonl{packing}"
    good = b'\n{"text": "Good.", "id": "good"}\n'
    body = good + b"".join(row + b'\n \n{"text": "Good."}\n' for row, _ in BAD_ROWS)
    path.write_bytes(packed(body, packing))
    found = list(read([path]))
    errors = [item for item in found if isinstance(item, DocumentError)]
    assert [item.line for item in errors] == [3 + 3 * at for at in range(len(BAD_ROWS))]
    for item, (_, reason) in zip(errors, BAD_ROWS, strict=True):
        assert item.reason.startswith(reason), item
        assert str(item).startswith(f"{path}:{item.line}: ")
    ids = [item.id for item in found if isinstance(item, RawDocument)]
    assert ids == ["good", *(f"a-{5 + 3 * at}" for at in range(len(BAD_ROWS)))]


def test_an_id_taken_in_another_file_is_named_with_that_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text('{"text": "x", "id": "same"}\n', encoding="utf-8")
    _, found = read([tmp_path])
    assert str(found) == f"{tmp_path}/b.jsonl:1: the id 'same' is taken already, by {tmp_path}/a.jsonl:1"


def test_ids_made_and_ids_given_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "x", "id": "a-2"}\n{"text": "y"}\n', encoding="utf-8")
    assert [item.id for item in documents(path)] == ["a-2", "a-2-2"]


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_a_line_that_is_too_long_is_set_aside_alone(tmp_path: Path, packing: str) -> None:
    path = tmp_path / f"a.jsonl{packing}"
    rows = [b'{"text": "one"}', b'{"text": "' + bytes(range(48, 80)) * 5_000 + b'"}', b'{"text": "three"}']
    path.write_bytes(packed(b"\n".join(rows), packing))
    one, long, three = read([path], settings=Settings(max_megabytes=0.1))
    assert isinstance(one, RawDocument)
    assert isinstance(three, RawDocument)
    assert str(long) == f"{path}:2: the line has more than 0.1 MB (setting max_megabytes)"


@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_rows_before_a_truncation_are_kept(tmp_path: Path, packing: str) -> None:
    path = tmp_path / f"a.jsonl{packing}"
    rows = b"".join(b'{"text": "%s"}\n' % hashlib.sha512(b"%d" % at).hexdigest().encode() for at in range(5_000))
    data = packed(rows, packing)
    path.write_bytes(data[: len(data) // 2])
    *good, last = read([path])
    assert 1000 < len(good) < 5000
    assert all(isinstance(item, RawDocument) for item in good)
    assert isinstance(last, DocumentError)
    name = {".gz": "gzip", ".zst": "zstd"}[packing]
    assert last.reason == f"is truncated: its {name} data stop early (after line {len(good)})"


@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_an_endless_line_is_a_bomb(tmp_path: Path, packing: str) -> None:
    path = tmp_path / f"a.jsonl{packing}"
    path.write_bytes(packed(b'{"text": "a"}\n' + b" " * 30_000_000 + b'\n{"text": "b"}\n', packing))
    good, bomb = read([path], settings=Settings(max_megabytes=1))
    assert isinstance(good, RawDocument)
    assert "zip bomb?" in str(bomb)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty: it has no rows"),
        (b"\x1f\x8b\x08\x00", "is gzip data (the suffix .gz is missing), not JSON lines"),
        ('{"text": "a"}\n{"text": "b"}'.encode("utf-16"), "is UTF-16: JSON lines must be UTF-8"),
        (b'{"text"\0\0\0\0', "is binary: it has NUL bytes"),
    ],
)
def test_files_that_are_no_rows_at_all(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    (found,) = read([path])
    assert isinstance(found, DocumentError)
    assert (found.reason.removesuffix(": it has no rows"), found.line) == (
        reason.removesuffix(": it has no rows"),
        None,
    )


def test_rows_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "one"}\n' * 3 + b"[" + b"x" * 10_000_000)
    found = read([path])
    assert [next(found).text for _ in range(3)] == ["one"] * 3  # type: ignore[union-attr]
    found.close()  # type: ignore[attr-defined]
