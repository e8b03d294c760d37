"""Governments, parliaments and armies in lower case: "the Armenian government", "authorities of Armenia"."""

from __future__ import annotations

from collections.abc import Callable

from inquit.actors.lists import word_lists
from inquit.actors.offices import Office, Role
from inquit.actors.words import Words

Owned = tuple[str | None, str | None, int]


def collective(
    words: Words, at: int, owner_left: Callable[[int], Owned], country_at: Callable[[int], Owned | None]
) -> tuple[Office | None, int]:
    """The body whose head word is `at`, and the word after it; None where nobody's is told.

    `owner_left`: whose what starts at a word is, its code and where the owner begins; `country_at`: the country named
    at a word, its code and the word after it.
    """
    head, first = words.lower[at], at
    if head in {"ministry", "forces"}:
        if at == 0 or words.lower[at - 1] not in {"foreign", "defence", "defense", "interior", "armed", "military"}:
            return None, at
        first, head = at - 1, f"{words.lower[at - 1]} {head}"
    if (
        head == "military"
        and at + 1 < len(words)
        and words.joined(at + 1)
        and words.lower[at + 1] not in _AFTER_MILITARY
    ):
        return None, at
    kind = _COLLECTIVES.get(head, head if " " in head else "")
    if not kind:
        return None, at
    k = first
    while k > 0 and words.joined(k) and words.lower[k - 1] in _ADJECTIVES:
        k -= 1
    owner, code, k = owner_left(k)
    stop = at + 1
    if (
        owner is None
        and stop + 1 < len(words)
        and words.joined(stop)
        and words.lower[stop] == "of"
        and words.joined(stop + 1)
    ):
        nxt = stop + 1 + (words.lower[stop + 1] == "the")
        country = country_at(nxt) if nxt < len(words) else None
        if country:
            owner, code, stop = country
    if head == "administration" and k > 0 and words.lower[k - 1] == "under":
        return None, at  # "territories under French administration"
    if owner is None or (code is None and head in {"officials", "side", "leadership"}):
        return None, at
    return Office(words.start[k], words.end[stop - 1], Role(kind, owner, code), (), True, False, "ORG"), stop


_ADJECTIVES = word_lists("actor_words.txt")["roles.adjectives"]
_AFTER_MILITARY = word_lists("actor_words.txt")["roles.after_military"]
_COLLECTIVES = {"government": "government", "authorities": "government", "administration": "government",
                "cabinet": "government", "leadership": "government", "side": "government", "officials": "government",
                "parliament": "parliament", "legislature": "parliament", "army": "armed forces",
                "military": "armed forces", "armed forces": "armed forces"}  # fmt: skip
