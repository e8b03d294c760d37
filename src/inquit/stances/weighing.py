"""The judgement on one pair: an additive logistic over the features of its cues.

The weights are logits, set by hand and checked on sentences that people labelled.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from inquit.record import StanceLabel
from inquit.stances.features.cue import Flag

STRENGTH = {1: -0.5, 2: 1.3, 3: 2.1}
WEIGHTS: dict[Flag, float] = {
    "hypothetical": -2.6,
    "question": -2.6,
    "hearsay": -2.6,
    "desired": -0.5,
    "deontic": -0.5,
    "possessed": -0.3,
    "reported": -1.2,
    "surface": -1.0,
}
APPRAISAL = -0.4
# "does not support" opposes; "does not condemn" favours only faintly.
TURNED_FAVOR, TURNED_AGAINST = -0.7, -3.4
AGREEING, CONFLICTING = 0.3, -1.8
NEUTRAL_SHARE = 0.8  # of what the label leaves, the rest going to the opposite label
CODEBOOK_NEUTRAL = 0.6


class Signal(msgspec.Struct, frozen=True):
    """What one cue says: +1 favour, -1 against; its strength 1..3, its flags and its name."""

    sign: int
    strength: int
    via: str
    flags: tuple[Flag, ...] = ()


class Judgement(msgspec.Struct, frozen=True):
    """`score` is that of `label`; `scores` sum to 1, rounded to three digits."""

    label: StanceLabel
    score: float
    scores: dict[StanceLabel, float]
    via: str


def weigh(signals: Sequence[Signal]) -> Judgement:
    """The judgement that the signals of one pair add up to. Raises ValueError without signals."""
    if not signals:
        raise ValueError("a judgement needs at least one signal")
    weighed = [_signed(signal) for signal in signals]
    logit, sign, via = max(weighed)
    others = {(other_sign, other_via) for _, other_sign, other_via in weighed} - {(sign, via)}
    for other_sign, _ in sorted(others):
        logit += AGREEING if other_sign == sign else CONFLICTING
    return _judgement("favor" if sign > 0 else "against", 1 / (1 + math.exp(-logit)), via)


def neutral(via: str) -> Judgement:
    """The judgement where a target is named and nothing is said of it."""
    rest = round((1 - CODEBOOK_NEUTRAL) / 2, 3)
    scores: dict[StanceLabel, float] = {"favor": rest, "against": rest, "neutral": CODEBOOK_NEUTRAL}
    return Judgement("neutral", CODEBOOK_NEUTRAL, scores, via)


def _signed(signal: Signal) -> tuple[float, int, str]:
    sign, logit = signal.sign, STRENGTH[signal.strength]
    logit += sum(WEIGHTS[flag] for flag in dict.fromkeys(signal.flags) if flag in WEIGHTS)
    logit += APPRAISAL if signal.via.startswith("appraisal") else 0.0
    if signal.flags.count("negated") % 2:
        logit += TURNED_FAVOR if sign > 0 else TURNED_AGAINST
        sign = -sign
    return logit, sign, signal.via


def _judgement(label: StanceLabel, score: float, via: str) -> Judgement:
    score = round(score, 3)
    opposite: StanceLabel = "against" if label == "favor" else "favor"
    middle = round((1 - score) * NEUTRAL_SHARE, 3)
    found: dict[StanceLabel, float] = {label: score, "neutral": middle, opposite: round(1 - score - middle, 3)}
    return Judgement(label, score, {name: found[name] for name in ("favor", "against", "neutral")}, via)
