"""What can be measured against which gold standards. Light: the command line lists it in its help."""

from __future__ import annotations

from enum import StrEnum


class Task(StrEnum):
    """What is measured: a layer of the record."""

    SENTENCES = "sentences"
    MENTIONS = "mentions"
    ACTORS = "actors"
    QUOTATIONS = "quotations"
    STANCES = "stances"


class Format(StrEnum):
    """How the gold standard is written."""

    INQUIT = "inquit"
    CONLLU = "conllu"
    IOB2 = "iob2"
    POLNEAR = "polnear"
    POLNEAR_SAID = "polnear-said"
    JSONL = "jsonl"
    ROWS = "rows"


FORMATS_OF: dict[str, tuple[str, ...]] = {
    Task.SENTENCES: (Format.INQUIT, Format.CONLLU, Format.JSONL),
    Task.MENTIONS: (Format.INQUIT, Format.IOB2, Format.JSONL),
    Task.ACTORS: (Format.INQUIT, Format.CONLLU),
    Task.QUOTATIONS: (Format.INQUIT, Format.POLNEAR, Format.POLNEAR_SAID, Format.JSONL),
    Task.STANCES: (Format.INQUIT, Format.ROWS),
}
