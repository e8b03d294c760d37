"""Which actor or topic of one record is which of another record of the same text."""

from __future__ import annotations

from collections.abc import Sequence

from inquit.record import Actor, Document, Topic

AUTHOR = "a0"


def counterparts(gold: Document, predicted: Document) -> dict[str, str]:
    """For the id of each predicted actor and topic that is one of the gold's, the id of that one.

    The author (`a0`) is the author. Others are the same where their names are equal, letter case and white space
    aside; then where the name of one is an alias of the other; then where they share an alias. One to one, each step
    in the order of the gold.
    """
    found: dict[str, str] = {}
    if any(one.id == AUTHOR for one in gold.actors) and any(one.id == AUTHOR for one in predicted.actors):
        found[AUTHOR] = AUTHOR
    _match(gold.actors, predicted.actors, found)
    _match(gold.topics, predicted.topics, found)
    return found


def _match(gold: Sequence[Actor | Topic], predicted: Sequence[Actor | Topic], found: dict[str, str]) -> None:
    taken = set(found.values())
    # Whose names are looked up among whose: the first `mine` of a gold one among the first `theirs` of a predicted one.
    for mine, theirs in ((1, 1), (1, None), (None, 1), (None, None)):
        holders: dict[str, list[str]] = {}
        for one in predicted:
            for name in _names(one)[:theirs]:
                holders.setdefault(name, []).append(one.id)
        for one in gold:
            for name in _names(one)[:mine]:
                free = next((id for id in holders.get(name, ()) if id not in found), None)
                if free is not None and one.id not in taken:
                    found[free] = one.id
                    taken.add(one.id)


def _names(one: Actor | Topic) -> tuple[str, ...]:
    return tuple(" ".join(name.casefold().split()) for name in (one.name, *one.aliases))
