"""Readers of public sets of named entities, as passages whose stretches have the labels that the set tells apart.

Each reads the set's published form; nothing of it is kept in the project. `entity_passages` reads several at once.
"""

from __future__ import annotations

from pathlib import Path

from inquit.training.encoder.entities.crossner import read_crossner
from inquit.training.encoder.entities.gmb import read_gmb
from inquit.training.encoder.entities.grobid import read_grobid
from inquit.training.encoder.entities.gum import read_gum
from inquit.training.encoder.entities.re3d import read_re3d
from inquit.training.encoder.entities.sentences import read_sentences
from inquit.training.encoder.entities.uner import read_uner
from inquit.training.encoder.entities.wikigold import read_wikigold
from inquit.training.encoder.labelled import Passage
from inquit.training.encoder.narrowing import narrowed
from inquit.training.encoder.value_stretches import with_values

__all__ = [
    "entity_passages",
    "read_crossner",
    "read_gmb",
    "read_grobid",
    "read_gum",
    "read_re3d",
    "read_sentences",
    "read_uner",
    "read_wikigold",
]


def entity_passages(
    *,
    wikigold: Path | None = None,
    crossner: Path | None = None,
    gmb: Path | None = None,
    gmb_limit: int | None = None,
    grobid: Path | None = None,
    re3d: Path | None = None,
    sentences: Path | None = None,
    seed: int = 0,
) -> list[Passage]:
    """The passages of the sets that stand by themselves, narrowed and with values; None leaves a set out.

    Raises `ValueError` with file and line if a set is not in its published form.
    """
    found: list[Passage] = []
    found += read_wikigold(wikigold) if wikigold else []
    found += read_crossner(crossner) if crossner else []
    found += read_gmb(gmb, limit=gmb_limit, seed=seed) if gmb else []
    found += read_grobid(grobid) if grobid else []
    found += read_re3d(re3d) if re3d else []
    completed = [with_values(narrowed(passage)) for passage in found]
    return completed + (read_sentences(sentences) if sentences else [])
