"""Bytes → text: UTF-8, UTF-16 and UTF-32 by their byte order marks, else a guess that is said.

A byte order mark is not part of the text; every other character stays as it is, line ends too.
"""

from __future__ import annotations

import codecs
import re

from inquit.errors import SettingsError
from inquit.reading.parsed import Refused

# The longest first: UTF-32's mark begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
KINDS = (
    (b"%PDF-", "PDF data"),
    (b"PK\x03\x04", "a zip archive (DOCX, ODT, EPUB …)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office or an encrypted Office file"),
    (b"{\\rtf", "RTF data"),
    (b"\x1f\x8b", "gzip data (the suffix .gz is missing)"),
    (b"\x28\xb5\x2f\xfd", "zstd data (the suffix .zst is missing)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
# The pages worth guessing: charset-normalizer knows ninety, and takes English for Icelandic on a Mac.
PLAUSIBLE = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
]  # fmt: skip
SAMPLE = 1 << 20
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_HIGH = re.compile(rb"[\x80-\xff]")


def check_encoding(encoding: str | None) -> None:
    """Raises SettingsError where Python knows no text encoding of this name."""
    try:
        "".encode(encoding or "utf-8")
        codecs.lookup(encoding or "utf-8")
    except LookupError as error:
        raise SettingsError(f"encoding: {error}") from error


def kind_of(data: bytes) -> str | None:
    """What the first bytes say that is no text ("PDF data"), or None."""
    return next((kind for magic, kind in KINDS if data.startswith(magic)), None)


def decode(data: bytes, encoding: str | None = None, *, declared: str | None = None) -> tuple[str, list[str]]:
    """The text of `data` and notices about it.

    `encoding`: forced by the user; `declared`: by the document itself, believed where the bytes are no UTF-8.
    Raises Refused: binary data, bytes that do not fit the encoding, a UTF-8 text cut inside a character.
    """
    if encoding is not None:
        return _forced(data, encoding), []
    for mark, name in MARKS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], name), []
    if kind := kind_of(data):
        raise Refused(f"is {kind}, not text")
    if b"\0" in data:
        raise Refused("is binary: it has NUL bytes (UTF-16 without a byte order mark? then set the encoding)")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        at = error.start
        cut = error.reason == "unexpected end of data"
    if declared and (text := _declared(data, declared)) is not None:
        return text, []
    _check_mixed(data, at, cut)
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 50:
        raise Refused("is binary: it is no UTF-8 and has control characters all over")
    return _guessed(data, at)


def _forced(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(f"is not {encoding} at byte {error.start} (setting encoding)") from error
    except UnicodeError as error:  # UTF-16 without the mark that it needs, idna
        raise Refused(f"is not {encoding}: {error}") from error
    if "\0" in text:
        raise Refused(f"is binary, or not {encoding}: it has NUL characters (setting encoding)")
    if codecs.lookup(encoding).name.startswith("utf"):
        return text.removeprefix("\ufeff")
    return text


def _by_mark(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        cut = error.reason in ("truncated data", "unexpected end of data")
        what = "is truncated: it ends inside a character of" if cut else f"is not valid at byte {error.start} as"
        raise Refused(f"{what} {encoding.removesuffix('-le').removesuffix('-be').upper()}") from error
    if "\0" in text:
        raise Refused("is binary: it has NUL characters")
    return text


def _declared(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return None


def _check_mixed(data: bytes, at: int, cut: bool) -> None:
    """A text that is UTF-8 but for a few bytes would be ruined by reading all of it as something else."""
    decoded = data.decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= char <= "\udcff" for char in decoded)
    good = sum(char > "\x7f" for char in decoded) - bad
    if good <= bad:
        return
    if cut and len(data) - at < 4:
        raise Refused("is truncated: it ends inside a UTF-8 character")
    line = data.count(b"\n", 0, at) + 1
    raise Refused(f"is UTF-8, but not at byte {at} (line {line}): mend it there, or set the encoding")


def _guessed(data: bytes, at: int) -> tuple[str, list[str]]:
    import charset_normalizer

    sample = data[:SAMPLE]
    if len(sample) < len(data):
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    if not _HIGH.search(sample):  # plain ASCII up to here: look around the first byte that is not
        sample = data[max(0, at - 2_000) : at + 2_000]
    matches = list(charset_normalizer.from_bytes(sample, cp_isolation=PLAUSIBLE, preemptive_behaviour=False))
    candidates = [name for match in matches for name in match.could_be_from_charset if name in PLAUSIBLE]
    if matches:
        best = matches[0]
        # What fits Windows-1252 as well as anything is Windows-1252.
        as_well = [match for match in matches if match.chaos <= best.chaos + 0.02]
        if any("cp1252" in match.could_be_from_charset for match in as_well):
            candidates.insert(0, "cp1252")
    for name in [*candidates, "cp1252"]:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        return text, [f"read as {name}: not UTF-8 at byte {at}"]
    raise Refused(f"is not UTF-8 at byte {at}, nor any encoding that could be guessed: set the encoding")
