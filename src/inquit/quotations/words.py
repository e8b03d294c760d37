"""The words of a `Doc` as plain lists, with sentences and parse where there are any. It decides nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from spacy.tokens import Doc, Token

from inquit.record import Block, Sentence, Span

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj", "nsubj:outer"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "X", "SYM"})
_TAIL = frozenset({"acl:relcl", "relcl", "acl", "parataxis", "advcl", "advcl:relcl", "list", "ccomp"})


_SENTENCE_END = re.compile(r"(?<=\w\w\w)[.!?][\"”’)]{0,3}\s{1,4}(?=[\"“‘(]?[^\W\d_a-zà-ÿ])|\n[^\S\n]*\n")


def _rough_sentences(text: str, blocks: tuple[Block, ...]) -> list[Span]:
    """Sentences by their stops, for pipelines without a sentence splitter."""
    found: list[Span] = []
    for start, end in [(block.start, block.end) for block in blocks] or [(0, len(text))]:
        at = start
        for stop in _SENTENCE_END.finditer(text, start, end):
            found.append((at, stop.end()))
            at = stop.end()
        found.append((at, end))
    return found


class Words:
    """Tokens as lists: `lower`, `starts`, `ends` (code points), and lookups between tokens, sentences and blocks."""

    def __init__(self, doc: Doc, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...]) -> None:
        self.doc = doc
        self.text = doc.text
        self.lower = [token.lower_ for token in doc]
        self.starts = [token.idx for token in doc]
        self.ends = [start + len(word) for start, word in zip(self.starts, self.lower, strict=True)]
        if any(len(token) != end - start for token, start, end in zip(doc, self.starts, self.ends, strict=True)):
            self.ends = [token.idx + len(token) for token in doc]  # lower case may be longer ("İ")
        self.parsed = doc.has_annotation("DEP")
        self.tagged = doc.has_annotation("POS")
        self.blocks = blocks
        spans = [(sentence.start, sentence.end) for sentence in sentences]
        if not spans and doc.has_annotation("SENT_START"):
            spans = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        self.sentences: list[Span] = spans or _rough_sentences(self.text, blocks)

    def __len__(self) -> int:
        return len(self.lower)

    def token_at(self, place: int) -> int:
        """The first token that ends after this character; len(self) past the last."""
        return bisect_right(self.ends, place)

    def token_before(self, place: int) -> int:
        """The number of tokens that start before this character: an exclusive token end."""
        return bisect_left(self.starts, place)

    def sentence(self, place: int) -> Span:
        """The sentence around a character."""
        found = bisect_right(self._sentence_starts, place) - 1
        start, end = self.sentences[max(found, 0)]
        index = self.block(place)
        if index is None:
            return start, end
        return max(start, self.blocks[index].start), min(end, self.blocks[index].end)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block(self, place: int) -> int | None:
        """The index of the block around a character."""
        found = bisect_right(self._block_starts, place) - 1
        return found if found >= 0 and place < self.blocks[found].end else None

    def pos(self, at: int) -> str:
        """The universal part of speech; "" when untagged or outside."""
        return self.doc[at].pos_ if self.tagged and 0 <= at < len(self) else ""

    def is_capital(self, at: int) -> bool:
        return self.text[self.starts[at]].isupper()

    def span(self, first: int, last: int) -> Span:
        """Characters of the tokens first..last, both included."""
        return self.starts[first], self.ends[last]

    def subject(self, at: int) -> Token | None:
        """The subject of the verb in the parse, climbing from a participle or a second verb to the first one's."""
        token = self.doc[at]
        for _ in range(4):
            for child in token.children:
                if child.dep_ in SUBJECTS:
                    return child
            if token.dep_ not in ("conj", "advcl", "xcomp", "dep") or token.head.i == token.i:
                return None
            token = token.head
            if token.pos_ not in ("VERB", "AUX", "ADJ", ""):
                return None
        return None

    def phrase(self, head: Token) -> tuple[int, int]:
        """First and last token of a noun phrase without its relative clauses."""
        first, last = head.left_edge.i, min(head.right_edge.i, head.i + 60)
        for at in range(head.i + 1, last + 1):
            token = self.doc[at]
            if token.dep_ in _TAIL and (token.pos_ in ("VERB", "AUX") or "relcl" in token.dep_):
                last = max(head.i, token.left_edge.i - 1)
                break
        while last > head.i and not self.text[self.starts[last]].isalnum() and self.lower[last] not in (")", "%"):
            last -= 1
        return max(first, head.i - 40), last
