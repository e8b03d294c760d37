"""A text with labelled spans: what most gold standards come down to, and a way to open their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from inquit.evaluation.gold.errors import GoldError

Span = tuple[int, int]


class Labelled(msgspec.Struct, frozen=True):
    """Characters `[start, end)` of a text and their label."""

    start: int
    end: int
    label: str


class LabelledText(msgspec.Struct, frozen=True):
    """A document of a gold standard, or what was predicted for it. `tokens`: the gold's own, where it has some."""

    id: str
    text: str
    spans: tuple[Labelled, ...]
    tokens: tuple[Span, ...] = ()


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """(number from 1, line without its end) of a UTF-8 file. Raises GoldError."""
    number = 0
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                yield number, line.rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise GoldError(f"not UTF-8: {error}", path=str(path), line=number + 1) from error
    except OSError as error:
        raise GoldError(error.strerror or str(error), path=str(path)) from error


def files_of(path: Path, suffix: str) -> list[Path]:
    """The file, or every one of this suffix in a folder and its folders, by name. Raises GoldError for none."""
    if not path.is_dir():
        return [path]
    if not (files := sorted(path.rglob(f"*{suffix}"))):
        raise GoldError(f"no {suffix} file in this folder", path=str(path))
    return files


def one_of_each(ids: Iterable[str], path: Path) -> None:
    """Raises GoldError where an id comes twice."""
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise GoldError(f"the id {id!r} stands there twice", path=str(path))
        seen.add(id)
