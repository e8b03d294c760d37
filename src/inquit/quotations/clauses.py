"""Where a reported clause ends, and what a stretch of words has in it. Tokens are indices into `Words`."""

from __future__ import annotations

from inquit.quotations.lexicon import VERBS, listed
from inquit.quotations.words import Words
from inquit.record import Span

CLOSERS = frozenset("\"”»」』’'") | {"''"}
OPENERS = frozenset("\"“„«「『‘'") | {"``"}
END = frozenset(".,;:!?—–-") | {"...", "…"}
_MARKS = CLOSERS | OPENERS
GERUNDS = listed(
    """adding noting saying stressing concluding warning claiming arguing insisting explaining stating declaring
    pointing emphasizing emphasising underlining suggesting telling citing calling accusing"""
)
QUESTION = listed("whether why how what who when where if which")
TIME = listed(
    """on in at during to last earlier yesterday today late early this friday monday tuesday wednesday thursday
    saturday sunday via by again repeatedly also clearly publicly openly explicitly later once twice here there"""
)


_REMARKS = listed("note see emphasis cited")


def clause(words: Words, first: int, ceiling: int) -> tuple[Span, ...]:
    """From `first` to where the reported clause ends: the sentence, a new reporting participle, a verb outside."""
    ceiling = end = _outside(words, first, ceiling)
    lower = words.lower
    for at in range(first + 2, ceiling - 1):
        if lower[at] == "(" and (lower[at + 1] in _REMARKS or lower[at + 2 : at + 3] in (["cited"], ["quoted"])):
            end = at
            break
        if lower[at] in ("and", "but") and _asks_again(words, at + 1, ceiling):
            end = at
            break
        if lower[at] not in (",", ";", "”", '"', "’"):
            continue
        if lower[at] == ";" and (lower[at + 1] == "according" or _speaks(words, at + 1, min(ceiling, at + 14))):
            end = at
            break
        following = lower[at + 1]
        if lower[at] == "," and _acts_again(words, at + 1, first):
            end = at
            break
        if (
            following in GERUNDS
            and at + 2 < ceiling
            and lower[at + 2] in ("that", "the", "it", "he", "she", "they", "on", "for")
        ):
            end = at
            break
        if following == "while" and any(word in VERBS and "say" in VERBS[word] for word in lower[at + 2 : at + 7]):
            end = at
            break
        if following in ("although", "though") and at - first > 3:
            end = at
            break
        if following in ("and", "but") and _reports_again(words, at + 2, ceiling):
            end = at
            break
    return tidy(words, first, end)


def _outside(words: Words, first: int, ceiling: int) -> int:
    """Where a verb begins that the parse coordinates with one before the content: "he said A, but B disagreed"."""
    if not words.parsed:
        return ceiling
    marked = False
    for at in range(first, ceiling):
        if words.lower[at] in _MARKS:
            marked = words.lower[at] in OPENERS and not (marked and words.lower[at] in CLOSERS)
        token = words.doc[at]
        if marked or at < first + 2 or token.dep_ != "conj" or token.head.i >= first:
            continue
        if token.pos_ in ("VERB", "AUX") and token.head.pos_ in ("VERB", "AUX"):
            left = token.left_edge.i
            while left > first and words.lower[left - 1] in ("and", "but", "or", ","):
                left -= 1
            return left if left > first + 1 else ceiling
    return ceiling


def _acts_again(words: Words, at: int, first: int) -> bool:
    """ "holds that A, declares B": another finite verb of saying without a subject of its own."""
    frames = VERBS.get(words.lower[at], frozenset())
    if not frames & {"say", "direct"} or words.pos(at) != "VERB" or not is_finite(words, at):
        return False
    subject = words.subject(at) if words.parsed else None
    return subject is None or subject.i < first  # not "the officials, when asked, said …"


def _speaks(words: Words, first: int, stop: int) -> bool:
    """Whether somebody is said to speak in a stretch."""
    spoken = (at for at in range(first, stop) if "say" in VERBS.get(words.lower[at], ()))
    return any(words.pos(at) == "VERB" for at in spoken)


def _reports_again(words: Words, first: int, ceiling: int) -> bool:
    """ ", and also called on …", ", but added that …": a second act of the same speaker."""
    at = first
    while at < ceiling and words.lower[at] in ("also", "then", "later", "further", "he", "she", "they"):
        at += 1
    frames = VERBS.get(words.lower[at]) if at < ceiling else None
    return bool(frames and frames & {"say", "direct", "accuse"}) and (not words.tagged or words.pos(at) == "VERB")


def _asks_again(words: Words, at: int, ceiling: int) -> bool:
    """ "and questioned how …", "and even accused …": a second act of saying, without a comma."""
    emphatic = at < ceiling and words.lower[at] in ("even", "also", "further")
    at += emphatic
    if at + 1 >= ceiling:
        return False
    if words.lower[at] in ("questioned", "asked", "wondered", "questions", "asks"):
        return words.lower[at + 1] in QUESTION
    if not _reports_again(words, at, ceiling):
        return False
    return emphatic or words.lower[at + 1] in QUESTION or words.lower[at + 1] == "that"


def has_finite(words: Words, first: int, ceiling: int) -> bool:
    return any(words.pos(at) == "AUX" or is_finite(words, at) for at in range(first, ceiling))


def is_clause(words: Words, first: int, ceiling: int) -> bool:
    """Whether the words have a finite verb that is not in a relative clause alone: "the way in which they work"."""
    if not words.parsed:
        return has_finite(words, first, ceiling)
    for at in range(first, ceiling):
        if words.pos(at) != "AUX" and not is_finite(words, at):
            continue
        token = words.doc[at]
        while token.dep_ in ("aux", "aux:pass", "cop", "auxpass") and token.head.i != token.i:
            token = token.head
        if not token.dep_.startswith("acl") and token.dep_ != "relcl":
            return True
    return False


def is_finite(words: Words, at: int) -> bool:
    token = words.doc[at]
    return token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm", [])


def has_verb(words: Words, first: int, last: int) -> bool:
    if words.tagged:
        return any(words.pos(at) in ("VERB", "AUX") for at in range(first, last))
    return last - first >= 4


def tidy(words: Words, first: int, end: int) -> tuple[Span, ...]:
    """Tokens [first, end) as one span, without punctuation and space at its edges and without a leading "that"."""
    if first < end and words.lower[first] == "that" and words.pos(first) == "SCONJ":
        first += 1
    while first < end and (words.lower[first] in END or words.lower[first].isspace() or words.lower[first] == ")"):
        first += 1
    if end - first > 2 and words.lower[end - 1] in _MARKS and words.lower[end - 2] in (".", "!", "?"):
        end -= 1
    while end > first and (
        words.lower[end - 1] in END or words.lower[end - 1].isspace() or words.lower[end - 1] == "("
    ):
        end -= 1
    return (words.span(first, end - 1),) if first < end else ()
