"""The Groningen Meaning Bank's news as a table of words (silver): per org geo gpe tim, and eve art nat, unusable."""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from inquit.evaluation.gold.detokenized import detokenized
from inquit.evaluation.gold.iob2 import labelled_runs, runs
from inquit.training.encoder.entities.columns import Kind, tagged_passage
from inquit.training.encoder.entities.surfaces import is_common, is_country, is_name, is_people
from inquit.training.encoder.labelled import GPE, MASK, NORP, ORG, PERSON, PLACE, WHEN, Passage

ANNOTATED = PERSON | ORG | PLACE | NORP
_LABELS = {"per": PERSON, "org": ORG, "geo": PLACE, "tim": WHEN, "eve": MASK, "art": MASK, "nat": MASK}
_PEOPLE_IN = re.compile(r"\b(?:Director|President|Minister|Senator|King|General [A-Z][a-z]+ [A-Z]|Mr|Lady|Ambassador) ")
_Sentence = tuple[int, list[str], list[str]]
_SCRAPS = frozenset(
    ["North", "South", "East", "West", "St.", "Bush", "U.N.", "A.U.", "Islam", "Islamic", "Western", "Eastern"]
)
_PEOPLE = ("an", "ans", "ese", "ish", "i", "is", "ch")


def read_gmb(path: Path, *, limit: int | None = None, seed: int = 0) -> list[Passage]:
    """One passage a sentence of the `.csv.gz`, in its order; `limit`: so many, drawn by `seed`.

    Raises `ValueError` with file and line.
    """
    sentences: list[_Sentence] = []
    with gzip.open(path, "rt", encoding="latin-1", newline="") as lines:
        rows = csv.reader(lines)
        if next(rows, None) != ["Sentence #", "Word", "POS", "Tag"]:
            raise ValueError(f"{path}, line 1: not the columns Sentence #, Word, POS, Tag")
        for cells in rows:
            if len(cells) != 4 or not (sentences or cells[0]):
                raise ValueError(f"{path}, line {rows.line_num}: not a row of a sentence: {cells!r}")
            if cells[0]:
                sentences.append((rows.line_num, [], []))
            sentences[-1][1].append(cells[1])
            sentences[-1][2].append(cells[3])
    count = len(sentences)
    drawn = range(count) if limit is None or limit >= count else random.Random(seed).sample(range(count), limit)
    usual = _usual(sentences)
    found = []
    for number, words, tags in (sentences[at] for at in sorted(drawn)):
        try:
            text, places = detokenized(words)
            passage = tagged_passage(f"gmb-{number}", text, labelled_runs(tags, places), _labels, ANNOTATED)
        except ValueError as error:
            raise ValueError(f"{path}, sentence at line {number}: {error}") from error
        found.append(_doubted(passage, usual))
    return found


def _labels(kind: str, surface: str) -> Kind:
    if kind == "org" and (is_people(surface) or is_country(surface)):
        return MASK
    if kind == "geo" and (is_common(surface) or surface in _SCRAPS):
        return MASK
    if kind != "gpe":
        return _LABELS.get(kind)
    if is_people(surface):
        return NORP
    if is_country(surface):
        return GPE
    return NORP | GPE if surface.endswith(_PEOPLE) else GPE


def _usual(sentences: Sequence[_Sentence]) -> dict[str, frozenset[str]]:
    """The labels that each name and each last word of a person mostly has in the set."""
    counts: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    for _, words, tags in sentences:
        for first, last, kind in runs([tag if tag[2:] in _LABELS else "O" for tag in tags]):
            counts[" ".join(words[first:last])][_LABELS[kind]] += 1
            if kind == "per" and last - first > 1:
                counts[words[last - 1]][PERSON] += 1
    return {name: max(labels, key=lambda each: (labels[each], sorted(each))) for name, labels in counts.items()}


def _doubted(passage: Passage, usual: dict[str, frozenset[str]]) -> Passage:
    """The passage without names that are mostly labelled otherwise, or torn: "[Justice|ORG] [Tan Ly|PERSON]"."""
    torn: set[int] = set()
    for at, (one, other) in enumerate(pairwise(passage.stretches)):
        between = passage.text[one.end : other.start]
        apart = one.labels != other.labels and {*one.labels, *other.labels} <= ANNOTATED - NORP
        if (between == " " and apart and one.labels) or (between in (" of ", " for ") and one.labels == ORG):
            torn |= {at, at + 1}
    stretches = []
    for at, stretch in enumerate(passage.stretches):
        surface = passage.text[stretch.start : stretch.end]
        unusual = usual.get(surface, stretch.labels) != stretch.labels and stretch.labels in (ORG, PERSON, PLACE)
        odd = stretch.labels == ORG and ("," in surface or not is_name(surface) or bool(_PEOPLE_IN.search(surface)))
        stretches.append(replace(stretch, labels=MASK) if at in torn or unusual or odd else stretch)
    return replace(passage, stretches=tuple(stretches))
