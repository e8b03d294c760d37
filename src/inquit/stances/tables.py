"""Rows from files and other tables: JSON lines, CSV, or whatever yields mappings; each with where it stands.

What is no row is a RowError with file and line, and the rest go on.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from inquit.errors import DocumentError

SUFFIXES = (".jsonl", ".csv")
_BOM = b"\xef\xbb\xbf"


class RowError(DocumentError):
    """Mend or leave out this row: a cell is missing or not as it must be. `column` names the cell, or is None."""

    def __init__(self, reason: str, *, path: str, line: int | None = None, column: str | None = None) -> None:
        self.column = column
        super().__init__(reason if column is None else f"column {column!r}: {reason}", path=path, line=line)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.reason, self.path, self.line)


class TableRow(msgspec.Struct, frozen=True):
    """A row and its place: the file (or "rows") and the line, counted from 1."""

    cells: Mapping[str, Any]
    path: str
    line: int

    def error(self, reason: str, column: str | None = None) -> RowError:
        """What to raise of this row."""
        return RowError(reason, path=self.path, line=self.line, column=column)


def read_table(source: str | Path | Iterable[Mapping[str, Any]]) -> Iterator[TableRow | RowError]:
    """The rows of a `.jsonl` or `.csv` file, or of any iterable of mappings (a `datasets.Dataset` is one).

    Raises DocumentError where the file cannot be read at all.
    """
    if not isinstance(source, str | Path):
        for number, cells in enumerate(source, 1):
            if isinstance(cells, Mapping):
                yield TableRow(cells, "rows", number)
            else:
                yield RowError(f"a row is a mapping, not a {type(cells).__name__}", path="rows", line=number)
        return
    path = Path(source)
    if path.suffix not in SUFFIXES:
        raise DocumentError(f"rows are read from {' and '.join(SUFFIXES)}", path=str(path))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(error.strerror or str(error), path=str(path)) from error
    read = _json_rows if path.suffix == ".jsonl" else _csv_rows
    empty = True
    for row in read(data.removeprefix(_BOM), str(path)):
        empty = False
        yield row
    if empty:
        raise DocumentError("is empty: it has no rows", path=str(path))


def _json_rows(data: bytes, path: str) -> Iterator[TableRow | RowError]:
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            cells = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            yield RowError(f"no valid JSON: {error}", path=path, line=number)
            continue
        if isinstance(cells, dict):
            yield TableRow(cells, path, number)
        else:
            yield RowError("a row is a JSON object", path=path, line=number)


def _csv_rows(data: bytes, path: str) -> Iterator[TableRow | RowError]:
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RowError("is not UTF-8", path=path, line=line) from error
    reader = csv.DictReader(content.splitlines(keepends=True), strict=True)
    try:
        for cells in reader:
            if None in cells:
                yield RowError("has more cells than the header", path=path, line=reader.line_num)
            else:
                yield TableRow(cells, path, reader.line_num)
    except csv.Error as error:
        raise RowError(f"no valid CSV: {error}", path=path, line=reader.line_num) from error


def _rebuild(reason: str, path: str, line: int | None) -> RowError:
    return RowError(reason, path=path, line=line)
