"""The spaCy component `inquit_layout`: it runs first, on tokens alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from inquit.layers import register
from inquit.layout.blocks import lay_out
from inquit.layout.front_matter import read_front_matter
from inquit.record import Block


@Language.factory("inquit_layout", assigns=["doc._.blocks", "doc._.meta", "token.is_sent_start"])
def make_layout(nlp: Language, name: str) -> Layout:
    """The factory of `inquit_layout`."""
    register()
    return Layout()


class Layout:
    """Sets `doc._.blocks`, completes `doc._.meta`, and starts a sentence at each block."""

    def __call__(self, doc: Doc) -> Doc:
        text, meta = doc.text, doc._.meta
        author, title = (value if isinstance(value := meta.get(key), str) else None for key in ("author", "title"))
        blocks = lay_out(text, doc._.structure, author=author, title=title)
        doc._.blocks = blocks
        for key, said in read_front_matter(text, blocks).items():
            if not meta.get(key):
                meta[key] = said
        doc._.meta = meta
        if not doc.has_annotation("DEP"):  # a parse has its own sentences, which spaCy does not let us change
            _start_sentences(doc, blocks)
        return doc


def _start_sentences(doc: Doc, blocks: Sequence[Block]) -> None:
    """Start a sentence at the first word of each block.

    In one array: setting `token.is_sent_start` looks through the whole document for a parse, each time.
    """
    columns: Any = doc.to_array(["IDX", "IS_SPACE", "SENT_START"])
    words = np.flatnonzero(columns[:, 1] == 0)
    offsets = columns[words, 0].astype(np.int64)
    starts = np.array([block.start for block in blocks], dtype=np.int64)
    ends = np.array([block.end for block in blocks], dtype=np.int64)
    first = np.searchsorted(offsets, starts)
    found = np.flatnonzero(first < len(words))
    found = found[offsets[first[found]] < ends[found]]
    column: Any = np.array(columns[:, 2:], dtype=np.uint64)
    column[words[first[found]]] = 1
    doc.from_array(["SENT_START"], column)
