"""What a reporting clause reports: the words of indirect speech, found from where the cue stands in its sentence.

All functions take tokens [floor, ceiling) of one sentence and return spans of characters.
"""

from __future__ import annotations

import msgspec

from inquit.quotations.asides import around, as_said
from inquit.quotations.clauses import (
    CLOSERS,
    END,
    GERUNDS,
    OPENERS,
    QUESTION,
    TIME,
    clause,
    has_finite,
    is_clause,
    is_finite,
    tidy,
)
from inquit.quotations.lexicon import NOUNS, VERBS, Frame, listed
from inquit.quotations.voicings import accusation, expressed, infinitive, stressed
from inquit.quotations.words import SUBJECTS, Words
from inquit.record import Span

_FINITE = listed(
    """is are was were has have had will would can could should may might must did does do isn't 's 'd 'll 're 've 'm
    ’s ’d ’ll ’re ’ve ’m"""
)
_ASKS = ("ask", "inquir", "enquir", "know")
_STRICT = listed("maintain maintains maintained hold holds held find finds found charge charged charges")
_TELLS = ("told", "tell", "remi", "info", "assu", "warn", "noti", "advi")
_DAYS = listed("monday tuesday wednesday thursday friday saturday sunday yesterday today")


class Shape(msgspec.Struct, frozen=True):
    """The content of one reporting clause, how it was found and how sure that is."""

    parts: tuple[Span, ...]
    rule: str
    score: float


def follows_content(words: Words, at: int, floor: int) -> bool:
    """Does the verb follow what it reports, as in "…,” said he"?"""
    left = at - 1
    while left >= floor - 2 and left >= 0 and words.lower[left] in ("also", "then", "later", "further"):
        left -= 1
    return left >= 0 and (words.lower[left] in CLOSERS or words.lower[left] in (",", "?", "!", "—", "–"))


def of_verb(
    words: Words,
    at: int,
    last: int,
    frames: frozenset[Frame],
    source: tuple[int, int] | None,
    inverted: bool,
    passive: bool,
    floor: int,
    ceiling: int,
) -> Shape:
    """The content of the verb at `at` (its cue ends with `last`)."""
    lower = words.lower
    speaks = "say" in frames or "weak" in frames
    if lower[last + 1 : last + 4] == ["not", "to", "be"] and lower[at].startswith(("ask", "request")):
        comma = next((i for i in range(last + 4, ceiling) if lower[i] == ","), ceiling)
        return Shape(tidy(words, last + 1, comma), "directive", 0.75)  # "who asked not to be named"
    first = min(source[0], at) if source else at
    opener = lower[first - 1] if first > floor and not lower[at].endswith("ing") else ""
    if "say" not in frames and "call" not in frames and lower[last] != "it" and (opener == "as" or passive):
        return Shape((), "", 0.5)
    if opener == "as" or (passive and _word_before(words, at, floor) == "as"):
        as_at = first - 1 if opener == "as" else next(i for i in range(at - 1, floor - 1, -1) if lower[i] == "as")
        parts = as_said(words, as_at, max(last, source[1] if source else last), floor, ceiling)
        parts = that_clause(words, last + 1, ceiling, reach=24) or parts
        return Shape(parts, "as-said", 0.75 if parts else 0.5)
    if speaks and not inverted:
        strict = lower[at] in _STRICT
        if parts := that_clause(words, last + 1, ceiling, reach=1 if strict else 24):
            return Shape(_subordinate(words, opener, parts), "that", 0.9)
        if parts := _question(words, last, ceiling, frames):
            return Shape(parts, "question", 0.7)
        if not strict and (parts := _bare_clause(words, at, last, ceiling)):
            return Shape(_subordinate(words, opener, parts), "bare", 0.8)
    relative = at > floor and lower[at - 1] in ("who", "which")
    if (
        "say" in frames
        and source
        and not relative
        and (parts := around(words, at, first, max(last, source[1]), inverted, floor, ceiling))
    ):
        return Shape(parts, "around", 0.8)
    if passive and lower[last + 1 : last + 2] == ["by"]:
        return Shape((), "", 0.5)  # "called upon by the judge to say …"
    if "direct" in frames and (parts := infinitive(words, last, ceiling, addressee=True)):
        return Shape(parts, "directive", 0.75)
    if lower[at][:4] in ("vow", "vowe", "prom", "pled", "thre", "prop", "offe", "decl", "reco", "dema") and (
        parts := infinitive(words, last, ceiling, addressee=False)
    ):
        return Shape(parts, "directive", 0.8)
    if "accuse" in frames and (parts := accusation(words, last, ceiling)):
        return Shape(parts, "accusation", 0.8)
    if "say" in frames and (parts := stressed(words, last, ceiling)):
        return Shape(parts, "stressed", 0.7)
    if "express" in frames and (parts := expressed(words, at, last, ceiling)):
        return Shape(parts, "expressed", 0.75)
    return Shape((), "", 0.7 if speaks or "manner" in frames else 0.5)


