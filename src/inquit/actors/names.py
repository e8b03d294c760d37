"""A name as all rules of this room hand it on: where it stands and what it names."""

from __future__ import annotations

import msgspec

from inquit.record import Label


class Name(msgspec.Struct, frozen=True):
    """A name at `[start, end)` of the text. `score`: how sure it is, from 0 to 1."""

    start: int
    end: int
    label: Label
    score: float
