"""Joins the names of organisations and of cited laws: long forms, acronyms, "French Senate" = "Senate of France"."""

from __future__ import annotations

import re
from collections import defaultdict

from inquit.actors.draft import Draft
from inquit.actors.gazetteer import Known, gazetteer, plain_known
from inquit.actors.lists import word_lists
from inquit.actors.words import Words, plain
from inquit.record import Label

_SMALL = word_lists("actor_words.txt")["bodies.small"]
_LEGAL = word_lists("actor_words.txt")["bodies.legal"]
_GOVERNMENT = frozenset({"government", "authorities", "administration"})


class Bodies:
    """The organisations, laws and documents met so far."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, str], Draft] = {}
        self.by_core: dict[str, list[Draft]] = defaultdict(list)
        self.by_initials: dict[str, Draft] = {}

    def organisation(self, surface: str, at: int, *, owner: str | None = None) -> Draft:
        """The organisation of this name. `owner`: the country whose possessive stands before it, ISO alpha-3."""
        known = plain_known(surface)
        if known and known.label == "ORG":
            return self.known(known, at)
        core, code = core_and_country(surface)
        code = code or owner
        if core in _GOVERNMENT and code:
            return self.government(code, at)
        key = (core, code or "")
        draft = self.by_key.get(key)
        if draft is None and code is None and self.by_core.get(core):
            draft = self.by_core[core][-1]
        elif draft is None and code and (bare := self.by_key.pop((core, ""), None)):
            draft = bare
            draft.country = code
        if draft is None and surface.isupper():
            draft = self.by_initials.get(surface)
        if draft is None:
            draft = Draft(surface, "ORG", at, country=code)
            self.by_core[core].append(draft)
            for short in initials(surface):
                self.by_initials.setdefault(short, draft)
        self.by_key[key] = draft
        return draft

    def known(self, known: Known, at: int) -> Draft:
        """The actor of a body of the gazetteer; a seat of government stands for its government."""
        draft = self._get("known", known.name, at, "ORG", known.code)
        draft.fixed, draft.name = True, known.name
        if known.seat_of == "government" and known.code:
            draft.represents = self.government(known.code, at)
        return draft

    def government(self, code: str, at: int) -> Draft:
        """The government of a country."""
        return self.branch("government", code, at)

    def branch(self, head: str, code: str, at: int) -> Draft:
        """A country's government, parliament, foreign ministry or armed forces, when no name tells more."""
        core = head.lower()
        for draft in self.by_core.get(core, ()):
            if draft.country == code:
                return draft
        draft = self._get(f"branch {head}", code, at, "ORG", code)
        draft.name, draft.fixed = f"{head} of {gazetteer().country(code)}", True
        return draft

    def alias(self, draft: Draft, acronym: str) -> None:
        """Make a further name, introduced in brackets, mean this organisation from here on."""
        self.by_key[core_and_country(acronym)[0], ""] = draft
        self.by_initials[acronym] = draft

    def law(self, surface: str, at: int, label: Label) -> Draft:
        """The law or cited document of this name: the same words in any order are the same text."""
        words = []
        for part in Words(plain(surface).replace("-", " ")).text:
            known = plain_known(part)
            words.append(known.name.lower() if known and known.label in {"ORG", "GPE"} else part.lower())
        key = " ".join(words)
        for body in _UNITED:
            key = key.replace(body, _UNITED[body])
        parts = sorted(set(key.split()) - _SMALL)
        return self._get("law", " ".join(parts), at, label, None, surface)

    def _get(self, kind: str, key: str, at: int, label: Label, country: str | None, name: str = "") -> Draft:
        draft = self.by_key.get((kind, key))
        if draft is None:
            draft = self.by_key[kind, key] = Draft(name or key, label, at, country=country)
        return draft


_UNITED = {"united nations": "un", "european union": "eu"}


def core_and_country(surface: str) -> tuple[str, str | None]:
    """("senate", "FRA") for "French Senate", "Senate of France" and "France's Senate"."""
    words = Words(plain(surface))
    n = len(words)
    if n == 0:
        return surface.lower(), None
    code, first, last = None, 0, n
    head = gazetteer().longest(words, 0, n)
    if head and head[1] < n and head[0].kind in {"country", "adjective"} and head[0].code:
        code, first = head[0].code, head[1]
    elif n > 2:
        for at in range(n - 1, 1, -1):
            link = words.lower[at - 1] == "of" or (words.lower[at - 1] == "the" and words.lower[at - 2] == "of")
            tail = gazetteer().longest(words, at, n) if link else None
            if tail and tail[1] == n and tail[0].kind == "country":
                code, last = tail[0].code, at - 1 - (words.lower[at - 1] == "the")
                break
    parts = [word for word in words.lower[first:last] if word not in _LEGAL and word != "the"]
    return " ".join(parts) or surface.lower(), code


def initials(surface: str) -> list[str]:
    """The acronyms that a long name may have: of all words, and of the greater ones."""
    parts = re.findall(r"[^\W\d_][\w-]*", plain(surface))
    if len(parts) < 3:
        return []
    great = "".join(part[0] for part in parts if part.lower() not in _SMALL).upper()
    whole = "".join(part[0] for part in parts).upper()
    return [short for short in dict.fromkeys((great, whole)) if len(short) > 2]
