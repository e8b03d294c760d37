"""PDF: the text layer page by page, as it stands; running headers and page numbers are marked as notes."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from inquit.reading.pages import Bookmark, heading_regions, running_regions
from inquit.reading.parsed import Options, Parsed, Refused, repaired
from inquit.reading.raw import Region

# What pypdf raises on broken parts, besides its own.
BROKEN = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OverflowError)
TAIL = 4_096
MAX_HEADINGS = 5_000


def parse(data: bytes, options: Options) -> Parsed:
    """Read a PDF file. Raises Refused: encrypted, truncated, without a text layer, broken."""
    if b"%PDF-" not in data[:1024]:
        raise Refused("is no PDF: it does not begin with %PDF-")
    if b"%%EOF" not in data[-TAIL:]:
        raise Refused("is truncated: the end mark of a PDF is missing")
    with _complaints() as complaints:
        reader = _opened(data)
        pages, unread = _pages(reader, options.max_bytes)
        if not any(page.strip() for page in pages):
            raise Refused(_why_no_text(len(pages), unread, complaints))
        meta = _meta(reader)
        text = "\n".join(pages)
        structure = _structure(reader, pages)
    notices = []
    if unread:
        notices.append(f"not all could be read: page {', '.join(map(str, unread[:10]))}{' …' * (len(unread) > 10)}")
    if empty := [number for number, page in enumerate(pages, 1) if not page.strip() and number not in unread]:
        notices.append(f"no text layer on page {', '.join(map(str, empty[:10]))}{' …' * (len(empty) > 10)}")
    return Parsed(text, meta, structure, tuple(notices))


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("is encrypted: remove its password")
        if not len(reader.pages):
            raise Refused("has no pages")
    except DependencyError as error:
        raise Refused(f"is encrypted: {error}") from error
    except BROKEN as error:
        raise Refused(f"is no readable PDF, or truncated: {str(error)[:200]}") from error
    return reader


def _pages(reader: PdfReader, max_bytes: int) -> tuple[list[str], list[int]]:
    """The text of each page, and the numbers of those that could not be read."""
    pages: list[str] = []
    unread: list[int] = []
    size = 0
    for number in range(len(reader.pages)):
        try:
            page = reader.pages[number].extract_text()
        except LimitReachedError as error:
            raise Refused(f"has a page that unpacks to more than may be: a bomb? ({str(error)[:200]})") from error
        except BROKEN:
            page = ""
            unread.append(number + 1)
        pages.append(repaired(page).strip("\r\n"))
        size += len(page)
        if size > max_bytes:
            raise Refused("has more text than max_megabytes allows")
    return pages, unread


def _why_no_text(pages: int, unread: list[int], complaints: list[str]) -> str:
    if any("imit" in complaint for complaint in complaints):
        return f"unpacks to more than may be: a bomb? ({complaints[0]})"
    if unread:
        return f"is damaged: none of its {pages} {'page' if pages == 1 else 'pages'} can be read"
    if complaints:
        return f"has no text, and is damaged: {complaints[0]}"
    return f"has no text layer on its {pages} {'page' if pages == 1 else 'pages'} (scanned?): run OCR first"


def _meta(reader: PdfReader) -> dict[str, Any]:
    found: dict[str, str] = {}
    try:
        info = reader.metadata
        if info is None:
            return {}
        title = str(info.title or "").strip()
        if not title.startswith(("Microsoft Word - ", "untitled", "Untitled")):
            found["title"] = title
        found["author"] = str(info.author or "").strip()
        created = info.creation_date
        found["date"] = created.date().isoformat() if created else ""
        found["language"] = str(reader.root_object.get("/Lang") or "").strip()
    except BROKEN:  # a date that is none: keep what was found before it
        pass
    return {key: repaired(value) for key, value in found.items() if value}


def _structure(reader: PdfReader, pages: list[str]) -> tuple[Region, ...]:
    notes = running_regions(pages)
    try:
        titles = list(_outline(reader))
    except BROKEN:
        titles = []
    return tuple(sorted([*notes, *heading_regions(pages, titles, notes)], key=lambda region: region.start))


def _outline(reader: PdfReader) -> Iterator[Bookmark]:
    """The bookmarks in order."""
    waiting: list[tuple[Any, int]] = [(reader.outline, 0)]
    count = 0
    while waiting and count < MAX_HEADINGS:
        item, depth = waiting.pop()
        if isinstance(item, list):
            waiting.extend((child, depth + 1) for child in reversed(item))
        elif title := str(getattr(item, "title", "") or "").strip():
            count += 1
            yield title, depth, max(reader.get_destination_page_number(item) or 0, 0)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What pypdf logs meanwhile: it says there what it could not read, and gives empty text."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if len(found) < 20:
                found.append(record.getMessage()[:200])

    logger, collector = logging.getLogger("pypdf"), Collector(logging.WARNING)
    spread, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield found
    finally:
        logger.removeHandler(collector)
        logger.propagate = spread
