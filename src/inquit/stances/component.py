"""The stage `inquit_stances`: actors, topics and quotations in, stances out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from inquit import layers
from inquit.errors import SettingsError
from inquit.record import Span, Stance, Topic
from inquit.settings import Target
from inquit.stances.candidates import Candidate, Candidates, valence
from inquit.stances.deciding import Ballot, decided, explained, explaining, required, turned
from inquit.stances.features.find import find_cues, triggers
from inquit.stances.features.lexicon import lexicon
from inquit.stances.features.words import Tree, Words
from inquit.stances.network import Judge, Question, shipped
from inquit.stances.packing import Asked
from inquit.stances.pairs import Pair, Pairs
from inquit.stances.referents import Referents
from inquit.stances.voices import AUTHOR, Voices
from inquit.stances.weighing import Judgement, neutral, weigh

# What is read grows with the document: of a long one, the sentences that bear most on a side.
WORDS_PER_PASSAGE, LEAST = 100, 24
SHOWN = 100.0  # the weight of what words show by themselves, and of what the user asks for


@Language.factory(
    "inquit_stances",
    requires=["doc._.actors", "doc._.mentions"],
    assigns=["doc._.stances"],
    default_config={"threshold": 0.5, "targets": [], "model": None},
)
def make_stances(
    nlp: Language, name: str, threshold: float, targets: Sequence[Any], model: str | None = None
) -> Stances:
    """The stage. `targets`: the codebook, as names, `{"name": …}` tables or `Target`s. `model`: the folder of a stance
    model of one's own, in place of the shipped judge. Raises SettingsError and ModelError.
    """
    layers.register()
    network: Judge = shipped()
    if model is not None:
        from inquit.stances.trained import TrainedJudge  # brings scikit-learn

        network = TrainedJudge.load(model, of_record=True)
    return Stances(threshold=threshold, targets=[_target(target) for target in targets], network=network)


def own_digest(folder: str) -> str:
    """The sha256 of a stance model of one's own. Raises ModelError."""
    from inquit.stances.saving import manifest

    return manifest(folder).sha256