def _subordinate(words: Words, opener: str, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """ "Although he said that A, B": the content ends with the subordinate clause, at its first comma."""
    if opener not in ("although", "though", "while", "when", "after", "if", "because", "since", "once"):
        return parts
    start, end = parts[0]
    at = words.token_at(start)
    while at < len(words) and words.starts[at] < end:
        if words.lower[at] == "," and at > 0:
            return tidy(words, words.token_at(start), at)
        at += 1
    return parts


def _word_before(words: Words, at: int, floor: int) -> str:
    left = at - 1
    while left >= floor and (
        words.lower[left].endswith("ly") or words.lower[left] in ("quite", "also", "was", "is", "were")
    ):
        left -= 1
    return words.lower[left] if left >= floor else ""


def that_clause(words: Words, first: int, ceiling: int, *, reach: int) -> tuple[Span, ...]:
    """The clause after the next "that" within `reach` tokens, if only an addressee, time or place comes between."""
    lower = words.lower
    for at in range(first, min(ceiling, first + reach)):
        word = lower[at]
        if word == "that":
            if at > first and words.lower[at - 1] in NOUNS:
                return ()  # "explained it without the claim that …"
            if at + 1 < ceiling and _starts_clause(words, at, first):
                return clause(words, at + 1, ceiling)
            return ()
        if (at == first and word in QUESTION) or (word == "," and at + 1 < ceiling and words.lower[at + 1] in GERUNDS):
            return ()
        if at > first and word in VERBS and "say" in VERBS[word] and words.pos(at) in ("VERB", ""):
            return ()
        if word in OPENERS or word in CLOSERS or word in (";", ":", ".", "and", "but", "which", "who", "because", "to"):
            if word == "to" and at == first:
                continue
            if word in ("and",) and at - first < 6 and at > first:
                continue
            return ()
        month = word == "may" and words.is_capital(at)
        if not month and (word in _FINITE or (words.tagged and at > first and _has_finite_verb(words, at))):
            return ()
    return ()


def _has_finite_verb(words: Words, at: int) -> bool:
    return words.pos(at) == "AUX" or is_finite(words, at)


def _starts_clause(words: Words, that: int, first: int) -> bool:
    """ "that" opens a clause: no "said that" at the end, no "that country", nor a relative after a noun."""
    following = words.lower[that + 1]
    if following in END and following not in ("–", "—", ",", ":"):
        return False
    if (
        words.parsed
        and words.doc[that].dep_ == "det"
        and words.tagged
        and words.pos(that + 1) == "NOUN"
        and that == first
    ):
        return any(words.lower[at] == "that" for at in range(that + 1, that + 3))
    return True


def _question(words: Words, last: int, ceiling: int, frames: frozenset[Frame]) -> tuple[Span, ...]:
    at = last + 1
    if words.lower[last].startswith(_ASKS):
        asked = _asked(words, at, ceiling)
        if asked:
            opens = words.is_capital(last)  # "Asked how he knew, she …"
            comma = next((i for i in range(asked, ceiling) if opens and words.lower[i] == ","), ceiling)
            return clause(words, asked, comma)
    if at < ceiling and words.lower[at] in QUESTION:
        if words.lower[at] in ("when", "where", "if", "which") and not words.lower[last].startswith(
            ("ask", "wonder", "quest")
        ):
            return ()
        if words.lower[last] in ("see", "know", "show", "shows", "showed", "find", "decide", "discuss", "consider"):
            return ()
        return clause(words, at, ceiling)
    return ()


def _asked(words: Words, first: int, ceiling: int) -> int:
    """Where a question begins behind whom it is put to and when: "asked the count on Monday by whom …"; 0: nowhere."""
    for at in range(first, min(ceiling, first + 11)):
        word = words.lower[at]
        if word in QUESTION | {"whom", "whose"}:
            return at - 1 if at > first and words.pos(at - 1) == "ADP" else at
        if word in (",", ";", ":", ".", "that", "to") or words.pos(at) in ("VERB", "AUX"):
            return 0
    return 0


def _bare_clause(words: Words, at: int, last: int, ceiling: int) -> tuple[Span, ...]:
    """ "said he would go": a clause without "that", seen by the parse or by a finite verb soon after."""
    first = last + 1
    lower = words.lower
    if first < ceiling and lower[first] in ("me", "him", "us", "them", "reporters", "her", "journalists", "lawmakers"):
        first += 1
    skip = first
    while skip < ceiling and lower[skip] in _DAYS:
        skip += 1
    first = skip
    if first >= ceiling or lower[first] in END or lower[first] in OPENERS or lower[first] in CLOSERS:
        return ()
    if lower[first] in (
        "to",
        "as",
        "of",
        "for",
        "by",
        "about",
        "with",
        "so",
        "and",
        "or",
        "but",
        "from",
        "than",
        "more",
    ):
        return ()
    if words.parsed:
        child = next((token for token in words.doc[at].children if token.dep_ == "ccomp" and token.i > last), None)
        if child is not None and child.i < ceiling and has_finite(words, first, ceiling):
            if child.left_edge.i > first and (lower[first] in TIME or lower[at][:4] in _TELLS):
                first = child.left_edge.i
            if (
                lower[first] in ("on", "in", "at", "during")
                and child.pos_ == "VERB"
                and not any(token.dep_ in SUBJECTS for token in child.children)
            ):
                first = child.i  # "which X stated on this occasion constitutes …"
            colon = any(lower[place] == ":" for place in range(first, child.i))
            found = clause(words, first, ceiling) if child.left_edge.i <= first + 8 and not colon else ()
            last = words.token_before(found[-1][1]) if found else first
            return found if is_clause(words, first, last) else ()
    if lower[first] in TIME and lower[first] not in ("this", "there", "here"):
        return ()
    subject = False
    for place in range(first, min(ceiling, first + 14)):
        word = lower[place]
        if word in (";", ":", ".", "“", '"', "which", "who", "that", "because", "when", ","):
            return ()
        finite = word in _FINITE if not words.tagged else words.pos(place) == "AUX" or is_finite(words, place)
        if finite:
            return clause(words, first, ceiling) if subject else ()
        subject = True
    return ()
