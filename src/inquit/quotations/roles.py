"""The encoder's roles by place: which content, cue or source stands here, and how sure the encoder is of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from inquit.layers import Encoded, Scored
from inquit.record import Span

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

    def covered(self, parts: Sequence[Span]) -> tuple[float, float]:
        """How much of the parts the stretches cover (0..1), and the F1 of the characters of both (0..1)."""
        inside = whole = 0
        seen: set[int] = set()
        for start, end in parts:
            for at in self.touching(start, end):
                one = self.found[at]
                inside += min(end, one.end) - max(start, one.start)
                whole += 0 if at in seen else one.end - one.start
                seen.add(at)
        size = sum(end - start for start, end in parts)
        return inside / max(size, 1), 2 * inside / max(size + whole, 1)

    def best(self, span: Span | None) -> float:
        """The score of the surest stretch that overlaps a span; 0 without one."""
        if span is None:
            return 0.0
        return max((self.found[at].score for at in self.touching(*span)), default=0.0)


class Roles:
    """The roles of one document. `known`: an encoder has run.

    `contents`, `cues`, `sources` are those of acts of saying. `attributed` are contents of any attribution, beliefs and
    plans among them, `attributing` their cues.
    """

    def __init__(self, encoded: Encoded) -> None:
        self.said = Stretches(encoded.said)
        self.within = Stretches(encoded.said_within)
        self.contents = Stretches(sorted((*encoded.said, *encoded.said_within), key=lambda one: (one.start, one.end)))
        self.cues = Stretches(encoded.said_cues)
        self.sources = Stretches(encoded.said_sources)
        self.attributed = Stretches(encoded.contents)
        self.attributing = Stretches(encoded.cues)
        self.known = bool(encoded.names or encoded.contents or encoded.said or encoded.said_cues)
