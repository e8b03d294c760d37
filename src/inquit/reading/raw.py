"""What reading yields: the text exactly as it stands, what is known of it, and the structure its format knows."""

from __future__ import annotations

from typing import Any

import msgspec

from inquit.record import BlockKind


class Region(msgspec.Struct, frozen=True):
    """Structure that the file's format knows, over the text. `level`: a heading's, from 1; a list's depth."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


class RawDocument(msgspec.Struct, frozen=True):
    """A document as read, before any annotation.

    `text` is never rewritten afterwards. `meta` has `source` and `sha256` (of the source bytes), `title`, `author`,
    `date`, `language` where the format knows them, and every further key of a row. `structure` is empty where the
    format knows none. `notices` are for the user (an encoding that was guessed, say). `file` names the file that it
    comes from, as a slug that no other file of the same reading has.
    """

    id: str
    text: str
    meta: dict[str, Any]
    structure: tuple[Region, ...] = ()
    notices: tuple[str, ...] = ()
    file: str = ""
