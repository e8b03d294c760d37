"""Parses one run of capitalised words: where a title ends and a name begins, and one name ends and another begins."""

from __future__ import annotations

import msgspec

from inquit.actors.gazetteer import Known, gazetteer
from inquit.actors.lists import word_lists
from inquit.actors.name_words import (
    DIRECTIONS,
    KEEP_POSSESSIVE,
    PARTICLES,
    common_words,
    given_names,
    heads,
)
from inquit.actors.offices import office_words, title_from
from inquit.actors.words import Words
from inquit.record import Label


class Candidate(msgspec.Struct):
    """Words `[start, end)` that may be a name. `label` None: not told by its own words. `titled`: after an office."""

    start: int
    end: int
    label: Label | None
    known: Known | None
    titled: bool = False
    honorific: str = ""


class Chain:
    """Parses one run of capitalised words and connectors."""

    def __init__(
        self,
        words: Words,
        capital: list[bool],
        pos: dict[int, str],
        found: list[Candidate],
        persons: set[tuple[str, str]],
    ) -> None:
        self.words = words
        self.persons = persons  # met so far, with a place's name for one of theirs
        self.capital = capital
        self.pos = pos
        self.found = found

    def parse(self, at: int, stop: int) -> None:
        words = self.words
        titled, honorific = False, ""
        while at < stop:
            low = words.lower[at]
            if not self.capital[at]:
                at += 1
                continue
            if low in office_words().honorifics:
                titled, honorific = True, low
                at += 1
                continue
            title = self._title(at, stop)
            if title > at:
                titled = True
                at = self._portfolio(title, stop)
                continue
            if self._common_initial(at, stop):
                at += 1
                continue
            end, label, known = self._person(at, stop, titled, honorific) or self._name(at, stop, titled)
            self.found.append(Candidate(at, end, label, known, titled, honorific))
            if label == "PERSON" or (label is None and known is None):
                titled, honorific = False, ""
            at = end

    def _title(self, at: int, stop: int) -> int:
        """The index after a title at `at` that a name follows or that stands alone, else `at`."""
        words = self.words
        title = title_from(words, at, stop)
        if title is None:
            return at
        if (
            words.lower[at] == "general"
            and title.end - at == 1
            and title.end < stop
            and words.text[title.end] in heads()
        ):
            return at
        if (words.text[title.head] in heads() and title.end == title.head + 1) or (
            title.end < stop and words.text[title.end] in heads() and words.joined(title.end)
        ):
            return at  # "Foreign Minister Council": rather a body
        return title.end

    def _portfolio(self, at: int, stop: int) -> int:
        """The index after "for European and Eurasian Affairs" behind a title: no name, but part of the office."""
        words = self.words
        if at + 1 >= stop or words.lower[at] not in {"of", "for"}:
            return at
        k = at + 1
        portfolio = office_words().portfolio
        last = at
        while k < stop and (words.lower[k] in portfolio or words.lower[k] in {"and", "the"}):
            if words.lower[k] in portfolio:
                last = k
            k += 1
        if k < stop and self.capital[k] and words.text[k] in heads():
            return at  # "of the Security Council"
        if last == at and words.lower[at] == "of" and at + 2 == stop and gazetteer().get(words.text[at + 1]) is None:
            return stop  # "Professor of Linguistics"
        return last + 1 if last > at else at

    def _common_initial(self, at: int, stop: int) -> bool:
        """Whether the first word is an ordinary one with a sentence's capital."""
        words = self.words
        if not words.initial(at) or gazetteer().longest(words, at, stop):
            return False
        tag = self.pos.get(words.start[at])
        follows = at + 1 < stop and self.capital[at + 1]
        if words.lower[at] in common_words() and words.text[at] not in given_names():
            return not (follows and (words.text[at] in heads() or any(word in heads() for word in words.text[at:stop])))
        if tag is not None and tag != "PROPN":
            return not (
                tag in {"ADJ", "NOUN"} and at + 1 < stop and self.capital[at + 1] and words.text[stop - 1] in heads()
            )
        return False

    def _person(self, at: int, stop: int, titled: bool, honorific: str) -> tuple[int, Label, None] | None:
        """A person one of whose names is also that of a place: "Jack London", "Mr. London", "Senator Chad Evans"."""
        words = self.words
        places = [k for k in (at, at + 1) if k < stop and self._is_place(words.text[k])]
        second = at + 1 < stop and self.capital[at + 1] and not words.possessive[at]
        ends = at + 2 >= stop or not self.capital[at + 1] or words.possessive[at + 1] or not self.capital[at + 2]
        if at in places and honorific and not second:
            return at + 1, "PERSON", None
        if not (second and ends and len(places) == 1 and words.text[at + 1] not in heads()):
            return None
        if words.lower[at] in DIRECTIONS or words.lower[at] in common_words():
            return None  # the South Caucasus, Greater London
        both = (words.text[at], words.text[at + 1])
        if titled or both in self.persons or (at + 1 in places and both[0] in given_names()):
            self.persons.add(both)
            return at + 2, "PERSON", None
        return None

    def _is_place(self, word: str) -> bool:
        known = gazetteer().get(word)
        return known is not None and known.label in {"GPE", "LOC"}

    def _name(self, at: int, stop: int, titled: bool) -> tuple[int, Label | None, Known | None]:
        """The end of the name that starts at `at`, its label by its own words, and what the gazetteer knows of it."""
        words, table = self.words, heads()
        known = gazetteer().longest(words, at, stop)
        k = known[1] if known else at + 1
        core: Label | None = table.get(words.text[k - 1]) or ("ORG" if known and known[0].label == "ORG" else None)
        is_known, inside, last_known = known is not None, False, known is not None
        while k < stop:
            if words.possessive[k - 1] and not (words.lower[k - 1] in KEEP_POSSESSIVE and self.capital[k]):
                break
            if self.capital[k] or words.text[k].isdigit():
                if not self._adjacent(at, k, stop, last_known, inside, core, titled):
                    break
                step = gazetteer().longest(words, k, stop) if self.capital[k] else None
                last_known = step is not None
                k = step[1] if step else k + 1
                head = table.get(words.text[k - 1]) or ("ORG" if step and step[0].label == "ORG" else None)
                if head and (not inside or core is None):
                    core = head
            else:
                nxt = k
                while not self.capital[nxt]:
                    nxt += 1
                if not self._connected(at, k, nxt, stop, core, inside, known if is_known and k == known[1] else None):  # type: ignore[index]
                    break
                if words.lower[k] not in PARTICLES and words.lower[k] not in {"and", "&"}:
                    inside = True
                step = gazetteer().longest(words, nxt, stop)
                last_known = step is not None
                k = step[1] if step else nxt + 1
        exact = gazetteer().get(" ".join(words.text[at:k]))
        if not exact and words.lower[at] in DIRECTIONS and k - at > 1 and core is None and last_known:
            region = gazetteer().longest(words, at + 1, k)
            if region and region[1] == k:
                return k, region[0].label if region[0].label in {"NORP", "LOC"} else "GPE", None
        if exact:
            return k, exact.label, exact
        if last_known and core is None:
            last = gazetteer().get(words.text[k - 1])
            return k, "NORP" if last and last.kind == "people" else core, None
        return k, core, None

    def _adjacent(
        self, at: int, k: int, stop: int, last_known: bool, inside: bool, core: Label | None, titled: bool
    ) -> bool:
        """Whether capitalised word `k`, right after the name so far, belongs to it."""
        words, table = self.words, heads()
        if k - at == 1 and words.lower[at] in DIRECTIONS and gazetteer().longest(words, k, stop):
            return True
        run = k
        headed = False
        while run < stop and (self.capital[run] or words.text[run].isdigit() or words.lower[run] == "and"):
            headed = headed or words.text[run] in table
            if words.lower[run] == "and" and words.lower[run - 1] not in common_words():
                break
            if words.possessive[run]:
                run += 1
                break
            run += 1
        if self._title(k, stop) > k:
            given = words.text[at] in given_names()
            return bool(run == stop and given and run - k == 1)
        if last_known:
            step = gazetteer().longest(words, k, stop)
            if step and step[0].kind in {"people"}:
                return True  # Karabakh Armenians
            return headed
        nxt = gazetteer().longest(words, k, stop)
        if nxt and nxt[0].label in {"GPE", "NORP", "ORG"} and not headed:
            return core in {"ORG"} and not inside
        if (
            core
            and table.get(words.text[k - 1])
            and not headed
            and run - k >= 2
            and (titled or words.text[k] in given_names())
        ):
            return False
        return not (inside and run - k == 2 and words.text[k] in given_names() and not headed)

    def _connected(
        self, at: int, k: int, nxt: int, stop: int, core: Label | None, inside: bool, known: tuple[Known, int] | None
    ) -> bool:
        """Whether the connector words `[k, nxt)` tie capitalised word `nxt` to the name so far."""
        words, table = self.words, heads()
        first = words.lower[k]
        if all(words.lower[j] in PARTICLES for j in range(k, nxt)) and first not in {"al", "la"}:
            return known is None and core is None
        right = gazetteer().longest(words, nxt, stop)
        title = self._title(nxt, stop) > nxt
        if first == "of":
            return core is not None or (
                known is not None and known[0].label == "ORG" and known[0].name != words.text[at]
            )
        if first in {"for", "on", "against", "to", "from"}:
            named = right is not None and right[0].kind in {"country", "capital", "people", "body"} and right[1] == stop
            return (
                core in {"ORG", "LAW", "EVENT"} and not named and not title
                if first != "to" and first != "from"
                else core == "LAW"
            )
        if first in {"and", "&"} and nxt - k == 1:
            if first == "&":
                return True
            portfolio = word_lists("name_heads.txt")["portfolio"]
            topical = words.text[k - 1] in portfolio or words.text[nxt] in portfolio
            if title or (right and right[0].kind != "area" and right[0].label != "NORP"):
                return False
            if inside:
                return topical
            run = nxt
            while run < stop and self.capital[run]:
                run += 1
            topical = topical or words.lower[k - 1] in common_words()
            return core is None and known is None and topical and any(words.text[j] in table for j in range(nxt, run))
        return first == "in" and words.lower[k - 1] in {"cooperation", "co-operation", "security"}
