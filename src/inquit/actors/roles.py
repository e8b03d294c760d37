"""Reads who holds which office: "Foreign Minister X", "X, Y's president", "the Y prime minister, X", "X is a former …".

Also finds the nominal mentions: offices without a holder beside them ("the French president"), and governments and
parliaments in lower case ("the Armenian government"). Works on words and name mentions, wherever these came from.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from inquit.actors.collectives import collective
from inquit.actors.gazetteer import plain_known
from inquit.actors.lists import word_lists
from inquit.actors.offices import (
    Named,
    Office,
    Role,
    canonical,
    office_words,
    owner_name,
    portfolio_end,
    singular,
    title_from,
    with_article,
)
from inquit.actors.respective import Owner, owned_behind, owners_after, owners_before
from inquit.actors.words import Words


def offices(words: Words, names: list[Named]) -> list[Office]:
    """All offices, in text order. `names`: the name mentions in text order, not overlapping."""
    return _Reader(words, names).read()


class _Reader:
    def __init__(self, words: Words, names: list[Named]) -> None:
        self.words = words
        self.names = names
        self.starts = [name.start for name in names]
        self.by_start = {name.start: at for at, name in enumerate(names)}
        self.by_end = {name.end: at for at, name in enumerate(names)}

    def read(self) -> list[Office]:
        words, lists = self.words, office_words()
        known = lists.heads | {head + "s" for head in lists.heads} | lists.collective | _FURTHER
        found: list[Office] = []
        resume = 0
        for at, low in enumerate(words.lower):
            if low not in known or at < resume or self._inside_name(words.start[at]):
                continue
            if (low in lists.collective or low in {"ministry", "forces"}) and words.text[at][0].islower():
                office, stop = collective(words, at, self._owner_left, self._country_at)
                if office:
                    found.append(office)
                    resume = stop
                if office or low not in lists.heads:
                    continue
            if singular(low) not in lists.heads:
                continue
            office, stop = self._office(at)
            if office:
                found.append(office)
                resume = stop
        return found

    def _inside_name(self, offset: int) -> bool:
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.names[at].end and self.names[at].label not in {"DATE", "ORDINAL"}

    def _of_people(self, offset: int) -> bool:
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.names[at].end and self.names[at].label == "NORP"

    def _left(self, at: int) -> int:
        """The index where the modifiers of the head word `at` begin."""
        words, lists = self.words, office_words()
        k = at
        while k > 0 and at - k < 7 and words.joined(k) and not words.possessive[k - 1]:
            word = words.lower[k - 1]
            if (word not in lists.modifiers and word not in lists.heads) or self._inside_name(words.start[k - 1]):
                break
            k -= 1
        return k

    def _office(self, at: int) -> tuple[Office | None, int]:
        words, lists = self.words, office_words()
        first = self._left(at)
        title = title_from(words, first, len(words))
        if title is None or title.end <= at:
            return None, at + 1
        tense, k = "", first
        while k > 0 and words.joined(k) and words.lower[k - 1] in lists.tenses:
            k -= 1
            tense = words.lower[k]
        head = [singular(word) if title.plural and j == title.head else word for j, word in
                enumerate(words.lower[first : title.end], first) if word not in lists.tenses]  # fmt: skip
        owner, code, k = self._owner_left(k)
        if k > 0 and words.lower[k - 1] in lists.tenses and words.joined(k):
            k -= 1
            tense = words.lower[k]
        stop, tail = title.end, ""
        capital = words.text[title.head][0].isupper()
        if not words.possessive[stop - 1]:
            stop, owner, code, tail, head = self._complement(stop, owner, code, head)
        owners: list[Owner] = [(owner, code)] if owner else []
        if title.plural and owner:
            stop, more = owners_after(words, self.names, self.by_start, stop, self._owner_of)
            owners += more
            left = self.by_start.get(words.start[k]) if k < first else None
            if left is not None and not more:
                listed = owners_before(words.source, self.names, left, self._owner_of)
                owners = [*(one for _, one in listed), *owners]
                k = words.at(self.names[listed[0][0]].start) if listed else k
        role = Role(canonical(" ".join(head)), owner, code, tail, tense)
        before = words.lower[k - 1] if k > 0 and words.joined(k) else ""
        possessed = owner is not None and any(words.possessive[k:first])
        definite = before == "the" or possessed or code is not None or (capital and bool(owner or tail))
        if before in _PREDICATING or before in lists.honorifics or role.head in _SELDOM:
            definite = False  # "as president", "Mr. President", "member states"
        if owner is None and not tail and words.joined(stop) and words.lower[stop] == "of":
            definite = False  # of something that is no name: "the president of the session"
        office = Office(words.start[k], words.end[stop - 1], role, (), definite, title.plural, owners=tuple(owners))
        office.holders = self._holders(office, k, stop, before, capital)
        if owner is None and not tail and len(office.holders) == 1:
            office.role = owned_behind(words, self.names, self.by_start, office, self._owner_of)
        if before in _INDEFINITE and not office.holders:
            office.definite = False
        return office, stop

    def _owner_left(self, k: int) -> tuple[str | None, str | None, int]:
        """Whose office it is by the words before it: "French", "Azerbaijan's", "EU Council"; and where these begin."""
        words = self.words
        if k == 0 or not words.joined(k):
            return None, None, k
        name = self.by_end.get(words.end[k - 1])
        if name is None:
            return None, None, k
        mention = self.names[name]
        if mention.label not in {"GPE", "NORP", "ORG", "LOC"} or (
            mention.label == "LOC" and not words.possessive[k - 1]
        ):
            return None, None, k
        owner, code = self._owner(name)
        return (owner, code, words.at(mention.start)) if owner else (None, None, k)

    def _owner(self, name: int) -> tuple[str | None, str | None]:
        mention = self.names[name]
        surface = self.words.source[mention.start : mention.end]
        known = plain_known(surface)
        if known:
            return owner_name(known), known.code
        if mention.label == "ORG":
            return with_article(surface), None
        return (surface, None) if mention.label in {"GPE", "LOC"} else (None, None)

    def _complement(
        self, stop: int, owner: str | None, code: str | None, head: list[str], *, nest: bool = True
    ) -> tuple[int, str | None, str | None, str, list[str]]:
        """What follows the title: "of Armenia", "for the South Caucasus", "to the President of X".

        Returns the index after it, the owner and its code, the tail, and the head's words.
        """
        words, tail = self.words, ""
        posted = bool(head) and head[-1] in _POSTED
        for _ in range(3):
            if (
                stop + 1 >= len(words)
                or not words.joined(stop)
                or words.lower[stop] not in _LINKS
                or not words.joined(stop + 1)
            ):
                break
            link, nxt = words.lower[stop], stop + 1
            if link in {"in", "at"} and code and not posted:
                break  # "the president of Austria in Paris"
            article = words.lower[nxt] == "the" and nxt + 1 < len(words) and words.joined(nxt + 1)
            nxt += article
            name = self.by_start.get(words.start[nxt])
            portfolio = portfolio_end(words, nxt, self._inside_name, self._of_people)
            if (
                portfolio == nxt
                and name is not None
                and self.names[name].label in {"GPE", "ORG", "LOC", "LAW", "NORP", "EVENT"}
            ):
                end = words.at(self.names[name].end)
                titled = link in {"to", "for"} and end < len(words) and words.joined(end)
                after = title_from(words, end, len(words)) if titled else None
                if after:  # "spokesperson for the Russian president"
                    tail, stop = f" {link} {words.source[words.start[stop + 1] : words.end[after.end - 1]]}", after.end
                    break
                if self.names[name].label == "NORP" and link != "to":
                    break
                found, found_code = self._owner(name)
                owned = self.by_start.get(words.start[end]) if end < len(words) and words.possessive[end - 1] else None
                if owned is not None:  # "of Azerbaijan's Center for …"
                    name, end = owned, words.at(self.names[owned].end)
                    found, _ = self._owner(name)
                if link == "of" and owner is None:
                    owner, code = found, found_code
                else:
                    tail += f" {link} {words.source[words.start[stop + 1] : self.names[name].end]}"
                stop = end
                continue
            if portfolio > nxt:
                if link == "of" and not article:
                    head = [*head, "of", *words.lower[nxt:portfolio]]
                else:
                    tail += f" {link} {words.source[words.start[stop + 1] : words.end[portfolio - 1]]}"
                stop = portfolio
                continue
            nested = title_from(words, nxt, len(words)) if nest and link in {"to", "for", "of"} and article else None
            if nested:
                end, of_whom, _, _, _ = self._complement(nested.end, None, None, [], nest=False)
                of = f" of {of_whom}" if of_whom else ""
                tail, stop = f" {link} the {' '.join(words.lower[nxt : nested.end])}{of}", end
            break
        return stop, owner, code, tail, head

    def _holders(self, office: Office, k: int, stop: int, before: str, capital: bool) -> tuple[int, ...]:
        """The persons that the office is said of: after it, in apposition, or by "is"."""
        words, source = self.words, self.words.source
        if stop < len(words) and not words.possessive[stop - 1]:
            nxt, gap = stop, " ".join(words.gap(stop).split("\n"))
            while (
                nxt < len(words)
                and words.lower[nxt] in office_words().honorifics
                and (words.joined(nxt) or (nxt == stop and gap == ", "))
            ):
                nxt += 1
            name = self._person(words.start[nxt]) if nxt < len(words) else None
            if nxt > stop and not words.joined(nxt):
                name = None
            if name is not None and (words.joined(stop) or gap in {" [", " “"}):
                return self._with_second(name) if office.plural else (name,)
            named = before in {"the", "his", "her", "its", "their", "my"} or office.role.owner is not None
            if name is not None and gap == ", " and named:
                follow = source[self.names[name].end : self.names[name].end + 2].lstrip()[:1]
                if office.plural:
                    return self._with_second(name)
                if follow in {"", ",", ".", ";", ":", ")", "(", "—", "–"}:
                    return (name,)
        if office.plural:
            return ()
        while k > 0 and words.joined(k) and words.lower[k - 1] in _DETERMINERS:
            k -= 1
        if k > 0 and words.joined(k) and words.lower[k - 1] in _BY_NOW:
            k -= 1
            if words.lower[k] in _FORMERLY:
                office.role = msgspec.structs.replace(office.role, tense="former")
        if k == 0:
            return ()
        name = self.by_end.get(words.end[k - 1])
        person = name is not None and self.names[name].label == "PERSON" and not words.possessive[k - 1]
        if person and name is not None and words.gap(k).strip() in {",", "(", "–", "—"}:
            return (name,)
        if words.joined(k) and words.lower[k - 1] in _COPULAS | _APPOINTED and k > 1:
            j, passive = k - 1, False
            while j > 0 and k - j < 6 and (words.lower[j] in _COPULAS or words.lower[j] in _AUXILIARY | _APPOINTED):
                passive = passive or words.lower[j] in _COPULAS
                name = self.by_end.get(words.end[j - 1])
                relative = words.lower[j] == "who" and words.gap(j) == ", "
                if not words.joined(j) and not relative:
                    break
                if name is not None and self.names[name].label == "PERSON":
                    return (name,) if passive and not words.possessive[j - 1] else ()
                j -= 1
        return ()

    def _country_at(self, at: int) -> tuple[str | None, str | None, int] | None:
        """The country named at word `at` as an owner, and the word after it."""
        name = self.by_start.get(self.words.start[at])
        if name is None or self.names[name].label != "GPE":
            return None
        return *self._owner(name), self.words.at(self.names[name].end)

    def _owner_of(self, name: int) -> Owner:
        owner, code = self._owner(name)
        return owner or "", code

    def _person(self, offset: int) -> int | None:
        name = self.by_start.get(offset)
        return name if name is not None and self.names[name].label == "PERSON" else None

    def _with_second(self, name: int) -> tuple[int, ...]:
        """The name and those that "and" or commas add to it."""
        group = [name]
        while group[-1] + 1 < len(self.names) and len(group) < 6:
            a, b = self.names[group[-1]], self.names[group[-1] + 1]
            if b.label != "PERSON" or self.words.source[a.end : b.start] not in {" and ", ", ", ", and ", " & "}:
                break
            group.append(group[-1] + 1)
        return tuple(group)


_LINKS = frozenset(["of", "for", "to", "in", "at"])
_INDEFINITE = word_lists("actor_words.txt")["roles.indefinite"]
_DETERMINERS = word_lists("actor_words.txt")["roles.determiners"]
_COPULAS = word_lists("actor_words.txt")["roles.copulas"]
_AUXILIARY = word_lists("actor_words.txt")["roles.auxiliary"]
_FURTHER = frozenset({"spokesmen", "deputies", "chairmen", "secretaries", "ministry", "forces"})
_PREDICATING = frozenset({"as", "under", "elected", "appointed", "named", "become", "became"})
_SELDOM = frozenset({"general", "member", "head", "chair", "fellow", "officer", "candidate", "nominee", "assistant"})
_POSTED = frozenset({"ambassador", "envoy", "representative", "adviser", "advisor", "consul", "professor", "lecturer"})
_BY_NOW = frozenset({"then", "now", "currently", "formerly", "previously", "once", "himself", "herself", "still"})
_FORMERLY = frozenset({"formerly", "previously", "once"})
_APPOINTED = frozenset({"named", "appointed", "elected", "inaugurated"})
