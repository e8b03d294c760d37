"""Reading a corpus file: one record a line, each fault with its file and true line number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import jsonlines
import msgspec

from inquit.errors import RecordError
from inquit.reading.parsed import Refused
from inquit.reading.unpacking import Lines, Stream
from inquit.record import Document, decode

LONGEST_LINE = 1 << 31


def read_records(path: str | Path) -> Iterator[Document | RecordError]:
    """The items of `read_lines` without their line numbers."""
    for _, item in read_lines(path):
        yield item


def read_lines(path: str | Path) -> Iterator[tuple[int, Document | RecordError]]:
    """(line number from 1, record) of one `.jsonl`, `.jsonl.gz` or `.jsonl.zst` file; blank lines are passed over.

    A line that is no record is yielded as a RecordError and reading goes on with the next. A file that cannot be
    opened, or whose compressed stream is damaged or stops early, gives a RecordError too, and there reading ends.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            lines = Lines(Stream(file, Path(path).suffix), LONGEST_LINE)
            with jsonlines.Reader(cast(Any, lines), loads=decode) as reader:
                while True:
                    try:
                        # jsonlines passes on whatever `decode` gives, though its types say JSON values
                        item = cast(Document, reader.read(skip_empty=True))
                    except jsonlines.InvalidLineError as error:
                        yield lines.number, _fault(error, name)
                    except EOFError:
                        return
                    else:
                        yield lines.number, item
    except Refused as error:
        yield 0, RecordError(str(error), path=name)
    except OSError as error:
        yield 0, RecordError(error.strerror or str(error), path=name)


def _fault(error: jsonlines.InvalidLineError, path: str) -> RecordError:
    cause = error.__cause__
    if not isinstance(cause, msgspec.MsgspecError):
        return RecordError(f"not UTF-8: {cause}", path=path, line=error.lineno)
    if not isinstance(cause, msgspec.ValidationError):
        return RecordError(f"not JSON: {cause}", path=path, line=error.lineno)
    message, _, place = str(cause).partition(" - at ")
    found = re.search(r"`(\$.*?)`", place)
    return RecordError(message, path=path, line=error.lineno, json_path=found[1] if found else "$")
