"""Documents for the tests of this room: written here, read by the shipped encoder, with its parse or without one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from inquit.actors import Actors, Mentions
from inquit.layers import Encoded, Scored
from inquit.linguistics import load_tokenizer
from inquit.record import Block

Annotate = Callable[..., Doc]


def scored(text: str, names: tuple[tuple[str, str], ...]) -> tuple[Scored, ...]:
    found, at = [], 0
    for words, label in names:
        start = text.index(words, at)
        at = start + len(words)
        found.append(Scored(start, at, label, 0.95))
    return tuple(found)


@pytest.fixture(scope="session")
def base() -> Language:
    """Our tokenizer and the encoder: names, sentences and a parse."""
    nlp = load_tokenizer()
    nlp.add_pipe("inquit_encoder")
    return nlp


@pytest.fixture(scope="session")
def blank() -> Language:
    """The encoder's names without a parse."""
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit_encoder", config={"syntax": "never"})
    return nlp


@pytest.fixture(scope="session")
def annotate(base: Language) -> Annotate:
    """Text → Doc with mentions, actors and topics. `blocks`: (kind, words of the block) pairs.

    `names`: (words, label) pairs in text order, in place of what the encoder finds: for rules whatever its weights.
    """

    def run(
        text: str,
        *,
        blocks: tuple[tuple[str, str], ...] = (),
        meta: dict[str, str] | None = None,
        names: tuple[tuple[str, str], ...] | None = None,
        nlp: Language = base,
        **options: object,
    ) -> Doc:
        doc = nlp.make_doc(text)
        doc._.meta = meta or {}
        layout = []
        for at, (kind, words) in enumerate(blocks):
            start = text.index(words)
            layout.append(Block(f"b{at}", kind, start, start + len(words)))  # type: ignore[arg-type]
        doc._.blocks = tuple(layout)
        doc = nlp(doc)
        if names is not None:
            doc._.encoded = Encoded(names=scored(text, names))
        return Actors(**options)(Mentions()(doc))  # type: ignore[arg-type]

    return run
