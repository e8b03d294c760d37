"""Quotations and stances of a record against a corrected one, changed here one thing at a time."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from documents import at, small

from inquit.evaluation.attributions import quotation_counts, stance_counts
from inquit.evaluation.counterparts import counterparts
from inquit.evaluation.counts import Key
from inquit.record import Actor, Document, Topic

GOLD = small()


def changed(**fields: Any) -> Document:
    return msgspec.structs.replace(GOLD, **fields)


def quoted(**fields: Any) -> Document:
    (quotation,) = GOLD.quotations
    return changed(quotations=(msgspec.structs.replace(quotation, **fields),))


PART = at("treaty is dead.")


@pytest.mark.parametrize(
    ("predicted", "exact", "any_kind", "cue", "source", "speaker", "linked"),
    [
        (GOLD, 1, 1, 1, 1, 1, 1),
        (quoted(kind="mixed"), 0, 1, 1, 1, 1, 1),
        (quoted(start=PART[0], parts=(PART,), marked=()), 0, 0, 1, 1, 1, 1),
        (quoted(cue=None), 1, 1, 0, 1, 1, 1),
        (quoted(source=at("Ada Okoro")), 1, 1, 1, 0, 1, 1),
        (quoted(speaker="a2"), 1, 1, 1, 1, 0, 1),
        (quoted(speaker=None), 1, 1, 1, 1, 0, 0),
        (changed(quotations=()), 0, 0, 0, 0, 0, 0),
    ],
    ids=["same", "kind", "content", "cue", "source", "speaker", "no speaker", "none"],
)
def test_quotations(
    predicted: Document, exact: int, any_kind: int, cue: int, source: int, speaker: int, linked: int
) -> None:
    found = quotation_counts(GOLD, predicted)
    right = {key: ratios["recall"][0] for key, ratios in found.items() if "recall" in ratios}
    assert right[Key("content exact", "all")] == exact
    assert right.get(Key("content exact", "any kind"), 0) == any_kind
    assert (right[Key("cue exact", "all")], right[Key("source exact", "all")]) == (cue, source)
    speakers = found[Key("speakers", "all")]
    assert speakers == {"accuracy": (speaker, linked), "coverage": (linked, len(predicted.quotations))}


def test_content_by_overlap() -> None:
    found = quotation_counts(GOLD, quoted(start=PART[0], parts=(PART,), marked=()))
    shared = len("treatyisdead.")
    share = 2 * shared / (shared + len("thetreatyisdead."))
    assert found[Key("content overlap", "direct")]["recall"] == pytest.approx((share, 1))


def stanced(**fields: Any) -> Document:
    first, *rest = GOLD.stances
    return changed(stances=(msgspec.structs.replace(first, **fields), *rest))


@pytest.mark.parametrize(
    ("predicted", "position", "evidence", "size"),
    [
        (GOLD, 2, 2, 2),
        (stanced(label="favor"), 1, 1, 2),
        (stanced(holder="a2"), 1, 1, 2),
        (stanced(target="a2"), 1, 1, 2),
        (stanced(start=at("The Treaty")[0], end=at("The Treaty")[1], quotation=None), 2, 1, 2),
        (changed(stances=(GOLD.stances[0], GOLD.stances[0])), 1, 1, 1),
        (changed(stances=()), 0, 0, 0),
    ],
    ids=["same", "label", "holder", "target", "evidence", "twice", "none"],
)
def test_stances(predicted: Document, position: int, evidence: int, size: int) -> None:
    found = stance_counts(GOLD, predicted)
    assert found[Key("position", "all")] == {"precision": (position, size), "recall": (position, 2)}
    every = found[Key("position with evidence", "all")]
    assert every == {"precision": (evidence, len(predicted.stances)), "recall": (evidence, 2)}


def test_stances_by_label() -> None:
    found = stance_counts(GOLD, stanced(label="favor"))
    assert found[Key("position", "favor")] == {"precision": (1, 2), "recall": (1, 1)}
    assert found[Key("position", "against")] == {"precision": (0, 0), "recall": (0, 1)}


def test_ids_do_not_matter_but_names_do() -> None:
    actors = (
        Actor("a0", "x", "PERSON"),
        Actor("a7", "bo  LINDQVIST", "PERSON"),
        Actor("a8", "Okoro", "PERSON", aliases=("Ada Okoro",)),
    )
    predicted = changed(actors=actors, topics=(Topic("t3", "pact", aliases=("treaty",)),))
    assert counterparts(GOLD, predicted) == {"a0": "a0", "a7": "a2", "a8": "a1", "t3": "t0"}


def test_a_name_goes_before_an_alias_and_nobody_is_two() -> None:
    gold = changed(actors=(Actor("a1", "Lind", "PERSON"), Actor("a2", "Bo Lind", "PERSON", aliases=("Lind",))))
    predicted = changed(
        actors=(
            Actor("a4", "Bo Lind", "PERSON", aliases=("Lind",)),
            Actor("a5", "Lind", "PERSON"),
            Actor("a6", "Lind", "PERSON"),
        )
    )
    assert counterparts(gold, predicted) == {"a5": "a1", "a4": "a2", "t0": "t0"}
