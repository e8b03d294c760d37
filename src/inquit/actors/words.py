"""The words of a text with their offsets, scanned once: what all rules of this room look at.

It knows nothing of tokens, so that the rules hold with any tokenizer and without one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container

from inquit.actors.lists import word_lists

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?![^\W_])|[^\W\d_](?:\.[^\W\d_]){1,4}(?![^\W_])|[^\W_](?:[^\W_]|[’'‑-](?=[^\W_]))*"
)
_DASHES = str.maketrans({"‑": "-", "’": "'", "ʼ": "'"})
LONGEST = 60


def plain(word: str) -> str:
    """The word with ASCII hyphens and apostrophes, for look-ups."""
    return word if word.isascii() else word.translate(_DASHES)


class Words:
    """Parallel lists: `text` (hyphens and apostrophes in ASCII), `lower`, `start`, `end`, `possessive`.

    A possessive 's is no part of its word. A run longer than any word is left out.
    """

    def __init__(self, source: str, known: Container[str] = ()) -> None:
        """`known`: names that a compound is split into ("Armenia-Azerbaijan")."""
        self.source = source
        self.text: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.possessive: list[bool] = []
        texts, starts, ends, owners = self.text.append, self.start.append, self.end.append, self.possessive.append
        for match in _WORD.finditer(source):
            word = match[0]
            start, end = match.span()
            if end - start > LONGEST:
                continue
            if not word.isascii():
                word = word.translate(_DASHES)
            owner = word[-2:] in _OWNER and end - start > 2
            if owner:
                word, end = word[:-2], end - 2
            if "-" in word and not word.islower() and word not in known:
                at = _cut(word, known)
                if at:
                    texts(word[:at])
                    starts(start)
                    ends(start + at)
                    owners(False)
                    word, start = word[at + 1 :], start + at + 1
            texts(word)
            starts(start)
            ends(end)
            owners(owner)
        self.lower = [word.lower() for word in self.text]

    def __len__(self) -> int:
        return len(self.text)

    def gap(self, at: int) -> str:
        """What stands between word `at - 1` and word `at` (the possessive left out)."""
        if at == 0:
            return self.source[: self.start[0]]
        if at >= len(self.text):
            return self.source[self.end[-1] :]
        begin = self.end[at - 1] + (2 if self.possessive[at - 1] else 0)
        return self.source[begin : self.start[at]]

    def joined(self, at: int) -> bool:
        """Whether word `at` follows the word before it with nothing but space (or an initial's dot) between."""
        if at <= 0 or at >= len(self.text):
            return False
        gap = self.gap(at)
        if gap == " ":
            return True
        before = self.lower[at - 1]
        if gap.startswith(".") and (len(before) == 1 or before in _DOTTED):
            gap = gap[1:]
        return gap.isspace() and gap.count("\n") < 2 and len(gap) < 40

    def initial(self, at: int) -> bool:
        """Whether word `at` may owe its capital to its place: after a stop, a colon, a mark or a line end."""
        if at == 0:
            return True
        gap = self.gap(at)
        if gap == " ":
            return False
        if gap[:1] == "." and gap[1:].isspace() and self.lower[at - 1] in _DOTTED and gap.count("\n") < 2:
            return False
        return any(char in _OPENERS for char in gap)

    def at(self, offset: int) -> int:
        """The index of the first word that starts at or after this offset."""
        return bisect_left(self.start, offset)


_OWNER = frozenset({"'s", "'S"})
_OPENERS = frozenset('.?!:;…“”"‘«»„*•–—[\n\r\u2028')
_DOTTED = word_lists("actor_words.txt")["words.dotted"]
_PREFIXES = word_lists("actor_words.txt")["words.prefixes"]
_BOUND = word_lists("actor_words.txt")["words.bound"]


def _cut(word: str, known: Container[str]) -> int:
    """Where to cut a compound ("Moscow-based", "anti-Western", "Armenia-Azerbaijan"); 0: nowhere."""
    first, _, rest = word.partition("-")
    last = rest.rpartition("-")[2]
    if first.islower() and last[:1].isupper():
        return len(first) if first in _PREFIXES else 0
    if first[:1].isupper() and rest.islower():
        return 0 if first.lower() in _BOUND or len(first) < 2 else len(first)
    if first.lower() in _PREFIXES and rest in known:
        return len(first)
    return len(first) if first in known and rest in known else 0
