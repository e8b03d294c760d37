"""A cue: words that show a stance, with the tokens where its holder and target may stand."""

from __future__ import annotations

from typing import Literal

import msgspec

Flag = Literal[
    "deed",
    "topical",
    "negated",
    "hypothetical",
    "question",
    "desired",
    "deontic",
    "hearsay",
    "surface",
    "possessed",
    "reported",
]


class Cue(msgspec.Struct, frozen=True):
    """One trigger in one sentence; all numbers are token indices of the Doc.

    `holders`: candidates for the holder; None: whoever speaks there (the author or the speaker of a quotation).
    `frames`: candidates for the target in order of preference; the first that names any actor or topic counts.
    `sign` +1 favours, -1 opposes; `strength` 1..3; `others`: further tokens that the evidence must show. The flag
    `topical`: only a topic can be the target; `deed`: an act that a speaker may accuse its doer of.
    """

    trigger: int
    holders: tuple[int, ...] | None
    frames: tuple[tuple[int, ...], ...]
    sign: int
    strength: int
    via: str
    others: tuple[int, ...] = ()
    flags: tuple[Flag, ...] = ()
