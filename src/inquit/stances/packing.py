"""Passages with their pairs as rows of numbers, as the judging network reads them.

A passage is read once, however many pairs are asked about it. Behind its word pieces each pair has markers of its own,
which stand at the places of the spans that they mark, see the passage and one another, and are seen by no other: the
levitated markers of Ye et al., "Packed Levitated Marker for Entity and Relation Extraction" (ACL 2022).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from inquit.linguistics.pieces import FIRST, LAST, PAD, UNKNOWN
from inquit.record import Span

SPECIAL = (PAD, UNKNOWN, FIRST, LAST, "[AUTHOR]", "[HOLDER]", "[TARGET]", "[STATEMENT]", "[ANSWER]")
_PAD, _UNKNOWN, _FIRST, _LAST, _AUTHOR, _HOLDER, _TARGET, _STATEMENT, _ANSWER = range(len(SPECIAL))
MAX_PIECES, MAX_STATEMENT = 160, 48  # of a passage; of a statement
PLACES = 2 + MAX_PIECES + MAX_STATEMENT
COLUMNS = ("pieces", "first", "last", "places", "end_places", "groups")


class Asked(msgspec.Struct, frozen=True):
    """A question about a passage. `holder`: a span of it, or None for its author; `target`: a span, or a statement."""

    holder: Span | None
    target: Span | str

    @property
    def kind(self) -> str:
        """What is asked: of the author or of somebody named, towards words of the passage or a statement."""
        asked = "author" if self.holder is None else "named"
        return f"{asked}-{'statement' if isinstance(self.target, str) else 'span'}"


class Row(msgspec.Struct, frozen=True):
    """A passage with its pairs. `columns`: (6, length) by `COLUMNS`; `readings`: (pairs, 5) places of what is read."""

    columns: NDArray[np.int64]
    readings: NDArray[np.int64]

    @property
    def size(self) -> int:
        """How many pieces the row has, markers counted."""
        return int(self.columns.shape[1])


class Packer:
    """Makes rows. `vocabulary` lists the pieces by number; it begins with `SPECIAL`."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        model = WordPiece({piece: number for number, piece in enumerate(vocabulary)}, unk_token=UNKNOWN)
        self._tokenizer = Tokenizer(model)
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()

    def row(self, text: str, asked: Sequence[Asked]) -> Row:
        """The row of a passage. What of it is longer than `MAX_PIECES` is cut around the spans asked about."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        ids, offsets = encoded.ids, encoded.offsets
        low, high = _kept(offsets, asked)
        ids, offsets = ids[low:high], offsets[low:high]
        starts, ends = [start for start, _ in offsets], [end for _, end in offsets]
        columns = [[_FIRST, *ids, _LAST], *([0] * (len(ids) + 2) for _ in COLUMNS[1:])]
        columns[3] = list(range(len(ids) + 2))
        columns[4] = list(columns[3])
        readings = []
        for group, one in enumerate(asked, 1):
            readings.append(self._mark(columns, group, one, ids, starts, ends))
        return Row(np.array(columns, dtype=np.int64), np.array(readings, dtype=np.int64).reshape(len(asked), 5))

    def _mark(
        self,
        columns: list[list[int]],
        group: int,
        asked: Asked,
        ids: list[int],
        starts: list[int],
        ends: list[int],
    ) -> list[int]:
        def add(piece: int, first: int, last: int, place: int, end_place: int) -> int:
            for column, value in zip(columns, (piece, first, last, place, end_place, group), strict=True):
                column.append(value)
            return len(columns[0]) - 1

        def mark(kind: int, span: Span) -> tuple[int, int]:
            first, last = _pieces(span, starts, ends)
            return add(kind, ids[first], ids[last], first + 1, last + 1), last + 1

        holder, holder_text = (
            (add(_AUTHOR, 0, 0, 0, 0), 0) if asked.holder is None or not ids else mark(_HOLDER, asked.holder)
        )
        if isinstance(asked.target, str) or not ids:
            words = asked.target if isinstance(asked.target, str) else ""
            target = target_text = add(_STATEMENT, 0, 0, 0, 0)
            base = len(ids) + 2
            for number, piece in enumerate(self._tokenizer.encode(words, add_special_tokens=False).ids[:MAX_STATEMENT]):
                add(piece, 0, 0, base + number, base + number)
        else:
            target, target_text = mark(_TARGET, asked.target)
        answer = add(_ANSWER, 0, 0, 0, 0)
        return [holder, target, answer, holder_text, target_text]


def padded(rows: Sequence[Row]) -> dict[str, NDArray[np.int64]]:
    """Rows as the network's inputs: each of `COLUMNS` (rows, length), and `readings` (pairs of all rows, 5), flat."""
    length = max(row.size for row in rows)
    table = np.zeros((len(COLUMNS), len(rows), length), dtype=np.int64)
    table[-1] = -1
    for number, row in enumerate(rows):
        table[:, number, : row.size] = row.columns
    readings = np.concatenate([row.readings + number * length for number, row in enumerate(rows)])
    return {**dict(zip(COLUMNS, table, strict=True)), "readings": readings}


def _pieces(span: Span, starts: list[int], ends: list[int]) -> tuple[int, int]:
    """The first and the last piece that a span of characters touches."""
    first = int(np.searchsorted(ends, span[0], side="right"))
    last = int(np.searchsorted(starts, span[1], side="left")) - 1
    first = min(first, len(starts) - 1)
    return first, min(max(first, last), len(starts) - 1)


def _kept(offsets: Sequence[Span], asked: Sequence[Asked]) -> tuple[int, int]:
    if len(offsets) <= MAX_PIECES:
        return 0, len(offsets)
    spans = [span for one in asked for span in (one.holder, one.target) if isinstance(span, tuple)]
    starts, ends = [start for start, _ in offsets], [end for _, end in offsets]
    found = [_pieces(span, starts, ends) for span in spans] or [(0, 0)]
    middle = (min(first for first, _ in found) + max(last for _, last in found)) // 2
    low = max(0, min(middle - MAX_PIECES // 2, len(offsets) - MAX_PIECES))
    return low, low + MAX_PIECES
