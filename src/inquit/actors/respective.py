"""Offices shared by several: "the foreign ministers of A and B, X and Y", "A’s and B’s foreign ministers, X and Y".

Whose each holder is, follows from the order of the lists, unless the text tells otherwise in another place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from inquit.actors.lists import pairs
from inquit.actors.offices import Named, Office, Role
from inquit.actors.words import Words, plain

Owner = tuple[str, str | None]
_MOST = 6
_BETWEEN = frozenset([" and ", ", ", ", and ", " & ", "’s and ", "'s and ", "’s, ", "'s, ", "’s, and ", "'s, and "])
_OWNING = frozenset(["GPE", "NORP", "ORG"])


def owners_after(
    words: Words, names: Sequence[Named], by_start: Mapping[int, int], stop: int, owner_of: Callable[[int], Owner]
) -> tuple[int, list[Owner]]:
    """The owners that follow one which ends before word `stop` ("of A" + ", B, and C"), and the word after them."""
    owners: list[Owner] = []
    while len(owners) < _MOST and stop < len(words):
        gap_end = stop + (words.lower[stop] in {"and", "&"})
        if gap_end >= len(words) or not (gap_end > stop or words.gap(stop) == ", "):
            break
        gap_end += words.lower[gap_end] == "the" if gap_end < len(words) else 0
        name = by_start.get(words.start[gap_end]) if gap_end < len(words) else None
        if name is None or names[name].label not in {"GPE", "ORG"}:
            break
        owner = owner_of(name)
        if not owner[0]:
            break
        owners.append(owner)
        stop = words.at(names[name].end)
        if gap_end > 0 and words.lower[gap_end - 1] in {"and", "&"}:
            break
    return stop, owners


def owners_before(
    source: str, names: Sequence[Named], name: int, owner_of: Callable[[int], Owner]
) -> list[tuple[int, Owner]]:
    """The owners listed before an owner ("A’s and" + "B’s"), in text order, each with its name's index."""
    owners: list[tuple[int, Owner]] = []
    while name > 0 and len(owners) < _MOST:
        gap = source[names[name - 1].end : names[name].start]
        if gap not in _BETWEEN or names[name - 1].label not in _OWNING:
            break
        owner = owner_of(name - 1)
        if not owner[0]:
            break
        name -= 1
        owners.insert(0, (name, owner))
    return owners


def owned_behind(
    words: Words, names: Sequence[Named], by_start: Mapping[int, int], office: Office, owner_of: Callable[[int], Owner]
) -> Role:
    """The role with the country behind its holder's name: "President Anna Falk of Austria"."""
    holder = names[office.holders[0]]
    after = words.at(holder.end)
    if holder.start < office.end or after + 1 >= len(words) or words.lower[after] != "of" or not words.joined(after):
        return office.role
    name = by_start.get(words.start[after + 1 + (words.lower[after + 1] == "the" and after + 2 < len(words))])
    if name is None or names[name].label != "GPE":
        return office.role
    owner, code = owner_of(name)
    return msgspec.structs.replace(office.role, owner=owner or None, code=code)


def shares(office: Office, names: Sequence[str], known: Callable[[int], Sequence[Role]]) -> list[Role]:
    """The role of each holder of a shared office.

    `names`: of the holders, `known`: the roles of the nth holder as told elsewhere. As many owners as holders go to
    them in order; a holder whose owner is told elsewhere, or whose surname is at home in one of the countries, comes
    first. Other numbers leave the owner open.
    """
    role, owners = office.role, list(office.owners)
    if len(owners) != len(names) or len(owners) < 2:
        single = len(owners) < 2 and not office.plural
        return [role if single else msgspec.structs.replace(role, owner=None, code=None)] * len(names)
    given: dict[int, Owner] = {}
    for at in range(len(names)):
        told = {held.owner for held in known(at) if held.head == role.head and held.owner}
        for owner in owners:
            if owner[0] in told and owner not in given.values():
                given[at] = owner
                break
    for at, name in enumerate(names):
        home = _home(name)
        for owner in owners:
            if at not in given and owner[1] and owner[1] == home and owner not in given.values():
                given[at] = owner
    rest = [owner for owner in owners if owner not in given.values()]
    return [
        msgspec.structs.replace(role, owner=owner[0], code=owner[1])
        for owner in (given[at] if at in given else rest.pop(0) for at in range(len(names)))
    ]


def _home(name: str) -> str:
    """The country whose surnames end as this one does; empty where many do."""
    last = plain(name).lower().split(" ")[-1]
    endings = pairs("actor_words.txt", "respective.endings")
    return next((code for ending, code in sorted(endings.items()) if last.endswith(ending) and len(last) > 5), "")
