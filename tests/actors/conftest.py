"""Documents for the tests of this room: written here, analysed by our rules alone or by the shipped base."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from inquit.actors import Actors, Mentions
from inquit.layers import register
from inquit.linguistics import load_base
from inquit.record import Block

Annotate = Callable[..., Doc]


@pytest.fixture(scope="session")
def base() -> Language:
    register()
    return load_base("inquit", tokens=True)


@pytest.fixture(scope="session")
def blank() -> Language:
    register()
    return spacy.blank("en")


@pytest.fixture(scope="session")
def annotate(base: Language) -> Annotate:
    """Text → Doc with mentions, actors and topics. `blocks`: (kind, words of the block) pairs."""

    def run(
        text: str,
        *,
        blocks: tuple[tuple[str, str], ...] = (),
        meta: dict[str, str] | None = None,
        nlp: Language = base,
        **options: object,
    ) -> Doc:
        doc = nlp(text)
        doc._.meta = meta or {}
        layout = []
        for at, (kind, words) in enumerate(blocks):
            start = text.index(words)
            layout.append(Block(f"b{at}", kind, start, start + len(words)))  # type: ignore[arg-type]
        doc._.blocks = tuple(layout)
        return Actors(**options)(Mentions()(doc))  # type: ignore[arg-type]

    return run
