"""A document's words as the encoder reads them, in columns: word pieces, looks, white space, marks, fixed starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import StringStore
from spacy.tokens import Doc

from inquit.encoder.marks import CLOSES, INSIDE, OPENS, OUTSIDE, mark_states
from inquit.linguistics.pieces import APART, MAX_PIECES, SPACED, TOUCHING, WRAPPED, Pieces, shape
from inquit.linguistics.stops import CLOSING, FINAL
from inquit.record import Block

__all__ = ["CLOSES", "INSIDE", "OPENS", "OUTSIDE", "Forms", "Lexicon", "Words", "mark_states", "words_of"]

# What a form is by itself, as bits.
IS_FINAL, IS_CLOSING, IS_SEMICOLON, IS_COMMA, BEGINS_UPPER, ENDS_IN_WORD = (1 << bit for bit in range(6))
_MOST_REMEMBERED = 100_000
_LINE_FEED, _CARRIAGE_RETURN = 10, 13
Known = tuple[tuple[int, ...], int, int]


@dataclass(frozen=True, slots=True)
class Forms:
    """The different forms of a document. `pieces` is (forms, `MAX_PIECES`), filled from the left; the rest (forms,)."""

    orths: NDArray[np.uint64]
    pieces: NDArray[np.int32]
    sizes: NDArray[np.int32]
    shapes: NDArray[np.int8]
    flags: NDArray[np.int8]


class Lexicon:
    """Turns forms into pieces, shapes and flags; what it once met it remembers by the form's hash."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._known: dict[int, Known] = {}

    def forms(self, orths: NDArray[np.uint64], strings: StringStore) -> Forms:
        """Return what the forms with these hashes are."""
        known = self._known
        if len(known) > _MOST_REMEMBERED:
            known.clear()
        found = [known.get(orth) or self._learn(orth, strings[orth]) for orth in orths.tolist()]
        sizes = np.array([len(ids) for ids, _, _ in found], dtype=np.int32)
        table = np.zeros((len(found), MAX_PIECES), dtype=np.int32)
        filled = np.arange(MAX_PIECES) < sizes[:, None]
        table[filled] = np.fromiter(chain.from_iterable(ids for ids, _, _ in found), np.int32, int(sizes.sum()))
        shapes = np.array([look for _, look, _ in found], dtype=np.int8)
        return Forms(orths, table, sizes, shapes, np.array([flags for _, _, flags in found], dtype=np.int8))

    def _learn(self, orth: int, form: str) -> Known:
        self._known[orth] = found = (self._pieces.of(form), shape(form), _flags(form))
        return found


def _flags(form: str) -> int:
    flags = IS_FINAL * (form in FINAL) | IS_CLOSING * (form in CLOSING)
    flags |= IS_SEMICOLON * (form in (";", ":")) | IS_COMMA * (form in (",", "—", "–"))
    return flags | BEGINS_UPPER * form[:1].isupper() | ENDS_IN_WORD * form[-1:].isalnum()


@dataclass(frozen=True, slots=True)
class Words:
    """The words (tokens that are not white space) of a document; every column is (words,).

    `places`: the index of its token; `starts`, `ends`: character offsets; `kinds`: its row in `forms`; `sizes`: how
    many pieces; `gaps`: the class of the white space before; `marks`: see `mark_states`; `presets`: 1 where a sentence
    surely starts, -1 where surely none does, 0 where that is open; `blocks`: true where a block begins.
    """

    forms: Forms
    places: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    kinds: NDArray[np.int32]
    sizes: NDArray[np.int32]
    gaps: NDArray[np.int8]
    marks: NDArray[np.int8]
    presets: NDArray[np.int8]
    blocks: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.places)

    @property
    def flags(self) -> NDArray[np.int8]:
        """The flags of each word's form."""
        return self.forms.flags[self.kinds]


def words_of(doc: Doc, blocks: Sequence[Block], lexicon: Lexicon) -> Words:
    """Return the words of a document. A block begins where `blocks` say, and after every blank line."""
    columns: Any = doc.to_array(["ORTH", "IDX", "LENGTH", "SENT_START", "IS_SPACE"])
    columns = columns.reshape(len(doc), 5)
    places = np.flatnonzero(columns[:, 4] == 0)
    columns = columns[places]
    starts = columns[:, 1].astype(np.int32)
    ends = starts + columns[:, 2].astype(np.int32)
    orths, kinds = np.unique(columns[:, 0], return_inverse=True)
    forms = lexicon.forms(orths, doc.vocab.strings)
    text = doc.text
    gaps, begins = _gaps(text, starts, ends)
    for block in blocks:
        at = int(starts.searchsorted(block.start))
        if at < len(starts) and starts[at] < block.end:
            begins[at] = True
    presets = columns[:, 3].astype(np.int64).astype(np.int8)
    presets[begins] = 1
    return Words(
        forms=forms,
        places=places.astype(np.int32),
        starts=starts,
        ends=ends,
        kinds=kinds.astype(np.int32),
        sizes=forms.sizes[kinds],
        gaps=np.where(begins, APART, gaps).astype(np.int8),
        marks=np.array(mark_states(text, blocks, starts.tolist(), ends.tolist()), dtype=np.int8),
        presets=presets,
        blocks=begins,
    )


def _gaps(text: str, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """Return the class of the white space before each word, and whether there is a blank line in it."""
    before = np.concatenate((np.zeros(1, dtype=np.int32), ends[:-1]))[: len(starts)]
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    feeds = np.flatnonzero(codes == _LINE_FEED)
    returns = np.flatnonzero(codes == _CARRIAGE_RETURN)
    lines = feeds.searchsorted(starts) - feeds.searchsorted(before)
    wrapped = (lines > 0) | (returns.searchsorted(starts) > returns.searchsorted(before))
    gaps = np.where(wrapped, WRAPPED, np.where(starts > before, SPACED, TOUCHING)).astype(np.int8)
    begins = lines > 1
    begins[:1] = True
    return gaps, begins
