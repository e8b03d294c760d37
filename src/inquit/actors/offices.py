"""Offices: the words that name one ("deputy foreign minister"), whose it is, and who holds it.

Works on words and name mentions alone, wherever these came from.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol

import msgspec

from inquit.actors.gazetteer import Known, gazetteer
from inquit.actors.lists import word_lists
from inquit.actors.words import Words
from inquit.record import Label


class OfficeWords(msgspec.Struct, frozen=True):
    """The word lists of offices."""

    heads: frozenset[str]
    modifiers: frozenset[str]
    tenses: frozenset[str]
    honorifics: frozenset[str]
    collective: frozenset[str]
    portfolio: frozenset[str]


@cache
def office_words() -> OfficeWords:
    """The word lists of offices, plural heads included."""
    lists = word_lists("offices.txt")
    portfolio = frozenset(word.lower() for word in word_lists("name_heads.txt")["portfolio"])
    return OfficeWords(
        heads=lists["heads"],
        modifiers=lists["modifiers"],
        tenses=lists["tenses"],
        honorifics=lists["honorifics"],
        collective=lists["collective"],
        portfolio=portfolio,
    )


class Title(msgspec.Struct, frozen=True):
    """Words `[start, end)` that name an office; `head`: the index of its head word; `plural` as "foreign ministers"."""

    start: int
    end: int
    head: int
    plural: bool


def title_from(words: Words, at: int, stop: int) -> Title | None:
    """The title that begins at word `at`: modifiers and a head ("Deputy Foreign Minister", "Secretary of State")."""
    lists = office_words()
    k = at
    head = -1
    while k < stop and k - at < 7 and (k == at or words.joined(k)):
        word = words.lower[k]
        base = singular(word)
        if base in lists.heads:
            head = k
        elif (word not in lists.modifiers and word not in lists.tenses) or (head >= 0 and word in lists.tenses):
            break
        if words.possessive[k]:
            k += 1
            break
        k += 1
    if head < 0:
        return None
    end = head + 1
    if end + 1 < stop and words.lower[end] == "of" and words.lower[end + 1] in _OF_PARTS and words.joined(end + 1):
        end += 2  # Secretary of State, Minister of Defence, Head of State
    plural = words.lower[head] not in lists.heads
    return Title(at, end, head, plural)


def singular(word: str) -> str:
    """The head word of an office in the singular."""
    heads = office_words().heads
    if word in heads:
        return word
    if word.endswith("men") and word[:-2] + "an" in heads:
        return word[:-2] + "an"
    if word.endswith("ies") and word[:-3] + "y" in heads:
        return word[:-3] + "y"
    if word.endswith("s") and word[:-1] in heads:
        return word[:-1]
    return word


def owner_name(known: Known) -> str | None:
    """What stands after "of" in a role for a known owner: "French" → "France"; None for one that owns no office."""
    if known.kind in {"country", "adjective", "capital"} and known.code:
        return gazetteer().country(known.code)
    if known.kind == "region":
        return known.name
    return with_article(known.name) if known.kind in {"body", "seat"} else None


def with_article(name: str) -> str:
    """A body's name with "the" where it is used: before names of common words, not before "Hamas" or "UNESCO"."""
    words = name.split(" ")
    return f"the {name}" if len(words) > 1 and words[-1] not in _NO_ARTICLE and words[0] not in _NO_ARTICLE else name


class Named(Protocol):
    """A name mention."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> Label: ...


class Role(msgspec.Struct, frozen=True):
    """An office: canonical `head` ("foreign minister"), `owner` as written in roles, its `code`, `tail` ("for …")."""

    head: str
    owner: str | None = None
    code: str | None = None
    tail: str = ""
    tense: str = ""

    @property
    def text(self) -> str:
        """ "former foreign minister of Armenia"."""
        former = "former " if self.past else ""
        return f"{former}{self.head}{f' of {self.owner}' if self.owner else ''}{self.tail}"

    @property
    def past(self) -> bool:
        """Whether the office is no longer held: "former", "late"."""
        return self.tense in _PAST

    def agrees(self, other: Role) -> bool:
        """Whether both can be one office, one of them perhaps without its owner."""
        return self.head == other.head and (self.owner is None or other.owner is None or self.owner == other.owner)


class Office(msgspec.Struct):
    """An office in the text at characters `[start, end)`, without its article; `holders`: indices of name mentions.

    `owners`: of an office in the plural, all whose it is, in order ("the foreign ministers of A and B").
    """

    start: int
    end: int
    role: Role
    holders: tuple[int, ...] = ()
    definite: bool = False
    plural: bool = False
    label: Label = "PERSON"
    owners: tuple[tuple[str, str | None], ...] = ()


def portfolio_end(
    words: Words, at: int, inside_name: Callable[[int], bool], of_people: Callable[[int], bool] = lambda _: False
) -> int:
    """The index after "European and Eurasian Affairs" from word `at`; `at` itself if there is no such thing.

    `inside_name`, `of_people`: whether the word at an offset is part of a name; of a nation's or a people's name.
    """
    portfolio = office_words().portfolio
    k, last = at, at
    while k < len(words) and k - at < 8 and (k == at or words.joined(k)):
        if words.lower[k] in portfolio and not inside_name(words.start[k]):
            last = k + 1
        elif words.lower[k] not in {"and", "the"} and not of_people(words.start[k]):
            break
        if words.possessive[k]:
            break
        k += 1
    return last


def canonical(head: str) -> str:
    """One form for the ways to write an office."""
    if head in _SHORT_TITLES:
        return _SHORT_TITLES[head]
    head = head.replace("-", " ") if head.startswith(("prime", "foreign", "vice")) else head
    if head.startswith(("minister of ", "minister for ")):
        subject = head.split(" ", 2)[2]
        if subject in SUBJECTS:
            return f"{SUBJECTS[subject]} minister"
    return _SAME.get(head, head)


_NO_ARTICLE = word_lists("actor_words.txt")["offices.no_article"]
_OF_PARTS = word_lists("actor_words.txt")["offices.of_parts"]
_PAST = word_lists("actor_words.txt")["roles.past"]
_SHORT_TITLES = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "col": "colonel",
    "lt": "lieutenant", "lt gov": "lieutenant governor", "amb": "ambassador", "adm": "admiral",
}  # fmt: skip
_SAME = {
    "premier": "prime minister", "secretary general": "secretary-general", "ambassador at large": "ambassador-at-large",
    "chief executive": "chief executive officer", "ceo": "chief executive officer", "advisor": "adviser",
    "defense minister": "defence minister", "national security advisor": "national security adviser",
}  # fmt: skip
SUBJECTS = {
    "foreign affairs": "foreign", "external affairs": "foreign", "defence": "defence", "defense": "defence",
    "interior": "interior", "the interior": "interior", "internal affairs": "interior", "finance": "finance",
    "justice": "justice", "economy": "economy", "health": "health", "energy": "energy",
}  # fmt: skip
