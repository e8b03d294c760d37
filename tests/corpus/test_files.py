from __future__ import annotations

import errno
import gzip
import os
import stat
from pathlib import Path

import pytest
from documents import documents, small
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inquit.corpus import Corpus, read_records, whole_or_absent, write
from inquit.errors import InquitError, OutputError, RecordError
from inquit.record import encode

SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst")


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(found=st.lists(documents(), max_size=4), suffix=st.sampled_from(SUFFIXES))
def test_records_survive_a_file(tmp_path: Path, found: list, suffix: str) -> None:
    path = tmp_path / f"c{suffix}"
    assert write(found, path) == len(found)
    first = path.read_bytes()
    assert list(read_records(path)) == found
    write(found, path)
    assert path.read_bytes() == first


def test_a_bad_line_is_an_item_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    good = encode(small())
    wrong = good.replace(b'"direct"', b'"spoken"')
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join([good, b"", b"{", b"\xff{}", wrong, b'{"schema":"inquit/2"}', good]))
    items = list(read_records(path))
    assert [type(item).__name__ for item in items] == ["Document", *["RecordError"] * 4, "Document"]
    faults = [item for item in items if isinstance(item, RecordError)]
    assert [fault.line for fault in faults] == [3, 4, 5, 6]
    assert "$.quotations[" in faults[2].json_path
    assert "inquit/2" in str(faults[3])


@pytest.mark.parametrize("suffix", SUFFIXES[1:])
@pytest.mark.parametrize("keep", [0.3, 0.9, 0.99])
def test_a_truncated_file_never_reads_as_complete(tmp_path: Path, suffix: str, keep: float) -> None:
    path = tmp_path / f"c{suffix}"
    write([replace(small(), id=str(at), text=os.urandom(40).hex()) for at in range(50)], path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])
    items = list(read_records(path))
    assert isinstance(items[-1], RecordError)
    assert "truncated" in str(items[-1])
    with pytest.raises(RecordError):
        list(Corpus.read(path))


def test_a_missing_file_is_said() -> None:
    (item,) = read_records("/nowhere/c.jsonl")
    assert str(item) == "/nowhere/c.jsonl: No such file or directory"


def test_a_file_is_whole_or_absent(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "c.jsonl"

    def fail() -> None:
        with whole_or_absent(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert list(path.parent.iterdir()) == []
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [(file.name, file.read_bytes()) for file in path.parent.iterdir()] == [("c.jsonl", b"old")]


@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if call == "replace":
        monkeypatch.setattr(Path, "replace", full)
    elif call == "fsync":
        monkeypatch.setattr(os, "fsync", full)

    def save() -> None:
        with whole_or_absent(tmp_path / "c.jsonl") as file:
            file.write(b"x")
            if call == "write":
                full()

    with pytest.raises(OutputError, match=r"c\.jsonl: cannot be written: No space left"):
        save()
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    write([], tmp_path / "c.jsonl")
    (tmp_path / "plain").touch()
    assert stat.S_IMODE((tmp_path / "c.jsonl").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write([replace(small(), id="a"), replace(small(), id="b")], tmp_path / "1.jsonl")
    (tmp_path / "sub").mkdir()
    write([replace(small(), id="c", text="short", blocks=())], tmp_path / "sub" / "2.jsonl.gz")
    (tmp_path / "notes.txt").write_text("no corpus")
    return tmp_path


def test_a_corpus_reads_lazily_in_order(folder: Path) -> None:
    corpus = Corpus.read(folder)
    assert [document.id for document in corpus] == ["a", "b", "c"]
    assert len(corpus) == 3
    assert corpus["c"].text == "short"
    with pytest.raises(KeyError):
        corpus["z"]
    assert len(Corpus.read(str(folder / "*.jsonl"))) == 2
    assert len(Corpus.read([folder / "1.jsonl", folder])) == 3
    filtered = corpus.filter(lambda document: len(document.text) > 10).filter(lambda document: document.id != "a")
    assert [document.id for document in filtered] == ["b"]
    assert "filtered" in repr(filtered)
    assert "1.jsonl" in repr(corpus)


def test_a_corpus_names_the_line_at_fault(folder: Path) -> None:
    (folder / "1.jsonl").write_bytes(encode(small()) + b"\nnonsense\n")
    corpus = iter(Corpus.read(folder))
    next(corpus)
    with pytest.raises(RecordError, match=r"1\.jsonl:2: not JSON"):
        next(corpus)


def test_a_corpus_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InquitError, match="no corpus file"):
        Corpus.read(tmp_path / "*.jsonl")


def test_gzip_has_no_clock_in_it(tmp_path: Path) -> None:
    write([small()], tmp_path / "c.jsonl.gz")
    assert (tmp_path / "c.jsonl.gz").read_bytes()[4:8] == b"\0\0\0\0"
    assert gzip.decompress((tmp_path / "c.jsonl.gz").read_bytes()).endswith(b"}\n")
