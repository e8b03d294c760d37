"""Wikigold: PER LOC ORG MISC over Wikipedia, in the IOB1 of CoNLL 2003."""

from __future__ import annotations

from pathlib import Path

from inquit.training.encoder.entities.columns import Kind, tagged_passages
from inquit.training.encoder.entities.surfaces import is_people
from inquit.training.encoder.labelled import MASK, NORP, ORG, PERSON, PLACE, Passage

# MISC holds every other name, so that outside all stretches these are absent too.
ANNOTATED = PERSON | ORG | PLACE | NORP | {"EVENT", "WORK_OF_ART", "PRODUCT", "LANGUAGE"}


def read_wikigold(path: Path) -> list[Passage]:
    """One passage a sentence. MISC is unknown unless it is a people's name. Raises `ValueError` with file and line."""
    return tagged_passages(path, _labels, ANNOTATED)


def _labels(kind: str, surface: str) -> Kind:
    if kind == "MISC":
        return NORP if is_people(surface) else MASK
    return {"PER": PERSON, "LOC": PLACE, "ORG": ORG}.get(kind)
