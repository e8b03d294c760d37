"""JSON lines: each row a document, with its true line number; a bad row is a DocumentError and the rest go on.

jsonlines and msgspec do the reading, over lines in bytes: in text mode, one bad byte would end the file in silence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import jsonlines
import msgspec

from inquit.errors import DocumentError
from inquit.reading.decoding import kind_of
from inquit.reading.ids import Ids
from inquit.reading.parsed import Refused
from inquit.reading.raw import RawDocument
from inquit.reading.unpacking import Lines


def read_rows(lines: Lines, *, path: str, source: str, file: str, ids: Ids) -> Iterator[RawDocument | DocumentError]:
    """The documents of a JSON lines file.

    A row is an object with `text` and, if it likes, `id` (a string or an integer; without one: `file`, a dash and the
    line number). Its other keys go to meta as they are, a `source` or `sha256` of its own too; ours stand only where it
    has none. A row that is a record of inquit's own gives its text, id and meta, to be annotated anew.
    """
    reader = jsonlines.Reader(lines, loads=_loads)
    count = 0
    while True:
        try:
            row = reader.read(allow_none=True, skip_empty=True)
            document = _document(row, lines, path=path, source=source, file=file, ids=ids)
        except EOFError:
            break
        except jsonlines.InvalidLineError as error:
            if reason := _no_rows_at_all(lines):
                yield DocumentError(reason, path=path)
                return
            yield DocumentError(_reason(error), path=path, line=lines.number)
        except Refused as error:
            if lines.broken:
                yield DocumentError(f"{error} (after line {lines.number})", path=path)
                return
            yield DocumentError(str(error), path=path, line=lines.number)
        else:
            yield document
        count += 1
    if not count:
        yield DocumentError("is empty: it has no rows", path=path)


def is_row(line: bytes) -> bool:
    """Is this line a JSON object with "text"? (Standard input is JSON lines when its first line is.)"""
    try:
        row = _loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except ValueError:
        return False
    return isinstance(row, dict) and "text" in row


def _document(row: Any, lines: Lines, *, path: str, source: str, file: str, ids: Ids) -> RawDocument:
    if not isinstance(row, dict):
        raise Refused(f'a row must be an object with "text", not {_json_type(row)}')
    if "text" not in row:
        raise Refused(f'the row has no "text"; it has: {", ".join(map(repr, row))[:200] or "nothing"}')
    text, id = row.pop("text"), row.pop("id", None)
    if not isinstance(text, str):
        raise Refused(f'"text" must be a string, not {_json_type(text)}')
    if not text.strip():
        raise Refused('"text" is empty' if not text else '"text" holds nothing but white space')
    if id is None:
        id = ids.free(f"{file}-{lines.number}", path, lines.number)
    elif isinstance(id, bool) or not isinstance(id, str | int):
        raise Refused(f'"id" must be a string or an integer, not {_json_type(id)}')
    elif not str(id).strip():
        raise Refused('"id" is empty')
    else:
        id = str(id)
        if taken := ids.claim(id, path, lines.number):
            place = f"line {taken.removeprefix(path + ':')}" if taken.startswith(path + ":") else taken
            raise Refused(f"the id {id[:100]!r} is taken already, by {place}")
    if str(row.get("schema")).startswith("inquit/") and isinstance(row.get("meta"), dict):
        row = row["meta"]
    line = lines.line.removesuffix(b"\r")
    if lines.number == 1:
        line = line.removeprefix(b"\xef\xbb\xbf")
    return RawDocument(id, text, {"source": source, "sha256": hashlib.sha256(line).hexdigest()} | row, file=file)


def _loads(line: str | bytes) -> Any:
    try:
        return msgspec.json.decode(line)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except msgspec.DecodeError as error:
        if "\\ud" not in str(line).lower():
            raise
        try:  # the escape of a lone surrogate is legal JSON; msgspec says "truncated" there
            return json.loads(line, parse_constant=_refused, parse_float=_finite)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None
        except ValueError:
            raise error from None


def _refused(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"{digits} is out of range")
    return value


def _reason(error: jsonlines.InvalidLineError) -> str:
    cause = error.__cause__
    if isinstance(cause, UnicodeDecodeError):
        return f"not UTF-8 at byte {cause.start} of the line"
    return f"no valid JSON: {cause}"


def _no_rows_at_all(lines: Lines) -> str | None:
    """A first line that shows the whole file to be something else."""
    if lines.number > 1:
        return None
    if kind := kind_of(lines.line):
        return f"is {kind}, not JSON lines"
    if lines.line.startswith((b"\xff\xfe", b"\xfe\xff")) or lines.line[1:2] == b"\0":
        return "is UTF-16: JSON lines must be UTF-8"
    if b"\0" in lines.line:
        return "is binary: it has NUL bytes"
    return None


def _json_type(value: object) -> str:
    names = {type(None): "null", bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list"}
    return names.get(type(value), "an object")
