"""Which actor or topic of one record is which of another record of the same text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from inquit.record import Actor, Document, Topic

AUTHOR = "a0"
_BEFORE = re.compile(  # articles and titles
    r"\A(?:(?:the|a|an|mrs?|ms|miss|dr|sir|lord|lady|dame|count(?:ess)?|baron(?:ess)?|prince(?:ss)?|madame|mme|monsieur|m"
    r"|herr|frau|prof(?:essor)?|official)\.? )+(?=.)"
)


def counterparts(gold: Document, predicted: Document) -> dict[str, str]:
    """For the id of each predicted actor and topic that is one of the gold's, the id of that one.

    The author (`a0`) is the author. Others are the same where their names are equal, letter case and white space and
    articles and titles before them aside; then where the name of one is an alias of the other; then where they share an
    alias; actors at last where they have mentions in common, those first that share most (pronouns do not count). One
    to one, each step in the order of the gold.
    """
    found: dict[str, str] = {}
    if any(one.id == AUTHOR for one in gold.actors) and any(one.id == AUTHOR for one in predicted.actors):
        found[AUTHOR] = AUTHOR
    _match(gold.actors, predicted.actors, found)
    _match_by_mentions(gold, predicted, found)
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


def _match_by_mentions(gold: Document, predicted: Document, found: dict[str, str]) -> None:
    """Match the actors that are left by the spans of their mentions, one to one."""
    at = {(one.start, one.end): one.actor for one in gold.mentions if one.kind != "pronoun" and one.actor}
    shared: Counter[tuple[str, str]] = Counter()
    for mention in predicted.mentions:
        mine = at.get((mention.start, mention.end))
        if mine is not None and mention.actor is not None and mention.kind != "pronoun":
            shared[mine, mention.actor] += 1
    taken = set(found.values())
    for (mine, theirs), _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if mine not in taken and theirs not in found:
            found[theirs] = mine
            taken.add(mine)


def _names(one: Actor | Topic) -> tuple[str, ...]:
    return tuple(_plain(name) for name in (one.name, *one.aliases))


def _plain(name: str) -> str:
    return _BEFORE.sub("", " ".join(name.casefold().split()))
