"""A corpus: annotated documents in files, read when they are asked for."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from inquit.corpus.reader import read_records
from inquit.errors import InquitError, RecordError
from inquit.record import Document, StanceSummary, summarised

SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst")
Predicate = Callable[[Document], bool]


class Corpus:
    """Annotated documents, in the order of their files and lines; only the one in hand is in memory.

    `Corpus.read("corpus/*.jsonl")` makes one; `for document in corpus`, `len(corpus)`, `corpus["an-id"]` and
    `corpus.filter(...)` read the files anew. A line that is no record raises RecordError, with file and line.
    """

    def __init__(self, files: Iterable[Path], predicates: tuple[Predicate, ...] = ()) -> None:
        self._files = tuple(files)
        self._predicates = predicates
        self._length: int | None = None

    @classmethod
    def read(cls, paths: str | Path | Iterable[str | Path]) -> Corpus:
        """A corpus of files, folders (their `.jsonl`, `.jsonl.gz` and `.jsonl.zst` files) and globs.

        Raises InquitError where a path names no file.
        """
        given = [paths] if isinstance(paths, str | Path) else list(paths)
        files: list[Path] = []
        for path in given:
            found = list(_files_of(Path(path)))
            if not found:
                raise InquitError(f"{path}: no corpus file (.jsonl, .jsonl.gz, .jsonl.zst) there")
            files += [file for file in found if file not in files]
        return cls(files)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of the corpus."""
        return self._files

    def __iter__(self) -> Iterator[Document]:
        for file in self._files:
            for item in read_records(file):
                if isinstance(item, RecordError):
                    raise item
                if all(wanted(item) for wanted in self._predicates):
                    yield item

    def __len__(self) -> int:
        """The number of documents; the files are read for it once."""
        if self._length is None:
            self._length = sum(1 for _ in self)
        return self._length

    def __getitem__(self, id: str) -> Document:
        """The first document of this id. Raises KeyError."""
        for document in self:
            if document.id == id:
                return document
        raise KeyError(id)

    def filter(self, predicate: Predicate) -> Corpus:
        """The documents for which `predicate(document)` is true, found while iterating."""
        return Corpus(self._files, (*self._predicates, predicate))

    def stances(self) -> list[StanceSummary]:
        """Who favours or opposes what in all documents, by the names of holder and target, the most frequent first.

        Names that differ are different here, and people of one name are one.
        """
        return summarised(
            (document.name_of(one.holder) or "", document.name_of(one.target) or "", f"{document.id}#{one.id}", one)
            for document in self
            for one in document.stances
        )

    def __repr__(self) -> str:
        names = ", ".join(str(file) for file in self._files[:3]) + (", …" if len(self._files) > 3 else "")
        return f"<Corpus of {names}{' (filtered)' if self._predicates else ''}>"


def _files_of(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*.jsonl*") if file.name.endswith(SUFFIXES))
    elif path.is_file():
        yield path
    else:
        # Path.glob takes no absolute pattern
        found = sorted(map(Path, glob.glob(str(path), recursive=True)))  # noqa: PTH207
        yield from (file for file in found if file.is_file())
