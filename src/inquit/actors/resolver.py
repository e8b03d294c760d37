"""Puts the mentions of one document together to actors: who is who, which office, which government."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from inquit.actors.bodies import Bodies
from inquit.actors.draft import Draft
from inquit.actors.gazetteer import Known, gazetteer, plain_known
from inquit.actors.lists import word_lists
from inquit.actors.metonyms import Surroundings
from inquit.actors.offices import Office, Role
from inquit.actors.persons import Persons, tokens
from inquit.actors.pronouns import EITHER, Antecedents, Seen, apply_gender, covers, quoted_spans, sentence_starts
from inquit.actors.roles import offices
from inquit.actors.words import Words
from inquit.record import Actor, Mention


class Resolver:
    """Resolves the mentions of one document. `author`: the name of its author; `bio`: where the text tells of them."""

    def __init__(
        self, doc: Doc, text: str, mentions: Sequence[Mention], *, author: str | None, bio: tuple[int, int] | None
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.words = Words(self.text, gazetteer().names)
        self.around = Surroundings(doc, self.words)
        self.sentence_starts = sentence_starts(doc, text)
        self.persons, self.bodies = Persons(), Bodies()
        self.groups: dict[tuple[str, str], Draft] = {}
        self.links: list[tuple[Draft, float] | None] = [None] * len(mentions)
        self.author = self._author(author)
        self.bio = bio
        self.names = [at for at, mention in enumerate(mentions) if mention.kind == "name"]

    def resolve(self) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
        """The mentions with their actors, and the actors, the author first, then by first mention."""
        named = [self.mentions[at] for at in self.names]
        found = offices(self.words, list(named))
        self._full_names()
        self._offices(found)
        titled = {self.names[holder]: office.role for office in found for holder in office.holders}
        for at in self.names:
            if self.links[at] is None:
                self._name(at, titled.get(at))
        self._second_offices(found)
        self._nominals({(office.start, office.end): office for office in found})
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
        return " ".join(self.text[mention.start : mention.end].split())

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
        """Give the offices to the persons with full names; those of bare surnames follow in `_second_offices`."""
        for office in found:
            for holder in office.holders:
                link = self.links[self.names[holder]]
                if link:
                    link[0].take(_of_one(office))

    def _second_offices(self, found: list[Office]) -> None:
        for office in found:
            for holder in office.holders:
                link = self.links[self.names[holder]]
                if link and link[0].label == "PERSON":
                    link[0].take(_of_one(office))
            if self.bio and not office.holders and self.bio[0] <= office.start < self.bio[1]:
                self.author.take(office.role)

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
            self._link(at, self.bodies.law(surface, mention.start, "LAW"), 0.9)
        elif mention.label == "NORP":
            self._link(at, self._group(surface, known, mention.start), 0.9)
        elif known and mention.label in {"GPE", "LOC"}:
            self._place(at, known)

    def _organisation(self, at: int, surface: str) -> Draft:
        mention = self.mentions[at]
        before = self.mentions[at - 1] if at else None
        if before and self.links[at - 1] and before.label == "ORG" and self.text[before.end : mention.start] == " (":
            draft = self.links[at - 1]
            known = plain_known(surface)
            if (
                draft
                and self.text[mention.end : mention.end + 1] == ")"
                and (known is None or known.name == draft[0].name)
            ):
                self.bodies.alias(draft[0], surface)
                return draft[0]
        owner = None
        gap = self.text[before.end : mention.start] if before else ""
        if before and before.label == "GPE" and gap in {"’s ", "'s "}:
            known = plain_known(self._surface(before))
            owner = known.code if known else None
        return self.bodies.organisation(surface, mention.start, owner=owner)

    def _group(self, surface: str, known: Known | None, at: int) -> Draft:
        key = ("group", known.name if known else surface.lower())
        draft = self.groups.get(key)
        if draft is None:
            draft = self.groups[key] = Draft(
                known.name if known else surface, "NORP", at, country=known.code if known else None
            )
            draft.fixed = known is not None
        return draft

    def _place(self, at: int, known: Known) -> None:
        """A country or region is an actor always, a capital or a part of the world when it acts."""
        mention = self.mentions[at]
        if known.kind == "city":
            return
        acts = known.kind in {"country", "capital", "area"} and self.around.acts(
            mention.start, mention.end, capital=known.kind == "capital"
        )
        if known.kind in {"capital", "area"} and not acts:
            return
        key = (known.kind, known.code if known.kind == "country" and known.code else known.name)
        draft = self.groups.get(key)
        if draft is None:
            draft = self.groups[key] = Draft(known.name, known.label, mention.start, country=known.code)
            if known.kind == "country" and known.code:
                draft.name = gazetteer().countries[known.code]
            draft.fixed = True
        if acts and draft.represents is None and known.code:
            if known.name == "Brussels":
                union = plain_known("European Union")
                draft.represents = self.bodies.known(union, mention.start) if union else None
            else:
                draft.represents = self.bodies.government(known.code, mention.start)
        self._link(at, draft, 0.9 if acts or known.kind == "country" else 0.8)

    def _nominals(self, found: dict[tuple[int, int], Office]) -> None:
        """Offices without a name beside them go to who holds them, governments to their actor, documents to theirs."""
        holders: dict[str, list[tuple[Draft, Role]]] = {}
        for draft, _ in self.persons.drafts:
            for role in draft.roles:
                if role.text.startswith("former ") or (role.tail.startswith((" to ", " for ")) and role.owner is None):
                    continue
                holders.setdefault(role.head, []).append((draft, role))
        unknown: dict[tuple[str, str], Draft] = {}
        for at, mention in enumerate(self.mentions):
            if mention.kind != "nominal":
                continue
            if mention.label in {"LAW", "WORK_OF_ART"}:
                self._link(at, self.bodies.law(self._surface(mention), mention.start, mention.label), 0.8)
                link = self.links[at]
                if link and link[0].label != mention.label:
                    continue
            office = found.get((mention.start, mention.end))
            if office is None:
                continue
            role = office.role
            if office.label == "ORG":
                if role.code:
                    self._link(at, self.bodies.branch(role.head, role.code, mention.start), 0.85)
                continue
            if self.bio and self.bio[0] <= mention.start < self.bio[1]:
                self._link(at, self.author, 0.8)
                continue
            if role.text.startswith("former "):
                continue
            chosen = _holder(holders.get(role.head, ()), role, mention.start)
            if chosen:
                self._link(at, chosen, 0.85 if role.owner else 0.65)
            elif role.owner and role.code:
                key = (role.head, role.owner)
                if key not in unknown:
                    unknown[key] = Draft(role.text, "PERSON", mention.start, roles=[role], country=None)
                self._link(at, unknown[key], 0.8)

    def _pronouns(self) -> None:
        memory, around = Antecedents(), self.around
        nobody = Draft("", "PERSON", 0)
        quoted = quoted_spans(self.text)
        for at, mention in enumerate(self.mentions):
            sentence = bisect_right(self.sentence_starts, mention.start)
            if mention.kind != "pronoun":
                link = self.links[at]
                if link is None and mention.kind == "nominal" and mention.label == "PERSON":
                    link = nobody, 0.0  # "the minister": unknown, but it is he whom "his" takes up
                if link and link[0].label == "PERSON":
                    verb = around.subject_of(mention.start, mention.end) if around.parsed else None
                    of = verb.i if verb is not None else None
                    memory.meet(
                        Seen(
                            link[0],
                            mention.start,
                            sentence,
                            verb is not None,
                            of,
                            self._paired(at),
                            covers(quoted, mention.start) > 0,
                        )
                    )
                continue
            if EITHER.match(self.text, max(0, mention.start - 6)):
                continue
            word = self.text[mention.start : mention.end].lower()
            token = around.at(mention.start)
            governor = token.head.i if token is not None and around.parsed else None
            subject = token is not None and token.dep_.startswith("nsubj")
            since = covers(quoted, mention.start)
            found = memory.resolve(word, sentence, governor, subject=subject, since=since)
            if found and found[1] >= 0.5 and found[0] is not nobody:
                self._link(at, *found)
                apply_gender(found[0], word)
                memory.meet(Seen(found[0], mention.start, sentence, subject, governor if subject else None))

    def _paired(self, at: int) -> bool:
        """Whether the person stands in a pair ("Aliyev and Pashinyan"), which no "he" takes up."""
        mention = self.mentions[at]
        return any(
            0 <= k < len(self.mentions)
            and self.mentions[k].label == "PERSON"
            and self.text[min(mention.end, self.mentions[k].end) : max(mention.start, self.mentions[k].start)]
            == " and "
            for k in (at - 1, at + 1)
        )

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


def _of_one(office: Office) -> Role:
    """The role of each holder of a shared office: whose it is of several owners is not told."""
    return office.role if not office.plural else msgspec.structs.replace(office.role, owner=None, code=None)


def _holder(found: Sequence[tuple[Draft, Role]], role: Role, at: int) -> Draft | None:
    """Who of the holders of this kind of office is meant at offset `at`: of the same owner, else the only one."""
    same = [draft for draft, held in found if role.owner in (None, held.owner)]
    distinct = list({id(draft): draft for draft in same}.values())
    if len(distinct) == 1:
        return distinct[0]
    before = [draft for draft in distinct if draft.first < at]
    return max(before, key=lambda draft: draft.first) if before else None
