"""Readers of public sets of named entities, as passages whose stretches have the labels that the set tells apart.

Each reads the set's published form; nothing of it is kept in the project.
"""

from __future__ import annotations

from inquit.training.encoder.entities.crossner import read_crossner
from inquit.training.encoder.entities.gmb import read_gmb
from inquit.training.encoder.entities.grobid import read_grobid
from inquit.training.encoder.entities.gum import read_gum
from inquit.training.encoder.entities.re3d import read_re3d
from inquit.training.encoder.entities.sentences import read_sentences
from inquit.training.encoder.entities.uner import read_uner
from inquit.training.encoder.entities.wikigold import read_wikigold

__all__ = [
    "read_crossner",
    "read_gmb",
    "read_grobid",
    "read_gum",
    "read_re3d",
    "read_sentences",
    "read_uner",
    "read_wikigold",
]
