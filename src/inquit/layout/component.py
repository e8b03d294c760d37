"""The spaCy component `inquit_layout`: it runs first, on tokens alone."""

from __future__ import annotations

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from inquit.layers import register
from inquit.layout.blocks import lay_out
from inquit.layout.front_matter import read_front_matter


@Language.factory("inquit_layout", assigns=["doc._.blocks", "doc._.meta", "token.is_sent_start"])
def make_layout(nlp: Language, name: str) -> Layout:
    """The factory of `inquit_layout`."""
    register()
    return Layout()


class Layout:
    """Sets `doc._.blocks`, completes `doc._.meta`, and starts a sentence at each block."""

    def __call__(self, doc: Doc) -> Doc:
        meta = doc._.meta
        author, title = (value if isinstance(value := meta.get(key), str) else None for key in ("author", "title"))
        blocks = lay_out(doc.text, doc._.structure, author=author, title=title)
        doc._.blocks = blocks
        for key, said in read_front_matter(doc.text, blocks).items():
            if not meta.get(key):
                meta[key] = said
        doc._.meta = meta
        if not doc.has_annotation("DEP"):  # a parse has its own sentences, which spaCy does not let us change
            self._start_sentences(doc, [(block.start, block.end) for block in blocks])
        return doc

    def _start_sentences(self, doc: Doc, spans: list[tuple[int, int]]) -> None:
        offsets = doc.to_array(["IDX"]).tolist() if len(doc) else []
        for start, end in spans:
            at = bisect_left(offsets, start)
            while at < len(doc) and offsets[at] < end and doc[at].is_space:
                at += 1
            if at < len(doc) and offsets[at] < end:
                doc[at].is_sent_start = True
