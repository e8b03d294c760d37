"""Which files an input stands for, in which order, with which ids."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from inquit.errors import DocumentError, SettingsError
from inquit.reading import RawDocument, read, suffix_of
from inquit.reading.ids import slug
from inquit.settings import Settings
from reading.files import documents, error, packed


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The envoy wrote {name}.", encoding="utf-8")


def test_folder_is_walked_in_order_of_names_without_hidden_files_and_readmes(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.md", "a/b/c.TXT", "c.text", ".hidden.txt", ".git/x.txt", "README.md", "notes.xyz")
    told: list[str] = []
    found = list(read([tmp_path], warn=told.append))
    assert [item.id for item in found if isinstance(item, RawDocument)] == ["a-b-c", "a-z", "b", "c"]
    assert told == [f"1 file of other suffixes passed over in {tmp_path}"]


def test_source_is_relative_and_names_no_place_on_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "texts/a/b.txt", "texts/c.txt")
    absolute = [item.meta["source"] for item in documents(tmp_path / "texts")]
    assert absolute == ["texts/a/b.txt", "texts/c.txt"]
    assert documents(tmp_path / "texts/c.txt")[0].meta["source"] == "c.txt"
    monkeypatch.chdir(tmp_path)
    assert [item.meta["source"] for item in documents("texts")] == absolute
    assert documents("./texts/c.txt")[0].meta["source"] == "texts/c.txt"


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("*.txt", ["a"]),
        ("**/*.txt", ["a", "x-b", "x-y-c"]),
        ("x/**", ["b", "d", "y-c"]),
        ("x*", ["x-b", "x-d", "x-y-c"]),
        ("x/[bd].*", ["b", "d"]),
    ],
)
def test_globs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, ids: list[str]) -> None:
    write(tmp_path, "a.txt", "x/b.txt", "x/y/c.txt", "x/d.md", "x/e.xyz")
    monkeypatch.chdir(tmp_path)
    assert [item.id for item in documents(pattern)] == ids


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    write(tmp_path, "essay [1].txt", "essay 1.txt")
    assert [item.id for item in documents(tmp_path / "essay [1].txt")] == ["essay-1"]


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("a/b c", "a-b-c"),
        ("Речь_о мире", "Речь-о-мире"),
        ("日本 演説", "日本-演説"),
        ("भाषण", "भाषण"),
        ("e\u0301tude", "\u00e9tude"),
        ("--v1.2--", "v1-2"),
        ("***", "document"),
    ],
)
def test_slugs(path: str, id: str) -> None:
    assert slug(path) == id


def test_ids_that_collide_are_numbered_in_order(tmp_path: Path) -> None:
    write(tmp_path, "a b.txt", "a-b.txt", "a/b.txt", "a.b.txt")
    assert [(item.id, item.meta["source"].partition("/")[2]) for item in documents(tmp_path)] == [
        ("a-b", "a/b.txt"), ("a-b-2", "a b.txt"), ("a-b-3", "a-b.txt"), ("a-b-4", "a.b.txt"),
    ]  # fmt: skip


def test_a_file_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    first, second, third = read([tmp_path, tmp_path / "a.txt"])
    assert isinstance(first, RawDocument)
    assert isinstance(second, DocumentError)
    assert isinstance(third, DocumentError)
    assert second.path == str(tmp_path / "b.txt")
    assert second.reason == f"is read already, as {tmp_path / 'a.txt'}"


def test_a_link_back_to_its_own_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "x/a.txt")
    (tmp_path / "x/loop").symlink_to(tmp_path)
    assert [item.id for item in documents(tmp_path)] == ["x-a"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("nowhere.txt", "no such file or folder"),
        ("empty", "the folder has no file of a suffix that is read: .txt .text .md"),
        ("none*.txt", "nothing of a suffix that is read matches: .txt .text .md"),
        ("scan.tiff", "the suffix '.tiff' is not one that is read: .txt .text .md"),
        ("scan.tar.gz", "the suffix '.tar' is not one that is read: .txt .text .md"),
        ("a\0b", "no such file or folder"),
        ("x" * 5000, "File name too long"),
    ],
)
def test_inputs_that_give_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, reason: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    write(tmp_path, "scan.tiff", "scan.tar.gz", "empty/x.xyz")
    found = error(given)
    assert found.reason.startswith(reason)
    assert found.path == given


@pytest.mark.parametrize("name", ["LETTER", "The U.S. policy", "draft 1.5", "letter.gz"])
def test_a_name_without_a_suffix_is_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(packed(b"Dear Sir", ".gz" if name.endswith(".gz") else ""))
    assert documents(tmp_path / name)[0].text == "Dear Sir"


@pytest.mark.parametrize(
    ("path", "suffix"),
    [
        ("a.txt", ".txt"),
        ("x/a.JSONL.GZ", ".jsonl.gz"),
        ("a.pdf.zst", ".pdf.zst"),
        ("a.gz", ""),
        ("txt", ""),
        (".txt", ""),
        ("a.doc", ""),
        ("They met. Nothing came of it", ""),
        ("a.txt/b", ""),
    ],
)
def test_suffix_of(path: str, suffix: str) -> None:
    assert suffix_of(path) == suffix


def test_a_folder_that_may_not_be_listed_is_named_and_the_rest_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a/a.txt", "b.txt")
    listed = os.scandir

    def refusing(path: str | Path) -> object:
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    first, second = read(tmp_path)
    assert isinstance(first, DocumentError)
    assert str(first) == f"{tmp_path / 'a'}: cannot be listed: Permission denied"
    assert isinstance(second, RawDocument)


class FakeStdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


ROW = b'{"text": "The envoy left.", "id": 7}\n\n{"text": "He came back."}\n'


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"The envoy left.\r\n", [("stdin", "The envoy left.\r\n")]),
        (b"a", [("stdin", "a")]),
        (ROW, [("7", "The envoy left."), ("stdin-3", "He came back.")]),
        (b"\n \n" + ROW.rstrip(), [("7", "The envoy left."), ("stdin-5", "He came back.")]),
        (b"\xef\xbb\xbf" + ROW, [("7", "The envoy left."), ("stdin-3", "He came back.")]),
        (b'{"words": "no text"}', [("stdin", '{"words": "no text"}')]),
        (b'{"text": "a" and so on', [("stdin", '{"text": "a" and so on')]),
        (b"[" * 100_000, [("stdin", "[" * 100_000)]),
    ],
)
def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, packing: str, data: bytes, expected: list[tuple[str, str]]
) -> None:
    monkeypatch.setattr(sys, "stdin", FakeStdin(packed(data, packing)))
    assert [(item.id, item.text) for item in documents("-")] == expected


def test_standard_input_is_read_once_and_may_be_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", FakeStdin(b""))
    first, second = read(["-", "-"])
    assert [str(first), str(second)] == ["-: is empty", "-: is read already, as -"]


def test_an_unknown_encoding_is_the_settings_fault() -> None:
    for name in ("utf-9", "hex"):
        with pytest.raises(SettingsError, match=name):
            read(["a.txt"], settings=Settings(encoding=name))


def test_importing_reading_brings_no_reader() -> None:
    heavy = ["lxml", "trafilatura", "pypdf", "docx", "charset_normalizer", "zstandard", "spacy"]
    code = f"import sys, inquit.reading; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
