"""Writing sentence starts, tags, lemmas and trees to the tokens of a document, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

from inquit.encoder.inputs import Words
from inquit.linguistics.lemmas import Lemmas

_OPTIONAL = ["POS", "MORPH", "LEMMA"]  # left as they are where the base has set them
_NONE = (1 << 64) - 1  # -1, as spaCy writes it


class Attributes:
    """The labels of the network as a vocabulary's numbers, and the lemmas."""

    def __init__(self, vocab: Vocab, tags: Sequence[str], relations: Sequence[str], lemmas: Lemmas) -> None:
        self._vocab = vocab
        self._tags = [tag.partition("|")[::2] for tag in tags]
        self._relations = ["dep" if label == "root" else label for label in relations]
        self._lemmas = lemmas
        strings: Any = vocab.strings  # the stub lacks `allow_transient`
        # kept for good: the tables outlive the memory zone that may be open
        names = [strings.add(label, allow_transient=False) for label in self._relations]
        self._relation_ids = np.array(names, dtype=np.uint64)
        self._root, self._joined, self._space = (
            strings.add(label, allow_transient=False) for label in ("ROOT", "parataxis", "dep")
        )
        self._pos = np.array([strings[upos] for upos, _ in self._tags], dtype=np.uint64)
        self._morph = np.array([vocab.morphology.add(features) for _, features in self._tags], dtype=np.uint64)

    def write(
        self,
        doc: Doc,
        words: Words,
        *,
        tags: NDArray[np.int16],
        relations: NDArray[np.int16],
        heads: NDArray[np.int32],
        joined: Sequence[int],
    ) -> None:
        """Set tree, sentences, and those of part of speech, morphology and lemma that the document does not have yet.

        `heads`: the place of each word's head among the words, its own for a root; `joined`: the places of roots that
        hang from a root before them. White space hangs from the token before it.
        """
        present = annotated(doc, _OPTIONAL)
        wanted: list[int | str] = ["HEAD", "DEP", *(name for name in _OPTIONAL if name not in present)]
        columns: Any = np.zeros((len(doc), len(wanted)), dtype=np.uint64)
        self._fill_spaces(doc, words, columns, wanted)
        places = words.places.astype(np.int64)
        labels = self._relation_ids[relations]
        labels[heads == np.arange(len(heads))] = self._root
        labels[list(joined)] = self._joined
        values: dict[str, Any] = {"HEAD": (places[heads] - places).astype(np.uint64), "DEP": labels}
        values |= {"POS": self._pos[tags], "MORPH": self._morph[tags]}
        if "LEMMA" in wanted:
            values["LEMMA"] = self._lemma_ids(words, tags)
        for at, name in enumerate(wanted):
            columns[words.places, at] = values[str(name)]
        doc.from_array(wanted, columns)

    def _fill_spaces(self, doc: Doc, words: Words, columns: Any, wanted: Sequence[int | str]) -> None:
        if len(words) == len(doc):
            return
        is_space = np.ones(len(doc), dtype=bool)
        is_space[words.places] = False
        spaces = np.flatnonzero(is_space)
        orths: Any = doc.to_array(["ORTH"])
        values: dict[str, Any] = {"HEAD": np.where(spaces > words.places[0], _NONE, 0), "DEP": self._space}
        values |= {"POS": self._vocab.strings["SPACE"], "MORPH": 0, "LEMMA": orths.reshape(-1)[spaces]}
        for at, name in enumerate(wanted):
            columns[spaces, at] = values[str(name)]

    def _lemma_ids(self, words: Words, tags: NDArray[np.int16]) -> NDArray[np.uint64]:
        """Return the hash of each word's lemma; every pair of form and tag is looked up once."""
        count = len(self._tags)
        pairs, place = np.unique(words.kinds.astype(np.int64) * count + tags, return_inverse=True)
        strings, orths, of = self._vocab.strings, words.forms.orths, self._lemmas.of
        kinds, chosen = (column.tolist() for column in np.divmod(pairs, count))
        found = [
            strings.add(of(strings[orth], *self._tags[tag]))
            for orth, tag in zip(orths[kinds].tolist(), chosen, strict=True)
        ]
        return np.array(found, dtype=np.uint64)[place]


def annotated(doc: Doc, names: Sequence[str]) -> set[str]:
    """Return which of these attributes any token has; `doc.has_annotation` takes ten times as long."""
    columns: Any = doc.to_array(list(names))
    found = columns.reshape(len(doc), len(names)).any(axis=0).tolist()
    return {name for name, one in zip(names, found, strict=True) if one}


def write_starts(doc: Doc, words: Words, starts: NDArray[np.bool_]) -> None:
    """Set sentence starts alone, on a document that has no tree."""
    column: Any = np.array(doc.to_array(["SENT_START"]), dtype=np.uint64).reshape(-1)
    column[column == 0] = _NONE
    column[words.places] = np.where(starts, 1, _NONE).astype(np.uint64)
    doc.from_array(["SENT_START"], column.reshape(-1, 1))
