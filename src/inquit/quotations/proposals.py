"""Attributions as the encoder sees them: each content with the cue and the source that stand nearest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import msgspec

from inquit.layers import Scored
from inquit.quotations.roles import Roles, Stretches
from inquit.quotations.words import Words

_NEAR = 4  # stretches of a role that are tried on either side
_REACH = 300  # characters from a content to its cue, or from a cue to its source
_BREAK = 90.0  # characters that the end of a sentence between them counts for
_HELD = 40.0  # and another content between them
_FAR = 200.0  # the highest cost of a source
_ASIDE = 60  # characters from the end of a content to a cue behind it
_PARTING = frozenset(',”’"?!—–»')
_OPENING = ("that ", "whether ", "to ", "how ", "why ", "what ", "if ")


class Proposal(msgspec.Struct, frozen=True):
    """One attribution: a cue, its contents in order (none where the encoder sees none), and its source."""

    cue: Scored
    contents: tuple[Scored, ...]
    source: Scored | None


def propose(words: Words, roles: Roles) -> list[Proposal]:
    """The encoder's attributions, by cue."""
    contents: dict[int, list[Scored]] = {}
    for content in roles.contents.found:
        cue = _cue_of(words, roles, content)
        if cue is not None:
            contents.setdefault(cue, []).append(content)
    return [
        Proposal(cue, tuple(contents.get(at, ())), _source_of(words, roles, cue, contents.get(at, [])))
        for at, cue in enumerate(roles.cues.found)
        if any(letter.isalpha() for letter in words.text[cue.start : cue.end])
    ]


def _cue_of(words: Words, roles: Roles, content: Scored) -> int | None:
    """The index of the cue before the content or of that behind it, whichever it goes with."""
    cues = roles.cues
    before = bisect_right(cues.ends, content.start) - 1
    after = bisect_left(cues.starts, content.end)
    text = words.text
    costs: list[tuple[float, int]] = []
    if before >= 0:
        gap = content.start - cues.found[before].end
        cost = gap + _between(words, roles, cues.found[before].end, content.start)
        if text.startswith(_OPENING, content.start):
            cost *= 0.5
        costs.append((cost, before))
    if after < len(cues.found):
        gap = cues.found[after].start - content.end
        parted = text[content.end - 1 : content.end + 1].strip()[-1:] in _PARTING
        if gap <= _ASIDE and parted:
            costs.append((gap * 0.7 + _between(words, roles, content.end, cues.found[after].start), after))
    best = min(costs, default=None)
    return best[1] if best is not None and best[0] <= _REACH else None


def _between(words: Words, roles: Roles, start: int, end: int) -> float:
    """What stands between two stretches, as a cost."""
    cost = _HELD * len(roles.contents.touching(start, end))
    if words.sentence(start)[1] < end - 1:
        cost += _BREAK
    if "\n\n" in words.text[start:end]:
        cost += _BREAK
    return cost


def _around(stretches: Stretches, place: int) -> range:
    middle = bisect_left(stretches.starts, place)
    return range(max(0, middle - _NEAR), min(len(stretches.found), middle + _NEAR))


def _source_of(words: Words, roles: Roles, cue: Scored, contents: list[Scored]) -> Scored | None:
    best: tuple[float, Scored] | None = None
    for at in _around(roles.sources, cue.start):
        source = roles.sources.found[at]
        if any(one.start <= source.start and source.end <= one.end for one in contents):
            continue
        if source.end <= cue.start:
            start, end, cost = source.end, cue.start, 0.0
        elif source.start >= cue.end:
            start, end, cost = cue.end, source.start, 8.0
        else:
            continue
        if end - start > _REACH or words.sentence(start)[1] < end:
            continue
        cost += end - start + _between(words, roles, start, end)
        if cost < _FAR and (best is None or cost < best[0]):
            best = cost, source
    return best[1] if best is not None else None
