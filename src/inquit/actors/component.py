"""The spaCy components `inquit_mentions` and `inquit_actors`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from inquit.actors.acronyms import missed
from inquit.actors.agreement import names_of
from inquit.actors.documents import cited
from inquit.actors.gazetteer import words_of
from inquit.actors.holders import relations
from inquit.actors.lists import word_lists
from inquit.actors.names import Name
from inquit.actors.pronouns import PRONOUNS
from inquit.actors.resolver import Resolver
from inquit.actors.roles import offices
from inquit.actors.topics import codebook_topics, found_topics
from inquit.actors.values import numbered, values
from inquit.actors.words import Words
from inquit.errors import SettingsError
from inquit.layers import register
from inquit.record import Mention, MentionKind
from inquit.settings import Target

Source = Literal["inquit", "base"]
# Labels of other annotation schemes that a base may bring; the eighteen of OntoNotes stand for themselves.
FOREIGN_LABELS = {"PER": "PERSON", "LOCATION": "LOC", "ORGANIZATION": "ORG", "PERS": "PERSON"}
ONTONOTES = word_lists("actor_words.txt")["component.ontonotes"]
_NO_ENCODER = "add 'inquit_encoder' before it or use source='base'"
_TEXTS = frozenset({"LAW", "WORK_OF_ART"})
_NO_TOPICS = frozenset({"pull_quote", "title", "subtitle", "byline", "bio"})


@Language.factory(
    "inquit_mentions",
    requires=["doc._.sentences"],
    assigns=["doc._.mentions"],
    default_config={"source": "inquit"},
)
def make_mentions(nlp: Language, name: str, source: str) -> Mentions:
    """The component that finds mentions. `source`: "inquit" (the encoder's names) or "base" (`doc.ents`)."""
    register()
    return Mentions(source=source)


class Mentions:
    """Sets `doc._.mentions`: names, nominals and pronouns, in text order, not yet linked to actors.

    `needs`: the layers that this source needs beyond what the factory requires, each with what to do without it.
    Raises SettingsError for an unknown source, and for a document that the encoder has not seen but should have.
    """

    def __init__(self, *, source: str = "inquit") -> None:
        if source not in ("inquit", "base"):
            raise SettingsError(f"mentions cannot come from {source!r}; there are: inquit, base")
        self.source = source
        self.needs = {"doc._.encoded": _NO_ENCODER} if source == "inquit" else {}

    def __call__(self, doc: Doc) -> Doc:
        if self.source == "inquit" and "inquit.encoded" not in doc.user_data:
            raise SettingsError(f"the component 'inquit_mentions' needs doc._.encoded: {_NO_ENCODER}")
        words = words_of(doc)
        if self.source == "base":
            names = entities(doc, words.source)
        else:
            names = beside(names_of(words, doc._.encoded.names), numbered(words.source))
        names = beside(names, missed(words, names))
        if self.source == "inquit":
            names = beside(names, values(words.source))
        doc._.mentions = mentions(words, names)
        return doc


def entities(doc: Doc, text: str) -> list[Name]:
    """The entities of the base, with OntoNotes' labels; those of other kinds (MISC) are left out. `text`: the Doc's."""
    names = []
    for ent in doc.ents:
        label: Any = FOREIGN_LABELS.get(ent.label_, ent.label_)
        if label in ONTONOTES:
            start, end = bare(text, ent.start_char, ent.end_char)
            if end > start:
                names.append(Name(start, end, label, 0.85))
    return names


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A name's span without a leading "the" and a possessive 's."""
    if text[start : start + 4].lower() == "the ":
        start += 4
    if text[max(start, end - 2) : end] in {"'s", "’s"}:
        end -= 2
    elif text[max(start, end - 1) : end] in {"'", "’"}:
        end -= 1
    return start, end


def beside(kept: Sequence[Name], more: Sequence[Name]) -> list[Name]:
    """The kept names and those of `more` that overlap none of them, in text order. Both must be in text order."""
    merged: list[Name] = []
    at, last = 0, 0
    kept = sorted(kept, key=lambda name: (name.start, -name.end))
    for name in kept:
        if name.start >= last:
            merged.append(name)
            last = name.end
    solid, at = merged, 0
    merged = []
    for name in more:
        while at < len(solid) and solid[at].end <= name.start:
            merged.append(solid[at])
            at += 1
        if (at == len(solid) or solid[at].start >= name.end) and (not merged or merged[-1].end <= name.start):
            merged.append(name)
    return merged + list(solid[at:])


def mentions(words: Words, names: list[Name]) -> tuple[Mention, ...]:
    """All mentions in text order: the names, the offices without a holder beside them, and personal pronouns."""
    rows: list[tuple[int, int, Any, MentionKind, float]] = [(n.start, n.end, n.label, "name", n.score) for n in names]
    for office in offices(words, list(names)):
        if office.definite and not office.holders and not office.plural:
            rows.append((office.start, office.end, office.label, "nominal", 0.8))
    for relation in relations(words, names):
        if relation.holder is None:
            rows.append((relation.start, relation.end, "PERSON", "nominal", 0.7))
    laws = [(name.start, name.end) for name in names if name.label in _TEXTS]
    for start, end, law in cited(words.source):
        k = bisect_right(laws, (start, end))
        if any(one[0] < end and start < one[1] for one in laws[max(0, k - 1) : k + 1]):
            continue  # the name says it
        rows.append((start, end, "LAW" if law else "WORK_OF_ART", "nominal", 0.7))
    for at, low in enumerate(words.lower):
        if low in PRONOUNS:
            rows.append((words.start[at], words.end[at], "PERSON", "pronoun", 0.9))
    rows.sort(key=lambda row: (row[0], -row[1]))
    return tuple(
        Mention(f"m{at}", start, end, label, kind, None, score)
        for at, (start, end, label, kind, score) in enumerate(rows)
    )


@Language.factory(
    "inquit_actors",
    requires=["doc._.mentions"],
    assigns=["doc._.actors", "doc._.topics", "doc._.mentions"],
    default_config={"targets": []},
)
def make_actors(nlp: Language, name: str, targets: list[dict[str, Any]]) -> Actors:
    """The component that finds actors and topics. `targets`: the codebook, as {name, aliases, statement} each."""
    register()
    try:
        return Actors(targets=msgspec.convert(targets, tuple[Target, ...]))
    except msgspec.ValidationError as error:
        raise SettingsError(f"targets: {error}; a target has name, aliases, statement") from error


class Actors:
    """Sets `doc._.actors` (the author first), `doc._.topics` and the actors of `doc._.mentions`."""

    def __init__(self, *, targets: Sequence[Target] = ()) -> None:
        self.targets = tuple(targets)

    def __call__(self, doc: Doc) -> Doc:
        words, blocks = words_of(doc), doc._.blocks
        text = words.source
        bios = [(block.start, block.end) for block in blocks if block.kind == "bio"]
        resolver = Resolver(doc, words, doc._.mentions, author=author_of(doc._.meta), bio=bios[0] if bios else None)
        linked, doc._.actors = resolver.resolve()
        doc._.mentions = linked
        given = codebook_topics(text, self.targets)
        skip = [(block.start, block.end) for block in blocks if block.kind in _NO_TOPICS]
        doc._.topics = (*given, *found_topics(doc, text, linked, skip=skip, first=len(given), taken=given))
        return doc


def author_of(meta: dict[str, Any]) -> str | None:
    """The author's name as the metadata have it (the layout reads it off the byline); of several, the first."""
    name = meta.get("author")
    if not isinstance(name, str):
        return None
    return " ".join(name.split()).split(",")[0].split(" | ")[0].strip() or None
