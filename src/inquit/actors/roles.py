"""Reads who holds which office: "Foreign Minister X", "X, Y's president", "the Y prime minister, X", "X is a former …".

Also finds the nominal mentions: offices without a holder beside them ("the French president"), and governments and
parliaments in lower case ("the Armenian government"). Works on words and name mentions, wherever these came from.
"""

from __future__ import annotations

from bisect import bisect_right

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
        known = (
            lists.heads | {head + "s" for head in lists.heads} | {"spokesmen", "deputies", "chairmen", "secretaries"}
        )
        known |= lists.collective | {"ministry", "forces"}
        found: list[Office] = []
        resume = 0
        for at, low in enumerate(words.lower):
            if low not in known or at < resume or self._inside_name(words.start[at]):
                continue
            if (low in lists.collective or low in {"ministry", "forces"}) and words.text[at][0].islower():
                office, stop = self._collective(at)
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
        role = Role(canonical(" ".join(head)), owner, code, tail, tense)
        before = words.lower[k - 1] if k > 0 and words.joined(k) else ""
        possessed = owner is not None and self._possessed(words.at(words.start[k]), first)
        definite = before == "the" or (possessed and before not in _INDEFINITE) or capital
        office = Office(words.start[k], words.end[stop - 1], role, (), definite, title.plural)
        office.holders = self._holders(office, k, stop, before, capital)
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

    def _possessed(self, k: int, first: int) -> bool:
        """Whether a possessive stands between the words `k` and `first`."""
        return any(self.words.possessive[k:first])

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
        for _ in range(3):
            if (
                stop + 1 >= len(words)
                or not words.joined(stop)
                or words.lower[stop] not in _LINKS
                or not words.joined(stop + 1)
            ):
                break
            link, nxt = words.lower[stop], stop + 1
            article = words.lower[nxt] == "the" and nxt + 1 < len(words) and words.joined(nxt + 1)
            nxt += article
            name = self.by_start.get(words.start[nxt])
            if name is not None and self.names[name].label in {"GPE", "ORG", "LOC", "LAW", "NORP", "EVENT"}:
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
            portfolio = portfolio_end(words, nxt, self._inside_name)
            if portfolio > nxt:
                if link == "of" and not article:
                    head = [*head, "of", *words.lower[nxt:portfolio]]
                else:
                    tail += f" {link} {words.source[words.start[stop + 1] : words.end[portfolio - 1]]}"
                stop = portfolio
                continue
            nested = title_from(words, nxt, len(words)) if nest and link in {"to", "for"} and article else None
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
            nxt = stop
            while nxt < len(words) and words.joined(nxt) and words.lower[nxt] in office_words().honorifics:
                nxt += 1
            gap = words.gap(nxt) if nxt == stop else " "
            name = self._person(words.start[nxt]) if nxt < len(words) else None
            if name is not None and (words.joined(nxt) or gap in {" [", " “"}):
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
        if k == 0:
            return ()
        gap = words.gap(k)
        name = self.by_end.get(words.end[k - 1])
        person = name is not None and self.names[name].label == "PERSON" and not words.possessive[k - 1]
        if person and name is not None and gap in {", ", " (", " – ", "—", " — ", ",\n"}:
            return (name,)
        if words.joined(k) and words.lower[k - 1] in _COPULAS and k > 1:
            j = k - 1
            while (
                j > 0 and words.joined(j) and (words.lower[j] in _COPULAS or words.lower[j] in _AUXILIARY) and k - j < 5
            ):
                name = self.by_end.get(words.end[j - 1])
                if name is not None and self.names[name].label == "PERSON":
                    return (name,)
                j -= 1
        return ()

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

    def _collective(self, at: int) -> tuple[Office | None, int]:
        """A government or parliament in lower case: "the Armenian government", "authorities of Armenia"."""
        words = self.words
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
        owner, code, k = self._owner_left(k)
        stop = at + 1
        if (
            owner is None
            and stop + 1 < len(words)
            and words.joined(stop)
            and words.lower[stop] == "of"
            and words.joined(stop + 1)
        ):
            nxt = stop + 1 + (words.lower[stop + 1] == "the")
            name = self.by_start.get(words.start[nxt]) if nxt < len(words) else None
            if name is not None and self.names[name].label == "GPE":
                owner, code = self._owner(name)
                stop = words.at(self.names[name].end)
        if owner is None or (code is None and head in {"officials", "side", "leadership"}):
            return None, at
        return Office(words.start[k], words.end[stop - 1], Role(kind, owner, code), (), True, False, "ORG"), stop


_LINKS = frozenset(["of", "for", "to", "in", "at"])
_INDEFINITE = word_lists("actor_words.txt")["roles.indefinite"]
_DETERMINERS = word_lists("actor_words.txt")["roles.determiners"]
_COPULAS = word_lists("actor_words.txt")["roles.copulas"]
_AUXILIARY = word_lists("actor_words.txt")["roles.auxiliary"]
_ADJECTIVES = word_lists("actor_words.txt")["roles.adjectives"]
_AFTER_MILITARY = word_lists("actor_words.txt")["roles.after_military"]
_COLLECTIVES = {"government": "government", "authorities": "government", "administration": "government",
                "cabinet": "government", "leadership": "government", "side": "government", "officials": "government",
                "parliament": "parliament", "legislature": "parliament", "army": "armed forces",
                "military": "armed forces", "armed forces": "armed forces"}  # fmt: skip
