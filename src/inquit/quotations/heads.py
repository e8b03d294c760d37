"""Which actor the words of a source name: the one whose mention is their head, or the joint actor of several."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Doc

from inquit.quotations.cast import Cast
from inquit.quotations.continuity import JOINED
from inquit.quotations.lexicon import listed
from inquit.record import Mention, Span

_KINDS = {"name": 2, "nominal": 1, "pronoun": 0}
_POSSESSIVE = re.compile(r"['’]s?\b|['’]")
_PREPOSITION = re.compile(r"(?:\b(?:of|in|for|from|to|at|by|on|with)\s+(?:the\s+|its\s+|his\s+|her\s+)?)\Z", re.I)
_JOINING = re.compile(r"\b(?:and|as well as|together with)\b|&")
_FROM = re.compile(r"\s+(?:of|from|at|in)\b")
_OWNERS = listed("his her its their")
_MODIFIED = re.compile(r"[\s‑-]+[a-zà-ÿ]")
_NO_NOUN = re.compile(r"\s(?:and|or|of|in)\b")
_TERMS = re.compile(r"(?:the\s+)?(?:terms|text|texts|provisions?|wording|language|preamble|pages)\s+of\s+", re.I)


def actor_of(doc: Doc, source: Span, cast: Cast) -> tuple[str | None, str]:
    """The actor whose mention is the head of the source, or the joint actor of several, and the kind of mention."""
    source = past_terms(cast.text, source)
    inside = [mention for mention in cast.inside(source) if mention.actor in cast.actors]
    heads = [mention for mention in inside if _is_head(cast.text, mention, source)]
    heads = [mention for mention in heads if not any(_within(mention, other) for other in heads)]
    root = _root(doc, source)
    if heads and not any(mention.start <= root < mention.end for mention in heads):
        heads = [mention for mention in heads if _apposed(cast.text, mention, source)]
    heads = [mention for mention in heads if not _one_of_a_people(cast.text, mention, source)]
    if not heads:
        return None, ""
    together = _together(cast.text, heads, source)
    if len(together) > 1:
        return cast.joint(together, source), "name" if all(one.kind == "name" for one in heads) else "nominal"
    best = max(
        heads,
        key=lambda mention: (
            _KINDS[mention.kind] + (mention.label == "PERSON"),
            mention.start <= root < mention.end,
            -mention.start,
        ),
    )
    return best.actor, best.kind


def _one_of_a_people(text: str, mention: Mention, source: Span) -> bool:
    """ "The South Carolina Republican", "one Hungarian": somebody without a name, not the people."""
    if mention.label != "NORP" or mention.end < source[1]:
        return False
    lead = text[source[0] : mention.start].casefold().split()
    plural = text[mention.start : mention.end].endswith(("s", "ese", "ish", "ch", "men"))
    return bool(lead) and lead[0] in ("the", "a", "an", "one", "another", "this", "that") and not plural


def _apposed(text: str, mention: Mention, source: Span) -> bool:
    """Whether a mention names again what the head noun says: "its secretary, Anna Falk", "Captain Brito"."""
    if mention.start == source[0] and mention.kind == "name":
        return not _MODIFIED.match(text[mention.end : source[1]]) or text[mention.end : mention.end + 1] == ","
    before = text[source[0] : mention.start].rstrip()
    if mention.label == "PERSON" and mention.kind == "name":
        after = text[mention.end : source[1]].lstrip()[:1]
        titled = all(word[0].isupper() for word in before.split()) and not before.lower().endswith("the")
        return before.endswith(",") or after in ("", ",", "(") or (titled and bool(_FROM.match(text, mention.end)))
    return mention.kind == "nominal" and before.lower().endswith(("the", ",")) and mention.end >= source[1]


def past_terms(text: str, source: Span) -> Span:
    """ "the terms of the statement": the statement speaks."""
    lead = _TERMS.match(text, *source)
    return (lead.end(), source[1]) if lead else source


def _is_head(text: str, mention: Mention, source: Span) -> bool:
    """No possessor, no modifier, not the complement of a preposition."""
    if mention.label in ("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"):
        return False
    after = text[mention.end : source[1]]
    if _POSSESSIVE.match(after) and len(after.strip()) > 2:
        return False
    place = mention.label in ("NORP", "GPE", "LOC") and mention.kind == "name"
    if place and _MODIFIED.match(after) and not _NO_NOUN.match(after):
        return False
    before = text[source[0] : mention.start]
    if mention.kind == "pronoun" and mention.end < source[1] and text[mention.start : mention.end].lower() in _OWNERS:
        return False  # "her own newspaper"
    return not (before and _PREPOSITION.search(before) and mention.label != "PERSON") and not (
        before and re.search(r"\b(?:of|for|from|by|with)\s+(?:the\s+)?\Z", before)
    )


def _within(mention: Mention, other: Mention) -> bool:
    if mention is other or not (other.start <= mention.start and mention.end <= other.end):
        return False
    smaller = other.end - other.start > mention.end - mention.start
    return smaller and not (mention.kind == "name" and mention.label == "PERSON" and other.label != "PERSON")


def _together(text: str, heads: list[Mention], source: Span) -> list[str]:
    """Actors of mentions that "and" joins, in order."""
    if not _JOINING.search(text[source[0] : source[1]]):
        return []
    joined = [heads[0]]
    for mention in heads[1:]:
        gap = text[joined[-1].end : mention.start]
        if mention.start >= joined[-1].end and JOINED.match(gap):
            joined.append(mention)
    if len(joined) < 2 or not any(_JOINING.search(text[left.end : right.start]) for left, right in pairwise(joined)):
        return []
    return list(dict.fromkeys(mention.actor for mention in joined if mention.actor is not None))


def _root(doc: Doc, source: Span) -> int:
    """Where the head word of the source stands; its end when there is no parse."""
    span = doc.char_span(*source, alignment_mode="expand") if doc.has_annotation("DEP") else None
    return span.root.idx if span is not None and len(span) else source[1] - 1
