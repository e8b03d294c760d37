"""Which models a base runs, each with the sha256 of its files: what a record's provenance names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language

from inquit import resources
from inquit.linguistics.spacy_base import OWN, STANZA
from inquit.linguistics.stanza_base import StanzaTokenizer


def model_digests(nlp: Language, base: str) -> dict[str, str]:
    """Name → sha256 in hexadecimal of each model of the base that `load_base(base)` gave."""
    if base == OWN:
        return shipped_digest("english")
    if base.startswith(STANZA) and isinstance(nlp.tokenizer, StanzaTokenizer):
        return {path.name: _digest([path], path.parent) for path in nlp.tokenizer.model_files}
    if nlp.path is None:
        return {}
    return {
        f"{engine_name(nlp, base)}-{nlp.meta['version']}": _digest(
            sorted(path for path in nlp.path.rglob("*") if path.is_file()), nlp.path
        )
    }


def shipped_digest(name: str) -> dict[str, str]:
    """Name and version → sha256 of a model that comes with the package."""
    found = resources.manifest(name)
    return {f"{found.name}-{found.version}": found.sha256}


def engine_name(nlp: Language, base: str) -> str:
    """The base by name, also where it was given by its path: where somebody keeps it is no part of a record."""
    return base if base == OWN or base.startswith(STANZA) else f"{nlp.meta['lang']}_{nlp.meta['name']}"


def _digest(files: Iterable[Path], root: Path) -> str:
    whole = hashlib.sha256()
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{digest}  {path.relative_to(root).as_posix()}\n".encode())
    return whole.hexdigest()
