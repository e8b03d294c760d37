"""One table: every way in which a file cannot be read, once, with what is said; and the files beside it are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inquit.errors import DocumentError
from inquit.reading import RawDocument, Reader, formats
from inquit.settings import Settings
from reading.files import encrypted_pdf, error, packed, pdf, repacked, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = word([("The envoy left.", None)])
PDF = pdf([["The envoy left."]])


def bomb_docx() -> bytes:
    return repacked(WORD, {"word/media/image1.bin": b"\0" * 3_000_000})


def flate_bomb_pdf() -> bytes:
    import zlib

    stream = zlib.compress(b"BT (a) Tj ET " + b" " * 80_000_000, 9)
    plain = pdf([["x"]], content=stream)
    return plain.replace(
        b"<< /Length %d >>\nstream" % len(stream), b"<< /Length %d /Filter /FlateDecode >>\nstream" % len(stream)
    )


def flagged_as_encrypted() -> bytes:
    out = bytearray(WORD)
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        start = archive.start_dir
    out[start + 8] |= 1
    return bytes(out)


CASES: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.txt", lambda: b"", "is empty"),
    ("mark.txt", lambda: b"\xef\xbb\xbf", "is empty"),
    ("blank.txt", lambda: " \n\u00a0\u2003\r\n".encode(), "holds nothing but white space"),
    ("empty.txt.gz", lambda: b"", "is empty"),
    ("empty.txt.zst", lambda: b"", "is empty"),
    ("hollow.txt.gz", lambda: packed(b"", ".gz"), "is empty"),
    ("nul.txt", lambda: b"MZ\x90\0\x03\0\0\0", "is binary: it has NUL bytes"),
    ("noise.txt", lambda: bytes(range(1, 256)) * 9, "is binary: it is no UTF-8 and has control characters all over"),
    ("utf16.txt", lambda: "The envoy left.".encode("utf-16-le"), "is binary: it has NUL bytes (UTF-16 without a byte"),
    ("pdf.txt", lambda: PDF, "is PDF data, not text"),
    ("docx.txt", lambda: WORD, "is a zip archive (DOCX, ODT, EPUB …), not text"),
    ("packed.txt", lambda: packed(b"a", ".gz"), "is gzip data (the suffix .gz is missing), not text"),
    ("packed.md", lambda: packed(b"a", ".zst"), "is zstd data (the suffix .zst is missing), not text"),
    ("picture.txt", lambda: b"\x89PNG\r\n\x1a\n\0\0", "is a picture, not text"),
    ("letter.txt", lambda: b"{\\rtf1 Dear Sir}", "is RTF data, not text"),
    ("cut.txt", lambda: "“We stay,” said Zoë’s envoy.’".encode()[:-1], "is truncated: it ends inside a UTF-8"),
    ("cut16.txt", lambda: "We stay".encode("utf-16")[:-1], "is truncated: it ends inside a character of UTF-16"),
    ("mixed.txt", lambda: "“Zoë”\n".encode() + b"caf\xe9 noir", "is UTF-8, but not at byte 14 (line 2): mend it there"),
    ("large.txt", lambda: b"a" * 1_000_001, "has more than 1 MB (setting max_megabytes)"),
    ("large.txt.gz", lambda: packed(bytes(range(256)) * 5_000, ".gz"), "unpacks to more than 1 MB, over 100 times"),
    ("large.html", lambda: b"<p>" + b"a" * 1_000_000, "has more than 1 MB (setting max_megabytes)"),
    ("bomb.txt.gz", lambda: packed(b"a" * 9_000_000, ".gz"), "unpacks to more than 1 MB, over 100 times"),
    ("bomb.md.zst", lambda: packed(b"a" * 9_000_000, ".zst"), "unpacks to more than 1 MB, over 100 times"),
    ("plain.txt.gz", lambda: b"The envoy left.", "is no gzip data, or damaged"),
    ("plain.txt.zst", lambda: b"The envoy left.", "is no zstd data, or damaged"),
    ("cut.txt.gz", lambda: packed(b"The envoy left.", ".gz")[:-1], "is truncated: its gzip data stop early"),
    ("cut.txt.zst", lambda: packed(b"The envoy left.", ".zst")[:-1], "is truncated: its zstd data stop early"),
    ("tail.txt.gz", lambda: packed(b"a", ".gz") + b"tail", "has something else behind the end of its gzip data"),
    ("tail.txt.zst", lambda: packed(b"a", ".zst") + b"tail", "has something else behind the end of its zstd data"),
    ("tail0.txt.gz", lambda: packed(b"a", ".gz") + b"\0\0tail", "has something else behind the end of its gzip data"),
    ("window.txt.zst", lambda: b"\x28\xb5\x2f\xfd\x00\xa8" + b"\x01\0\0", "needs a window of more than 128 MiB"),
    ("empty.html", lambda: b"", "is empty"),
    ("hollow.html", lambda: b"<head><title>T</title></head><body><script>x</script>", "has no text"),
    ("blank.html", lambda: b"  \n", "has no text"),
    ("deep.html", lambda: b"<p>Hello" + b"<div>" * 3_000 + b"Hello", "is nested too deeply to be read"),
    ("pdf.html", lambda: PDF, "is PDF data, not text"),
    ("text.docx", lambda: b"The envoy left.", "is no DOCX: it is not a zip archive"),
    ("cut.docx", lambda: WORD[: len(WORD) // 2], "is truncated or damaged"),
    ("old.docx", lambda: OLE + bytes(600), "is an old Word file (.doc): save it as .docx"),
    ("locked.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted: remove its password"),
    ("flag.docx", flagged_as_encrypted, "is encrypted: remove its password"),
    ("bomb.docx", bomb_docx, "has more than 1 MB unpacked (setting max_megabytes)"),
    ("many.docx", lambda: repacked(WORD, {f"x{at}": b"" for at in range(5_001)}), "has 5,0"),
    ("zip.docx", lambda: repacked(WORD, {"[Content_Types].xml": b"<Types/>"}), "is no readable DOCX"),
    ("xml.docx", lambda: repacked(WORD, {"word/document.xml": b"<w:document"}), "is no readable DOCX"),
    ("type.docx", lambda: repacked(WORD, {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
     "has a document type in word/document.xml, which no Word file needs: refused"),
    ("hollow.docx", lambda: word([(" ", None)]), "has no text"),
    ("text.pdf", lambda: b"The envoy left.", "is no PDF"),
    ("cut.pdf", lambda: PDF[: len(PDF) // 2], "is truncated: the end mark of a PDF is missing"),
    ("locked.pdf", lambda: encrypted_pdf("secret"), "is encrypted: remove its password"),
    ("scan.pdf", lambda: pdf([[], []]), "has no text layer on its 2 pages (scanned?): run OCR first"),
    ("wreck.pdf", lambda: b"%PDF-1.4\nnothing here\n%%EOF", "is no readable PDF, or truncated"),
    ("bomb.pdf", flate_bomb_pdf, "has a page that unpacks to more than may be: a bomb?"),
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(settings=Settings(max_megabytes=1)) as made:
        yield made


@pytest.mark.parametrize(("name", "make", "reason"), CASES, ids=[name for name, _, _ in CASES])
def test_each_fault_is_said_and_the_next_file_is_read(
    reader: Reader, tmp_path: Path, name: str, make: Callable[[], bytes], reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    (tmp_path / "next.txt").write_text("The envoy left.", encoding="utf-8")
    found, good = (item for given in (path, tmp_path / "next.txt") for item in reader.read(given))
    assert isinstance(found, DocumentError)
    assert found.reason.startswith(reason), found
    assert (found.path, found.line) == (str(path), None)
    assert isinstance(good, RawDocument)


def test_a_docx_bomb_below_the_limit_is_called_one(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(repacked(WORD, {"word/media/image1.bin": b"\0" * 20_000_000}))
    assert error(path).reason.startswith("unpacks to 20")
    assert error(path).reason.endswith("over 100 times its size: a zip bomb?")


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a", encoding="utf-8")

    def refusing(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refusing)
    assert error(path).reason == "cannot be read: Permission denied"


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.pdf"])
def test_a_missing_extra_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(formats.importlib.util, "find_spec", lambda package: None)
    (tmp_path / name).write_bytes(b"x")
    assert error(tmp_path / name).reason.endswith("pip install 'inquit[readers]'")
