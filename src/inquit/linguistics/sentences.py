"""Sentences as a layer: what the base says of them, cut so that none crosses a block.

It finds no sentence of its own; the base (a parser, a senter or Stanza) does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from inquit.layers import register
from inquit.record import Block, Sentence


@Language.factory("inquit_sentences", assigns=["doc._.sentences"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """The component `inquit_sentences`."""
    register()
    return Sentences()


class Sentences:
    """Sets `doc._.sentences` from the base's sentence starts and `doc._.blocks`."""

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        blocks: Sequence[Block] = doc._.blocks
        if not blocks and (stripped := text.strip()):
            start = text.index(stripped)
            blocks = [Block(id="b0", kind="paragraph", start=start, end=start + len(stripped))]
        starts = [sent.start_char for sent in doc.sents] if doc.has_annotation("SENT_START") else []
        doc._.sentences = [
            Sentence(id=f"s{at}", start=start, end=end, block=block)
            for at, (start, end, block) in enumerate(cut(text, starts, blocks))
        ]
        return doc


def cut(text: str, starts: Sequence[int], blocks: Sequence[Block]) -> Iterator[tuple[int, int, str]]:
    """(start, end, block id) of each sentence: every block, cut at the sorted offsets `starts` that fall inside it.

    A sentence neither begins nor ends with white space, and together they cover each block. A piece without a letter
    or digit (a closing quotation mark, the signs of a Markdown heading) is no sentence and goes with its neighbour.
    """
    at = 0
    for block in blocks:
        while at < len(starts) and starts[at] <= block.start:
            at += 1
        edges = [block.start]
        while at < len(starts) and starts[at] < block.end:
            edges.append(starts[at])
            at += 1
        for left, right in pairwise([*_with_words(text, edges, block.end), block.end]):
            piece = text[left:right]
            start = left + len(piece) - len(piece.lstrip())
            yield start, start + len(piece.strip()), block.id


def _with_words(text: str, edges: Sequence[int], end: int) -> list[int]:
    """The edges without those that part signs from their words: of the two sides, from the one that they touch."""
    kept: list[int] = []
    wordless = False  # has the sentence begun last no word yet?
    for left, right in pairwise([*edges, end]):
        has_word = any(char.isalnum() for char in text[left:right])
        touches_next = right < end and not text[right - 1].isspace() and text[left - 1].isspace()
        if not kept or (not wordless and (has_word or touches_next)):
            kept.append(left)
            wordless = not has_word
        else:
            wordless = wordless and not has_word
    return kept
