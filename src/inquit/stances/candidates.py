"""Who may hold a stance towards what, sentence by sentence: the voice that speaks, or the subject of a verb.

`pairs` finds stances by words that show them; here are those that only the judge can tell. A sentence without a word of
valence (VADER: Hutto & Gilbert, ICWSM 2014) or a directed act is not read: its author takes no side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from inquit.record import Actor, Mention, Quotation, Span, Topic
from inquit.stances.features.words import SUBJECTS, Words
from inquit.stances.packing import Asked
from inquit.stances.voices import Voices

MAX_TARGETS, MAX_SUBJECTS = 5, 2  # of a sentence
VALENCE = 1.3  # on VADER's scale of -4 to 4
# What can take a side, and what a side can be taken on.
SIDES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
ISSUES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART"})
_RANK = {"name": 0, "nominal": 1, "pronoun": 2}


class Candidate(msgspec.Struct, frozen=True):
    """A pair to judge. `asked` has offsets of the document; `start, end`: the words that would show the stance."""

    holder: str
    target: str
    quotation: str | None
    asked: Asked
    start: int
    end: int


class Place(msgspec.Struct, frozen=True):
    """Words that name an actor or topic."""

    id: str
    start: int
    end: int
    rank: int
    label: str


class Candidates:
    """The candidates of a document."""

    def __init__(
        self,
        words: Words,
        mentions: Sequence[Mention],
        topics: Sequence[Topic],
        quotations: Sequence[Quotation],
        voices: Voices,
        actors: Mapping[str, Actor],
    ) -> None:
        self._words, self._voices, self._actors = words, voices, actors
        self._sources = {one.id: one.source for one in quotations}
        reporting = [span for one in quotations for span in (one.cue, one.source, *one.parts) if span is not None]
        self._reporting = sorted(reporting)
        self._parts = {one.id: one.parts for one in quotations}
        places = [
            Place(one.actor, one.start, one.end, _RANK[one.kind], one.label)
            for one in mentions
            if one.actor is not None
        ]
        places += [Place(topic.id, *span, 1, "LAW") for topic in topics for span in topic.mentions]
        self._places = sorted(places, key=lambda one: (one.start, -one.end))
        self._starts = [one.start for one in self._places]

    def of(self, start: int, end: int) -> Iterator[Candidate]:
        """The candidates of the sentence of characters `[start, end)`."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        here = [one for one in self._places[low:high] if one.end <= end]
        if not here:
            return
        targets: dict[tuple[str, str | None, str | None], Place] = {}
        for one in here:
            voice = self._voices.at(one.start)
            if voice.silent or one.label not in ISSUES:
                continue
            key = (one.id, voice.holder, voice.quotation)
            if key not in targets or one.rank < targets[key].rank:
                targets[key] = one
        chosen = sorted(targets.items(), key=lambda item: (item[1].rank, item[1].start))[:MAX_TARGETS]
        reports = self._reports(start, end)
        subjects = [one for one in self._subjects(here) if self._voices.at(one.start).quotation is None]
        for (target, holder, quotation), place in chosen:
            if holder is not None and not (quotation is None and reports) and not self.same(holder, target):
                span = self._source(quotation, start, end)
                yield Candidate(
                    holder, target, quotation, Asked(span, (place.start, place.end)), *self._said(quotation, start, end)
                )
            if quotation is not None:
                continue
            for subject in subjects[:MAX_SUBJECTS]:
                if not self.same(subject.id, target) and subject.id != holder:
                    asked = Asked((subject.start, subject.end), (place.start, place.end))
                    yield Candidate(subject.id, target, None, asked, *self._between(subject, place))

    def _reports(self, start: int, end: int) -> bool:
        """Does the sentence report what somebody says? Then its tone is not its author's."""
        place = bisect_left(self._reporting, (start, start))
        return place < len(self._reporting) and self._reporting[place][0] < end

    def same(self, holder: str, target: str) -> bool:
        """Is one the other, a part of it, its representative, or the country that the holder is of?"""
        if holder == target:
            return True
        one, other = self._actors.get(holder), self._actors.get(target)
        if one is None or other is None:
            return False
        if one.country is not None and one.country == other.country and other.label == "GPE":
            return True
        return target in (one.represents, *one.members) or holder in (other.represents, *other.members)

    def _subjects(self, here: Sequence[Place]) -> Iterator[Place]:
        words = self._words
        if not words.parsed:
            return
        for one in here:
            actor = self._actors.get(one.id)
            if actor is None or one.label not in SIDES or one.rank > _RANK["pronoun"]:
                continue
            first, last = bisect_left(words.starts, one.start), bisect_left(words.starts, one.end) - 1
            for at in range(first, last + 1):
                above = words.head[at]
                if not first <= above <= last and (words.dep[at] in SUBJECTS or words.dep[at] == "obl:agent"):
                    yield one
                    break

    def _source(self, quotation: str | None, start: int, end: int) -> Span | None:
        source = self._sources.get(quotation) if quotation is not None else None
        return source if source is not None and start <= source[0] and source[1] <= end else None

    def _said(self, quotation: str | None, start: int, end: int) -> Span:
        """The part of the sentence that the voice speaks."""
        for low, high in self._parts.get(quotation or "", ()):
            if low < end and high > start:
                return max(low, start), min(high, end)
        return start, end

    def _between(self, one: Place, other: Place) -> Span:
        return min(one.start, other.start), max(one.end, other.end)


@cache
def valence() -> dict[str, float]:
    """Words that bear a side, with how much, 0 to 4."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    lexicon = SentimentIntensityAnalyzer().lexicon
    return {word: abs(value) for word, value in lexicon.items() if abs(value) >= VALENCE and word.isalpha()}
