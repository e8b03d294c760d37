"""Writing a corpus: one record a line, the file whole or absent, compressed by its suffix."""

from __future__ import annotations

import gzip
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

import jsonlines
import msgspec

from inquit.errors import OutputError
from inquit.record import Document, encode


@contextmanager
def whole_or_absent(path: str | Path) -> Iterator[IO[bytes]]:
    """A binary file that appears at `path` only when the block ends well, and then is safely on disk.

    It is written beside `path` (temporary file, fsync, rename, fsync of the folder); whatever ends the block early,
    Ctrl-C too, removes it and leaves what stood at `path`. Raises OutputError where the disk refuses.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".part")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
            _sync_folder(path.parent)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    except BaseException:  # whatever ends the writing, Ctrl-C and a closed generator too: clean up, then let it go on
        Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def record_writer(file: IO[bytes], *, suffix: str = "") -> Iterator[jsonlines.Writer]:
    """A JSON lines writer of records onto a binary file, compressed where `suffix` is `.gz` or `.zst`."""
    with ExitStack() as stack:
        stream = file
        if suffix == ".gz":  # no name and no time, so that the same records give the same bytes
            stream = cast(IO[bytes], stack.enter_context(gzip.GzipFile("", "wb", fileobj=file, mtime=0)))
        elif suffix == ".zst":
            import zstandard

            stream = stack.enter_context(zstandard.ZstdCompressor().stream_writer(file, closefd=False))
        yield stack.enter_context(jsonlines.Writer(stream, dumps=_dumps))


def write(documents: Iterable[Document], path: str | Path) -> int:
    """Write records to one `.jsonl`, `.jsonl.gz` or `.jsonl.zst` file; the number written. Raises OutputError."""
    count = 0
    with whole_or_absent(path) as file, record_writer(file, suffix=Path(path).suffix) as writer:
        for document in documents:
            writer.write(document)
            count += 1
    return count


def _dumps(item: object) -> bytes:
    # jsonlines tries its encoder on {} to learn whether it gives bytes
    return encode(item) if isinstance(item, Document) else msgspec.json.encode(item)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
