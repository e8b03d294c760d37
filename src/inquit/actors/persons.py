"""Joins the names of persons: a surname to the full name, initials and short forms, never two people of one surname."""

from __future__ import annotations

from collections import defaultdict

from inquit.actors.draft import Draft
from inquit.actors.name_words import given_names
from inquit.actors.offices import Role
from inquit.actors.words import plain

_SHORT = {
    "tony": "anthony antony", "bill": "william", "bob": "robert", "joe": "joseph", "mike": "michael", "jim": "james",
    "jimmy": "james", "ted": "edward theodore", "dick": "richard", "tom": "thomas", "ben": "benjamin", "dave": "david",
    "kate": "katherine catherine", "liz": "elizabeth", "jack": "john", "nick": "nicholas", "rick": "richard",
    "bernie": "bernard", "chuck": "charles", "hank": "henry", "larry": "lawrence", "andy": "andrew",
}  # fmt: skip
_NAMESAKES = 50  # looked at, so that a list of a thousand Falks stays linear
_SUFFIXES = frozenset(
    {
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "frs",
        "phd",
        "md",
        "mp",
        "mep",
        "esq",
        "obe",
        "mbe",
        "cbe",
        "dbe",
        "kbe",
        "qc",
        "kc",
    }
)
_SAINTS = frozenset({"st", "saint"})


def tokens(name: str) -> tuple[str, ...]:
    """The words of a person's name for comparison: lower case, no dots, no "Jr" or "St."."""
    parts = tuple(part for part in plain(name).replace(".", " ").lower().split() if part not in _SUFFIXES)
    if len(parts) > 1 and parts[0] in _SAINTS:
        parts = parts[1:]
    return parts or (name.lower(),)


class Persons:
    """The persons met so far, found by any word of their names."""

    def __init__(self) -> None:
        self.drafts: list[tuple[Draft, tuple[str, ...]]] = []
        self.by_token: dict[str, list[int]] = defaultdict(list)
        self.called: dict[str, Draft] = {}  # by surname alone, where several have it

    def full(self, name: str, first: int, *, gender: str = "") -> Draft:
        """The person of a full name (two words or more), made if new."""
        parts = tokens(name)
        for at in reversed(self.by_token.get(parts[-1], [])[-_NAMESAKES:]):
            draft, known = self.drafts[at]
            if len(known) > 1 and _same(parts, known):
                if len(parts) > len(known):
                    self._index(at, parts)
                    self.drafts[at] = (draft, parts)
                return draft
        return self.new(name, first, gender=gender)

    def new(self, name: str, first: int, *, gender: str = "") -> Draft:
        """A new person."""
        parts = tokens(name)
        known = given_names().get(plain(name).split(" ")[0], "") if len(parts) > 1 else ""
        draft = Draft(name, "PERSON", first, gender=gender or known.replace("e", ""))
        self.drafts.append((draft, parts))
        self._index(len(self.drafts) - 1, parts)
        return draft

    def single(self, name: str, at: int, *, gender: str = "", role: Role | None = None) -> Draft | None:
        """The person that one word names at offset `at`: by surname, else by another word of the name.

        Of several, the one with the role or gender that the mention shows, else who was so called before, else who is
        named in full most often, the nearest before of equals; None where nothing decides. A new person if nobody has
        the name.
        """
        word = tokens(name)[-1]
        holders = self.by_token.get(word, [])[-_NAMESAKES:]
        groups = (
            [k for k in holders if self.drafts[k][1][-1] == word],
            [k for k in holders if word in self.drafts[k][1][1:]],
            [k for k in holders if self.drafts[k][1][0] == word],
        )
        for group in groups:
            found = [self.drafts[k][0] for k in group]
            if gender:
                found = [draft for draft in found if draft.gender in {"", gender}]
            if group is groups[2] and role:
                found = [draft for draft in found if not _contradicts(draft, role)]
            if len(found) == 1:
                return found[0]
            if found:
                fitting = [draft for draft in found if role and any(known.agrees(role) for known in draft.roles)]
                before = [draft for draft in fitting or found if draft.first < at]
                called = self.called.get(word)
                if called is None or not any(called is draft for draft in before):
                    called = max(before, key=self._standing) if before else None
                if called is not None and group is groups[0]:
                    self.called[word] = called
                return called
        return self.new(name, at, gender=gender)

    def _standing(self, draft: Draft) -> tuple[int, int]:
        return draft.forms.total(), draft.first

    def _index(self, at: int, parts: tuple[str, ...]) -> None:
        for part in parts:
            if at not in self.by_token[part][-1:]:
                self.by_token[part].append(at)


def _contradicts(draft: Draft, role: Role) -> bool:
    """Whether a person called by the given name after a title is somebody else: "President Michel", Michel Barnier."""
    return bool(draft.roles) and not any(known.agrees(role) for known in draft.roles)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: of one surname, or the same words in another order."""
    if sorted(one) == sorted(other):
        return True
    if one[-1] != other[-1]:
        return False
    a, b = one[0], other[0]
    if a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
        return True
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    if (
        min(len(a), len(b)) >= 3
        and (a.startswith(b) or b.startswith(a))
        and given_names().get(a.title()) == given_names().get(b.title())
    ):
        return True
    return b in _SHORT.get(a, "").split() or a in _SHORT.get(b, "").split()
