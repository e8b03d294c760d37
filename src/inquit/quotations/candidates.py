"""Whom words that are no name may mean as a speaker, and what speaks for each: the traits that a learned ranker weighs.

It offers actors that the text has named before, the rules' own answer among them; it does not choose.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import log

import msgspec

from inquit.quotations.cast import Cast
from inquit.record import Mention, Quotation

SPEAKING = frozenset({"PERSON", "ORG", "GPE", "NORP", "LAW", "WORK_OF_ART"})
MOST = 12
_LOOKED = 80  # mentions back from the words
WORDS = ("he", "she", "it", "they", "i", "we", "both", "the", "none")  # what the source begins with
TRAITS: tuple[str, ...] = (
    "rules", "rules, pronoun", "rules, nominal", "rules, no source", "antecedent", "antecedent score",
    "last speaker", "last but one", "last speaker, pronoun", "last speaker, no source", "around", "around, i",
    "person", "body", "document", "person, he or she", "person, it", "body, it", "document, it", "several, they",
    "distance", "same paragraph", "subject", "in a quotation", "addressed", "said about", "count", "nearest",
    "shares a word", "shares the last word", "of another label, the", "sentences",
)  # fmt: skip


class Candidate(msgspec.Struct, frozen=True):
    """An actor that may speak, with its traits in the order of `TRAITS`."""

    actor: str
    traits: tuple[float, ...]


class Before(msgspec.Struct):
    """What is known of the document before a quotation: who spoke, the last one last, and the one around it."""

    speakers: Sequence[str]
    last: Quotation | None
    around: str | None


def candidates(quotation: Quotation, answer: str | None, cast: Cast, before: Before) -> list[Candidate]:
    """The actors that a quotation's source may mean, the nearest first. `answer`: what the rules say."""
    text = cast.text
    source = quotation.source
    place = source[0] if source else quotation.start
    words = text[slice(*source)].casefold().split() if source else []
    found: dict[str, list[Mention]] = {}
    high = bisect_left(cast.starts, place)
    for mention in reversed(cast.mentions[max(0, high - _LOOKED) : high]):
        actor = cast.actors.get(mention.actor or "")
        if actor is None or actor.id == "a0" or mention.label not in SPEAKING or mention.kind == "pronoun":
            continue
        if actor.id in found or len(found) < MOST:
            found.setdefault(actor.id, []).append(mention)
    known = dict.fromkeys([*found, *before.speakers[-2:], *([before.around] if before.around else [])])
    if answer is not None:
        known[answer] = None
    own = next((one for one in cast.inside(source) if one.kind == "pronoun"), None) if source else None
    rows = []
    for one in known:
        rows.append(Candidate(one, _traits(one, answer, quotation, words, place, own, found, cast, before)))
    return rows


def _traits(
    id: str,
    answer: str | None,
    quotation: Quotation,
    words: list[str],
    place: int,
    own: Mention | None,
    found: dict[str, list[Mention]],
    cast: Cast,
    before: Before,
) -> tuple[float, ...]:
    actor = cast.actors[id]
    mentions = found.get(id, [])
    text = cast.text
    first = words[0] if words else "none"
    pronoun = len(words) == 1 and first in WORDS
    nominal = not pronoun and bool(words)
    last = mentions[0] if mentions else None
    person, document = actor.label == "PERSON", actor.label in ("LAW", "WORK_OF_ART")
    body = not person and not document
    rules = id == answer
    is_last = bool(before.speakers) and before.speakers[-1] == id
    gap = place - last.end if last else 4000
    content = before.last
    quoted = last is not None and content is not None and any(s <= last.start < e for s, e in content.parts)
    addressed = last is not None and content is not None and content.cue is not None and (
        content.cue[1] <= last.start <= content.cue[1] + 25 and id != content.speaker
    )  # fmt: skip
    begins = last is not None and (last.start < 2 or text[last.start - 2 : last.start].strip() in ("", ".", "”"))
    names = {word.strip(".,") for one in (actor.name, *actor.aliases, *actor.roles) for word in one.casefold().split()}
    theirs = [word.strip(".,;:’'") for word in words if len(word) > 3]
    order = list(found)
    return tuple(
        float(value)
        for value in (
            rules, rules and pronoun, rules and nominal, rules and not words,
            own is not None and own.actor == id, own.score if own is not None and own.actor == id else 0.0,
            is_last, len(before.speakers) > 1 and before.speakers[-2] == id, is_last and pronoun, is_last and not words,
            before.around == id, before.around == id and first in ("i", "we"),
            person, body, document, person and first in ("he", "she"), person and first == "it", body and first == "it",
            document and first == "it", first == "they" and (bool(actor.members) or body),
            log(1 + max(gap, 0)), last is not None and "\n\n" not in text[last.end : place], begins, quoted, addressed,
            last is not None and text[last.end : last.end + 2] in ("’s", "'s"), log(1 + len(mentions)),
            bool(order) and order[0] == id, any(word in names for word in theirs),
            bool(theirs) and theirs[-1] in names, first == "the" and body and not rules,
            min(text.count(". ", last.end, place), 6) if last else 6,
        )
    )  # fmt: skip
