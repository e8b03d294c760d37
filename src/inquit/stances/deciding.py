"""The decision on one pair: what the judge says, and what the words of an act or an appraisal say beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec

from inquit.record import Span, StanceLabel
from inquit.settings import Target
from inquit.stances.packing import Asked
from inquit.stances.voices import AUTHOR
from inquit.stances.weighing import Judgement, Signal, weigh

LABELS: tuple[StanceLabel, ...] = ("favor", "against", "neutral")
SIGNALS_COUNT = 0.5  # of their log-probability, beside the judge's whole; see the card
JUDGE = "judge"
ALONE, TONE = 0.15, 0.3  # above the threshold; see `required`


class Ballot(msgspec.Struct, frozen=True):
    """A pair with all that speaks for its label.

    `start, end`: the words that show the stance; `asked`: the question to the judge, in offsets of the document, about
    `passage`; `codebook`: the user's target where it is one.
    """

    holder: str
    target: str
    quotation: str | None
    start: int
    end: int
    asked: Asked
    passage: Span
    signals: tuple[Signal, ...] = ()
    codebook: Target | None = None

    @property
    def tone(self) -> bool:
        """Does the author speak, in no words of anybody else's?"""
        return self.holder == AUTHOR and self.quotation is None

    @property
    def statement(self) -> str:
        """What favouring the target means, where the codebook says so."""
        return "" if self.codebook is None else self.codebook.statement

    def about(self, target: Target | None) -> Ballot:
        """The same, of a target of the codebook."""
        return self if target is None else msgspec.structs.replace(self, codebook=target)


def turned(judged: Mapping[str, float], stated: Mapping[str, float]) -> dict[str, float]:
    """What is judged of a target, with what is judged of its statement: the mean of both decides which side it is."""
    sided = judged["favor"] + judged["against"]
    share = sum(one["favor"] / max(one["favor"] + one["against"], 1e-6) for one in (judged, stated)) / 2
    return {"favor": sided * share, "against": sided * (1 - share), "neutral": judged["neutral"]}


def decided(ballot: Ballot, judged: Mapping[str, float]) -> Judgement:
    """The judgement of a pair. `judged`: the judge's probability of each label."""
    logs = {label: math.log(max(judged[label], 1e-6)) for label in LABELS}
    shown: Judgement | None = None
    if ballot.signals:
        shown = weigh(ballot.signals)
        for label in LABELS:
            logs[label] += SIGNALS_COUNT * math.log(max(shown.scores[label], 1e-3))
    highest = max(logs.values())
    raised = {label: math.exp(value - highest) for label, value in logs.items()}
    total = sum(raised.values())
    scores: dict[StanceLabel, float] = {label: round(raised[label] / total, 3) for label in LABELS}
    label = max(LABELS, key=lambda one: scores[one])
    via = shown.via if shown is not None and shown.label == label else JUDGE
    return Judgement(label, scores[label], scores, via)


def explaining(judged: Sequence[tuple[Ballot, Judgement]]) -> set[tuple[Span, str]]:
    """(passage, id) of those who take a side in a passage by an act of their own, and of whom it is about."""
    return {
        (ballot.passage, id)
        for ballot, judgement in judged
        if ballot.asked.holder is not None and ballot.quotation is None and judgement.label != "neutral"
        for id in (ballot.holder, ballot.target)
    }


def required(threshold: float, ballot: Ballot, judgement: Judgement) -> float:
    """The score that a judgement needs where `threshold` is asked for: more where only the judge says so.

    Most where it is the tone of an author: what the judge learned of authors is the tone of news towards people, which
    is more than a stance.
    """
    if judgement.via != JUDGE or judgement.label == "neutral":
        return threshold
    return min(threshold + (TONE if ballot.tone else ALONE), 0.95)


def explained(ballot: Ballot, judgement: Judgement, acts: set[tuple[Span, str]]) -> bool:
    """Is this only the tone in which the author tells of an act of somebody else?"""
    return ballot.tone and judgement.via == JUDGE and (ballot.passage, ballot.target) in acts
