"""Labels the candidates of `names.py` from the whole document: one string, one label, unless its words say otherwise.

Drops what is no name. Scores say how sure the rule is, from 0 to 1.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import msgspec

from inquit.actors.chains import Candidate
from inquit.actors.lists import pairs, word_lists
from inquit.actors.name_words import ABBREVIATED, common_words, given_names
from inquit.actors.words import Words
from inquit.record import Label


class Name(msgspec.Struct, frozen=True):
    """A name at `[start, end)` of the text."""

    start: int
    end: int
    label: Label
    score: float


def labelled(words: Words, found: list[Candidate], pos: dict[int, str], headings: list[tuple[int, int]]) -> list[Name]:
    """The names among the candidates, in text order. `headings`: stretches where every word may be capitalised."""
    return _Labels(words, found, pos, headings).names()


class _Labels:
    def __init__(
        self, words: Words, found: list[Candidate], pos: dict[int, str], headings: list[tuple[int, int]]
    ) -> None:
        self.words = words
        self.found = found
        self.pos = pos
        self.headings = headings
        self.lowered = {word for word in words.text if word.islower()}
        self.votes: dict[str, dict[Label, float]] = defaultdict(lambda: defaultdict(float))
        self.parts: dict[str, Label] = {}
        self.counts: Counter[str] = Counter()

    def names(self) -> list[Name]:
        inside = self._in_headings()
        texts = [" ".join(self.words.text[item.start : item.end]) for item in self.found]
        self.counts.update(texts)
        for item, text, heading in zip(self.found, texts, inside, strict=True):
            if item.label is None and not heading:
                self._vote(item, text)
        decided = {text: self._decide(text) for text in texts if text in self.votes}
        for text, (label, score) in decided.items():
            if label == "PERSON" and " " in text and score >= 0.6:
                parts = text.split(" ")
                for part in (parts[0], parts[-1]):
                    self.parts.setdefault(part, label)
        names = []
        for item, text, heading in zip(self.found, texts, inside, strict=True):
            name = self._name(item, text, heading, decided)
            if name:
                names.append(name)
        return names

    def _in_headings(self) -> list[bool]:
        flags, k = [], 0
        for item in self.found:
            offset = self.words.start[item.start]
            while k < len(self.headings) and self.headings[k][1] <= offset:
                k += 1
            flags.append(k < len(self.headings) and self.headings[k][0] <= offset)
        return flags

    def _vote(self, item: Candidate, text: str) -> None:
        """What the surroundings of one candidate say about its label."""
        words, votes = self.words, self.votes[text]
        first, last = words.text[item.start], words.text[item.end - 1]
        before = words.lower[item.start - 1] if words.joined(item.start) else ""
        after = words.lower[item.end] if item.end < len(words) and words.joined(item.end) else ""
        size = item.end - item.start
        if item.titled:
            votes["PERSON"] += 6 if item.honorific else 4
        if first in given_names() and size <= 4:
            votes["PERSON"] += 4 if size > 1 else 2.5
        elif size > 1 and self._topical(item):
            votes["ORG"] += 0.5
            votes["PERSON"] -= 1
        elif 2 <= size <= 3:
            common = any(low in common_words() for low in words.lower[item.start : item.end])
            votes["PERSON"] += 0.2 if common else 0.8
        if any(len(word) == 1 for word in words.text[item.start + 1 : item.end]) and size > 1:
            votes["PERSON"] += 2
        if last in {"Jr", "Sr", "III", "II"}:
            votes["PERSON"] += 2
        modifies = (
            after.islower() and not words.possessive[item.end - 1] and after not in _FUNCTION and after not in _SPEECH
        )
        if after in _PERSONAL:
            votes["PERSON"] += 3
        if before in {"the", "a", "an"} and not modifies and first not in given_names():
            votes["ORG"] += 1.5
            votes["PERSON"] -= 3
        if size == 1 and first.isupper() and len(first) > 1:
            votes["ORG"] += 3
        if before in _PLACE_BEFORE:
            votes["GPE"] += _PLACE_BEFORE[before]
        elif before == "of" and words.lower[item.start - 2] in _PLACE_NOUNS:
            votes["GPE"] += 4
        if after in _PLACE_NOUNS:
            votes["GPE"] += 2.5
        if after in _SPEECH or (after in _BETWEEN and words.lower[min(item.end + 1, len(words) - 1)] in _SPEECH):
            votes["PERSON"] += 1.5
        if before in _SPEECH and item.start and words.joined(item.start):
            votes["PERSON"] += 1
        if modifies and size == 1 and after not in _PERSONAL:
            votes["PERSON"] -= 0.7
        if before in {"mr", "by", "with"} or words.possessive[item.end - 1]:
            votes["PERSON"] += 0.5
        votes["PERSON"] += 0.2

    def _topical(self, item: Candidate) -> bool:
        """Whether all words are common ones, capitalised to make a term of them."""
        lists, words = word_lists("name_heads.txt"), self.words
        return all(
            low in common_words() or word in lists["portfolio"] or word in lists["generic"]
            for low, word in zip(words.lower[item.start : item.end], words.text[item.start : item.end], strict=True)
        )

    def _decide(self, text: str) -> tuple[Label, float]:
        votes = self.votes[text]
        label = max(sorted(votes), key=lambda key: votes[key])
        others = sum(max(0.0, value) for key, value in votes.items() if key != label)
        best = max(0.0, votes[label])
        return label, round(min(0.95, 0.5 + best / (best + others + 1.5) * 0.5), 3) if best else 0.4

    def _name(self, item: Candidate, text: str, heading: bool, decided: dict[str, tuple[Label, float]]) -> Name | None:
        words = self.words
        start, end = words.start[item.start], words.end[item.end - 1]
        label, score = item.label, 0.9
        if item.known:
            label = item.known.label
            if item.known.kind in {"city", "region"}:
                label, start, end = self._grown(item, label)
            return Name(start, end, self._language(item) or label, 0.95)
        single = item.end - item.start == 1
        if label is not None:
            if label != "PERSON" and self._generic(item):
                return None
            label, start, end = self._grown(item, label)
            return Name(start, end, label, 0.5 if heading else score)
        if heading and text not in decided:
            return None
        if single and self._ordinary(item, text):
            return None
        label, score = decided[text]
        if not single and score < 0.7 and self._topical(item):
            return None
        if text not in self.parts and (score < 0.5 or (score < 0.6 and self.counts[text] < 2)):
            return None
        if single and text in self.parts and not (label == "GPE" and score > 0.8):
            label, score = self.parts[text], 0.85
        elif single and "-" in text:
            pieces = text.split("-")
            if pieces[-1].islower():
                return None
        grown, start, end = self._grown(item, label)
        if grown != label:
            label, score = grown, 0.8
        return Name(start, end, label, score)

    def _generic(self, item: Candidate) -> bool:
        """Words like "Member States" or "Government", which name nothing alone."""
        generic = word_lists("name_heads.txt")["generic"]
        inner = self.words.text[item.start : item.end]
        if item.end - item.start == 1:
            return inner[0] not in _ALONE or self.words.initial(item.start)
        return all(word in generic or word.islower() for word in inner)

    def _ordinary(self, item: Candidate, text: str) -> bool:
        """Whether a single unknown capitalised word is no name at all."""
        words = self.words
        if text in ABBREVIATED or (len(text) > 2 and text[:-1].isupper() and text[-1] == "s") or len(text) < 2:
            return not item.titled
        if text in word_lists("name_heads.txt")["generic"] or text in _NEVER or text.startswith("COVID"):
            return True
        if item.titled or text in self.parts:
            return False
        tag = self.pos.get(words.start[item.start])
        low = words.lower[item.start]
        if words.initial(item.start) and text not in given_names() and (low in common_words() or low.endswith("ly")):
            return True
        if tag is None:
            return words.initial(item.start) and (low in self.lowered or text not in given_names())
        if tag != "PROPN":
            return True
        return low in self.lowered and words.initial(item.start)

    def _language(self, item: Candidate) -> Label | None:
        """LANGUAGE for "speaks Armenian", "in Russian."."""
        words = self.words
        if item.known is None or item.known.kind != "adjective" or item.start == 0:
            return None
        before = words.lower[item.start - 1]
        alone = item.end >= len(words) or not words.joined(item.end) or words.lower[item.end] in {"and", "or"}
        return "LANGUAGE" if before in _SPEAKING and alone and words.joined(item.start) else None

    def _grown(self, item: Candidate, label: Label) -> tuple[Label, int, int]:
        """The name with what its right neighbours add: "Lachin road" is a road, "World War II" has a number."""
        words = self.words
        start, end = words.start[item.start], words.end[item.end - 1]
        if item.end < len(words) and words.joined(item.end) and not words.possessive[item.end - 1]:
            after = words.lower[item.end]
            noun = pairs("name_heads.txt", "lower").get(after)
            if noun and label not in {"PERSON", "ORG", "LAW", "EVENT"}:
                grown = heads_label(noun)
                return (grown, start, end) if grown == "GPE" else (grown, start, words.end[item.end])
            if noun in {"FAC", "LOC"} and not item.titled and " " not in words.source[start:end]:
                return heads_label(noun), start, words.end[item.end]
        if (
            label in {"LAW", "EVENT"}
            and item.start
            and words.joined(item.start)
            and _YEAR.fullmatch(words.text[item.start - 1])
        ):
            start = words.start[item.start - 1]
        return label, start, end


def heads_label(noun: str) -> Label:
    """The label as such of a value of the `lower` list."""
    return "FAC" if noun == "FAC" else "LOC" if noun == "LOC" else "GPE"


_NEVER = word_lists("actor_words.txt")["labels.never"]
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ALONE = word_lists("actor_words.txt")["labels.alone"]
_PLACE_BEFORE = {word: float(weight) for word, weight in pairs("actor_words.txt", "labels.place_before").items()}
_PLACE_NOUNS = word_lists("actor_words.txt")["labels.place_nouns"]
_BETWEEN = word_lists("actor_words.txt")["labels.between"]
_PERSONAL = word_lists("actor_words.txt")["labels.personal"]
_FUNCTION = word_lists("actor_words.txt")["labels.function"]
_SPEAKING = word_lists("actor_words.txt")["labels.speaking"]
_SPEECH = word_lists("actor_words.txt")["labels.speech"]
