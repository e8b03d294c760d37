"""Whom words that are no name may mean as a speaker, and what speaks for each: the traits that a learned ranker weighs.

It offers actors that the text has named before, the rules' own answer among them; it does not choose.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import log
from typing import Literal

import msgspec

from inquit.quotations.cast import Cast
from inquit.quotations.lexicon import PRONOUNS, is_document, listed
from inquit.quotations.portraits import Portraits
from inquit.record import Mention, Quotation

Kind = Literal["pronoun", "nominal", "unsaid"]
KINDS: tuple[Kind, ...] = ("pronoun", "nominal", "unsaid")
SPEAKING = frozenset({"PERSON", "ORG", "GPE", "NORP", "LAW", "WORK_OF_ART"})
MOST = 14
_LOOKED = 90  # mentions back from the words
_REACH = 8000  # and characters, so that the whole stays linear
_OWN = listed("i we me us my our")
_NEW = listed("a an one another other others some several many two three four five few my our his her their its your")
_PRONOUNS = PRONOUNS | _OWN | {"both", "him", "them", "you", "one"}
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
TRAITS: tuple[str, ...] = (
    "rules", "rules, nameless", "antecedent", "antecedent score", "last speaker", "last but one", "around", "around, i",
    "around, third person", "person", "body", "document", "several", "person, he or she", "person, it", "body, it",
    "document, it",
    "several, they", "body, they", "gender fits", "gender clashes", "named", "noun beside", "noun beside, named",
    "noun of the name", "noun of an office", "document, document", "distance", "same paragraph", "same sentence",
    "begins a sentence", "in a quotation", "addressed", "owner", "often", "nearest", "nearest of its kind", "sentences",
    "last speaker, near", "source of the last", "later mention", "rules, nameless, long", "rules, nameless, unshared",
    "named, not beside", "addressed, pronoun",
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


class Clue(msgspec.Struct):
    """The words that name the speaker: where they stand, their first word and head noun, "" where there are none."""

    place: int
    first: str
    noun: str
    kind: Kind
    pronoun: Mention | None
    size: int = 0
    new: bool = False  # "a delegate", "one of them", "my wife": somebody that no words before have named
    shared: bool = False  # a candidate has the noun beside its name


def clue(quotation: Quotation, cast: Cast) -> Clue:
    """What the source of a quotation tells."""
    if quotation.source is None:
        return Clue(quotation.start, "", "", "unsaid", None)
    words = [word.strip(".,;:’'") for word in cast.text[slice(*quotation.source)].casefold().split(",")[0].split()]
    first = words[0] if words else ""
    is_pronoun = len(words) == 1 and first in _PRONOUNS
    own = next((one for one in cast.inside(quotation.source) if one.kind == "pronoun"), None)
    noun = "" if is_pronoun or not words else words[-1].removesuffix("’s")
    kind: Kind = "pronoun" if is_pronoun else "nominal"
    new = not is_pronoun and first in _NEW
    return Clue(quotation.source[0], first, noun, kind, own if is_pronoun else None, len(words), new)


def candidates(
    quotation: Quotation, words: Clue, answer: str | None, cast: Cast, portraits: Portraits, before: Before
) -> list[Candidate]:
    """The actors that a quotation's source may mean, the nearest first. `answer`: what the rules say."""
    found: dict[str, list[Mention]] = {}
    high = bisect_left(cast.starts, words.place)
    low = max(high - _LOOKED, bisect_left(cast.starts, words.place - _REACH))
    for mention in reversed(cast.mentions[low:high]):
        actor = cast.actors.get(mention.actor or "")
        if actor is None or actor.id == "a0" or mention.label not in SPEAKING or mention.kind == "pronoun":
            continue
        if actor.id in found or len(found) < MOST:
            found.setdefault(actor.id, []).append(mention)
    known = dict.fromkeys([*found, *before.speakers[-2:], *([before.around] if before.around else [])])
    if answer is not None:
        known[answer] = None
    words.shared = any(words.noun in portraits.epithets(one) and not cast.is_nameless(one) for one in known)
    return [
        Candidate(one, _traits(one, quotation, words, one == answer, found, cast, portraits, before)) for one in known
    ]


def _traits(
    id: str,
    quotation: Quotation,
    words: Clue,
    rules: bool,
    found: dict[str, list[Mention]],
    cast: Cast,
    portraits: Portraits,
    before: Before,
) -> tuple[float, ...]:
    actor, text, first = cast.actors[id], cast.text, words.first
    mentions = found.get(id, [])
    last = mentions[0] if mentions else None
    person, document = actor.label == "PERSON", actor.label in ("LAW", "WORK_OF_ART")
    body, several = not person and not document, bool(actor.members)
    named = not cast.is_nameless(id)
    gender, wanted = portraits.gender(id) if person else "", _GENDERS.get(first, "")
    beside = bool(words.noun) and words.noun in portraits.epithets(id)
    names = {word.strip(".,") for one in (actor.name, *actor.aliases) for word in one.casefold().split()}
    offices = {word for one in actor.roles for word in one.casefold().split()}
    speakers, former = before.speakers, before.last
    is_last = bool(speakers) and speakers[-1] == id
    gap = words.place - last.end if last else 4000
    quoted = last is not None and former is not None and any(s <= last.start < e for s, e in former.parts)
    cue = former.cue if former is not None else None
    addressed = last is not None and cue is not None and cue[1] <= last.start <= cue[1] + 25 and not is_last
    begins = last is not None and text[max(0, last.start - 2) : last.start].strip() in ("", ".", "”")
    sentences = min(text.count(". ", last.end, words.place), 6) if last else 6
    between = text[last.end : words.place] if last else "\n\n"
    order = list(found)
    alike = [one for one in order if cast.actors[one].label == actor.label]
    own = words.pronoun
    return tuple(
        float(value)
        for value in (
            rules, rules and not named, own is not None and own.actor == id,
            own.score if own is not None and own.actor == id else 0.0,
            is_last, len(speakers) > 1 and speakers[-2] == id, before.around == id,
            before.around == id and first in _OWN, before.around == id and first not in _OWN,
            person, body, document, several, person and bool(wanted), person and first == "it", body and first == "it",
            document and first == "it", several and first == "they", body and first == "they",
            bool(wanted) and gender == wanted, bool(wanted) and gender not in ("", wanted), named, beside,
            beside and named, words.noun in names, words.noun in offices,
            document and bool(words.noun) and is_document(words.noun), log(1 + max(gap, 0)), "\n\n" not in between,
            sentences == 0, begins, quoted, addressed, text[last.end : last.end + 2] in ("’s", "'s") if last else 0,
            log(1 + len(mentions)), bool(order) and order[0] == id, bool(alike) and alike[0] == id, sentences,
            is_last and former is not None and words.place - former.end < 200,
            former is not None and last is not None and former.source == (last.start, last.end), last is None,
            rules and not named and words.size >= 4, rules and not named and not words.shared,
            named and words.shared and not beside, addressed and bool(wanted),
        )
    )  # fmt: skip
