"""The actors of one document while speakers are found: lookup by place, new ones for documents and the unnamed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import msgspec

from inquit.quotations.lexicon import DOCUMENTS, PRONOUNS, listed
from inquit.record import Actor, Label, Mention, Span

_BODIES = listed(
    """government ministry authorities administration office council party army embassy agency group side delegation
    committee commission court campaign company department parliament senate congress union police presidency
    opposition leadership spokesperson's foundation institute university association coalition alliance board bank
    team regime military organization organisation mission bureau secretariat assembly house"""
)
_ARTICLES = listed("the a an this that these those")
_NOT_NAMES = PRONOUNS | {"i", "we", "you", "one", "both", "others", "some", "many", "all", "there", "so", "here"}
_PREPOSITIONS = listed("of in for from to at by on with that who which during about after between") | {","}
LONGEST_NAME = 10


class Cast:
    """Mentions and actors of one document; grows as speakers are added."""

    def __init__(self, text: str, mentions: tuple[Mention, ...], actors: tuple[Actor, ...]) -> None:
        self.text = text
        self.mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self.starts = [mention.start for mention in self.mentions]
        self.actors = {actor.id: actor for actor in actors}
        self.added: list[Mention] = []
        self._by_name = {name.casefold(): actor.id for actor in actors for name in (actor.name, *actor.aliases)}
        self._joint = {tuple(sorted(actor.members)): actor.id for actor in actors if actor.members}
        self._documents: dict[str, str] = {}  # head noun → the document of that kind named last
        self._numbers = {"a": _next(self.actors), "m": _next(mention.id for mention in mentions)}

    def inside(self, span: Span) -> list[Mention]:
        """Mentions that lie in the span, by start."""
        low, high = bisect_left(self.starts, span[0]), bisect_right(self.starts, span[1] - 1)
        return [mention for mention in self.mentions[low : min(high, low + 40)] if mention.end <= span[1]]

    def label_of(self, actor: str | None) -> Label | None:
        """The label of an actor."""
        found = self.actors.get(actor) if actor else None
        return found.label if found else None

    def joint(self, members: list[str], span: Span) -> str:
        """The actor for several that speak as one; made once for the same members."""
        key = tuple(sorted(members))
        if key not in self._joint:
            names = [self.actors[member].name for member in members]
            labels = [self.actors[member].label for member in members]
            name = f"{', '.join(names[:-1])} and {names[-1]}"
            label = labels[0] if len(set(labels)) == 1 else "ORG"
            self._joint[key] = self._new(Actor("", name, label, members=tuple(members)), span)
        return self._joint[key]

    def unnamed(self, span: Span) -> str | None:
        """An actor named by the source's own words: a document, a body, somebody without a name."""
        words = self.text[span[0] : span[1]].split()
        while words and words[0].casefold() in _ARTICLES:
            words.pop(0)
        if not words or not words[0][0].isalnum():
            return None
        if words[0].casefold().strip(",.") in _NOT_NAMES and (len(words) == 1 or words[1].casefold() == "of"):
            return None
        head_at = next((at for at, word in enumerate(words) if at and word.casefold() in _PREPOSITIONS), len(words))
        if len(words) > LONGEST_NAME:
            words = words[: max(head_at, 1)][:LONGEST_NAME]
        head = words[min(head_at, len(words)) - 1].casefold().strip(",.;:’'")
        name = " ".join(words).rstrip(" ,.;:")
        if not any(letter.isalpha() for letter in name):
            return None
        document = DOCUMENTS.get(head) or DOCUMENTS.get(head.removesuffix("s"))
        known = self._by_name.get(name.casefold())
        if known is None and document and len(words) == 1:
            known = self._documents.get(head)
        if known is None:
            label: Label = document or ("ORG" if head in _BODIES else "PERSON")
            known = self._new(Actor("", name, label), span)
            self._by_name[name.casefold()] = known
        if document:
            self._documents[head] = known
        return known

    def _new(self, actor: Actor, span: Span) -> str:
        id = self._id("a")
        self.actors[id] = msgspec.structs.replace(actor, id=id)
        self.added.append(Mention(self._id("m"), span[0], span[1], actor.label, "nominal", id, 0.8))
        return id

    def _id(self, letter: str) -> str:
        self._numbers[letter] += 1
        return f"{letter}{self._numbers[letter] - 1}"


def _next(ids: object) -> int:
    numbers = [int(id[1:]) for id in ids if id[1:].isdigit()]  # type: ignore[attr-defined]
    return max(numbers, default=-1) + 1
