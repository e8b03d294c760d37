"""What the user names → the files to read: paths, folders, globs, standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import msgspec

from inquit.errors import DocumentError
from inquit.reading.formats import KNOWN, TEXT, Format, taken_apart

STDIN = "-"
Warn = Callable[[str], None]


class Source(msgspec.Struct, frozen=True):
    """One file to read.

    `path`: as the user gave it, with what was found below; `relative`: for `meta.source`, with "/" and never absolute;
    `name`: what the id is made of: below the given folder or the glob's fixed part, without suffixes.
    """

    path: str
    relative: str
    name: str
    format: Format
    packing: str

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The file, to be read in binary. Raises OSError."""
        if self.path == STDIN:
            return nullcontext(sys.stdin.buffer)
        return Path(self.path).open("rb")


def sources(given: str, *, warn: Warn) -> Iterator[Source | DocumentError]:
    """The files that one input stands for, in the order of their paths.

    A folder and a glob give the files of known suffix: hidden ones and, in folders, READMEs are passed over in silence,
    others are counted in a warning. A symbolic link is followed, but never back to a folder that it is in.
    """
    if given == STDIN:
        yield Source(STDIN, STDIN, "stdin", TEXT, "")
        return
    path = Path(given)
    try:
        if path.is_dir():
            yield from _in_folder(path, warn)
        elif path.exists() or not glob.has_magic(given):
            yield _direct(path)
        else:
            yield from _in_glob(given, warn)
    except (OSError, ValueError) as error:  # too long a name, a NUL in it
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        yield DocumentError(reason, path=shown(given))


def shown(path: str | Path) -> str:
    """A path as text: bytes that are no UTF-8 become escapes."""
    return os.fsencode(str(path)).decode("utf-8", "backslashreplace")


def _direct(path: Path) -> Source | DocumentError:
    if not path.exists():
        return DocumentError("no such file or folder", path=shown(path))
    name = taken_apart(path.name)
    if name.suffix and not name.format:
        return DocumentError(f"the suffix {name.suffix!r} is not one that is read: {KNOWN}", path=shown(path))
    return _source(path, base=path.parent, direct=True)


def _in_folder(folder: Path, warn: Warn) -> Iterator[Source | DocumentError]:
    found = False
    for item in _read_or_passed_over(_walk(folder, ()), f"in {shown(folder)}", warn):
        found = True
        yield item if isinstance(item, DocumentError) else _source(item, base=folder)
    if not found:
        yield DocumentError(f"the folder has no file of a suffix that is read: {KNOWN}", path=shown(folder))


def _in_glob(pattern: str, warn: Warn) -> Iterator[Source | DocumentError]:
    fixed = _fixed_part(pattern)
    matches = sorted(map(Path, glob.glob(pattern, recursive=True)), key=lambda path: path.parts)  # noqa: PTH207
    folders = "**" not in Path(pattern).parts

    def files() -> Iterator[Path | DocumentError]:
        for match in matches:
            if match.is_file():
                yield match
            elif folders and match.is_dir():
                yield from _walk(match, ())

    found = False
    for item in _read_or_passed_over(files(), f"among {shown(pattern)}", warn):
        found = True
        yield item if isinstance(item, DocumentError) else _source(item, base=fixed)
    if not found:
        yield DocumentError(f"nothing of a suffix that is read matches: {KNOWN}", path=shown(pattern))


def _read_or_passed_over(
    items: Iterator[Path | DocumentError], where: str, warn: Warn
) -> Iterator[Path | DocumentError]:
    passed = 0
    for item in items:
        if isinstance(item, DocumentError) or taken_apart(item.name).format:
            yield item
        else:
            passed += 1
    if passed:
        warn(f"{passed} {'file' if passed == 1 else 'files'} of other suffixes passed over {where}")


def _walk(folder: Path, above: tuple[str, ...]) -> Iterator[Path | DocumentError]:
    """Files below a folder, sorted by name at each level. `above`: real paths of the folders that it is in."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir(), entry.is_file()) for entry in entries)
    except OSError as error:
        yield DocumentError(f"cannot be listed: {error.strerror}", path=shown(folder))
        return
    for name, is_dir, is_file in names:
        if name.startswith("."):
            continue
        if is_dir:
            yield from _walk(folder / name, (*above, real))
        elif is_file and not name.upper().startswith("README"):
            yield folder / name


def _source(path: Path, *, base: Path, direct: bool = False) -> Source:
    name = taken_apart(path.name)
    below = path.relative_to(base)
    relative = path
    if path.is_absolute():  # where somebody keeps the files is no part of a record
        relative = below if direct else Path(base.name) / below
    return Source(
        path=str(path),
        relative=shown(relative.as_posix()),
        name=below.with_name(name.stem).as_posix(),
        format=name.format or TEXT,
        packing=name.packing,
    )


def _fixed_part(pattern: str) -> Path:
    """The folders of a glob before the first that has a sign in it."""
    parts = Path(pattern).parts
    signs = next((at for at, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    return Path(*parts[:signs])
