"""What stands around the quotations of a document: words with their heads, sentences, paragraphs, mentions, sources.

It looks things up in logarithmic time and decides nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from spacy.tokens import Doc

from inquit.actors.lists import word_lists
from inquit.actors.name_words import given_names
from inquit.actors.positions import sentence_starts
from inquit.actors.tree import Tree
from inquit.layers import Scored
from inquit.record import Actor, Block, Mention, Quotation, Span

NEAR = 24  # mentions looked at in one stretch, so that a document of nothing but names stays linear
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
_MEN = frozenset({"he", "him", "his", "himself"})
_WOMEN = frozenset({"she", "her", "hers", "herself"})
_SURE = 0.7  # how sure a pronoun's link must be to tell the gender of the person
_LONGEST = 60  # tokens of a source


class Scene:
    """The document around its quotations. `starts`: where tokens begin (code points); `tree`: their parse."""

    def __init__(
        self, doc: Doc, quotations: tuple[Quotation, ...], mentions: tuple[Mention, ...], actors: tuple[Actor, ...]
    ) -> None:
        self.text: str = doc.text
        self.blocks: tuple[Block, ...] = doc._.blocks
        self.actors = actors
        self.quotations = quotations
        self.starts: list[int] = doc.to_array("IDX").tolist() if len(doc) else []
        self.tree = Tree(doc)
        self.sentences = sentence_starts(doc, self.text)
        self.mentions = sorted((one for one in mentions if one.actor), key=lambda one: (one.start, -one.end))
        self.places = [one.start for one in self.mentions]
        self.sources: tuple[Scored, ...] = doc._.encoded.sources
        self._sources = [one.start for one in self.sources]
        self.paragraphs = self._paragraphs()
        said = sorted((part, one.kind) for one in quotations if one.parent is None for part in one.parts)
        self._said = [span for span, kind in said if kind != "indirect"]
        self._said_starts = [span[0] for span in self._said]

    def _paragraphs(self) -> list[int]:
        """Where paragraphs begin; a pull quote begins none, since it only repeats."""
        if self.blocks:
            return [block.start for block in self.blocks if block.kind != "pull_quote"]
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def paragraph(self, place: int) -> int:
        """The number of the paragraph around a character."""
        return bisect_right(self.paragraphs, place)

    def paragraph_start(self, place: int) -> int:
        """Where the paragraph around a character begins."""
        at = bisect_right(self.paragraphs, place)
        return self.paragraphs[at - 1] if at else 0

    def paragraph_end(self, place: int) -> int:
        """Where the next paragraph begins."""
        at = bisect_right(self.paragraphs, place)
        return self.paragraphs[at] if at < len(self.paragraphs) else len(self.text)

    def sentence(self, place: int) -> int:
        """The number of the sentence around a character."""
        return bisect_right(self.sentences, place)

    def sentence_start(self, place: int) -> int:
        """Where the sentence around a character begins."""
        at = bisect_right(self.sentences, place)
        return self.sentences[at - 1] if at else 0

    def sentence_end(self, place: int) -> int:
        """Where the next sentence begins."""
        at = bisect_right(self.sentences, place)
        return self.sentences[at] if at < len(self.sentences) else len(self.text)

    def token(self, place: int) -> int:
        """The token around a character, or before it; -1 before the first."""
        return bisect_right(self.starts, place) - 1

    def between(self, start: int, end: int) -> list[Mention]:
        """Mentions with an actor that begin in `[start, end)`; of many the last ones."""
        low, high = bisect_left(self.places, start), bisect_left(self.places, end)
        return self.mentions[max(low, high - NEAR) : high]

    def first(self, start: int, end: int) -> list[Mention]:
        """The same; of many the first ones."""
        low, high = bisect_left(self.places, start), bisect_left(self.places, end)
        return self.mentions[low : min(high, low + NEAR)]

    def inside(self, span: Span) -> list[Mention]:
        """Mentions with an actor that lie in the span, by start."""
        return [one for one in self.first(span[0], span[1]) if one.end <= span[1]]

    def encoded(self, start: int, end: int) -> tuple[Scored, ...]:
        """The encoder's sources that begin in `[start, end)`."""
        low, high = bisect_left(self._sources, start), bisect_left(self._sources, end)
        return self.sources[low : min(high, low + NEAR)]

    def said(self, place: int) -> bool:
        """Whether a character stands in words that somebody speaks (not in reported speech)."""
        at = bisect_right(self._said_starts, place) - 1
        return at >= 0 and place < self._said[at][1]

    def head(self, span: Span) -> int:
        """The head token of a stretch of words; -1 where no token begins in it."""
        first, stop = bisect_right(self.starts, span[0]) - 1, bisect_left(self.starts, span[1])
        first, stop = max(first, 0), min(stop, first + _LONGEST)
        if first >= stop:
            return -1
        if not self.tree.parsed:
            return stop - 1
        heads, found = self.tree.head, -1
        for at in range(first, stop):
            if not first <= heads[at] < stop or heads[at] == at:
                if not self.tree.tagged or self.tree.pos[at] in _NOMINAL:
                    return at
                found = at if found < 0 else found
        return found if found >= 0 else stop - 1

    def is_subject(self, token: int) -> bool:
        """Whether a token is the subject of a verb, or joined to one."""
        return token >= 0 and self.tree.parsed and self.tree.place(token)[0] == 0

    @cached_property
    def counts(self) -> dict[str, int]:
        """How often each actor is mentioned."""
        found: dict[str, int] = {}
        for mention in self.mentions:
            if mention.actor:
                found[mention.actor] = found.get(mention.actor, 0) + 1
        return found

    @cached_property
    def genders(self) -> dict[str, str]:
        """Actor → m or f, where a given name, an honorific or a sure pronoun tells it."""
        votes: dict[str, int] = {}
        lists = word_lists("offices.txt")
        for mention in self.mentions:
            if mention.label != "PERSON" or not mention.actor:
                continue
            if mention.kind == "pronoun":
                word = self.text[mention.start : mention.end].lower()
                sign = (word in _MEN) - (word in _WOMEN) if mention.score >= _SURE else 0
            else:
                before = self.text[max(0, mention.start - 12) : mention.start].split()[-1:]
                title = before[0].lower().rstrip(".") if before else ""
                sign = 4 * ((title in lists["men"]) - (title in lists["women"]))
            if sign:
                votes[mention.actor] = votes.get(mention.actor, 0) + sign
        for actor in self.actors:
            if actor.label == "PERSON":
                told = given_names().get(actor.name.partition(" ")[0], "") if " " in actor.name else ""
                votes[actor.id] = votes.get(actor.id, 0) + 2 * ((told == "m") - (told == "f"))
        return {actor: "m" if vote > 0 else "f" for actor, vote in votes.items() if vote}
