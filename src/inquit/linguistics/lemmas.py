"""Lemmas from two tables learned from treebanks: of words, and of the endings of words that are not in it.

An ending's entry is a rewrite rule `<case><cut>:<add>`: case `l` (lower) or `k` (keep), how many characters to cut from
the end, what to add. Both tables are keyed by the part of speech with the features that matter to a lemma.
"""

from __future__ import annotations

from functools import lru_cache

LONGEST_ENDING = 5
INFLECTED = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "PRON", "DET"})
FEATURES = frozenset({"VerbForm", "Tense", "Number", "Degree", "Case", "Poss"})
KEPT_IN_CAPITALS = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_APOSTROPHES = str.maketrans("’‘", "''")

Words = dict[str, dict[str, str]]
Endings = dict[str, dict[str, str]]


class Lemmas:
    """Looks a lemma up: `words[key][form]`, else by the longest of `endings[key]` that fits."""

    def __init__(self, words: Words, endings: Endings) -> None:
        self.words = words
        self.endings = endings
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _of(self, form: str, upos: str, feats: str) -> str:
        """Return the lemma of `form`, tagged with a UPOS and features as in CoNLL-U. Capitals unknown are kept."""
        key = key_of(upos, feats)
        plain = form.translate(_APOSTROPHES)
        known = self.words.get(key, {})
        found = known.get(plain) or known.get(plain.lower())
        if found:
            return found
        if look(form) == "2" and upos in KEPT_IN_CAPITALS:
            return form
        rule = self.rule(key, form)
        return apply_rule(rule, form) if rule else form

    def rule(self, key: str, form: str) -> str | None:
        """Return the rule of the longest known ending of `form`."""
        endings, kind, lower = self.endings.get(key, {}), look(form), form.lower()
        for size in range(min(LONGEST_ENDING, len(form) - 1), -1, -1):
            if rule := endings.get(kind + lower[len(lower) - size :]):
                return rule
        return None


def key_of(upos: str, feats: str) -> str:
    """Return the key of the tables: the part of speech and those of its features that matter to a lemma."""
    if upos not in INFLECTED or not feats:
        return upos
    return "|".join([upos, *(part for part in feats.split("|") if part.partition("=")[0] in FEATURES)])


def look(form: str) -> str:
    """Return `0` for a word in lower case, `2` for one in capitals, else `1`."""
    return "0" if form.islower() else "2" if form.isupper() and len(form) > 1 else "1"


def rule_for(form: str, lemma: str) -> str:
    """Return the rule that turns `form` into `lemma`, letters' case in the middle of the lemma aside."""
    case = "l" if lemma == lemma.lower() else "k"
    base = form.lower() if case == "l" else form
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    return f"{case}{len(base) - shared}:{lemma[shared:]}"


def apply_rule(rule: str, form: str) -> str:
    """Return what `rule` makes of `form`; a rule that would cut all of it leaves the word as it is."""
    base = form.lower() if rule[0] == "l" else form
    cut, _, added = rule[1:].partition(":")
    return base if int(cut) >= len(base) else base[: len(base) - int(cut)] + added
