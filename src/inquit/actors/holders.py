"""Nominals that name a person by office: "the French president", "his German counterpart", "the latter".

Who holds which office has been read from the whole document by now; here a nominal goes to the holder that it means.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from inquit.actors.draft import Draft
from inquit.actors.gazetteer import plain_known
from inquit.actors.offices import Named, Office, Role, owner_name
from inquit.actors.words import Words

Link = tuple[Draft, float]
_PEERS = frozenset({"counterpart", "counterparts", "colleague", "homologue"})
_OWNERS = frozenset({"his", "her"})
_LOWER_RANKS = frozenset({"deputy", "vice", "assistant", "associate", "acting", "under", "co"})
_AFTER_LATTER = frozenset(
    {"is", "was", "has", "had", "will", "would", "could", "may", "then", "also", "said", "did", "in", "to", "of", "who"}
)


class Relation(msgspec.Struct):
    """A nominal at `[start, end)` that leads to a person by way of another: a peer, or one of two named before.

    `owner`, `code`: whose office the peer holds; `holder`: index of the name mention in apposition.
    """

    start: int
    end: int
    word: str
    owner: str | None = None
    code: str | None = None
    holder: int | None = None


def relations(words: Words, names: Sequence[Named]) -> list[Relation]:
    """All "his counterpart" and "the latter" of a text, in order. `names`: the name mentions in text order."""
    by_start = {name.start: at for at, name in enumerate(names)}
    by_end = {name.end: at for at, name in enumerate(names)}
    found = []
    for at, low in enumerate(words.lower):
        if low in _PEERS:
            relation = _peer(words, names, by_start, by_end, at)
        elif low in {"latter", "former"} and at and words.lower[at - 1] == "the" and words.joined(at):
            alone = not words.joined(at + 1) or words.lower[at + 1] in _AFTER_LATTER
            relation = Relation(words.start[at], words.end[at], low) if alone else None
        else:
            continue
        if relation:
            found.append(relation)
    return found


def _peer(
    words: Words, names: Sequence[Named], by_start: dict[int, int], by_end: dict[int, int], at: int
) -> Relation | None:
    first, owner, code = at, None, None
    name = by_end.get(words.end[at - 1]) if words.joined(at) else None
    if name is not None and names[name].label in {"NORP", "GPE"}:
        known = plain_known(words.source[names[name].start : names[name].end])
        owner, code = (owner_name(known), known.code) if known else (None, None)
        first = words.at(names[name].start)
        possessive = words.possessive[at - 1]
    else:
        possessive = False
    if not possessive:
        if (
            not words.joined(first)
            or words.lower[first - 1] not in _OWNERS | {"the"}
            or (words.lower[first - 1] == "the" and owner is None)
        ):
            return None
        first -= words.lower[first - 1] in _OWNERS
    after = at + 1
    holder = None
    if after < len(words) and (words.joined(after) or words.gap(after) == ", "):
        holder = by_start.get(words.start[after])
        if holder is not None and names[holder].label != "PERSON":
            holder = None
    if words.lower[at] in {"counterparts"}:
        holder = None
    return Relation(words.start[first], words.end[at], words.lower[at].removesuffix("s"), owner, code, holder)


class Holders:
    """Who holds which office in a document, and where each person is named."""

    def __init__(self, persons: Iterable[Draft], places: Iterable[tuple[int, Draft]]) -> None:
        """`places`: offsets of mentions with their actors, in text order."""
        self._now: dict[str, list[tuple[Draft, Role]]] = defaultdict(list)
        self._then: dict[str, list[tuple[Draft, Role]]] = defaultdict(list)
        self._shortened: tuple[dict[str, list[tuple[Draft, Role]]], ...] = ({}, {})
        self._named: dict[int, list[int]] = defaultdict(list)
        self._unknown: dict[tuple[str, str], Draft] = {}
        for draft in persons:
            for role in draft.roles:
                if role.tail.startswith((" to ", " for ")) and role.owner is None:
                    continue
                (self._then if role.past else self._now)[role.head].append((draft, role))
                short = _shortened(role.head)
                if short:
                    self._shortened[role.past].setdefault(short, []).append((draft, role))
        for offset, draft in places:
            self._named[id(draft)].append(offset)

    def of(self, role: Role, at: int) -> Link | None:
        """Who is meant by an office at offset `at`; one that nobody holds, but whose it is is told, is somebody new."""
        table = self._then if role.past else self._now
        fitting = [draft for draft, held in table.get(role.head, ()) if _may_hold(held, role)]
        if not fitting and role.owner is None:
            fitting = [draft for draft, _ in self._shortened[role.past].get(role.head, ())]
        drafts = list({id(draft): draft for draft in fitting}.values())
        if len(drafts) == 1:
            return drafts[0], 0.85 if role.owner else 0.65
        if drafts:
            placed = [(self._before(draft, at), -order, draft) for order, draft in enumerate(drafts)]
            last = max(placed, key=lambda one: one[:2])
            return (last[2], 0.7 if role.owner else 0.5) if last[0] >= 0 else None
        if role.past or not (role.owner and role.code):
            return None
        key = (role.head, role.owner)
        if key not in self._unknown:
            self._unknown[key] = Draft(role.text, "PERSON", at, roles=[role], country=role.code)
        return self._unknown[key], 0.8

    def _before(self, draft: Draft, at: int) -> int:
        """Where a person was last named before an offset; -1: nowhere."""
        named = self._named.get(id(draft), ())
        k = bisect_left(named, at)
        return named[k - 1] if k else -1


def _shortened(head: str) -> str:
    """How a text may call an office after its first mention: "the minister", "the secretary"; empty if it may not."""
    words = head.split(" ")
    if len(words) < 2 or not _LOWER_RANKS.isdisjoint(words):
        return ""
    at = words.index("of") if "of" in words else len(words)
    return words[at - 1] if at else ""


def _may_hold(held: Role, meant: Role) -> bool:
    """Whether who holds one office may be meant by the other; "the outgoing president" is not any president."""
    if meant.owner is None and meant.tense and not meant.past:
        return held.tense == meant.tense
    return meant.owner in (None, held.owner)


def role_of_peer(relation: Relation, offices: Sequence[Office], person: Draft | None) -> Role | None:
    """The office of "his German counterpart": that of the person it is said of, in the other country.

    `offices`: those before it in its sentence; `person`: the last one named there.
    """
    if relation.word != "counterpart" and relation.owner is None:
        return None
    heads = [office.role for office in offices if office.label == "PERSON" and not office.plural]
    role = heads[-1] if heads else next((held for held in person.roles if not held.past), None) if person else None
    if role is None or not role.head:
        return None
    return Role(role.head, relation.owner, relation.code)


def one_of_two(named: Sequence[tuple[int, int, Draft]], word: str, source: str) -> Draft | None:
    """ "The latter" or "the former" of the two actors that a stretch names; of more, of a last pair joined by "and".

    `named`: start, end and actor of the names there, in text order.
    """
    order = list({id(draft): draft for _, _, draft in named}.values())
    if len(order) == 2:
        return order[word == "latter"]
    if len(order) > 2 and source[named[-2][1] : named[-1][0]] in {" and ", " and the ", " or "}:
        return named[-1][2] if word == "latter" else named[-2][2]
    return None
