"""From an annotated Doc to the record: ids in text order, scores to three digits, tokens as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from spacy.tokens import Doc

from inquit.reading.raw import RawDocument
from inquit.record import SCHEMA, Actor, Document, HasSpan, Mention, Provenance, Quotation, Stance, Tokens, Topic

Item = TypeVar("Item", bound=msgspec.Struct)
Spanned = TypeVar("Spanned", bound=HasSpan)
FROM_DOC = ("title", "subtitle", "author", "date", "language")


def document_of(doc: Doc, raw: RawDocument, *, provenance: Provenance, keep_tokens: bool) -> Document:
    """The record of a Doc whose layers are set. `raw.text` is the text, whatever the Doc was made of."""
    extension = doc._
    mentions: Sequence[Mention] = _in_text_order(extension.mentions)
    quotations: Sequence[Quotation] = _in_text_order(extension.quotations)
    stances: Sequence[Stance] = _in_text_order(extension.stances)
    actors = _actors(extension.actors, mentions)
    topics: Sequence[Topic] = sorted(extension.topics, key=_first_mention)
    new = {
        **_numbered("m", mentions),
        **_numbered("a", actors),
        **_numbered("t", topics),
        **_numbered("q", quotations),
        **_numbered("st", stances),
    }
    rename = _renamer(new)
    found = {key: value for key, value in extension.meta.items() if key in FROM_DOC}
    return Document(
        schema=SCHEMA,
        id=raw.id,
        text=raw.text,
        meta={**raw.meta, **{key: value for key, value in found.items() if key not in raw.meta}},
        blocks=extension.blocks,
        sentences=extension.sentences,
        tokens=tokens_of(doc) if keep_tokens else None,
        mentions=tuple(rename(item, "id", "actor") for item in mentions),
        actors=tuple(rename(item, "id", "represents", "members") for item in actors),
        topics=tuple(rename(item, "id") for item in topics),
        quotations=tuple(rename(item, "id", "speaker", "parent") for item in quotations),
        stances=tuple(_stance(rename(item, "id", "holder", "target", "quotation")) for item in stances),
        provenance=provenance,
    )


def tokens_of(doc: Doc) -> Tokens:
    """The tokens of a Doc that are not white space, as columns; heads are positions in these columns."""
    kept = [token for token in doc if not token.is_space]
    place = {token.i: at for at, token in enumerate(kept)}
    heads = []
    for at, token in enumerate(kept):
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        heads.append(place.get(head.i, at))
    return Tokens(
        start=tuple(token.idx for token in kept),
        end=tuple(token.idx + len(token) for token in kept),
        lemma=tuple(token.lemma_ for token in kept),
        pos=tuple(token.pos_ for token in kept),
        dep=tuple(token.dep_ for token in kept),
        head=tuple(heads),
    )


def _in_text_order(items: Iterable[Spanned]) -> list[Spanned]:
    return sorted(items, key=lambda item: (item.start, -item.end))


def _first_mention(topic: Topic) -> float:
    return topic.mentions[0][0] if topic.mentions else float("inf")


def _actors(actors: Sequence[Actor], mentions: Sequence[Mention]) -> list[Actor]:
    """The author, then the others by their first mention; those without one by that of whom they go with."""
    first: dict[str, int] = {}
    for mention in mentions:
        if mention.actor is not None:
            first.setdefault(mention.actor, mention.start)
    for actor in actors:
        at = first.get(actor.id)
        if at is not None and actor.represents is not None:
            first.setdefault(actor.represents, at)
    for actor in actors:
        if actor.members and actor.id not in first:
            first[actor.id] = max((first[member] for member in actor.members if member in first), default=0)
    last = max(first.values(), default=0) + 1
    return sorted(actors, key=lambda actor: (actor.id != "a0", first.get(actor.id, last)))


def _numbered(prefix: str, items: Sequence[Any]) -> dict[str, str]:
    return {item.id: f"{prefix}{at}" for at, item in enumerate(items)}


def _renamer(new: dict[str, str]) -> Callable[..., Any]:
    """A function that gives a struct's id fields their final ids and rounds its score."""

    def rename(item: Item, *fields: str) -> Item:
        changes: dict[str, Any] = {}
        for field in fields:
            old = getattr(item, field)
            if isinstance(old, tuple):
                changes[field] = tuple(sorted((new[id] for id in old), key=lambda id: int(id[1:])))
            elif old is not None:
                changes[field] = new[old]
        if (score := getattr(item, "score", None)) is not None:
            changes["score"] = round(score, 3)
        return msgspec.structs.replace(item, **changes)

    return rename


def _stance(stance: Stance) -> Stance:
    scores = {label: round(score, 3) for label, score in stance.scores.items()}
    return msgspec.structs.replace(stance, scores=scores, score=scores[stance.label])
