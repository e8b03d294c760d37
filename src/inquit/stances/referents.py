"""What the tokens of a document refer to: actors by their mentions, topics by theirs, and the first person."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from inquit.record import Mention, Span, Topic
from inquit.stances.features.lexicon import word_class
from inquit.stances.features.words import MAX_STEPS, Tree, Words

FIRST_PERSON = frozenset({"i", "we", "me", "us"})
OURS = frozenset({"my", "our"})
ACTING = word_class("acting")
HOLDING = word_class("office") | ACTING
OWNED = word_class("owned") | ACTING


class Referent(msgspec.Struct, frozen=True):
    """`id`: actor or topic; `start, end`: the characters that name it; `possessed`: reached through a possession."""

    id: str
    start: int
    end: int
    first: int
    last: int
    adjective: bool = False
    topic: bool = False
    possessed: bool = False


class Referents:
    """Lookup by token. A mention counts at its head token (without a parse: at its first and last)."""

    def __init__(
        self, words: Words, mentions: Sequence[Mention], topics: Sequence[Topic], codebook: frozenset[str] = frozenset()
    ) -> None:
        self._words = words
        self._heads: dict[int, list[Referent]] = {}
        self._inside: dict[int, Referent] = {}
        self.named: dict[int, int] = {}
        for mention in mentions:
            if mention.actor is not None:
                self._add(mention.actor, (mention.start, mention.end), mention.label == "NORP", False, mention.kind)
        actual = set(self._heads)
        for topic in topics:
            for span in topic.mentions:
                if topic.name not in codebook and bisect_left(self._words.starts, span[1]) - 1 in actual:
                    continue  # an actor already goes by these words
                self._add(topic.id, span, False, True, "nominal")

    def _add(self, id: str, span: Span, norp: bool, topic: bool, kind: str) -> None:
        starts = self._words.starts
        first, last = bisect_right(starts, span[0]) - 1, bisect_left(starts, span[1]) - 1
        if first < 0 or last < first:
            return
        head = self._head(first, last)
        adjective = norp and self._words.parsed and self._words.dep[head] in ("amod", "compound", "nmod:desc")
        referent = Referent(id, *span, first, last, adjective, topic)
        self._heads.setdefault(head, []).append(referent)
        if not self._words.parsed and first != head:
            self._heads.setdefault(first, []).append(referent)
        if kind == "name":
            for at in range(first, min(last + 1, first + 2 * MAX_STEPS)):
                self._inside.setdefault(at, referent)
        self.named[first] = max(last, self.named.get(first, last))

    def _head(self, first: int, last: int) -> int:
        if self._words.parsed:
            for at in range(first, last + 1):
                above = self._words.head[at]
                if not first <= above <= last or above == at:
                    return at
        return last

    def direct(self, at: int) -> list[Referent]:
        """What this token is the head of, or a part of the name of; actors before topics, longer before shorter."""
        found = self._heads.get(at)
        if found:
            return sorted(found, key=lambda one: (one.topic, one.start - one.end))
        inside = self._inside.get(at)
        return [inside] if inside is not None else []

    def target(self, at: int, tree: Tree | None) -> list[Referent]:
        """The targets that a token stands for, through what they own where it is such a noun."""
        found = [one for one in self._apposed(at, tree) if not one.adjective]
        if tree is None or tree.lower[at] not in OWNED or any(not one.topic for one in found):
            return found
        nouns = tree.coordinated(at)
        owners = [owner for noun in nouns for owner in [*tree.possessors(noun), *tree.after(noun, "from")]]
        owning = [one for owner in owners for one in self.direct(owner) if not one.adjective][:4]
        owning = owning or [one for owner in [at, *owners] for one in self._modifying(owner, tree, OWNED | HOLDING)]
        return [_possessed(one) for one in owning] or found

    def adjectival(self, at: int) -> list[Referent]:
        """Whom a demonym stands for: "Ruritanian provocation", "anti-Ruritanian"."""
        return self.direct(at)

    def holder(self, at: int, tree: Tree | None) -> list[Referent]:
        """The actors that a token stands for as one who acts: itself, or "the government of X"."""
        found = [one for one in self._apposed(at, tree) if not one.topic]
        if found or tree is None or tree.lower[at] not in HOLDING:
            return found[:1]
        owners = [one for owner in tree.possessors(at) for one in self.direct(owner) if not one.topic]
        return [_possessed(one) for one in owners[:1] or self._modifying(at, tree)[:1]]

    def first_person(self, at: int, tree: Tree | None) -> bool:
        """ "we", "my delegation"."""
        if self._words.lower[at] in FIRST_PERSON:
            return self._words.doc[at].text != "US"
        if tree is None or tree.lower[at] not in ACTING:
            return False
        return any(tree.lower[child] in OURS for child in tree.children(at))

    def _apposed(self, at: int, tree: Tree | None) -> list[Referent]:
        """What the token refers to, or the name in apposition: "his rival Oran"."""
        found = self.direct(at)
        if found or tree is None:
            return found
        return [one for child in tree.children(at) if tree.dep[child] == "appos" for one in self.direct(child)]

    def _modifying(self, at: int, tree: Tree, nouns: frozenset[str] = HOLDING) -> list[Referent]:
        """ "the Ruritanian government"."""
        if tree.lower[at] not in nouns:
            return []
        labels = ("amod", "compound", "nmod:desc", "nmod")
        return [one for child in tree.children(at) if tree.dep[child] in labels for one in self.direct(child)][:1]


def _possessed(referent: Referent) -> Referent:
    return msgspec.structs.replace(referent, possessed=True)
