"""Texts whose names are labelled, where the labels may be ambiguous and words may be left out of the training.

No set annotates all eighteen labels: a passage says which of them are surely absent outside its stretches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

LABELS = (
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE",
    "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
)  # fmt: skip
PERSON, NORP, ORG, GPE = (frozenset([label]) for label in ("PERSON", "NORP", "ORG", "GPE"))
PLACE = frozenset({"GPE", "LOC", "FAC"})
WHEN = frozenset({"DATE", "TIME"})
MASK: frozenset[str] = frozenset()
_KNOWN = frozenset(LABELS)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `[start, end)` of a text, and the labels that they may have; no label: unknown, not trained."""

    start: int
    end: int
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text whose names are labelled by stretches in order that do not overlap.

    `annotated`: the labels that a word outside every stretch surely does not have; all others may be missing there.
    Raises `ValueError` if a stretch is empty, out of order or outside the text, or a label is unknown.
    """

    id: str
    text: str
    stretches: tuple[Stretch, ...]
    annotated: frozenset[str]

    def __post_init__(self) -> None:
        unknown = self.annotated.union(*(stretch.labels for stretch in self.stretches)) - _KNOWN
        if unknown:
            raise ValueError(f"{self.id}: unknown labels {sorted(unknown)}")
        for stretch in self.stretches:
            if not 0 <= stretch.start < stretch.end <= len(self.text):
                raise ValueError(f"{self.id}: no characters at [{stretch.start}, {stretch.end})")
        for one, other in pairwise(self.stretches):
            if one.end > other.start:
                raise ValueError(f"{self.id}: stretches overlap or are out of order at {other.start}")


def assembled(text: str, named: Iterable[Stretch], unsure: Iterable[tuple[int, int]] = ()) -> tuple[Stretch, ...]:
    """The named stretches (the longer of two that overlap), and as masks what `unsure` covers beside them."""
    taken = _longest(named)
    masks: list[Stretch] = []
    for start, end in _joined(unsure):
        for stretch in taken:
            if stretch.end <= start or stretch.start >= end:
                continue
            masks += _mask(text, start, stretch.start)
            start = stretch.end
        masks += _mask(text, start, end)
    return tuple(sorted([*taken, *masks], key=lambda stretch: stretch.start))


def _mask(text: str, start: int, end: int) -> list[Stretch]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Stretch(start, end, MASK)] if start < end else []


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _longest(stretches: Iterable[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda each: (each.start, -each.end)):
        if kept and stretch.start < kept[-1].end:
            if stretch.end - stretch.start > kept[-1].end - kept[-1].start:
                kept[-1] = stretch
            continue
        kept.append(stretch)
    return kept
