"""Chooses whom a pronoun means: a logistic model over the traits of each candidate, and how sure that makes us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from operator import mul

import msgspec

from inquit import resources
from inquit.actors.antecedents import Candidate
from inquit.actors.traits import TRAITS, Pronoun
from inquit.errors import ModelError

NAME = "antecedents"
FILE = "rankers.json"
_NOBODY = -6.0  # what the runner-up of a lone candidate scores


class Ranker(msgspec.Struct, frozen=True):
    """The model of one kind of pronoun.

    `weights`, `offset`: log-odds of a candidate to be right from its traits. `sure`: weights of the best score, of the
    runner-up's and an offset, for the log-odds that the best candidate is right. `least`: the probability under which
    to abstain.
    """

    weights: tuple[float, ...]
    offset: float
    sure: tuple[float, float, float]
    least: float

    def scores(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The log-odds of each candidate. `rows`: (candidates, traits)."""
        return [sum(map(mul, self.weights, row)) + self.offset for row in rows]

    def choose(self, rows: Sequence[Sequence[float]]) -> tuple[int, float]:
        """The best candidate's index (of equals the nearest) and the probability that it is right."""
        at, best, second = best_two(self.scores(rows))
        return at, self.sureness(best, second)

    def sureness(self, best: float, second: float) -> float:
        """The probability that the candidate with the best score is right. `second`: the runner-up's."""
        first, other, offset = self.sure
        return 1 / (1 + exp(-(first * best + other * second + offset)))


def best_two(scores: Sequence[float]) -> tuple[int, float, float]:
    """The index of the best score, it, and the next best."""
    at = max(range(len(scores)), key=scores.__getitem__)
    return at, scores[at], max([_NOBODY, *scores[:at], *scores[at + 1 :]])


class Rankers(msgspec.Struct, frozen=True):
    """The shipped file. `traits`: the names of the weights; `kinds`: kind of pronoun → its model."""

    traits: tuple[str, ...]
    kinds: dict[str, Ranker]


def decode(
    content: bytes, *, traits: tuple[str, ...] = TRAITS, name: str = NAME, file: str = FILE
) -> Mapping[str, Ranker]:
    """The models of a file's content, by kind: rankers of antecedents, or of others by their own traits.

    Raises ModelError.
    """
    try:
        found = msgspec.json.decode(content, type=Rankers)
    except msgspec.DecodeError as error:
        raise ModelError(f"the model {name!r} has an unreadable {file} ({error}); {resources.RESTORE}") from error
    if found.traits != traits:
        raise ModelError(f"the model {name!r} was trained for other traits; {resources.RESTORE}")
    if any(len(ranker.weights) != len(traits) for ranker in found.kinds.values()):
        raise ModelError(f"the model {name!r} has too few or too many weights in {file}; {resources.RESTORE}")
    return found.kinds


@cache
def rankers() -> Mapping[str, Ranker]:
    """The shipped models, their file verified. Raises ModelError."""
    return decode((resources.folder(NAME) / FILE).read_bytes())


def choose(pronoun: Pronoun, candidates: list[Candidate], rows: list[list[float]]) -> tuple[int, float] | None:
    """Whom the pronoun means: the index of the candidate and the probability of it, or None under the threshold."""
    ranker = rankers()[pronoun.kind]
    found = ranker.choose(rows)
    return found if found[1] >= ranker.least else None
