"""The words that name the speaker: the noun phrase beside a reporting verb, by the parse and by the words around."""

from __future__ import annotations

import re

from inquit.quotations.lexicon import AUTHOR, PRONOUNS, listed
from inquit.quotations.words import NOMINAL, Words
from inquit.record import Span

_SKIPPED = listed(
    """has have had was were is are be been being did does do would will can could may might must should shall 's 've
    'd 'll also then later once again already now just only still never not n't even further recently repeatedly
    both all long ago himself herself itself themselves often always first often twice immediately"""
)
STOP = listed(
    """that as because although though while whereas when where if but or than since after before until so yet
    whether what how why whom is are was were be has have had do did to not then thus hence according about into
    there without despite through among between under over upon against toward towards besides beyond amid amidst
    monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow moreover however"""
)
_MONTH = re.compile(r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\Z")
_YEAR = re.compile(r"[12]\d{3}\Z")
_LINK = listed("of for to in at on from with by and & the a an")
MARKS = frozenset('"“”„«»「」『』``') | {"''", "``"}
LONGEST = 24


def before(words: Words, verb: int, floor: int) -> tuple[int, int] | None:
    """First and last token of the noun phrase left of the verb group at `verb`, not left of token `floor`."""
    at = verb - 1 if words.lower[max(verb - 2, 0) : verb] != ["used", "to"] else verb - 3
    while (
        at >= floor
        and words.lower[at] != "to"
        and (words.lower[at] in _SKIPPED or words.lower[at].endswith("ly") or words.pos(at) in _ADVERBIAL)
    ):
        if words.lower[at] == "both" or _is_name(words, at):
            break
        at -= 1
    if at < floor:
        return None
    if words.lower[at] == ")":
        opening = next((left for left in range(at, max(floor, at - 12) - 1, -1) if words.lower[left] == "("), None)
        if opening is None or opening - 1 < floor:
            return None
        head = _phrase(words, opening - 1, floor)
        return (head[0], at) if head else None
    if words.lower[at] in (",", "—", "–"):
        return _before_insertion(words, at, floor)
    if words.lower[at] in ("who", "which", "that"):
        return _antecedent(words, at, floor)
    if words.lower[at] in _IMPERSONAL:
        return None  # "it is worth noting"
    found = _phrase(words, at, floor)
    if found and found[0] - 2 >= floor and words.lower[found[0] - 1] in _TIMED and words.lower[found[0] - 2] in _HAVING:
        return before(words, found[0] - 1, floor)  # "friends have in the past said"
    return found


_TIMED = listed("in on at during for by since")
_HAVING = listed("have has had")
_IMPERSONAL = listed("worth important necessary essential useful fair safe clear possible")
_ADVERBIAL = frozenset({"ADV", "AUX", "PART"})


def _is_name(words: Words, at: int) -> bool:
    return words.pos(at) in ("PROPN", "NOUN", "PRON")


def _before_insertion(words: Words, comma: int, floor: int) -> tuple[int, int] | None:
    """ "NP, the president of X, said": the phrase with its apposition; without an inserted clause."""
    low = max(floor, comma - LONGEST)
    left = next((at for at in range(comma - 1, low - 1, -1) if words.lower[at] in (",", "—", "–")), None)
    if left is None or left - 1 < floor or left + 1 >= comma:
        return None
    if words.lower[left - 1] in ("who", "which", "that"):
        return _antecedent(words, left - 1, floor)
    head = _phrase(words, left - 1, floor)
    if not head:
        return None
    inner = words.lower[left + 1]
    apposed = inner not in ("who", "which", "whose", "in", "on", "at", "for", "while", "after", "when", "speaking")
    apposed = apposed and not inner.endswith("ing") and words.pos(left + 1) not in ("ADP", "VERB", "ADV", "SCONJ")
    if apposed and any(words.pos(at) in ("VERB",) for at in range(left + 1, comma)):
        apposed = False
    return (head[0], comma - 1) if apposed else head


def _antecedent(words: Words, pronoun: int, floor: int) -> tuple[int, int] | None:
    at = pronoun - 1
    if at > floor and words.lower[at] in ("and", "but"):  # "X, who negotiated it and who wrote"
        earlier = next((i for i in range(at - 1, max(floor, at - 15), -1) if words.lower[i] == "who"), None)
        at = earlier - 1 if earlier is not None else at
    if at >= floor and words.lower[at] == ",":
        at -= 1
    head = _phrase(words, at, floor) if at >= floor else None
    if head and words.lower[pronoun] != "who" and not any(words.lower[at] for at in range(head[0], head[1] + 1)):
        return None
    return head


def _phrase(words: Words, last: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends with the token `last`."""
    if last < floor:
        return None
    lower = words.lower
    if (lower[last] in PRONOUNS and lower[last] not in ("his", "her", "their")) or lower[last] in AUTHOR:
        return last, last
    first = last + 1
    for at in range(last, max(floor, last - LONGEST) - 1, -1):
        word = lower[at]
        if not (word[0].isalnum() or word in ("'s", "’s", "'", "’", "&", "-", "‑", "–", ".", "s’")) or word in STOP:
            break
        if word == "." and not (at > floor and len(lower[at - 1]) <= 4 and words.is_capital(at - 1)):
            break
        if first <= last and (_YEAR.match(word) or _MONTH.match(word)) and words.is_capital(first) and at + 1 == first:
            break
        if word in _LINK and word not in ("the", "a", "an"):
            if first > last or at == floor or not (word == "of" or _noun_like(words, at - 1)):
                break
            if word in ("and", "&") and not _joins(words, at, floor, last):
                break
        elif first <= last and lower[first] in (
            "the",
            "a",
            "an",
            "his",
            "her",
            "their",
            "its",
            "he",
            "she",
            "it",
            "they",
        ):
            break
        elif words.tagged and words.pos(at) not in NOMINAL and not (word[0] in "'’s" or words.is_capital(at)):
            if not (words.pos(at) == "VERB" and first <= last and lower[at - 1] in ("the", "a", "an") and at > floor):
                break
        elif not words.tagged and first <= last and _ends_before_name(words, at, first):
            break
        first = at
    while first <= last and lower[first] in ("'s", "’s", "of", "and", "for", "in", "'", "’", ".", "-", "&", "to", "at"):
        first += 1
    if first > last or not any(words.lower[at][0].isalnum() for at in range(first, last + 1)):
        return None
    return (first, last) if not (first == last and lower[first] in ("the", "a", "an")) else None


def _ends_before_name(words: Words, at: int, first: int) -> bool:
    """Without tags: a short lower-case word before a name belongs to no name ("so Aliyev")."""
    word = words.lower[at]
    short = word[0].isalnum() and len(word) < 3 and word not in ("the", "a", "an")
    return short and words.is_capital(first) and not words.is_capital(at)


def _noun_like(words: Words, at: int) -> bool:
    if words.tagged:
        return words.pos(at) in ("NOUN", "PROPN", "NUM") and not _YEAR.match(words.lower[at])
    return words.is_capital(at) or words.lower[at] not in STOP | _SKIPPED | _LINK


def _joins(words: Words, at: int, floor: int, last: int) -> bool:
    """Does this "and" join two speakers, not two clauses?"""
    if words.parsed:
        right = [token for token in range(at + 1, last + 1) if words.doc[token].dep_ == "conj"]
        return bool(right)
    return words.is_capital(at - 1) and words.is_capital(at + 1)


def after(words: Words, verb: int, ceiling: int) -> tuple[int, int] | None:
    """The noun phrase right of an inverted verb ("said the minister"), before token `ceiling`."""
    first = verb + 1
    if first >= ceiling or words.lower[first] in STOP or words.lower[first] in MARKS:
        return None
    if words.lower[first] in ("he", "she", "it", "they") or words.lower[first] in AUTHOR:
        return first, first
    last = verb
    for at in range(first, min(ceiling, first + LONGEST)):
        word = words.lower[at]
        if (
            word in MARKS
            or word in STOP
            or not (word[0].isalnum() or word in ("'s", "’s", "’", "'", "-", "‑", ".", "&"))
        ):
            break
        if word in ("on", "in", "at", "during", "by", "with", "after", "before", "about", "earlier", "last", "when"):
            break
        if words.tagged and words.pos(at) not in NOMINAL and word not in _LINK and word[0] not in "'’":
            break
        if at > first and (word in AUTHOR or (word == "to" and words.is_capital(at - 1))):
            break  # "wrote Count Orlov to his brother"
        last = at
    while last > verb and words.lower[last] in _LINK | {".", "'", "-"}:
        last -= 1
    if last == verb or not (words.is_capital(first) or words.lower[first] in _OPENERS or words.pos(first) in NOMINAL):
        return None
    if last + 1 < ceiling and words.lower[last + 1] == ",":
        last = _apposition(words, last, ceiling)
    return first, last


_OPENERS = listed("the a an one his her their its another some several many two")


_APPOSED = listed("a an the his her president chairman chairwoman director head")


def _apposition(words: Words, last: int, ceiling: int) -> int:
    """ "said Metternich, the Austrian minister.": as far as the apposition, when it closes before other words do."""
    at = last + 2
    if at >= ceiling or not (words.is_capital(at) or words.lower[at] in _APPOSED):
        return last
    end = next((i for i in range(at, min(ceiling, at + 14)) if words.lower[i] in (",", ".", ";", ":", "—", "–")), None)
    if end is None or any(words.pos(i) in ("VERB", "AUX") for i in range(at, end)):
        return last
    return end - 1


_LEADING = listed("according to by from of for with in per as and but while that , ; : — –")
_ADDRESSED = listed("his her their my our the a reporters journalists")
_INSERTED = listed("for in on at after before speaking during")
_RELATIVE = listed("who which whose whom")


def trimmed(words: Words, span: Span) -> Span | None:
    """A source that the encoder gives, without prepositions, marks and stops at its edges and without ", who …"."""
    first, last = words.token_at(span[0]), words.token_before(span[1]) - 1
    while first <= last and (words.lower[first] in _LEADING or words.lower[first] in MARKS):
        first += 1
    for at in range(first + 1, min(last, first + LONGEST)):
        if words.lower[at] in _RELATIVE | _INSERTED and words.lower[at - 1] == ",":
            last = at - 2
            break
        if words.lower[at] == "to" and words.is_capital(at - 1) and words.lower[at + 1] in _ADDRESSED:
            last = at - 1
            break
    while last >= first and (not words.text[words.ends[last] - 1].isalnum() and words.lower[last] not in (")", "]")):
        last -= 1
    return words.span(first, last) if first <= last else None
