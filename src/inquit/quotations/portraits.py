"""What a document tells of an actor besides its name: gender, and the words that stand by it ("the king, Sho Tai")."""

from __future__ import annotations

import re

from inquit.actors.name_words import given_names
from inquit.quotations.cast import Cast
from inquit.quotations.lexicon import listed

_MEN = listed(
    "mr sir lord count baron king prince herr monsieur m don señor father brother emperor tsar duke he him his"
)
_WOMEN = listed(
    "mrs ms miss lady dame countess baroness queen princess frau madame mme doña señora mother sister empress she her"
)
_BREAK = re.compile(r"[.;:!?“”\"\n](?=\s|\Z)")
_BEFORE, _AFTER = 45, 60  # characters that are looked at on either side of a name
_MOST = 12  # mentions of one actor
_SURE = 0.6  # of a pronoun's link, to tell a gender by


class Portraits:
    """Gender and epithets of the actors of one document, each found when first asked for."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._known: dict[str, tuple[str, frozenset[str]]] = {}

    def gender(self, actor: str) -> str:
        """m, f, or "" where nothing tells."""
        return self._of(actor)[0]

    def epithets(self, actor: str) -> frozenset[str]:
        """The words in lower case that stand beside the names of an actor, in the same clause or apposition."""
        return self._of(actor)[1]

    def _of(self, actor: str) -> tuple[str, frozenset[str]]:
        if actor not in self._known:
            self._known[actor] = self._drawn(actor)
        return self._known[actor]

    def _drawn(self, actor: str) -> tuple[str, frozenset[str]]:
        cast, text = self._cast, self._cast.text
        words: set[str] = set()
        men = women = 0
        for mention in cast.of(actor)[:_MOST]:
            if mention.kind == "pronoun":
                word = text[mention.start : mention.end].casefold()
                men += mention.score >= _SURE and word in _MEN
                women += mention.score >= _SURE and word in _WOMEN
                continue
            before = _BREAK.split(text[max(0, mention.start - _BEFORE) : mention.start])[-1]
            after = text[mention.end : mention.end + _AFTER]
            beside = before.casefold().split()
            words.update(beside[-4:])
            if after.startswith((",", " (")):
                words.update(_BREAK.split(after, maxsplit=1)[0].casefold().split()[:7])
            title = beside[-1].strip(".") if beside else ""
            men, women = men + 3 * (title in _MEN), women + 3 * (title in _WOMEN)
        name = cast.actors[actor].name.split()
        titles = [word.casefold().strip(".") for word in name[:2]]
        men, women = men + 3 * any(one in _MEN for one in titles), women + 3 * any(one in _WOMEN for one in titles)
        given = next((given_names()[word] for word in name[:-1] if word in given_names()), "")
        men, women = men + 2 * (given == "m"), women + 2 * (given == "f")
        gender = "m" if men > women else "f" if women > men else ""
        return gender, frozenset(word.strip(".,’'()") for word in words)
