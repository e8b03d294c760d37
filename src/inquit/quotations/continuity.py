"""Who speaks on: "he", "both", "it" and the nameless, by who spoke or was named just before."""

from __future__ import annotations

import re
from itertools import pairwise

from inquit.quotations.cast import Cast
from inquit.quotations.lexicon import is_document
from inquit.record import Quotation, Span

_NEAR = 300  # characters back to the two whom "both" means
_DOCUMENT = re.compile(r"\b((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Oo]ur)\s+(?:[\w’'‑-]+\s){0,2}?[a-z]+)\b")
_PAIRS = frozenset({"both", "both men", "both women", "the two", "the two men"})
JOINED = re.compile(r"\s*(?:,|,?\s*(?:and|&|as well as|together with))\s+(?:the\s+)?(?:[\w‑-]+\s+){0,3}\Z")


def goes_on(quotation: Quotation, parent: Quotation | None, last: Quotation | None, cast: Cast) -> str | None:
    """The person without a name who spoke last, if "he" or "she" speaks again and nobody else was named between."""
    if quotation.source is None or last is None or last.speaker != cast.unknown or parent is not None:
        return None
    word = cast.text[quotation.source[0] : quotation.source[1]].casefold()
    if word not in ("he", "she") or "\n\n" in cast.text[last.start : quotation.source[0]]:
        return None
    begin = max(last.source[1] if last.source else last.end, last.cue[1] if last.cue else last.end)
    between = cast.inside((min(begin, quotation.source[0]), quotation.source[0]))
    others = [one for one in between if one.label == "PERSON" and one.kind != "pronoun" and one.actor != last.speaker]
    outside = [one for one in others if not any(start <= one.start < end for start, end in last.parts)]
    return last.speaker if not outside else None


def other(quotation: Quotation, parent: Quotation, cast: Cast) -> str | None:
    """Whom "she" means in somebody's own words: not the one who speaks them, but the person named last."""
    source = quotation.source
    if source is None or parent.kind not in ("direct", "block", "mixed"):
        return None
    if cast.text[source[0] : source[1]].casefold() not in ("he", "she"):
        return None
    named = cast.inside((max(0, source[0] - 2 * _NEAR), source[0]))
    others = [
        one.actor for one in named if one.label == "PERSON" and one.kind == "name" and one.actor != parent.speaker
    ]
    return others[-1] if others else None


def it(source: Span, cast: Cast) -> Span | None:
    """The document that "it" means: the one that the words before speak of."""
    if cast.text[source[0] : source[1]].casefold() != "it":
        return None
    start = max(0, source[0] - _NEAR)
    found = [one.span(1) for one in _DOCUMENT.finditer(cast.text, start, source[0]) if is_document(one[1])]
    return found[-1] if found else None


def both(source: Span, cast: Cast, known: str | None) -> str | None:
    """The two persons named last with "and" between them, for "both", and for "they" where nothing else is known."""
    words = cast.text[source[0] : source[1]].casefold()
    if words not in _PAIRS and not (words == "they" and known is None):
        return None
    named = [one for one in cast.inside((max(0, source[0] - _NEAR), source[0])) if one.label == "PERSON"]
    named = [one for one in named if one.kind == "name" and one.actor in cast.actors]
    for left, right in reversed(list(pairwise(named))):
        if left.actor != right.actor and JOINED.fullmatch(cast.text[left.end : right.start]):
            return cast.joint([left.actor or "", right.actor or ""], source)
    return None
