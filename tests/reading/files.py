"""Files for the tests of reading, built in memory."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import zstandard

from inquit.errors import DocumentError
from inquit.reading import RawDocument, read
from inquit.settings import Settings


def documents(*inputs: str | Path, **options: object) -> list[RawDocument]:
    """What is read, none of it an error."""
    found = list(read(inputs, settings=Settings(**options)))
    for item in found:
        if isinstance(item, DocumentError):
            raise item
    return [item for item in found if isinstance(item, RawDocument)]


def document(path: Path, **options: object) -> RawDocument:
    (found,) = documents(path, **options)
    return found


def error(path: str | Path, **options: object) -> DocumentError:
    """The one error that reading a file gives, and nothing else."""
    (found,) = read([path], settings=Settings(**options))
    assert isinstance(found, DocumentError)
    return found


def regions(found: RawDocument) -> list[tuple[str, str]]:
    """(kind, words) of every region, checked to be sorted, inside the text and apart from each other."""
    at = 0
    for region in found.structure:
        assert at <= region.start < region.end <= len(found.text)
        at = region.end
    return [(region.kind, found.text[region.start : region.end]) for region in found.structure]


def packed(data: bytes, packing: str) -> bytes:
    if packing == ".gz":
        return gzip.compress(data)
    return zstandard.ZstdCompressor().compress(data) if packing == ".zst" else data


def pdf(
    pages: Sequence[Sequence[str]],
    *,
    info: str = "",
    outline: Sequence[tuple[str, int]] = (),
    content: bytes | None = None,
) -> bytes:
    """A PDF of lines of text, written by hand.

    `info`: the inside of its information dictionary; `outline`: bookmarks with the index of their page.
    """
    objects: list[bytes] = []
    first = 4
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    marks = first + 2 * len(pages)
    outlines = f"/Outlines {marks} 0 R " if outline else ""
    objects.append(f"<< /Type /Catalog {outlines}/Pages 2 0 R >>".encode())
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for at, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -20 Td\n" for line in lines)
        stream = content if content is not None else f"BT /F1 12 Tf 50 700 Td\n{shown}ET".encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {first + 2 * at + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    if outline:
        objects.append(f"<< /First {marks + 1} 0 R /Last {marks + len(outline)} 0 R /Count {len(outline)} >>".encode())
        for at, (title, page) in enumerate(outline, marks + 1):
            following = f"/Next {at + 1} 0 R " if at < marks + len(outline) else ""
            objects.append(
                f"<< /Title ({title}) /Parent {marks} 0 R {following}/Dest [{first + 2 * page} 0 R /Fit] >>".encode()
            )
    objects.append(f"<< {info} >>".encode())
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def encrypted_pdf(password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([["A secret protocol."]]))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(paragraphs: Sequence[tuple[str, str | None]], **properties: str) -> bytes:
    """A DOCX of (words, style) paragraphs."""
    import docx

    made = docx.Document()
    for text, style in paragraphs:
        made.add_paragraph(text, style=style)
    for key, value in properties.items():
        setattr(made.core_properties, key, value)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    """A zip archive with some entries replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return out.getvalue()
