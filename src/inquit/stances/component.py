"""The stage `inquit_stances`: actors, topics and quotations in, stances out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from inquit import layers
from inquit.errors import SettingsError
from inquit.record import Stance, Topic
from inquit.settings import Target
from inquit.stances.features.find import find_cues, triggers
from inquit.stances.features.lexicon import lexicon
from inquit.stances.features.words import Tree, Words
from inquit.stances.judge import Judgement, judge, neutral
from inquit.stances.pairs import Pair, Pairs
from inquit.stances.referents import Referents
from inquit.stances.voices import AUTHOR, Voices


@Language.factory(
    "inquit_stances",
    requires=["doc._.actors", "doc._.mentions"],
    assigns=["doc._.stances"],
    default_config={"threshold": 0.5, "targets": []},
)
def make_stances(nlp: Language, name: str, threshold: float, targets: Sequence[Any]) -> Stances:
    """The stage. `targets`: the codebook, as names, `{"name": …}` tables or `Target`s. Raises SettingsError."""
    layers.register()
    return Stances(threshold=threshold, targets=[_name(target) for target in targets])


class Stances:
    """Judges who favours or opposes what. `threshold`: stances whose score (0..1) is lower are left out."""

    def __init__(self, *, threshold: float = 0.5, targets: Sequence[str] = ()) -> None:
        if not 0.0 <= threshold <= 1.0:
            raise SettingsError(f"threshold is {threshold}, outside 0..1")
        self.threshold = threshold
        self.targets = tuple(dict.fromkeys(targets))
        self._lexicon = lexicon()

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.stances`, in text order."""
        doc._.stances = tuple(self._stances(doc))
        return doc

    def _stances(self, doc: Doc) -> Iterator[Stance]:
        actors = {actor.id: actor for actor in doc._.actors}
        topics: tuple[Topic, ...] = doc._.topics
        mentions = doc._.mentions
        if not topics and not any(mention.actor is not None for mention in mentions):
            return
        found = [
            (pair, judgement)
            for pair in self._pairs(doc, Words(doc), actors, topics)
            if (judgement := judge(pair.signals)).score >= self.threshold
        ]
        judged = {pair.target for pair, _ in found}
        found += [(pair, neutral("codebook")) for pair in self._unjudged(topics, judged, AUTHOR in actors)]
        found.sort(key=lambda one: (one[0].start, one[0].end, one[0].holder, one[0].target))
        for number, (pair, judgement) in enumerate(found):
            yield _stance(f"x{number}", pair, judgement)

    def _pairs(self, doc: Doc, words: Words, actors: dict[str, Any], topics: tuple[Topic, ...]) -> Iterator[Pair]:
        at = triggers(words, self._lexicon)
        if not at:
            return
        referents = Referents(words, doc._.mentions, topics, frozenset(self.targets))
        voices = Voices(doc._.blocks, doc._.quotations, AUTHOR if AUTHOR in actors else None)
        pairs = Pairs(referents, voices, actors, words.starts)
        for start, end in _sentences(doc, words):
            place = bisect_left(at, start)
            if place == len(at) or at[place] >= end or voices.at(words.starts[at[place]]).silent:
                continue
            cues = find_cues(words, start, end, self._lexicon, referents.named)
            if cues:
                yield from pairs.of(cues, Tree(words, start, end) if words.parsed else None, words.ends)

    def _unjudged(self, topics: tuple[Topic, ...], judged: set[str], author: bool) -> Iterator[Pair]:
        """A pair for each target of the codebook that is named and that nothing was said of."""
        for topic in topics:
            if author and topic.name in self.targets and topic.mentions and topic.id not in judged:
                start, end = min(topic.mentions)
                yield Pair(AUTHOR, topic.id, None, start, end, ())


def _sentences(doc: Doc, words: Words) -> Iterator[tuple[int, int]]:
    """The sentences as ranges of tokens."""
    layer = doc._.sentences
    if layer:
        for sentence in layer:
            start, end = bisect_left(words.starts, sentence.start), bisect_left(words.starts, sentence.end)
            if start < end:
                yield start, end
    elif doc.has_annotation("SENT_START"):
        for span in doc.sents:
            yield span.start, span.end
    elif len(doc):
        yield 0, len(doc)


def _stance(id: str, pair: Pair, judgement: Judgement) -> Stance:
    return Stance(
        id=id,
        holder=pair.holder,
        target=pair.target,
        label=judgement.label,
        score=judgement.score,
        scores=judgement.scores,
        start=pair.start,
        end=pair.end,
        quotation=pair.quotation,
        via=judgement.via,
    )


def _name(target: Any) -> str:
    if isinstance(target, str):
        return target
    if isinstance(target, Target):
        return target.name
    if isinstance(target, dict) and isinstance(target.get("name"), str):
        return str(target["name"])
    raise SettingsError(f"a target is a name or a table with a name, not {target!r:.60}")
