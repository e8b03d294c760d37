"""Plain text: the characters as they stand."""

from __future__ import annotations

from inquit.reading.decoding import decode
from inquit.reading.parsed import Options, Parsed


def parse(data: bytes, options: Options) -> Parsed:
    """Read a plain text file. Raises Refused."""
    text, notices = decode(data, options.encoding)
    return Parsed(text, notices=tuple(notices))
