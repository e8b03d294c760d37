"""Quotations as rows of a table: the words and names in place of offsets and ids."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from inquit.record import Document, QuotationKind

COLUMNS = ("document", "speaker", "cue", "kind", "quotation", "score")
_BETWEEN = " … "


class QuotationRow(msgspec.Struct, frozen=True):
    """One quotation. `speaker`, `cue`: None where not known; `quotation`: its parts, joined by " … "; `score`: 0..1.

    `id` is that of the quotation in its document.
    """

    document: str
    id: str
    speaker: str | None
    cue: str | None
    kind: QuotationKind
    quotation: str
    score: float


def quotation_rows(document: Document) -> list[QuotationRow]:
    """The quotations of a record, in text order."""
    return [
        QuotationRow(
            document=document.id,
            id=one.id,
            speaker=document.name_of(one.speaker) if one.speaker else None,
            cue=document.text_of(one.cue) if one.cue else None,
            kind=one.kind,
            quotation=_BETWEEN.join(document.text_of(part) for part in one.parts),
            score=one.score,
        )
        for one in document.quotations
    ]


def csv_lines(rows: Iterable[QuotationRow]) -> Iterator[str]:
    """Yield the `COLUMNS` of rows as CSV (RFC 4180), a header first; each string ends its line."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    for values in chain([COLUMNS], ([_printable(getattr(row, name)) for name in COLUMNS] for row in rows)):
        writer.writerow(values)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _printable(value: object) -> object:
    """A lone surrogate or a NUL, which no CSV holds, becomes U+FFFD."""
    if not isinstance(value, str):
        return value
    return value.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
