"""Coreference in CoNLL-U's `Entity=`, as GUM and CorefUD write it: bracketed mentions, each of one entity.

A. Zeldes, "The GUM Corpus: Creating Multilayer Resources in the Classroom", LREV 2017; the brackets:
https://universaldependencies.org/misc.html and the header `# global.Entity`.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from inquit.evaluation.gold.conllu import TreebankDocument, Word
from inquit.evaluation.gold.errors import GoldError

Span = tuple[int, int]

_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_BRACKET = re.compile(r"(\()?([^()]+)(\))?")
_PART = re.compile(r"\[\d+/\d+\]")  # one part of a discontinuous mention
_IDS = ("GRP", "eid")


class EntityMention(msgspec.Struct, frozen=True):
    """Words `[start, end)` that stand for `entity`, of type `kind` (`person`, `place`, …); `heads`: its head words."""

    start: int
    end: int
    entity: str
    kind: str
    heads: tuple[Span, ...]
    pronoun: bool


def entity_mentions(document: TreebankDocument, path: Path) -> tuple[EntityMention, ...]:
    """The mentions of a document in text order, singletons too.

    A discontinuous mention spans from its first word to its last. Raises GoldError (with the sentence's id) where a
    bracket closes nothing or is never closed, and where the document has no `# global.Entity`.
    """
    place = {name: at for at, name in enumerate(document.entity_fields)}
    id_at = next((place[name] for name in _IDS if name in place), None)
    if id_at is None:
        raise GoldError(f"{document.id}: no `# global.Entity` with a field {' or '.join(_IDS)}", path=str(path))
    words = [word for sentence in document.sentences for word in sentence.words]
    names = [sentence.id for sentence in document.sentences for _ in sentence.words]
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    found: list[EntityMention] = []
    for at, word in enumerate(words):
        value = _ENTITY.search(word.misc)
        for opens, body, closes in _BRACKET.findall(value[1]) if value else ():
            fields = body.split("-", len(place) - 1)
            id = _PART.sub("", fields[min(id_at, len(fields) - 1)])
            if opens:
                opened.setdefault(id, []).append((at, fields))
            if closes:
                if not opened.get(id):
                    raise GoldError(f"{names[at]}: {body}) closes no mention", path=str(path))
                first, began = opened[id].pop()
                found.append(_mention(words[first : at + 1], id, began, place))
            elif not opens:
                raise GoldError(f"{names[at]}: {body!r} is no bracket of Entity=", path=str(path))
    if left := [(begun[0][0], id) for id, begun in opened.items() if begun]:
        at, id = min(left)
        raise GoldError(f"{names[at]}: ({id} is never closed", path=str(path))
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))


def _mention(words: list[Word], id: str, fields: list[str], place: dict[str, int]) -> EntityMention:
    given = {name: fields[at] for name, at in place.items() if at < len(fields)}
    numbers = given.get("minspan") or given.get("head") or ""
    heads = [words[int(one) - 1] for one in numbers.split(",") if one.isdecimal() and 0 < int(one) <= len(words)]
    return EntityMention(
        words[0].start,
        max(word.end for word in words),
        id,
        given.get("etype", ""),
        tuple((word.start, word.end) for word in heads),
        len(words) == 1 and words[0].upos == "PRON",
    )
