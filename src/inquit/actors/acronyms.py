"""Acronyms: what a long name may be shortened to, and the acronyms of a text's own long names that were missed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.actors.lists import word_lists
from inquit.actors.names import Name
from inquit.actors.words import Words, plain
from inquit.record import Label

SMALL = word_lists("actor_words.txt")["bodies.small"]
_SHORTENED = frozenset({"ORG", "LAW", "EVENT"})
_WORD = re.compile(r"[^\W\d_][\w-]*")


def initials(surface: str) -> list[str]:
    """The acronyms that a name of three words or more may have: of all words, and of the greater ones."""
    parts = _WORD.findall(plain(surface))
    if len(parts) < 3:
        return []
    great = "".join(part[0] for part in parts if part.lower() not in SMALL).upper()
    whole = "".join(part[0] for part in parts).upper()
    return [short for short in dict.fromkeys((great, whole)) if len(short) > 2]


def shortens(short: str, long: str) -> bool:
    """Whether a name in brackets can be the name before them in short: most of its capitals begin words of that."""
    capitals = [char for char in short if char.isupper()]
    begun = {part[0].upper() for part in _WORD.findall(plain(long))}
    return bool(capitals) and sum(char in begun for char in capitals) * 2 > len(capitals)


def missed(words: Words, names: Sequence[Name]) -> list[Name]:
    """Words in capitals that are the initials of a name found in the text and no name yet, in text order."""
    labels: dict[str, Label] = {}
    for name in names:
        if name.label in _SHORTENED:
            for short in initials(words.source[name.start : name.end]):
                labels.setdefault(short, name.label)
    if not labels:
        return []
    found, k = [], 0
    for word, start, end in zip(words.text, words.start, words.end, strict=True):
        if word not in labels:
            continue
        while k < len(names) and names[k].end <= start:
            k += 1
        if k == len(names) or names[k].start >= end:
            found.append(Name(start, end, labels[word], 0.7))
    return found
