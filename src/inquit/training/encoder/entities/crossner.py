"""CrossNER's politics: politicians, parties, elections and others over Wikipedia, in IOB2."""

from __future__ import annotations

from pathlib import Path

from inquit.training.encoder.entities.columns import Kind, tagged_passages
from inquit.training.encoder.labelled import GPE, MASK, ORG, PERSON, PLACE, Passage

_EVENT = frozenset({"EVENT"})
_LABELS = {
    "politician": PERSON, "person": PERSON, "organisation": ORG, "politicalparty": ORG, "country": GPE,
    "location": PLACE, "election": _EVENT, "event": _EVENT, "misc": MASK,
}  # fmt: skip
ANNOTATED = PERSON | ORG | PLACE | _EVENT


def read_crossner(path: Path) -> list[Passage]:
    """One passage a sentence. Raises `ValueError` with file and line."""
    return tagged_passages(path, _labels, ANNOTATED)


def _labels(kind: str, _: str) -> Kind:
    return _LABELS.get(kind)
