"""From inputs to a corpus on disk, telling the caller of each document as it goes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import groupby
from pathlib import Path
from typing import Literal

import jsonlines
import msgspec

from inquit.corpus import SUFFIXES, record_writer, whole_or_absent
from inquit.pipeline import annotate_many, load
from inquit.reading import RawDocument, read
from inquit.settings import Settings

STDOUT = "-"


class Event(msgspec.Struct, frozen=True):
    """What happened: a document was written, an input was set aside, or there is something to know.

    `id` and `words` are those of a document written; `message` is for people.
    """

    kind: Literal["written", "set_aside", "notice"]
    message: str = ""
    id: str = ""
    words: int = 0


def run(
    inputs: Iterable[str | Path], output: str | Path, *, settings: Settings | None = None, strict: bool = False
) -> Iterator[Event]:
    """Annotate inputs into `output`, yielding an Event for each document; nothing happens until it is iterated.

    `inputs`: files, folders, globs, `-` for standard input. `output`: a `.jsonl`, `.jsonl.gz` or `.jsonl.zst` file; `-`
    for standard output; else a folder, which gets one `.jsonl` for each input file. A file appears whole or not at
    all; where no document could be annotated, none appears. An input that cannot be read is set aside and the rest go
    on, unless `strict`, which raises its DocumentError. Raises OutputError where the output cannot be written.
    """
    settings = settings or Settings()
    nlp = load(settings)
    notes: list[Event] = []

    def readable() -> Iterator[RawDocument]:
        for item in read(inputs, settings=settings, warn=lambda message: notes.append(Event("notice", message))):
            if isinstance(item, RawDocument):
                notes.extend(Event("notice", f"{item.id}: {notice}") for notice in item.notices)
                yield item
            elif strict:
                raise item
            else:
                notes.append(Event("set_aside", str(item)))

    def told() -> Iterator[Event]:
        while notes:
            yield notes.pop(0)

    for path, raws in _by_output(readable(), output):
        with ExitStack() as stack:
            writer: jsonlines.Writer | None = None
            for document in annotate_many(raws, nlp=nlp):
                yield from told()
                writer = writer or stack.enter_context(_writer(path))
                writer.write(document)
                yield Event("written", id=document.id, words=len(document.text.split()))
        yield from told()
    yield from told()


def _by_output(raws: Iterator[RawDocument], output: str | Path) -> Iterator[tuple[Path | None, Iterator[RawDocument]]]:
    """(file, its documents); the file is None for standard output."""
    if output == STDOUT:
        yield None, raws
    elif str(output).endswith(SUFFIXES):
        yield Path(output), raws
    else:
        for name, group in groupby(raws, key=lambda raw: raw.file or raw.id):
            yield Path(output) / f"{name}.jsonl", group


@contextmanager
def _writer(path: Path | None) -> Iterator[jsonlines.Writer]:
    if path is None:
        with record_writer(sys.stdout.buffer) as writer:
            yield writer
        sys.stdout.buffer.flush()
    else:
        with whole_or_absent(path) as file, record_writer(file, suffix=path.suffix) as writer:
            yield writer
