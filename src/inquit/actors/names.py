"""Finds names: runs of capitalised words, cut where one name ends and another, or a title, begins.

Gives spans with what can be said from their own words; `labels.py` decides the rest from the whole document.
"""

from __future__ import annotations

from inquit.actors.chains import Candidate, Chain
from inquit.actors.gazetteer import gazetteer
from inquit.actors.name_words import (
    ARABIC,
    CONNECTORS,
    DATE_WORDS,
    ORDINALS,
    STOP,
    heads,
)
from inquit.actors.words import Words

LONGEST_CHAIN = 30  # words; the parse of a chain takes time with its square


def candidates(words: Words, pos: dict[int, str]) -> list[Candidate]:
    """All candidates in text order, not overlapping. `pos`: offset → universal part of speech, empty if unknown."""
    found: list[Candidate] = []
    forms, lower = words.text, words.lower
    known = gazetteer().names
    capital = [
        (word[0].isupper() and low not in DATE_WORDS and (low not in STOP or (word in known and word != "IS")))
        or word.startswith(ARABIC)
        for word, low in zip(forms, lower, strict=True)
    ]
    for at, low in enumerate(lower[:-1]):
        if low in ORDINALS and forms[at][0].isupper() and capital[at + 1] and words.joined(at + 1):
            capital[at] = True  # the Second World War
    persons: set[tuple[str, str]] = set()
    at, total = 0, len(forms)
    while at < total:
        if not capital[at]:
            at += 1
            continue
        stop = at + 1
        while stop < total and stop - at < LONGEST_CHAIN and words.joined(stop):
            if capital[stop] or _year_inside(words, capital, stop):
                stop += 1
                continue
            if lower[stop] in CONNECTORS:
                k = stop
                while (
                    k < total and k - stop < 3 and lower[k] in CONNECTORS and forms[k][0].islower() and words.joined(k)
                ):
                    k += 1
                if k < total and k > stop and capital[k] and words.joined(k):
                    stop = k + 1
                    continue
            break
        whole = gazetteer().longest(words, at, total)
        stop = max(stop, whole[1]) if whole else stop  # Côte d'Ivoire, Rio de Janeiro
        Chain(words, capital, pos, found, persons).parse(at, stop)
        at = stop
    return found


def _year_inside(words: Words, capital: list[bool], at: int) -> bool:
    """A number inside a name: "Alma-Ata 1991 Declaration", "Article 9", "World War 2"."""
    word = words.text[at]
    if not word.isdigit() or len(word) > 4:
        return False
    if heads().get(words.text[at - 1]) in {"LAW", "EVENT"}:
        return True
    return len(word) == 4 and at + 1 < len(capital) and capital[at + 1] and words.joined(at + 1)
