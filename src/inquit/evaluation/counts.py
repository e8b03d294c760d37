"""What one document adds to a measure: ratios, named, whose parts are added up over documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Ratio = tuple[float, float]


class Key(NamedTuple):
    """A line of a report: what is measured, and of which label ("all": of all together)."""

    measure: str
    label: str


# A document's ratios by line and name: `precision` and `recall`, or `accuracy` and `coverage`.
Counts = dict[Key, Mapping[str, Ratio]]
