"""Joins the names of organisations: long forms, acronyms, "French Senate" = "Senate of France"."""

from __future__ import annotations

from collections import defaultdict

from inquit.actors.acronyms import initials
from inquit.actors.draft import Draft
from inquit.actors.gazetteer import Known, gazetteer, plain_known
from inquit.actors.lists import word_lists
from inquit.actors.offices import SUBJECTS
from inquit.actors.words import Words, plain
from inquit.record import Label

_LEGAL = word_lists("actor_words.txt")["bodies.legal"]
_GOVERNMENT = frozenset({"government", "authorities", "administration"})


class Bodies:
    """The organisations met so far."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, str], Draft] = {}
        self.by_core: dict[str, list[Draft]] = defaultdict(list)
        self.by_word: dict[str, list[Draft]] = defaultdict(list)
        self.last: dict[str, Draft] = {}  # of the same core, the one named last
        self.by_initials: dict[str, Draft | None] = {}  # None: of several

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
        if code is None and self.by_core.get(core):
            draft = self.last.get(core) or self.by_core[core][-1]
        elif draft is None and code and (bare := self.by_key.pop((core, ""), None)):
            draft = bare
            draft.country = code
        if draft is None:
            draft = Draft(surface, "ORG", at, country=code)
            self.by_core[core].append(draft)
            self._shorten(surface, draft)
            for short in initials(surface):
                known_as = self.by_initials.setdefault(short, draft)
                if known_as is not draft:
                    self.by_initials[short] = None
        self.by_key[key] = self.last[core] = draft
        return draft

    def short(self, surface: str) -> Draft | None:
        """The one organisation of the text that an acronym or one word of its name ("the Commission") can mean."""
        if len(surface) > 1 and surface.isupper():
            return self.by_initials.get(surface)
        drafts = self.by_word.get(surface.lower(), ())
        found = {id(draft): draft for draft in drafts}
        return next(iter(found.values())) if len(found) == 1 else None

    def known(self, known: Known, at: int) -> Draft:
        """The actor of a body of the gazetteer; a seat of government stands for its government."""
        draft = self._get("known", known.name, at, "ORG", known.code)
        if not draft.fixed:
            draft.fixed, draft.name = True, known.name
            self._shorten(known.name, draft)
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

    def _shorten(self, name: str, draft: Draft) -> None:
        """Note the words that may stand for a name: "Harvard" University, the Joint Border "Commission"."""
        words = Words(name).lower
        words = words[1:] if words[:1] == ["the"] else words
        if len(words) > 1:
            last = words.index("of") - 1 if "of" in words[1:] else len(words) - 1
            for word in dict.fromkeys((words[0], words[last])):
                self.by_word[word].append(draft)

    def _get(self, kind: str, key: str, at: int, label: Label, country: str | None, name: str = "") -> Draft:
        draft = self.by_key.get((kind, key))
        if draft is None:
            draft = self.by_key[kind, key] = Draft(name or key, label, at, country=country)
        return draft


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
    return _department(" ".join(parts)) or surface.lower(), code


def _department(core: str) -> str:
    """One form for "ministry of foreign affairs" and "foreign ministry", "department of justice" and the other."""
    for head in ("ministry", "department"):
        for link in (" of ", " for "):
            if core.startswith(head + link):
                subject = core[len(head + link) :].removeprefix("the ")
                return f"{SUBJECTS.get(subject, subject)} {head}"
    return core.replace("defense ", "defence ", 1) if core.startswith("defense ") else core
