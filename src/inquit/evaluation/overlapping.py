"""Quotations found or not: contents that overlap enough, whatever their edges; and the terms in marks that are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.evaluation.counts import Counts, Key
from inquit.evaluation.spans import Item, item, paired, positions
from inquit.record import Document, Quotation

ENOUGH = 0.8  # of the characters of two contents, as F1, from which they are one: the measure of GenderGapTracker
MEASURE = f"found, overlap {ENOUGH}"
TERMS = "terms in marks"  # key of a gold record's `meta.not_quotations`, which lists them
_AFTER_HEAD = re.compile(r",|\s(?:of|in|for|from|at|on|who|which|with|to)\s")


def found_counts(gold: Document, predicted: Document) -> Counts:
    """How many quotations are found, and of those found how many name the right words for a source.

    Two contents are one where their characters have an F1 of `ENOUGH` or more, one to one, those that share most
    first. A pair counts under the gold's kind. "marked" is direct, mixed and block. *source head*: the head of the
    gold's source (its last word before a comma or preposition) stands in the other's source; coverage is how many with
    a source are found. *terms in marks*: how many of the words that the gold lists as nobody's are left alone.
    """
    at = positions(gold.text), positions(predicted.text)
    mine, theirs = _contents(gold.quotations, at[0]), _contents(predicted.quotations, at[1])
    pairs = {one: other for one, other, share in _paired(mine, theirs) if share >= ENOUGH}
    counts: Counts = {}
    labels = {"any": ("direct", "mixed", "block", "indirect"), "marked": ("direct", "mixed", "block")}
    for label, kinds in {**labels, **{kind: (kind,) for kind in labels["any"]}}.items():
        known = [one for one, (quotation, _) in enumerate(mine) if quotation.kind in kinds]
        right = sum(one in pairs for one in known)
        taken = set(pairs.values())
        more = sum(quotation.kind in kinds for other, (quotation, _) in enumerate(theirs) if other not in taken)
        counts[Key(MEASURE, label)] = {"precision": (right, right + more), "recall": (right, len(known))}
    heads = [
        _has_head(gold.text, mine[one][0], predicted.text, theirs[other][0])
        for one, other in pairs.items()
        if mine[one][0].source is not None
    ]
    named = sum(quotation.source is not None for quotation, _ in mine)
    counts[Key("source head", "all")] = {"accuracy": (sum(heads), len(heads)), "coverage": (len(heads), named)}
    if gold.meta.get("not_quotations"):
        counts[Key(TERMS, "left alone")] = {"accuracy": _left_alone(gold, predicted)}
    return counts


def _contents(quotations: Sequence[Quotation], at: Sequence[int]) -> list[tuple[Quotation, Item]]:
    return [(one, found) for one in quotations if (found := item(one.parts, one.kind, at)) is not None]


def _paired(
    mine: Sequence[tuple[Quotation, Item]], theirs: Sequence[tuple[Quotation, Item]]
) -> list[tuple[int, int, float]]:
    return paired([found for _, found in mine], [found for _, found in theirs])


def _has_head(text: str, gold: Quotation, other_text: str, other: Quotation) -> bool:
    if gold.source is None or other.source is None:
        return False
    words = _AFTER_HEAD.split(text[gold.source[0] : gold.source[1]], maxsplit=1)[0].split()
    theirs = other_text[other.source[0] : other.source[1]].split()
    return bool(words) and words[-1].strip(".,;:()’'") in [word.strip(".,;:()’'") for word in theirs]


def _left_alone(gold: Document, predicted: Document) -> tuple[int, int]:
    """(left alone, all): a term is taken for a quotation where a direct one's part holds it and little more."""
    parts = [
        predicted.text[start:end] for one in predicted.quotations if one.kind == "direct" for start, end in one.parts
    ]
    bare = {part.strip(" .,;:!?’‘“”\"'") for part in parts}
    terms = [str(term).strip(" .,;:!?’‘“”\"'") for term in gold.meta["not_quotations"]]
    return sum(term not in bare for term in terms), len(terms)
