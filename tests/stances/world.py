"""Docs for the cases: frozen parses with the layers set by hand, so that the stage is tested apart from the others."""

from __future__ import annotations

import re
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from inquit import layers
from inquit.record import Actor, Mention, Quotation, Topic

from .cases import ACTORS, DEMONYMS, TOPICS

AUTHOR = Actor("a0", "The Author", "PERSON")


def unmarked(markup: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The plain sentence and its quotations as (speaker, start, end)."""
    text, found = "", []
    for piece in re.split(r"(\{[^}]*\})", markup):
        if piece.startswith("{"):
            speaker, _, words = piece[1:-1].partition(":")
            found.append((speaker, len(text), len(text) + len(words.strip())))
            text += words.strip()
        else:
            text += piece
    return text, found


def ids() -> dict[str, str]:
    """Names of actors and topics → ids."""
    named = {name: f"a{number}" for number, name in enumerate(ACTORS, 1)}
    return {"a0": "a0"} | named | {topic: f"t{number}" for number, topic in enumerate(TOPICS)}


def furnish(doc: Doc, quoted: list[tuple[str, int, int]]) -> Doc:
    """Set the layers before this stage."""
    layers.register()
    known = ids()
    names = {name: (known[name], label, "name") for name, label in ACTORS.items()}
    names |= {name: (known[country], "NORP", "name") for name, country in DEMONYMS.items()}
    places = [(m.start(), m.end(), name) for name in names for m in re.finditer(rf"\b{name}\b", doc.text)]
    doc._.mentions = tuple(
        Mention(f"m{number}", start, end, names[name][1], "name", names[name][0])
        for number, (start, end, name) in enumerate(sorted(places))
    )
    doc._.actors = (AUTHOR, *(Actor(known[name], name, label) for name, label in ACTORS.items()))
    doc._.topics = tuple(
        Topic(known[name], name, (), tuple(m.span() for m in re.finditer(name, doc.text))) for name in TOPICS
    )
    doc._.quotations = tuple(
        Quotation(f"q{number}", "indirect", start, end, ((start, end),), speaker=known.get(speaker))
        for number, (speaker, start, end) in enumerate(quoted)
    )
    return doc


def parses(nlp: Language) -> dict[str, Doc]:
    """The frozen parses by their sentence: lines of word, space, UPOS, dependency and head (from 0)."""
    found = {}
    for chunk in (Path(__file__).parent / "parses.tsv").read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in chunk.splitlines()]
        doc = Doc(
            nlp.vocab,
            words=[row[0] for row in rows],
            spaces=[row[1] == "_" for row in rows],
            pos=[row[2] for row in rows],
            deps=[row[3] for row in rows],
            heads=[int(row[4]) for row in rows],
        )
        found[doc.text] = doc
    return found
