"""A reporting clause, and what its source can be: the author, a document, a thing that does not speak."""

from __future__ import annotations

import msgspec

from inquit.quotations.lexicon import AUTHOR, DOCUMENTS, EVIDENTIAL, THINGS, Frame, listed
from inquit.quotations.words import Words
from inquit.record import Span

_LINKS = listed("of in for to on with by at from that which")
_ABSTRACT = ("tion", "tions", "ment", "ness", "ity", "ities", "ism", "ence", "ance", "ency", "ing", "ings", "ship")
_BODIES = listed(
    """government parliament administration department organization organisation association commission opposition
    delegation corporation coalition foundation institution authority authorities federation leadership community
    municipality election presidency regiment detention conference audience"""
)


class Report(msgspec.Struct):
    """A reporting clause. `clause`: its words without the content; `rule`: how it was recognised; `score`: 0..1."""

    cue: Span
    frames: frozenset[Frame]
    source: Span | None
    parts: tuple[Span, ...]
    clause: Span
    rule: str
    score: float
    within: int | None  # index of the marked stretch that the cue stands in
    own: bool = False  # the source is the author of the text, or of the stretch
    shape: str = ""  # what in the clause shows its content; "encoder": only the encoder sees it
    hedge: str = ""  # negated, modal, infinitive: not said, or not yet
    thing: bool = False  # the source is a thing that does not speak


def is_author(words: Words, source: tuple[int, int]) -> bool:
    """ "I", "we", "one", "the information we have"."""
    if source[0] == source[1]:
        return words.lower[source[0]] in AUTHOR
    inner = range(source[0], source[1] + 1)
    named = any(words.pos(at) == "PROPN" for at in inner)
    return not named and any(words.lower[at] in AUTHOR and words.lower[at] != "one" for at in inner)


def is_thing(words: Words, at: int, source: tuple[int, int]) -> bool:
    """ "The need underlines …", "This explains …": nobody speaks."""
    if words.lower[at] not in EVIDENTIAL or is_document(words, source):
        return False
    head = next((i for i in range(source[0] + 1, source[1] + 1) if words.lower[i] in _LINKS), source[1] + 1) - 1
    word = words.lower[head]
    if word in ("this", "that", "these", "those", "it", "which") or word in THINGS:
        return True
    if words.is_capital(head) and (head > source[0] or words.pos(head) in ("PROPN", "")):
        return False
    return word.endswith(_ABSTRACT) and word not in _BODIES


def is_document(words: Words, source: tuple[int, int]) -> bool:
    return any(words.lower[at].removesuffix("s") in DOCUMENTS for at in range(source[0], source[1] + 1))
