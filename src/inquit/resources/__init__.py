"""Shipped data: model weights with their cards, gazetteers, word lists; and the one loader for them.

A model is a folder with a `manifest.json` that lists its files with their sha256; nothing is loaded before they match.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from inquit.errors import ModelError

ROOT = Path(__file__).parent


class Manifest(msgspec.Struct, frozen=True):
    """What a shipped model consists of. `files`: relative path → sha256 in hexadecimal."""

    name: str
    version: str
    licence: str
    kind: str
    files: dict[str, str]

    @property
    def sha256(self) -> str:
        """One digest for the whole model: of the sorted list of its files' digests."""
        lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(self.files.items()))
        return hashlib.sha256(lines.encode()).hexdigest()


def manifests() -> list[Manifest]:
    """The manifests of all shipped models, by name."""
    return [manifest(path.parent.name) for path in sorted(ROOT.glob("*/manifest.json"))]


@cache
def manifest(name: str) -> Manifest:
    """The manifest of one shipped model. Raises ModelError."""
    try:
        return msgspec.json.decode((ROOT / name / "manifest.json").read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"the model {name!r} has no readable manifest ({error}); {RESTORE}") from error


@cache
def folder(name: str) -> Path:
    """The folder of a shipped model, its files verified. Raises ModelError that names the file at fault."""
    root = ROOT / name
    for path, expected in manifest(name).files.items():
        try:
            actual = hashlib.sha256((root / path).read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError(f"the model {name!r} lacks {path} ({error.strerror}); {RESTORE}") from error
        if actual != expected:
            raise ModelError(f"the model {name!r} has an altered {path} (sha256 {actual:.12}…); {RESTORE}")
    return root


def text(name: str) -> str:
    """A shipped word list or table, by its file name."""
    return (ROOT / name).read_text(encoding="utf-8")


RESTORE = "install the package again: pip install --force-reinstall inquit"
