"""Ids of documents: a slug from a path, and the register that keeps them unique."""

from __future__ import annotations

import hashlib
import unicodedata

MAX_LENGTH = 200


def slug(path: str) -> str:
    """A path without its suffixes as an id: letters, their marks and digits of any script; "-" for everything else."""
    chars = unicodedata.normalize("NFC", path)
    kept = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in chars)
    return "-".join(kept.split())[:MAX_LENGTH].strip("-") or "document"


class Ids:
    """The ids given so far and where, as digests: about 150 bytes each, however long the ids."""

    def __init__(self) -> None:
        self._places: dict[bytes, tuple[int, int]] = {}
        self._paths: list[str] = []

    def claim(self, id: str, path: str, line: int | None = None) -> str | None:
        """Take an id for a place; None, or the place ("rows.jsonl:3") that has it already."""
        digest = _digest(id)
        if taken := self._places.get(digest):
            at, before = taken
            return f"{self._paths[at]}:{before}" if before else self._paths[at]
        if not self._paths or self._paths[-1] != path:
            self._paths.append(path)
        self._places[digest] = (len(self._paths) - 1, line or 0)
        return None

    def free(self, base: str, path: str, line: int | None = None) -> str:
        """Take `base`, or the first of `base-2`, `base-3` … that is free."""
        id, number = base, 1
        while self.claim(id, path, line):
            number += 1
            id = f"{base}-{number}"
        return id


def _digest(id: str) -> bytes:
    return hashlib.blake2b(id.encode("utf-8", "surrogatepass"), digest_size=12).digest()
