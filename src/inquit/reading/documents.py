"""Inputs → documents, one after the other; whatever cannot be read becomes a DocumentError and the rest go on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from inquit.errors import DocumentError
from inquit.reading.child import Child
from inquit.reading.decoding import check_encoding
from inquit.reading.formats import ROWS
from inquit.reading.ids import Ids, slug
from inquit.reading.inputs import STDIN, Source, Warn, sources
from inquit.reading.parsed import Options, Refused
from inquit.reading.raw import RawDocument
from inquit.reading.rows import is_row, read_rows
from inquit.reading.unpacking import MAGIC, Lines, Stream
from inquit.settings import Settings


def read(
    inputs: Iterable[str | Path] | str | Path, *, settings: Settings | None = None, warn: Warn | None = None
) -> Iterator[RawDocument | DocumentError]:
    """The documents of files, folders, globs and standard input (`-`), one at a time.

    A file or row that cannot be read is yielded as a DocumentError, which names the file and, for rows, the line.
    `warn` is told what concerns no single document (files passed over). Raises SettingsError for an unknown encoding.
    """
    reader = Reader(settings=settings, warn=warn)
    return _all(reader, [inputs] if isinstance(inputs, str | Path) else inputs)


def _all(reader: Reader, inputs: Iterable[str | Path]) -> Iterator[RawDocument | DocumentError]:
    with reader:
        for given in inputs:
            yield from reader.read(given)


class Reader:
    """Reads inputs one by one, so that ids stay unique over all of them; `read()` is the short way.

    A file that was read already, by whatever name, is a DocumentError. Close it (or use it in a `with`): DOCX, PDF and
    HTML are parsed in a child process. Raises SettingsError for an unknown encoding.
    """

    def __init__(self, *, settings: Settings | None = None, warn: Warn | None = None) -> None:
        settings = settings or Settings()
        check_encoding(settings.encoding)
        self._options = Options(settings.encoding, int(settings.max_megabytes * 1e6))
        self._warn: Warn = warn or (lambda message: None)
        self._ids = Ids()
        self._file_ids = Ids()
        self._files: dict[bytes, str] = {}
        self._child = Child()

    def read(self, given: str | Path) -> Iterator[RawDocument | DocumentError]:
        """The documents of one input."""
        for source in sources(str(given), warn=self._warn):
            if isinstance(source, DocumentError):
                yield source
            elif first := self._read_before(source):
                yield DocumentError(f"is read already, as {first}", path=source.path)
            else:
                yield from self._documents(source)

    def close(self) -> None:
        """End the child process, if one was started."""
        self._child.close()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _read_before(self, source: Source) -> str | None:
        real = source.path if source.path == STDIN else os.path.realpath(source.path)
        digest = hashlib.blake2b(os.fsencode(real), digest_size=12).digest()
        if first := self._files.get(digest):
            return first
        self._files[digest] = source.path
        return None

    def _documents(self, source: Source) -> Iterator[RawDocument | DocumentError]:
        try:
            with source.open() as file:
                stream, rows = self._stream(source, file)
                name = self._file_ids.free(slug(source.name), source.path)
                if rows:
                    yield from read_rows(
                        Lines(stream, self._options.max_bytes),
                        path=source.path,
                        source=source.relative,
                        file=name,
                        ids=self._ids,
                    )
                else:
                    yield self._whole(source, stream, name)
        except Refused as error:
            yield DocumentError(str(error), path=source.path)
        except OSError as error:
            yield DocumentError(f"cannot be read: {error.strerror or error}", path=source.path)

    def _stream(self, source: Source, file: BinaryIO) -> tuple[Stream, bool]:
        """The file's content, and whether it is rows. What standard input is, its beginning tells."""
        if source.path != STDIN:
            return Stream(file, source.packing), source.format is ROWS
        head = file.read(4)
        stream = Stream(file, MAGIC.get(head[:2]) or MAGIC.get(head, ""), head=head)
        return stream, is_row(stream.first_line(self._options.max_bytes))

    def _whole(self, source: Source, stream: Stream, name: str) -> RawDocument:
        format = source.format
        format.check()
        data = stream.whole(self._options.max_bytes)
        if format.confined:
            parsed = self._child.parse(format.module or "", data, self._options)
        else:
            parsed = format.parser()(data, self._options)
        if not parsed.text.strip():
            raise Refused("holds nothing but white space" if parsed.text else "is empty")
        return RawDocument(
            id=self._ids.free(slug(source.name), source.path),
            text=parsed.text,
            meta={**parsed.meta, "source": source.relative, "sha256": stream.sha256},
            structure=parsed.structure,
            notices=parsed.notices,
            file=name,
        )
