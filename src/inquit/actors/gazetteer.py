"""What is known of the world beforehand: countries, capitals, demonyms, regions, cities, groups and bodies.

The lookup is built from the shipped tables on first use. Which of them a word means in its place is not decided here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import msgspec
from spacy.tokens import Doc

from inquit.actors.lists import word_lists
from inquit.actors.words import Words, plain
from inquit.record import Label
from inquit.resources import text

Kind = Literal["country", "capital", "adjective", "people", "region", "city", "area", "group", "body", "seat"]
ARTICLE = word_lists("actor_words.txt")["gazetteer.article"]


class Known(msgspec.Struct, frozen=True):
    """One meaning of a name. `name`: of the thing itself, the group of people for a demonym; `code`: ISO alpha-3."""

    name: str
    label: Label
    kind: Kind
    code: str | None = None
    seat_of: str | None = None


class Gazetteer:
    """All known names, with ASCII hyphens and apostrophes and without "the"; case counts."""

    def __init__(self) -> None:
        self.names: dict[str, Known] = {}
        self.countries: dict[str, str] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._countries()
        self._places()
        self._groups()
        self._bodies()
        lengths: dict[str, set[int]] = {}
        for name in self.names:
            parts = Words(name).text
            lengths.setdefault(parts[0], set()).add(len(parts))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def get(self, name: str) -> Known | None:
        """What a whole name means; ALL CAPS are tried as Capitals."""
        found = self.names.get(name)
        if found is None and len(name) > 3 and name.isupper():
            found = self.names.get(name.title())
        return found

    def longest(self, words: Words, at: int, stop: int) -> tuple[Known, int] | None:
        """The longest known name from word `at`, before word `stop`, and the index after it."""
        first = words.text[at]
        if first.isupper() and len(first) > 3 and first not in self._lengths:
            first = first.title()
        for length in self._lengths.get(first, ()):
            end = at + length
            if end > stop or (length > 1 and not all(words.joined(k) for k in range(at + 1, end))):
                continue
            if any(words.possessive[at : end - 1]):
                continue
            found = self.get(" ".join(words.text[at:end]))
            if found:
                return found, end
        return None

    def country(self, code: str) -> str:
        """The name of a country by its ISO alpha-3 code, with "the" where it is used. Raises KeyError."""
        name = self.countries[code]
        return f"the {name}" if code in ARTICLE else name

    def _add(self, name: str, known: Known) -> None:
        key = " ".join(Words(plain(name)).text) if "," not in name else plain(name)
        if key:
            if key.endswith(".") and key.count(".") > 1:
                self.names.setdefault(key[:-1], known)
            self.names.setdefault(key, known)

    def _countries(self) -> None:
        rows = [line.split("\t") for line in text("countries.tsv").splitlines() if line and line[0] != "#"]
        for code, name, names, adjectives, people, _ in rows:
            self.countries[code] = name
            for alias in names.split("|"):
                if alias not in _AMBIGUOUS:
                    self._add(alias, Known(name, "GPE", "country", code))
            group = people.split("|")[0]
            for word in filter(None, adjectives.split("|")):
                self._add(word, Known(group, "NORP", "adjective", code))
            for word in filter(None, people.split("|")):
                self._add(word, Known(group, "NORP", "people" if word.endswith("s") else "adjective", code))
        for code, *_, capitals in rows:  # after all countries: Luxembourg, Georgia and the like are countries first
            for capital in filter(None, capitals.split("|")):
                if capital not in _AMBIGUOUS:
                    self._add(capital, Known(capital, "GPE", "capital", code))

    def _places(self) -> None:
        for kind, cell in _lines("places.txt"):
            for place in cell.split(", "):
                name, _, code = place.rpartition(" ")
                if not (len(code) == 3 and code.isupper() and code in self.countries):
                    name, code = place, ""
                known = Known(name, "LOC" if kind == "area" else "GPE", _PLACE_KINDS[kind], code or None)
                self._add(name, known)

    def _groups(self) -> None:
        for name, cell in _lines("groups.txt"):
            for word in cell.split(", "):
                people = word.endswith("s") and word != "Swiss"
                self._add(word, Known(name, "NORP", "people" if people else "group"))

    def _bodies(self) -> None:
        for head, cell in _lines("organisations.txt"):
            left, _, seat_of = head.partition(" > ")
            name, _, code = left.partition(" = ")
            known = Known(name, "ORG", "seat" if seat_of else "body", code or None, seat_of or None)
            for alias in [name, *filter(None, (part.strip() for part in cell.split(",")))]:
                self._add(alias, known)


@cache
def gazetteer() -> Gazetteer:
    """The one lookup of this process."""
    return Gazetteer()


def _lines(name: str) -> list[tuple[str, str]]:
    rows = []
    for line in text(name).splitlines():
        if line.strip() and not line.startswith("#"):
            key, _, cell = line.partition(":")
            rows.append((key.strip(), cell.strip()))
    return rows


_PLACE_KINDS: dict[str, Kind] = {"region": "region", "city": "city", "area": "area"}
# Names that are far more often a person, a month or a common word.
_AMBIGUOUS = word_lists("actor_words.txt")["gazetteer.ambiguous"]


@lru_cache(maxsize=1 << 14)
def plain_known(surface: str) -> Known | None:
    """What a name, as it stands in a text, means; line ends inside it count as spaces."""
    return gazetteer().get(" ".join(Words(plain(surface)).text))


_last: list[tuple[Doc, Words]] = []


def words_of(doc: Doc) -> Words:
    """The words of a Doc, compounds of known names split; kept until the next Doc, since `doc.text` is slow."""
    last = _last[0] if _last else None
    if last is None or last[0] is not doc:
        last = (doc, Words(doc.text, gazetteer().names))
        _last[:] = [last]  # never read back: another thread may have put its own
    return last[1]
