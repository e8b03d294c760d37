"""The gold set: its records are sound, and what is found in the half that rules were written on stays found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

import inquit
from inquit.corpus import problems, read_records
from inquit.record import Document, Quotation

GOLD = sorted((Path(__file__).parents[1] / "gold").glob("*.jsonl"))
OVERLAP = 0.8  # of the characters of two contents, as F1, from which they are one


def gold(path: Path) -> Document:
    (record,) = read_records(path)
    assert isinstance(record, Document)
    return record


def characters(quotation: Quotation) -> set[int]:
    return {at for start, end in quotation.parts for at in range(start, end)}


def matched(one: Document, other: Document) -> Iterator[tuple[Quotation, Quotation]]:
    """The quotations of both that are one, one to one."""
    free = [(quotation, characters(quotation)) for quotation in other.quotations]
    for quotation in one.quotations:
        mine = characters(quotation)
        rated = [(2 * len(mine & theirs) / (len(mine) + len(theirs)), at) for at, (_, theirs) in enumerate(free)]
        best = max(rated, default=(0.0, 0))
        if best[0] >= OVERLAP:
            yield quotation, free.pop(best[1])[0]


def test_the_gold_records_are_sound_and_hold_every_kind() -> None:
    records = [gold(path) for path in GOLD]
    assert len(records) == 25
    assert [found for record in records for found in problems(record)] == []
    quotations = [quotation for record in records for quotation in record.quotations]
    assert len(quotations) >= 300
    for kind in ("direct", "mixed", "indirect", "block"):
        assert sum(one.kind == kind for one in quotations) >= 50
    assert sum(one.parent is not None for one in quotations) >= 8
    assert {flag for one in quotations for flag in one.flags} == {"unclosed", "unopened", "altered"}


@pytest.mark.parametrize(("indirect", "least"), [(False, 0.92), (True, 0.84)], ids=["marked or set apart", "indirect"])
def test_what_was_found_stays_found(indirect: bool, least: float, nlp: Language) -> None:
    hits = known = found = 0
    for path in GOLD[::2]:
        record = gold(path)
        (document,) = inquit.annotate_many([{"id": record.id, "text": record.text}], nlp=nlp)
        pairs = list(matched(record, document))
        hits += sum((one.kind == "indirect") == indirect for one, _ in pairs)
        known += sum((one.kind == "indirect") == indirect for one in record.quotations)
        taken = {other.id for _, other in pairs}
        found += sum((one.kind == "indirect") == indirect for one, _ in pairs)
        found += sum((one.kind == "indirect") == indirect for one in document.quotations if one.id not in taken)
    assert 2 * hits / (known + found) >= least
