"""People and bodies named by a common noun: "the woman", "his colleague", "senior officials", "the company".

They become mentions only when something takes them up; this file finds them, with gender, number and whose they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from inquit.actors.lists import pairs, word_lists
from inquit.actors.offices import office_words
from inquit.actors.tree import Tree
from inquit.actors.words import Words

DEFINITE, INDEFINITE, OWNED, BARE = range(4)
_LONGEST = 6


class Noun(msgspec.Struct, frozen=True):
    """What a noun tells of whom it names. `gender`: m, f or empty; `body`: an organisation, not people."""

    base: str
    gender: str
    plural: bool
    body: bool


class Nominal(msgspec.Struct):
    """A noun phrase at characters `[start, end)`, its determiner included. `at`, `first`: words of its head, its start.

    `form`: definite, indefinite, owned or bare; `owner`: the word of the possessive, -1 without.
    """

    start: int
    end: int
    at: int
    first: int
    noun: Noun
    form: int
    owner: int = -1


@cache
def nouns() -> dict[str, Noun]:
    """Noun in the singular or plural → what it tells."""
    lists = word_lists("person_nouns.txt")
    plain = {"e": "", "m": "m", "f": "f"}
    table: dict[str, Noun] = {}
    for key in ("m", "f", "e", "groups"):
        for word in sorted(lists[key]):
            noun = Noun(word, plain.get(key, ""), False, key == "groups")
            table.setdefault(word, noun)
            table.setdefault(_plural(word), Noun(word, noun.gender, True, noun.body))
    for word in sorted(office_words().heads):
        if len(word) > 3 and "-" not in word:
            table.setdefault(word, Noun(word, "", False, False))
            table.setdefault(_plural(word), Noun(word, "", True, False))
    for word in sorted(lists["people"]):
        table[word] = Noun(word, "", True, False)
    for plural, singular in sorted(pairs("person_nouns.txt", "irregular").items()):
        known = table.get(singular)
        if known:
            table[plural] = Noun(known.base, known.gender, True, known.body)
    return table


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "es" if word.endswith(("s", "x", "ch", "sh")) else word + "s"


def nominals(
    words: Words, tree: Tree, index: dict[int, int], headings: Sequence[tuple[int, int]] = ()
) -> list[Nominal]:
    """All of them, in text order. `index`: offset of a token → its index; `headings`: spans without articles."""
    table = nouns()
    found = []
    for at, low in enumerate(words.lower):
        noun = table.get(low)
        if noun is None and low.endswith(_ENDINGS):
            noun = _derived(low)
        if noun is not None:
            nominal = _nominal(words, tree, index, at, noun, headings)
            if nominal:
                found.append(nominal)
    return found


def _derived(word: str) -> Noun | None:
    """What the ending of an unlisted word tells ("clarinettist", "ex-husband", "oarsmen")."""
    first, dash, last = word.partition("-")
    if dash:
        known = nouns().get(last)
        return msgspec.structs.replace(known, base=word) if known and first in _PREFIXES else None
    if len(word) < 7 or word in _NO_PEOPLE:
        return None
    plural = word.endswith(("s", "men"))
    gender = "f" if word.endswith(("woman", "women")) else "m" if word.endswith(("man", "men")) else ""
    return Noun(word, gender, plural, False)


def _nominal(
    words: Words, tree: Tree, index: dict[int, int], at: int, noun: Noun, headings: Sequence[tuple[int, int]]
) -> Nominal | None:
    if words.text[at][0].isupper() and not words.initial(at):
        return None  # a title or a part of a name
    beside = words.joined(at + 1) and words.text[at + 1][0].isupper()
    if beside and not words.possessive[at] and not noun.body:
        return None  # "his wife Anna": the name says it
    token = index.get(words.start[at], -1)
    if tree.tagged and token >= 0 and tree.pos[token] not in _NOUN:
        return None
    if tree.parsed and token >= 0 and (tree.dep[token] in _INSIDE or tree.predicate(token)):
        return None
    first = at
    form, owner = BARE, -1
    while at - first < _LONGEST and words.joined(first):
        before = first - 1
        low = words.lower[before]
        if words.possessive[before]:
            form, owner, first = OWNED, before, before
            break
        if low in _DETERMINERS:
            form, first = _DETERMINERS[low], before
            owner = before if form == OWNED else -1
            break
        if low in _NEVER:
            return None
        if not _modifies(words, tree, index, before):
            break
        first = before
    if form == INDEFINITE and _said_of(words, first):
        return None
    if form == BARE and not noun.plural:
        named = words.lower[at] in _NAMELIKE and words.text[at][0].isupper()
        if not named and not any(start <= words.start[at] < end for start, end in headings):
            return None
    start = words.start[at] if form == BARE and first == at else words.start[first]
    return Nominal(start, words.end[at], at, first, noun, form, owner)


def _said_of(words: Words, first: int) -> bool:
    """Whether "as" or "became" stands before, so that somebody is said to be such a one; not in "there was a woman"."""
    if not words.joined(first) or words.lower[first - 1] not in _SAID_OF:
        return False
    return first < 2 or words.lower[first - 2] != "there"


def _modifies(words: Words, tree: Tree, index: dict[int, int], at: int) -> bool:
    token = index.get(words.start[at], -1)
    if not tree.tagged or token < 0:
        return words.lower[at] in office_words().modifiers
    return tree.pos[token] in _MODIFIERS or (tree.parsed and tree.dep[token] in {"amod", "compound", "nummod"})


_ENDINGS = (
    "ist", "ists", "man", "men", "woman", "women", "person", "logian", "grapher", "graphers", "husband", "wife", "star",
    "stars", "founder", "founders", "chair", "president", "leader", "leaders", "worker", "workers", "boyfriend",
    "girlfriend",
)  # fmt: skip
_PREFIXES = frozenset({"ex", "co", "vice", "then", "former", "great", "super", "arch", "fellow", "half"})
_NO_PEOPLE = word_lists("person_nouns.txt")["no_people"]
_NOUN = frozenset({"NOUN", "PROPN", "X", ""})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_INSIDE = frozenset({"compound", "flat", "amod", "vocative"})
_DETERMINERS = {
    **dict.fromkeys(("the", "this", "that", "these", "those", "both"), DEFINITE),
    **dict.fromkeys(("a", "an", "one", "another", "some", "many", "several", "two", "three", "few"), INDEFINITE),
    **dict.fromkeys(("his", "her", "its", "their", "my", "our", "your", "whose"), OWNED),
}
_SAID_OF = frozenset(
    {"as", "is", "was", "be", "been", "being", "are", "were", "become", "became", "becoming", "remained"}
)
_NEVER = frozenset({"no", "any", "every", "each", "either", "neither", "which", "what"})
_NAMELIKE = frozenset({"mother", "father", "mom", "mum", "dad", "grandma", "grandpa", "mama", "papa", "mommy", "daddy"})
