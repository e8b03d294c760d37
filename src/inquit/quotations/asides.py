"""Content around a reporting aside: "X, he noted, Y", "as X said, Y", "according to X, Y"."""

from __future__ import annotations

from inquit.quotations.clauses import (
    CLOSERS,
    END,
    GERUNDS,
    OPENERS,
    TIME,
    clause,
    has_finite,
    has_verb,
    is_finite,
    tidy,
)
from inquit.quotations.lexicon import VERBS, listed
from inquit.quotations.words import Words
from inquit.record import Span

_CONNECTIVES = listed(
    "however moreover furthermore nevertheless nonetheless meanwhile thus but still instead besides also"
)


def around(
    words: Words, at_verb: int, first: int, last: int, inverted: bool, floor: int, ceiling: int
) -> tuple[Span, ...]:
    """ "X, he noted, Y" and "X, she added.": what stands before the clause, and after it."""
    lower = words.lower
    if first <= floor or lower[first - 1] not in (",", "—", "–", *CLOSERS) or lower[at_verb].endswith("ing"):
        return ()
    if lower[first - 1] in CLOSERS and lower[first - 2] not in END:
        return ()
    at = last + 1
    while at < ceiling and at < last + 20 and lower[at] not in (",", ";", "—", "–", ".", "!", "?"):
        if lower[at] in ("that", "“", '"', ":") or (at == last + 1 and lower[at] not in TIME):
            return ()
        at += 1
    opening = floor
    dash = next((i for i in range(floor, min(first - 1, floor + 8)) if lower[i] in ("—", "–", "-")), None)
    if dash is not None and words.text[words.starts[floor] : words.ends[floor]].isupper():
        opening = dash + 1  # a dateline: "VIENNA, 4 May — …"
    if floor + 1 < first and lower[floor] in _CONNECTIVES and lower[floor + 1] == ",":
        opening = floor + 2
    semicolon = max((i for i in range(opening, first - 1) if lower[i] == ";"), default=opening)
    if any("say" in VERBS.get(lower[i], ()) and words.pos(i) in ("VERB", "") for i in range(opening, semicolon)):
        opening = semicolon + 1  # "A answered that B; C, he said, D": B is A's
    if at + 2 < ceiling and lower[at] == "," and lower[at + 1] in OPENERS and words.is_capital(at + 2):
        return ()  # "Asked about it, he said, “…”"
    before = tidy(words, opening, first - 1)
    final = at >= ceiling - 1 or lower[at] == "."
    if words.tagged and not has_finite(words, opening, first - 1):
        if final or words.pos(opening) in ("ADP", "ADV", "SCONJ", "VERB") or at + 1 >= ceiling:
            before = ()
    elif final and not has_verb(words, opening, first - 1):
        before = ()
    rest: tuple[Span, ...] = ()
    if at < ceiling and lower[at] in (",", "—", "–") and not inverted:
        following = lower[at + 1] if at + 1 < ceiling else ""
        if following not in GERUNDS and following not in ("who", "speaking", "according"):
            rest = clause(words, at + 1, ceiling)
    return (*before, *rest)


def as_said(words: Words, as_at: int, last: int, floor: int, ceiling: int) -> tuple[Span, ...]:
    lower = words.lower
    comma = next((at for at in range(last + 1, ceiling) if lower[at] in (",", ":", "—")), None)
    opens = (
        as_at == floor
        or lower[as_at - 1] in ("and", "but", ";", "(", "simultaneously")
        or (
            (lower[as_at - 1] == "," and (as_at - 2 >= floor and lower[as_at - 2] == "that"))
            or (lower[as_at - 1] == "," and not has_verb(words, floor, as_at - 1))
        )
    )
    if opens:
        return clause(words, comma + 1, ceiling) if comma is not None else ()
    if lower[as_at - 1] == ",":
        rest = clause(words, comma + 1, ceiling) if comma is not None and has_verb(words, comma, ceiling) else ()
        return (*tidy(words, floor, as_at - 1), *rest)
    return ()


def of_according(words: Words, at: int, floor: int, ceiling: int) -> tuple[tuple[int, int], tuple[Span, ...]] | None:
    """Source and content of "according to"."""
    lower = words.lower
    opens = at == floor or lower[at - 1] in (";", "and", "but", "(", "however", ":", "that", "yet")
    if not opens and lower[at - 1] == ",":
        opens = not has_verb(words, floor, at - 1) and at - floor <= 6
    first = at + 2
    inserted = opens and at > floor and lower[at - 1] == ","
    stop = next(
        (i for i in range(first, ceiling) if lower[i] in (";", ".", "—", ")", "(") or lower[i] in OPENERS), ceiling
    )
    commas = [i for i in range(first, min(stop, first + 60)) if lower[i] == ","]
    if inserted and commas and commas[0] + 1 < ceiling:  # "His draft, according to X, provides …"
        opens = not (words.pos(commas[0] + 1) == "AUX" or is_finite(words, commas[0] + 1))
    if not opens:
        end = commas[0] if commas else stop
        ceiling = next((i for i in range(end + 1, ceiling) if lower[i] == ";"), ceiling)
        rest = clause(words, end + 1, ceiling) if commas and has_verb(words, end, ceiling) else ()
        last = min(end, ceiling) - 1
        while last > first and not words.text[words.starts[last]].isalnum():
            last -= 1
        start = floor
        if last < first:
            return None
        before = at - 1 if lower[at - 1] == "," else at
        return (first, last), (*tidy(words, start, before), *rest)
    cut = _content_comma(words, first, commas, stop if stop < ceiling and lower[stop] in OPENERS else ceiling)
    if cut is None:
        return None
    last = min(cut, next((c for c in commas if _is_adjunct(words, c + 1)), cut)) - 1
    if last < first or (last == first and lower[first] in ("the", "a", "an", "this", "that")):
        return None
    return (first, last), clause(words, cut + 1, ceiling)


def _is_adjunct(words: Words, at: int) -> bool:
    return words.lower[at] in ("in", "on", "at", "who", "which", "whose", "since", "after", "by", "during")


def _content_comma(words: Words, first: int, commas: list[int], stop: int) -> int | None:
    """The comma after which the content begins: not one before an apposition."""
    for index, comma in enumerate(commas):
        following = commas[index + 1] if index + 1 < len(commas) else stop
        if words.lower[comma + 1] in ("who", "which", "whose"):
            continue
        if index + 1 == len(commas) or not words.tagged or has_verb(words, comma + 1, following):
            return comma
        if words.pos(comma + 1) in ("ADP", "ADV", "SCONJ", "PRON"):
            return comma
    return None


def after_comma(words: Words, at: int, ceiling: int) -> tuple[Span, ...]:
    """The clause after the comma or colon at `at`."""
    if at < ceiling and words.lower[at] in (",", ":"):
        return clause(words, at + 1, ceiling)
    return ()