class Stances:
    """Judges who favours or opposes what.

    `threshold`: stances whose score (0..1) is lower are left out; see `deciding.required`. `targets`: the codebook.
    `network`: the judge; without one, only what the words of a directed act or an appraisal show is found, and they
    alone decide.
    """

    def __init__(
        self,
        *,
        threshold: float = 0.5,
        targets: Sequence[str | Target] = (),
        network: Judge | None = None,
    ) -> None:
        if not 0.0 <= threshold <= 1.0:
            raise SettingsError(f"threshold is {threshold}, outside 0..1")
        self.threshold = threshold
        book = (Target(one) if isinstance(one, str) else one for one in targets)
        self.targets = {one.name: one for one in book}
        self.network = network
        self._lexicon = lexicon()

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.stances`, in text order."""
        doc._.stances = tuple(self._stances(doc))
        return doc

    def _stances(self, doc: Doc) -> Iterator[Stance]:
        topics: tuple[Topic, ...] = doc._.topics
        if not topics and not any(mention.actor is not None for mention in doc._.mentions):
            return
        author = any(actor.id == AUTHOR for actor in doc._.actors)
        ballots = list(self._ballots(doc, topics, author))
        judged_all = list(zip(ballots, self._judged(doc, ballots), strict=True))
        acts = explaining(judged_all)
        found = [
            (ballot, judgement)
            for ballot, judgement in judged_all
            if self._shown(ballot, judgement) and not explained(ballot, judgement, acts)
        ]
        judged = {ballot.target for ballot, _ in found}
        found += [(ballot, neutral("codebook")) for ballot in self._unjudged(topics, judged, author)]
        found.sort(key=lambda one: (one[0].start, one[0].end, one[0].holder, one[0].target))
        for number, (ballot, judgement) in enumerate(found):
            yield _stance(f"x{number}", ballot, judgement)

    def _shown(self, ballot: Ballot, judgement: Judgement) -> bool:
        if judgement.label == "neutral" and ballot.codebook is None:
            return False
        return judgement.score >= required(self.threshold, ballot, judgement)

    def _ballots(self, doc: Doc, topics: tuple[Topic, ...], author: bool) -> Iterator[Ballot]:
        words = Words(doc)
        actors = {actor.id: actor for actor in doc._.actors}
        book = {topic.id: self.targets[topic.name] for topic in topics if topic.name in self.targets}
        voices = Voices(doc._.blocks, doc._.quotations, AUTHOR if author else None)
        candidates = Candidates(words, doc._.mentions, topics, doc._.quotations, voices, actors)
        named = [span[0] for topic in topics if topic.id in book for span in topic.mentions]
        pairs: Pairs | None = None
        at = triggers(words, self._lexicon)
        weights = self._weights(words, at)
        sentences: list[tuple[float, list[Ballot]]] = []
        for start, end in _sentences(doc, words):
            edges = words.starts[start], words.ends[end - 1]
            found: dict[tuple[str, str, str | None], Ballot] = {}
            weight = sum(weights[start:end])
            if weight or any(edges[0] <= place < edges[1] for place in named):
                for one in candidates.of(*edges):
                    found.setdefault((one.holder, one.target, one.quotation), _ballot(one, edges))
            place = bisect_left(at, start)
            if place < len(at) and at[place] < end and not voices.at(words.starts[at[place]]).silent:
                if pairs is None:
                    referents = Referents(words, doc._.mentions, topics, frozenset(self.targets))
                    pairs = Pairs(referents, voices, actors, words.starts)
                cues = find_cues(words, start, end, self._lexicon, pairs.named)
                tree = Tree(words, start, end) if words.parsed and cues else None
                for pair in pairs.of(cues, tree, words.ends):
                    found[pair.holder, pair.target, pair.quotation] = _with_signals(pair, edges)
                    weight += SHOWN
            ballots = [ballot.about(book.get(ballot.target)) for ballot in found.values()]
            weight += SHOWN * any(ballot.codebook is not None for ballot in ballots)
            if ballots:
                sentences.append((weight, ballots))
        most = max(LEAST, len(words.lower) // WORDS_PER_PASSAGE)
        if self.network is not None and len(sentences) > most:
            least = sorted((weight for weight, _ in sentences), reverse=True)[most - 1]
            sentences = [one for one in sentences if one[0] >= least][:most]
        for _, ballots in sentences:
            yield from ballots

    def _weights(self, words: Words, triggers: Sequence[int]) -> list[float]:
        """How much each token bears on a side; nothing where there is no judge to say which."""
        if self.network is None:
            return [0.0] * len(words.lower)
        bearing = valence()
        found = [bearing.get(word, 0.0) for word in words.lower]
        for at in triggers:
            found[at] = max(found[at], 1.0)
        return found

    def _judged(self, doc: Doc, ballots: Sequence[Ballot]) -> list[Judgement]:
        if self.network is None:
            return [weigh(ballot.signals) for ballot in ballots]
        passages: dict[Span, list[int]] = {}
        for number, ballot in enumerate(ballots):
            passages.setdefault(ballot.passage, []).append(number)
        text = doc.text
        questions = [
            _question(text, span, [ballots[number] for number in numbers]) for span, numbers in passages.items()
        ]
        judged: dict[int, Judgement] = {}
        answers = self.network.probabilities(questions)
        for numbers, answer in zip(passages.values(), answers, strict=True):
            rows = [dict(zip(self.network.labels, row, strict=True)) for row in answer.tolist()]
            statements = iter(rows[len(numbers) :])
            for number, row in zip(numbers, rows, strict=False):
                if ballots[number].statement:
                    row = turned(row, next(statements))
                judged[number] = decided(ballots[number], row)
        return [judged[number] for number in range(len(ballots))]

    def _unjudged(self, topics: tuple[Topic, ...], judged: set[str], author: bool) -> Iterator[Ballot]:
        """A ballot for each target of the codebook that is named and that nothing was said of."""
        for topic in topics:
            if author and topic.name in self.targets and topic.mentions and topic.id not in judged:
                span = min(topic.mentions)
                yield Ballot(AUTHOR, topic.id, None, *span, Asked(None, span), span)


def _ballot(one: Candidate, passage: Span) -> Ballot:
    return Ballot(one.holder, one.target, one.quotation, one.start, one.end, one.asked, passage)


def _with_signals(pair: Pair, passage: Span) -> Ballot:
    asked = Asked(pair.named, pair.aimed)
    return Ballot(pair.holder, pair.target, pair.quotation, pair.start, pair.end, asked, passage, pair.signals)


def _question(text: str, passage: Span, ballots: Sequence[Ballot]) -> Question:
    """What to ask of a passage: its pairs, and behind them the statements of those that the codebook has one for."""
    start, end = passage
    pairs = [_moved(ballot.asked, start) for ballot in ballots]
    statements = [
        Asked(one.holder, ballot.statement) for one, ballot in zip(pairs, ballots, strict=True) if ballot.statement
    ]
    return text[start:end], [*pairs, *statements]


def _moved(asked: Asked, start: int) -> Asked:
    holder, target = asked.holder, asked.target
    return Asked(
        None if holder is None else (holder[0] - start, holder[1] - start),
        target if isinstance(target, str) else (target[0] - start, target[1] - start),
    )


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


def _stance(id: str, ballot: Ballot, judgement: Judgement) -> Stance:
    return Stance(
        id=id,
        holder=ballot.holder,
        target=ballot.target,
        label=judgement.label,
        score=judgement.score,
        scores=judgement.scores,
        start=ballot.start,
        end=ballot.end,
        quotation=ballot.quotation,
        via=judgement.via,
    )


def _target(target: Any) -> Target:
    if isinstance(target, Target):
        return target
    if isinstance(target, str):
        return Target(target)
    if isinstance(target, dict) and isinstance(target.get("name"), str):
        return Target(target["name"], tuple(target.get("aliases", ())), str(target.get("statement", "")))
    raise SettingsError(f"a target is a name or a table with a name, not {target!r:.60}")
