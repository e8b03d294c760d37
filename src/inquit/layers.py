"""The record's layers while a document is still a spaCy `Doc`: `doc._.blocks`, `doc._.quotations` and so on.

Each layer is kept in `doc.user_data` as MessagePack, so that a Doc with our annotations still pickles, goes through
`nlp.pipe(n_process=2)` and into a DocBin. It holds no logic of any stage.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from spacy.tokens import Doc

from inquit.reading.raw import Region
from inquit.record import Actor, Block, Mention, Quotation, Sentence, Stance, Topic


class Scored(msgspec.Struct, frozen=True, array_like=True):
    """A stretch `[start, end)` of the text with its label and how sure the encoder is of it (0..1)."""

    start: int
    end: int
    label: str
    score: float


class Encoded(msgspec.Struct, frozen=True):
    """What the encoder found, each list in text order.

    `names`: names and values by OntoNotes' 18 types. `contents`, `cues`, `sources`: attributions of any kind, beliefs
    and plans among them. `said`, `said_within` (contents inside another), `said_cues`, `said_sources`: acts of saying.
    """

    names: tuple[Scored, ...] = ()
    contents: tuple[Scored, ...] = ()
    cues: tuple[Scored, ...] = ()
    sources: tuple[Scored, ...] = ()
    said: tuple[Scored, ...] = ()
    said_within: tuple[Scored, ...] = ()
    said_cues: tuple[Scored, ...] = ()
    said_sources: tuple[Scored, ...] = ()


LAYER_TYPES: dict[str, Any] = {
    "meta": dict[str, Any],
    "structure": tuple[Region, ...],
    "blocks": tuple[Block, ...],
    "sentences": tuple[Sentence, ...],
    "encoded": Encoded,
    "mentions": tuple[Mention, ...],
    "actors": tuple[Actor, ...],
    "topics": tuple[Topic, ...],
    "quotations": tuple[Quotation, ...],
    "stances": tuple[Stance, ...],
}


def register() -> None:
    """Give `Doc` the extension attributes of all layers. Called by every stage's factory; harmless when repeated.

    A layer that no stage has set is empty. Setting one replaces it.
    """
    for layer, shape in LAYER_TYPES.items():
        if not Doc.has_extension(layer):
            Doc.set_extension(layer, getter=_getter(layer, shape), setter=_setter(layer))


def _getter(layer: str, shape: Any) -> Callable[[Doc], Any]:
    decoder = msgspec.msgpack.Decoder(shape)
    empty = msgspec.msgpack.encode({} if layer in ("meta", "encoded") else ())

    def get(doc: Doc) -> Any:
        return decoder.decode(doc.user_data.get(f"inquit.{layer}", empty))

    return get


def _setter(layer: str) -> Callable[[Doc, Any], None]:
    def put(doc: Doc, value: Any) -> None:
        doc.user_data[f"inquit.{layer}"] = msgspec.msgpack.encode(value)

    return put
