"""The encoder's roles by place: which content, cue or source stands here, and how sure the encoder is of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from inquit.layers import Encoded, Scored

_BACK = 6  # stretches of one role do not overlap, so few can reach into a span


class Stretches:
    """The stretches of one role, by start."""

    def __init__(self, found: Sequence[Scored]) -> None:
        self.found = found
        self.starts = [one.start for one in found]
        self.ends = [one.end for one in found]

    def touching(self, start: int, end: int) -> list[int]:
        """The indices of those that overlap `[start, end)`, in order."""
        high = bisect_left(self.starts, end)
        low = max(0, bisect_right(self.starts, start) - _BACK)
        return [at for at in range(low, high) if self.found[at].end > start]


class Roles:
    """The roles of one document. `known`: an encoder has run."""

    def __init__(self, encoded: Encoded) -> None:
        self.contents = Stretches(encoded.contents)
        self.cues = Stretches(encoded.cues)
        self.sources = Stretches(encoded.sources)
        self.known = bool(encoded.names or encoded.contents or encoded.cues or encoded.sources)
