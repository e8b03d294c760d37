"""The spaCy components `inquit_mentions` and `inquit_actors`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from inquit.actors.documents import cited
from inquit.actors.gazetteer import gazetteer
from inquit.actors.labels import Name, labelled
from inquit.actors.lists import word_lists
from inquit.actors.names import candidates
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
_NO_TOPICS = frozenset({"pull_quote", "title", "subtitle", "byline", "bio"})
_LINE = re.compile(r"^.{3,120}$", re.MULTILINE)
_TITLED_BLOCKS = frozenset({"title", "subtitle", "heading"})


@Language.factory(
    "inquit_mentions",
    requires=["doc._.sentences"],
    assigns=["doc._.mentions"],
    default_config={"source": "inquit"},
)
def make_mentions(nlp: Language, name: str, source: str) -> Mentions:
    """The component that finds mentions. `source`: "inquit" (our rules) or "base" (the pipeline's own `doc.ents`)."""
    register()
    return Mentions(source=source)


class Mentions:
    """Sets `doc._.mentions`: names, nominals and pronouns, in text order, not yet linked to actors."""

    def __init__(self, *, source: str = "inquit") -> None:
        if source not in ("inquit", "base"):
            raise SettingsError(f"mentions cannot come from {source!r}; there are: inquit, base")
        self.source = source

    def __call__(self, doc: Doc) -> Doc:
        words = Words(doc.text, gazetteer().names)
        names = entities(doc) if self.source == "base" else own_names(doc, words)
        doc._.mentions = mentions(words, names)
        return doc


def own_names(doc: Doc, words: Words) -> list[Name]:
    """Names and values by our own rules."""
    pos = parts_of_speech(doc)
    blocks = doc._.blocks
    headings = [(block.start, block.end) for block in blocks if block.kind in _TITLED_BLOCKS]
    headings = headings if blocks else titled_lines(words.source)
    names = beside(numbered(words.source), labelled(words, candidates(words, pos), pos, headings))
    return beside(names, values(words.source))


def parts_of_speech(doc: Doc) -> dict[int, str]:
    """Offset of each token → its universal part of speech; empty where the base has none."""
    if not doc.has_annotation("POS"):
        return {}
    rows = doc.to_array(["IDX", "POS"]).tolist()
    names = {tag: doc.vocab.strings[tag] if tag else "X" for _, tag in rows}
    return {offset: names[tag] for offset, tag in rows}


def titled_lines(text: str) -> list[tuple[int, int]]:
    """The lines of a text without layout that look like titles: short, no stop, every long word capitalised."""
    lines = []
    for match in _LINE.finditer(text):
        line = match[0].strip()
        longer = [word for word in line.split() if len(word) > 3]
        if line and line[-1].isalnum() and len(longer) > 2 and all(word[0].isupper() for word in longer):
            lines.append(match.span())
    return lines


def entities(doc: Doc) -> list[Name]:
    """The entities of the base, with OntoNotes' labels; those of other kinds (MISC) are left out."""
    names = []
    text = doc.text
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
    for start, end, law in cited(words.source):
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
        blocks, text = doc._.blocks, doc.text
        bios = [(block.start, block.end) for block in blocks if block.kind == "bio"]
        resolver = Resolver(doc, text, doc._.mentions, author=author_of(doc._.meta), bio=bios[0] if bios else None)
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
