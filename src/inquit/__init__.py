"""inquit: who says what about whom in political writing, and do they favour it or oppose it?

`annotate`, `annotate_many`, `quotations` and `load` bring spaCy when first used; reading a finished corpus does not.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from inquit.corpus import Corpus
from inquit.errors import DocumentError, InquitError, ModelError, OutputError, RecordError, SettingsError
from inquit.record import (
    Actor,
    Block,
    Document,
    Mention,
    Provenance,
    Quotation,
    Sentence,
    Stance,
    StanceSummary,
    Tokens,
    Topic,
)
from inquit.settings import Settings, Target

if TYPE_CHECKING:
    from inquit.pipeline import annotate, annotate_many, load, quotations

__version__ = "0.1.0"
_NEED_SPACY = ("annotate", "annotate_many", "load")

__all__ = [
    "Actor",
    "Block",
    "Corpus",
    "Document",
    "DocumentError",
    "InquitError",
    "Mention",
    "ModelError",
    "OutputError",
    "Provenance",
    "Quotation",
    "RecordError",
    "Sentence",
    "Settings",
    "SettingsError",
    "Stance",
    "StanceSummary",
    "Target",
    "Tokens",
    "Topic",
    "annotate",
    "annotate_many",
    "load",
    "quotations",
]


def __getattr__(name: str) -> Any:
    if name in _NEED_SPACY:
        return getattr(import_module("inquit.pipeline"), name)
    if name in ("quotations", "stances"):  # rooms; the first can be called
        return import_module(f"inquit.{name}")
    raise AttributeError(f"module 'inquit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
