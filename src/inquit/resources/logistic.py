"""A small learned decision: a logistic regression over named traits, kept as plain numbers in JSON."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp
from operator import mul

import msgspec

from inquit import resources
from inquit.errors import ModelError


class Logistic(msgspec.Struct, frozen=True):
    """`traits`: what each weight counts. `scale`: factor and offset that turn log-odds into calibrated ones (Platt)."""

    traits: tuple[str, ...]
    weights: tuple[float, ...]
    offset: float
    scale: tuple[float, float] = (1.0, 0.0)

    def score(self, row: Sequence[float]) -> float:
        """The log-odds of a row, not calibrated."""
        return float(sum(map(mul, self.weights, row))) + self.offset

    def probability(self, row: Sequence[float]) -> float:
        """The calibrated probability of a row."""
        factor, offset = self.scale
        return 1 / (1 + exp(-max(-30.0, min(30.0, factor * self.score(row) + offset))))


@cache
def shipped(name: str, file: str, traits: tuple[str, ...]) -> Logistic:
    """The model in `file` of the shipped folder `name`, verified. Raises ModelError where it is for other traits."""
    try:
        found = msgspec.json.decode((resources.folder(name) / file).read_bytes(), type=Logistic)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"the model {name!r} has an unreadable {file} ({error}); {resources.RESTORE}") from error
    if found.traits != traits or len(found.weights) != len(traits):
        raise ModelError(f"the model {name!r} was trained for other traits; {resources.RESTORE}")
    return found
