"""The actors of records, measured against GUM's entities or against records corrected by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from inquit.evaluation.coreference import Link, b_cubed, pronoun_links
from inquit.evaluation.counts import Counts
from inquit.evaluation.gold.conllu import read_treebank
from inquit.evaluation.gold.entities import EntityMention, entity_mentions
from inquit.evaluation.gold.texts import one_of_each
from inquit.evaluation.spans import positions
from inquit.record import Document

# Of GUM's ten types those that an actor may be, and our labels that answer to them.
KINDS = {
    "PERSON": "person", "ORG": "organization", "NORP": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip


class EntityText(msgspec.Struct, frozen=True):
    """A document of a treebank with the mentions of its entities."""

    id: str
    text: str
    mentions: tuple[EntityMention, ...]


def read_entities(path: Path) -> list[EntityText]:
    """The documents of a treebank with coreference (`Entity=`). Raises GoldError."""
    documents = read_treebank(path)
    one_of_each((document.id for document in documents), path)
    return [EntityText(one.id, one.text, entity_mentions(one, path)) for one in documents]


def actor_counts(gold: Document | EntityText, predicted: Document) -> Counts:
    """The links of persons' pronouns, and B³ (see `pronoun_links` and `b_cubed`).

    Against GUM, B³ is over its mentions of persons, organizations and places, singletons too, whatever names them;
    predicted mentions are those with an actor. A group of people (NORP) answers to an organization, unless it matches
    a mention of another type. Against a record, B³ is by the actors' labels.
    """
    theirs = _links(predicted, KINDS if isinstance(gold, EntityText) else None)
    if isinstance(gold, EntityText):
        mine, kinds, person = _entity_links(gold), sorted(set(KINDS.values())), "person"
    else:
        mine, person = _links(gold, None), "PERSON"
        kinds = sorted({one.kind for one in (*mine, *theirs)})
    return pronoun_links(mine, theirs, person) | b_cubed(mine, theirs, kinds)


def _links(document: Document, kinds: dict[str, str] | None) -> list[Link]:
    at = positions(document.text)
    labels = {actor.id: actor.label for actor in document.actors}
    found = []
    for one in document.mentions:
        label = labels.get(one.actor) if one.actor is not None else None
        if one.actor is not None and label is not None and at[one.start] < at[one.end]:
            kind = label if kinds is None else kinds.get(label, "")
            word = document.text[one.start : one.end].casefold()
            found.append(Link(at[one.start], at[one.end], one.actor, kind, word, one.kind == "pronoun"))
    return found


def _entity_links(gold: EntityText) -> list[Link]:
    at: Sequence[int] = positions(gold.text)
    found = []
    for one in gold.mentions:
        word = gold.text[one.start : one.end].casefold()
        heads = tuple((at[start], at[end]) for start, end in one.heads)
        found.append(Link(at[one.start], at[one.end], one.entity, one.kind, word, one.pronoun, heads))
    return found
