"""Whether an actor of a record is who a person who annotated the text has named as a speaker."""

from __future__ import annotations

from inquit.quotations.lexicon import listed
from inquit.record import Actor

_SMALL = listed(
    """the a an of in for at on to mr mrs ms miss dr sir lord lady madame mme monsieur herr frau prof professor hon
    government official unnamed one his her its their"""
)
_EDGES = ".,;:()[]“”\"‘’'"


def is_same(actor: Actor, name: str) -> bool:
    """By the words of the names: equal, or all words of the shorter one in one name, office or alias of the other."""
    if name in ("Q", "Question"):
        return actor.name == "interviewer"
    if " and " in name and actor.members == ():
        return bool(_words(name)) and _words(name) == _words(actor.name)
    wanted = _words(name)
    for known in (actor.name, *actor.aliases, *actor.roles):
        mine = _words(known)
        if mine and wanted and (mine <= wanted or wanted <= mine):
            return True
    return False


def _words(name: str) -> set[str]:
    words = (word.strip(_EDGES).removesuffix("’s").removesuffix("'s") for word in name.casefold().split())
    return {word for word in words if word and word not in _SMALL}
