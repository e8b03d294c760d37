"""Quotations and stances of records, measured against records corrected by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from inquit.evaluation.counterparts import counterparts
from inquit.evaluation.counts import Counts, Key
from inquit.evaluation.spans import Item, compared, item, items, paired, positions
from inquit.record import Document, Quotation, Stance

POSITION, EVIDENCE = "position", "position with evidence"


def quotation_counts(gold: Document, predicted: Document) -> Counts:
    """Content by kind, cue and source, exact and by overlap (see `compared`), and the speakers.

    The content needs the kind to be right, but in the line "any kind". *Speakers*: of the quotations that are paired
    by their content and have a speaker in the gold, *coverage* is how many have one in the prediction, *accuracy* how
    many of those have the same (see `counterparts`).
    """
    at = positions(gold.text), positions(predicted.text)
    sides = [
        items(((quotation.parts, quotation.kind) for quotation in document.quotations), places)
        for document, places in zip((gold, predicted), at, strict=True)
    ]
    found = compared(*sides, measure="content")
    alike = compared(*([Item(one.parts, "any kind") for one in side] for side in sides), measure="content")
    found |= {key: ratios for key, ratios in alike.items() if key.label == "any kind"}
    for role in ("cue", "source"):
        spans = [
            items((((span,), role) for one in document.quotations if (span := getattr(one, role)) is not None), places)
            for document, places in zip((gold, predicted), at, strict=True)
        ]
        found |= {key: ratios for key, ratios in compared(*spans, measure=role).items() if key.label == "all"}
    return found | _speakers(gold, predicted, at)


def _speakers(gold: Document, predicted: Document, at: tuple[Sequence[int], Sequence[int]]) -> Counts:
    same = counterparts(gold, predicted)
    mine, theirs = _contents(gold.quotations, at[0]), _contents(predicted.quotations, at[1])
    size = linked = right = 0
    for one, other, _ in paired([found for _, found in mine], [found for _, found in theirs]):
        speaker, answer = mine[one][0].speaker, theirs[other][0].speaker
        if speaker is not None:
            size += 1
            linked += answer is not None
            right += answer is not None and same.get(answer) == speaker
    return {Key("speakers", "all"): {"accuracy": (right, linked), "coverage": (linked, size)}}


def _contents(quotations: Sequence[Quotation], at: Sequence[int]) -> list[tuple[Quotation, Item]]:
    return [(one, found) for one in quotations if (found := item(one.parts, one.kind, at)) is not None]


def stance_counts(gold: Document, predicted: Document) -> Counts:
    """Stances by label.

    "position": holder, target and label are right, each combination counted once a document; "position with
    evidence": each stance counts, and its evidence overlaps that of the stance it is paired with.
    """
    same = counterparts(gold, predicted)

    def known(stance: Stance) -> tuple[str, str, str]:
        holder, target = (same.get(id, f"predicted {id}") for id in (stance.holder, stance.target))
        return holder, target, stance.label

    mine: list[tuple[str, str, str]] = [(one.holder, one.target, one.label) for one in gold.stances]
    theirs = [known(one) for one in predicted.stances]
    shared = set(mine) & set(theirs)
    right: Counter[str] = Counter(label for _, _, label in shared)
    found = _ratios(POSITION, right, [one[2] for one in set(mine)], [one[2] for one in set(theirs)])
    evidence: Counter[str] = Counter(gold.stances[one].label for one in _with_evidence(gold, predicted, mine, theirs))
    return found | _ratios(EVIDENCE, evidence, [one[2] for one in mine], [one[2] for one in theirs])


def _with_evidence(
    gold: Document, predicted: Document, mine: list[tuple[str, str, str]], theirs: list[tuple[str, str, str]]
) -> list[int]:
    """The gold stances, by index, that a predicted one matches, evidence too."""
    at = positions(gold.text), positions(predicted.text)
    found = []
    for combination in sorted(set(mine) & set(theirs)):
        which = [number for number, one in enumerate(mine) if one == combination]
        golds = [_evidence(gold.stances[number], at[0]) for number in which]
        others = [
            _evidence(one, at[1]) for one, key in zip(predicted.stances, theirs, strict=True) if key == combination
        ]
        found += [which[one] for one, _, _ in paired(golds, others)]
    return found


def _evidence(stance: Stance, at: Sequence[int]) -> Item:
    return Item(((at[stance.start], at[stance.end]),), stance.label)


def _ratios(measure: str, right: Counter[str], gold: list[str], predicted: list[str]) -> Counts:
    sizes = Counter(gold), Counter(predicted)
    found: Counts = {
        Key(measure, "all"): {"precision": (right.total(), len(predicted)), "recall": (right.total(), len(gold))}
    }
    for label in sorted({*gold, *predicted}):
        found[Key(measure, label)] = {
            "precision": (right[label], sizes[1][label]),
            "recall": (right[label], sizes[0][label]),
        }
    return found
