"""Puts the mentions of one document together to actors: who is who, which office, which government."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from inquit.actors.acronyms import shortens
from inquit.actors.bodies import Bodies
from inquit.actors.documents import Documents
from inquit.actors.draft import Draft
from inquit.actors.gazetteer import plain_known
from inquit.actors.holders import Holders, Relation, one_of_two, relations, role_of_peer
from inquit.actors.lists import word_lists
from inquit.actors.metonyms import Surroundings
from inquit.actors.offices import Office, Role
from inquit.actors.persons import Persons, tokens
from inquit.actors.places import Places
from inquit.actors.positions import sentence_starts
from inquit.actors.pronouns import Choose, Pronouns
from inquit.actors.ranker import choose
from inquit.actors.respective import shares
from inquit.actors.roles import offices
from inquit.actors.words import Words
from inquit.record import Actor, Mention


class Resolver:
    """Resolves the mentions of one document. `author`: the name of its author; `bio`: where the text tells of them."""

    def __init__(
        self, doc: Doc, words: Words, mentions: Sequence[Mention], *, author: str | None, bio: tuple[int, int] | None
    ) -> None:
        self.text, self.words = words.source, words
        self.mentions = mentions
        self.around = Surroundings(doc, self.words)
        self.sentence_starts = sentence_starts(doc, self.text)
        self.persons, self.bodies, self.documents = Persons(), Bodies(), Documents()
        self.places = Places(self.around, self.bodies)
        self.aliases: dict[str, Draft] = {}
        self.links: list[tuple[Draft, float] | None] = [None] * len(mentions)
        self.author = self._author(author)
        self.bio = bio
        self.choose: Choose = choose
        self.headings = [(b.start, b.end) for b in doc._.blocks if b.kind in {"title", "subtitle", "heading"}]
        self.names = [at for at, mention in enumerate(mentions) if mention.kind == "name"]

    def resolve(self) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
        """The mentions with their actors, and the actors, the author first, then by first mention."""
        named = [self.mentions[at] for at in self.names]
        found = offices(self.words, list(named))
        self.places.owners = {owner for office in found for owner, code in office.owners if code is None} | {
            office.role.owner for office in found if office.role.owner and office.role.code is None
        }
        self._full_names()
        self._offices(found)
        titled = {self.names[holder]: office.role for office in found for holder in office.holders}
        short = [at for at in self.names if self.links[at] is None and self._is_short(at)]
        for at in self.names:
            if self.links[at] is None and not self._is_short(at):
                self._name(at, titled.get(at))
        for at in short:
            self._short(at)
        self._offices(found)
        if self.bio:
            for office in found:
                if not office.holders and self.bio[0] <= office.start < self.bio[1]:
                    self.author.take(office.role)
        self._nominals(found, relations(self.words, named))
        self._pronouns()
        return self._finish()

    def _author(self, name: str | None) -> Draft:
        if name and len(tokens(name)) > 1:
            draft = self.persons.full(name, -1)
        else:
            draft = self.persons.new(name or "author", -1) if name else Draft("author", "PERSON", -1)
        draft.name, draft.fixed = name or "author", True
        return draft

    def _surface(self, mention: Mention) -> str:
        surface = " ".join(self.text[mention.start : mention.end].split())
        return surface.replace("[", "").replace("]", "") if "[" in surface else surface

    def _link(self, at: int, draft: Draft, score: float) -> None:
        mention = self.mentions[at]
        if mention.kind == "name" or mention.label in {"LAW", "WORK_OF_ART"}:
            draft.forms[self._surface(mention)] += 1
        draft.first = min(draft.first, mention.start)
        self.links[at] = draft, round(min(score, mention.score if mention.kind == "name" else 1.0), 3)

    def _gender(self, mention: Mention) -> str:
        """The gender that an honorific before the mention tells."""
        at = self.words.at(mention.start)
        if not self.words.joined(at):
            return ""
        before, lists = self.words.lower[at - 1], word_lists("offices.txt")
        return "m" if before in lists["men"] else "f" if before in lists["women"] else ""

    def _full_names(self) -> None:
        for at in self.names:
            mention = self.mentions[at]
            if mention.label == "PERSON" and len(tokens(self._surface(mention))) > 1:
                draft = self.persons.full(self._surface(mention), mention.start, gender=self._gender(mention))
                self._link(at, draft, 0.95)

    def _offices(self, found: list[Office]) -> None:
        """Give the offices to their holders; once for the full names, and again when bare surnames are linked."""
        for office in found:
            linked = [self.links[self.names[holder]] for holder in office.holders]
            holders = [link[0] for link in linked if link and link[0].label == "PERSON"]
            if len(holders) == len(linked):
                known = [holder.roles for holder in holders]
                for draft, role in zip(
                    holders, shares(office, [one.name for one in holders], known.__getitem__), strict=True
                ):
                    draft.take(role)

    def _name(self, at: int, role: Role | None) -> None:
        mention = self.mentions[at]
        surface = self._surface(mention)
        known = plain_known(surface)
        if mention.label == "PERSON":
            draft = self.persons.single(surface, mention.start, gender=self._gender(mention), role=role)
            if draft:
                self._link(at, draft, 0.9)
        elif mention.label == "ORG" or (known and known.label == "ORG"):
            self._link(at, self._organisation(at, surface), 0.9)
        elif mention.label == "LAW":
            self._link(at, self.documents.named(surface, mention.start, "LAW"), 0.9)
        elif mention.label == "NORP":
            self._link(at, self.places.people(surface, known, mention.start), 0.9)
        elif mention.label in {"GPE", "LOC"}:
            place = self.places.place(surface, mention.start, mention.end, mention.label)
            if place:
                self._link(at, *place)

    def _is_short(self, at: int) -> bool:
        """Whether a name is an acronym or one word, whose long form may stand anywhere in the text."""
        mention = self.mentions[at]
        if mention.label not in _NAMED_TWICE or mention.end - mention.start > LONGEST_SHORT:
            return False
        surface = self.text[mention.start : mention.end]
        known = plain_known(surface)
        return (known is None or known.kind == "body") and not any(char.isspace() for char in surface)

    def _short(self, at: int) -> None:
        """An acronym: of the name before its brackets, else of the only body whose initials it has."""
        mention = self.mentions[at]
        surface = self._surface(mention)
        long = self._introduced(at)
        if long:
            self.aliases[surface] = long
        draft = self.aliases.get(surface)
        if draft is None and mention.label in {"ORG", "LAW", "EVENT", "PRODUCT"} and plain_known(surface) is None:
            draft = self.bodies.short(surface)
        if draft is not None:
            self._link(at, draft, 0.9)
        else:
            self._name(at, None)

    def _introduced(self, at: int) -> Draft | None:
        """Whom a name in brackets names again: the actor of the name before them, if one can stand for the other."""
        mention, before = self.mentions[at], self.mentions[at - 1] if at else None
        link = self.links[at - 1] if at else None
        if before is None or link is None or self.text[before.end : mention.start].strip() != "(":
            return None
        if self.text[mention.end : mention.end + 1] != ")" or before.label not in _NAMED_TWICE:
            return None
        known = plain_known(self._surface(mention))
        if known is not None:
            return link[0] if known.name == link[0].name else None
        return link[0] if shortens(self._surface(mention), self._surface(before)) else None

    def _organisation(self, at: int, surface: str) -> Draft:
        mention = self.mentions[at]
        long = self._introduced(at)
        if long:
            self.bodies.alias(long, surface)
            return long
        before = self.mentions[at - 1] if at else None
        owner = None
        gap = self.text[before.end : mention.start] if before else ""
        if before and before.label in {"GPE", "NORP"} and gap in {"’s ", "'s ", " "}:
            known = plain_known(self._surface(before))
            owner = known.code if known and (gap != " " or known.kind == "adjective") else None
        return self.bodies.organisation(surface, mention.start, owner=owner)

    def _nominals(self, found: list[Office], related: list[Relation]) -> None:
        """Nominals go to whom they mean: offices to their holders, governments and documents to their actors."""
        self._peers(found, related)
        named = [
            (mention.start, link[0])
            for mention, link in zip(self.mentions, self.links, strict=True)
            if link and link[0].label == "PERSON"
        ]
        holders = Holders([draft for draft, _ in self.persons.drafts], named)
        by_span = {(office.start, office.end): office for office in found}
        peers = {(one.start, one.end): self._peer_role(one, found) for one in related}
        for at, mention in enumerate(self.mentions):
            if mention.kind != "nominal":
                continue
            if mention.label in {"LAW", "WORK_OF_ART"}:
                self._link(at, self.documents.named(self._surface(mention), mention.start, mention.label), 0.8)
                continue
            office = by_span.get((mention.start, mention.end))
            role = peers.get((mention.start, mention.end))
            if office is not None and office.label == "ORG":
                if office.role.code:
                    self._link(at, self.bodies.branch(office.role.head, office.role.code, mention.start), 0.85)
            elif office is not None and self.bio and self.bio[0] <= mention.start < self.bio[1]:
                self._link(at, self.author, 0.8)
            elif office is not None or role is not None:
                meant = holders.of(office.role if office else role, mention.start)  # type: ignore[arg-type]
                if meant:
                    self._link(at, *meant)
        self._pairs(related)

    def _peers(self, found: list[Office], related: list[Relation]) -> None:
        """Give "his German counterpart, X" his office."""
        for one in related:
            link = self.links[self.names[one.holder]] if one.holder is not None else None
            role = self._peer_role(one, found) if link else None
            if link and role and link[0].label == "PERSON":
                link[0].take(role)

    def _peer_role(self, relation: Relation, found: list[Office]) -> Role | None:
        if relation.word in {"latter", "former"}:
            return None
        start = self._sentence_of(relation.start)
        low = bisect_left(found, start, key=lambda office: office.start)
        high = bisect_left(found, relation.start, key=lambda office: office.start)
        person = next((draft for _, _, draft in reversed(self._named(start, relation.start)) if draft.roles), None)
        return role_of_peer(relation, found[low:high], person)

    def _pairs(self, related: list[Relation]) -> None:
        """Link "the latter" and "the former" to one of the two actors named last; where it is unclear, drop them."""
        by_span = {(self.mentions[at].start, self.mentions[at].end): at for at in range(len(self.mentions))}
        unclear: set[int] = set()
        for one in related:
            at = by_span.get((one.start, one.end))
            if one.word not in {"latter", "former"} or at is None:
                continue
            start = self._sentence_of(one.start)
            named = self._named(start, one.start)
            if len({id(draft) for _, _, draft in named}) < 2:
                named = self._named(self._sentence_of(start - 1), start) if start else []
            draft = one_of_two(named, one.word, self.text)
            if draft:
                self._link(at, draft, 0.7)
            else:
                unclear.add(at)
        if unclear:
            kept = [at for at in range(len(self.mentions)) if at not in unclear]
            self.mentions, self.links = [self.mentions[at] for at in kept], [self.links[at] for at in kept]

    def _sentence_of(self, offset: int) -> int:
        """Where the sentence around an offset begins."""
        at = bisect_right(self.sentence_starts, offset)
        return self.sentence_starts[at - 1] if at else 0

    def _named(self, start: int, end: int) -> list[tuple[int, int, Draft]]:
        """Start, end and actor of the persons, bodies and countries named in a stretch."""
        low = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        found = []
        for at in range(low, min(len(self.mentions), low + 40)):
            mention, link = self.mentions[at], self.links[at]
            if mention.start >= end:
                break
            if mention.kind == "name" and link and mention.label in {"PERSON", "ORG", "GPE"}:
                found.append((mention.start, mention.end, link[0]))
        return found

    def _pronouns(self) -> None:
        walk = Pronouns(self.text, self.words, self.around, self.sentence_starts, headings=self.headings)
        self.mentions, self.links = walk.resolve(self.mentions, self.links, self.choose)

    def _finish(self) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
        drafts: dict[int, Draft] = {}
        for link in self.links:
            if link:
                drafts.setdefault(id(link[0]), link[0])
        for draft in list(drafts.values()):
            if draft.represents is not None:
                drafts.setdefault(id(draft.represents), draft.represents)
        drafts.pop(id(self.author), None)
        order = [self.author, *sorted(drafts.values(), key=lambda draft: (draft.first, draft.name))]
        ids = {id(draft): f"a{at}" for at, draft in enumerate(order)}
        mentions = tuple(
            msgspec.structs.replace(mention, actor=ids[id(link[0])], score=link[1]) if link else mention
            for mention, link in zip(self.mentions, self.links, strict=True)
        )
        return mentions, tuple(draft.actor(ids[id(draft)], ids) for draft in order)


LONGEST_SHORT = 24  # characters of an acronym or of one word
_NAMED_TWICE = frozenset({"ORG", "LAW", "EVENT", "GPE", "PRODUCT", "FAC", "LOC"})
