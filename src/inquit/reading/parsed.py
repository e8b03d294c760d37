"""What a format's parser hands back, how it refuses, and the builder for formats whose text is put together by us."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from inquit.errors import InquitError
from inquit.reading.raw import Region
from inquit.record import BlockKind


class Refused(InquitError):
    """A file or row that cannot be read; the message says why. `documents.py` turns it into a DocumentError."""


class Parsed(msgspec.Struct, frozen=True):
    """The text of one file, what its format knows of it, and notices for the user."""

    text: str
    meta: dict[str, Any] = {}
    structure: tuple[Region, ...] = ()
    notices: tuple[str, ...] = ()


class Options(msgspec.Struct, frozen=True):
    """What a parser must know: the forced encoding of text (None: find out) and the limit of unpacked bytes."""

    encoding: str | None = None
    max_bytes: int = 64_000_000


Parser = Callable[[bytes, Options], Parsed]


class Builder:
    """Puts a text together block by block, with a Region for each block whose kind is known.

    A blank line stands between blocks, one line end between the items of a list.
    """

    def __init__(self) -> None:
        self.structure: list[Region] = []
        self._pieces: list[str] = []
        self._length = 0
        self._last: BlockKind | None = None

    def add(self, text: str, kind: BlockKind | None, level: int = 0) -> None:
        """Append a block; nothing where `text` is only white space."""
        text = text.strip()
        if not text:
            return
        if self._pieces:
            self._put("\n" if kind == self._last == "list_item" else "\n\n")
        if kind is not None:
            self.structure.append(Region(kind, self._length, self._length + len(text), level))
        self._put(text)
        self._last = kind

    def parsed(self, meta: dict[str, Any], notices: list[str]) -> Parsed:
        """The whole text. Raises Refused where nothing was added.

        Where the format marks no heading at all, its paragraphs say nothing either: the author may have typed the
        headings as paragraphs, and the layout is left to find them.
        """
        if not self._pieces:
            raise Refused("has no text")
        headed = any(region.kind == "heading" for region in self.structure)
        structure = tuple(region for region in self.structure if headed or region.kind != "paragraph")
        return Parsed("".join(self._pieces), meta, structure, tuple(notices))

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


def repaired(text: str) -> str:
    """Two halves of a character become that character, a half alone U+FFFD: what broken files give, UTF-8 cannot."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
