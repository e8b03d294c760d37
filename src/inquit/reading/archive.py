"""A zip archive from a stranger: checked before anything in it is unpacked or parsed."""

from __future__ import annotations

import io
import zipfile
import zlib

from inquit.reading.parsed import Refused
from inquit.reading.unpacking import BOMB_RATIO, megabytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAX_ENTRIES = 5_000
# Below this size unpacked, a high ratio is only a repetitive document.
SMALL = 8_000_000
_DOCTYPE = "<!DOCTYPE"


def check_office(data: bytes, max_bytes: int) -> None:
    """Raises Refused for what is no Office Open XML file that may be parsed: encrypted, old, truncated, a bomb, with a
    document type (which could declare entities).
    """
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise Refused("is encrypted: remove its password")
        raise Refused("is an old Word file (.doc): save it as .docx")
    if not data.startswith(b"PK"):
        raise Refused("is no DOCX: it is not a zip archive")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, len(data), max_bytes)
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels")):
                    _check_xml(archive.read(entry), entry.filename)
    except zipfile.BadZipFile as error:
        raise Refused(f"is truncated or damaged: {error}") from error
    except (RuntimeError, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as error:
        raise Refused(f"is damaged: {error}") from error


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int, max_bytes: int) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("is encrypted: remove its password")
    if len(entries) > MAX_ENTRIES:
        raise Refused(f"has {len(entries):,} parts, more than {MAX_ENTRIES:,}: a zip bomb?")
    size = sum(entry.file_size for entry in entries)  # zipfile unpacks no more than an entry declares
    if size > min(SMALL, max_bytes) and size > BOMB_RATIO * packed:
        raise Refused(f"unpacks to {megabytes(size)}, over {BOMB_RATIO} times its size: a zip bomb?")
    if size > max_bytes:
        raise Refused(f"has more than {megabytes(max_bytes)} unpacked (setting max_megabytes)")


def _check_xml(part: bytes, name: str) -> None:
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        if _DOCTYPE.encode(encoding) in part:
            raise Refused(f"has a document type in {name}, which no Word file needs: refused")
