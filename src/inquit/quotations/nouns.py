"""Reporting without a verb: "according to X", "X's statement that …", "in the words of X"."""

from __future__ import annotations

from inquit.quotations import sources
from inquit.quotations.asides import after_comma, of_according
from inquit.quotations.clauses import clause, has_finite
from inquit.quotations.contents import that_clause
from inquit.quotations.lexicon import AUTHOR, EXPRESSED, Frame, listed
from inquit.quotations.report import Report, is_author
from inquit.quotations.windows import Cover, window
from inquit.quotations.words import Words


def according(words: Words, at: int, cover: Cover) -> Report | None:
    floor, ceiling, within = window(words, at, cover)
    if at + 2 >= ceiling or words.lower[at + 1] != "to":
        return None
    shape = of_according(words, at, floor, ceiling)
    if shape is None:
        return None
    source, parts = shape
    around = words.span(at, source[1])
    cue = words.span(at, at + 1)
    frames: frozenset[Frame] = frozenset({"say", "phrase"})
    own = is_author(words, source)
    return Report(cue, frames, words.span(*source), parts, around, "according-to", 0.8 if parts else 0.6, within, own)


def noun_cue(words: Words, at: int, cover: Cover) -> Report | None:
    """ "X's statement that …", "the warning by X that …", "in the words of X", "from X's perspective"."""
    floor, ceiling, within = window(words, at, cover)
    source = _owner(words, at, floor)
    if at > floor and words.lower[at - 1] in ("no", "any"):
        return None  # "there is no question that …"
    if words.lower[at] not in VIEWS and words.lower[max(at - 2, 0) : at] in _INSIDE:
        return None  # "said in a statement that …"
    if words.lower[at] in VIEWS:
        return _view(words, at, source, floor, ceiling, within)
    if words.lower[at] in EXPRESSED:
        return None
    if source is None and at + 1 < ceiling and words.lower[at + 1] in ("by", "from", "of"):
        source = sources.after(words, at + 1, ceiling)
    parts = that_clause(words, max(at, source[1] if source else at) + 1, ceiling, reach=1)
    score = 0.3 if not parts else 0.65 if source else 0.35
    around = words.span(min(source[0], at) if source else at, at)
    named = words.span(*source) if source else None
    return Report(words.span(at, at), frozenset({"noun"}), named, parts, around, "noun-cue", score, within)


VIEWS = listed("words perspective view opinion")
_INSIDE = (["in", "a"], ["in", "the"], ["in", "its"], ["in", "his"], ["in", "her"], ["in", "their"])
_HIS = listed("his her their its")


def _owner(words: Words, at: int, floor: int) -> tuple[int, int] | None:
    """Whose statement it is, when a possessive says so before the noun."""
    lower = words.lower
    for left in range(at - 1, max(floor, at - 5) - 1, -1):
        if lower[left] in ("'s", "’s", "’", "'"):
            return sources.before(words, left, floor)
        if lower[left] in (",", "the", "that"):
            break
    for left in (at - 1, at - 2):
        if left >= floor and lower[left] in _HIS:
            return left, left
    return None


def _view(
    words: Words, at: int, source: tuple[int, int] | None, floor: int, ceiling: int, within: int | None
) -> Report | None:
    lower = words.lower
    if source is None and lower[max(at - 1, floor)] == "the" and lower[max(at - 2, floor)] == "in":
        if at + 1 >= ceiling or lower[at + 1] != "of":
            return None
        source = sources.after(words, at + 1, ceiling)
    elif source is None or source[0] <= floor or lower[source[0] - 1] not in ("in", "from"):
        return None
    if source is None:
        return None
    last = max(at, source[1])
    parts = after_comma(words, last + 1, ceiling) if lower[at] != "words" else ()
    opens = source[0] - 1 == floor and lower[floor] == "in"
    if not parts and opens and last == at and lower[at] != "words" and has_finite(words, last + 1, ceiling):
        parts = clause(words, last + 1, ceiling)  # "In his view the majority …"
    own = lower[source[1]] in AUTHOR | {"my", "our"}
    around = words.span(min(source[0], at), last)
    frames: frozenset[Frame] = frozenset({"say", "phrase"})
    return Report(words.span(at, at), frames, words.span(*source), parts, around, "in-words-of", 0.6, within, own)
