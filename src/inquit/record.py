"""The record: one document with its annotations, as plain frozen structs, and as one line of JSON.

It holds the data model `inquit/1` and nothing else: no spaCy, no files, no other room of this package. All offsets are
half-open `[start, end)` in Unicode code points of `Document.text`, that is Python's `text[start:end]`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Literal, Protocol

import msgspec

SCHEMA = "inquit/1"

BlockKind = Literal[
    "title", "subtitle", "byline", "bio", "heading", "paragraph", "block_quote", "pull_quote", "list_item", "note"
]
# OntoNotes 5.0's eighteen types of names and values.
Label = Literal[
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE",
    "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
]  # fmt: skip
MentionKind = Literal["name", "nominal", "pronoun"]
QuotationKind = Literal["direct", "mixed", "indirect", "block"]
QuotationFlag = Literal["unclosed", "unopened", "altered"]
StanceLabel = Literal["favor", "against", "neutral"]
Span = tuple[int, int]


class Block(msgspec.Struct, frozen=True):
    """A piece of the layout. `section`: id of the heading above; `of`: the passage that a pull quote repeats."""

    id: str
    kind: BlockKind
    start: int
    end: int
    section: str | None = None
    of: Span | None = None


class Sentence(msgspec.Struct, frozen=True):
    """A sentence, wholly inside the block whose id is `block`."""

    id: str
    start: int
    end: int
    block: str


class Tokens(msgspec.Struct, frozen=True):
    """Tokens as six columns of one length.

    `pos` is the universal part of speech, `dep` the base's dependency label and `head` the index of the head token
    in these columns (a root is its own head).
    """

    start: tuple[int, ...]
    end: tuple[int, ...]
    lemma: tuple[str, ...]
    pos: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]


class Mention(msgspec.Struct, frozen=True):
    """Words that name something: a name, a nominal ("the French president") or a pronoun. `score` in 0..1."""

    id: str
    start: int
    end: int
    label: Label
    kind: MentionKind = "name"
    actor: str | None = None
    score: float = 1.0


class Actor(msgspec.Struct, frozen=True):
    """One person, organisation, country, group or cited document. The author of the document is always `a0`.

    `roles`: offices found in the document; `country`: ISO 3166 alpha-3; `represents`: id of the actor this one
    stands for; `members`: ids, where several speak as one; `kb`: an id in an outside knowledge base.
    """

    id: str
    name: str
    label: Label
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    country: str | None = None
    represents: str | None = None
    members: tuple[str, ...] = ()
    kb: str | None = None


class Topic(msgspec.Struct, frozen=True):
    """An issue that positions are taken on. `mentions` are the `[start, end]` pairs where it is named."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


class Quotation(msgspec.Struct, frozen=True):
    """An act of saying by a speaker other than the document's author.

    `start, end` enclose all `parts`; `parts` are the content without the outer marks and a leading "that"; `marked`
    the stretches in quotation marks, without them; `via` the rule or model that decided the speaker.
    """

    id: str
    kind: QuotationKind
    start: int
    end: int
    parts: tuple[Span, ...]
    marked: tuple[Span, ...] = ()
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    parent: str | None = None
    score: float = 1.0
    via: str = ""
    flags: tuple[QuotationFlag, ...] = ()


class Stance(msgspec.Struct, frozen=True):
    """The position of one holder on one target. `start, end` is the evidence, `score` that of `label` in 0..1."""

    id: str
    holder: str
    target: str
    label: StanceLabel
    score: float
    scores: dict[StanceLabel, float]
    start: int
    end: int
    quotation: str | None = None
    via: str = ""


class StanceSummary(msgspec.Struct, frozen=True):
    """All stances of one holder towards one target, none left out: `counts` by label, `ids` of the stances.

    `mean`: -1 (against) to 1 (favor), the mean of `scores["favor"] - scores["against"]`, so that a sure stance weighs
    more than an unsure one. `interval`: its 95 % interval, of the spread within the scores and between the stances.
    `contradictory`: both favor and against occur. In a corpus, holder and target are names, and ids are
    "document#stance".
    """

    holder: str
    target: str
    counts: dict[StanceLabel, int]
    mean: float
    interval: tuple[float, float]
    contradictory: bool
    ids: tuple[str, ...]


def summarised(stances: Iterable[tuple[str, str, str, Stance]]) -> list[StanceSummary]:
    """A summary for each holder and target, the most frequent first. `stances`: (holder, target, id, stance)."""
    grouped: dict[tuple[str, str], list[tuple[str, Stance]]] = {}
    for holder, target, id, stance in stances:
        grouped.setdefault((holder, target), []).append((id, stance))
    found = []
    for (holder, target), some in grouped.items():
        counts: dict[StanceLabel, int] = {"favor": 0, "against": 0, "neutral": 0}
        positions, within = [], 0.0
        for _, one in some:
            counts[one.label] += 1
            favor, against = one.scores.get("favor", 0.0), one.scores.get("against", 0.0)
            positions.append(favor - against)
            within += favor + against - (favor - against) ** 2
        mean = sum(positions) / len(some)
        between = sum((one - mean) ** 2 for one in positions) / max(len(some) - 1, 1)
        half = 1.96 * ((within / len(some) + between) / len(some)) ** 0.5
        interval = round(max(-1.0, mean - half), 3), round(min(1.0, mean + half), 3)
        both = counts["favor"] > 0 and counts["against"] > 0
        found.append(StanceSummary(holder, target, counts, round(mean, 3), interval, both, tuple(id for id, _ in some)))
    return sorted(found, key=lambda one: (-len(one.ids), one.holder, one.target))


class Provenance(msgspec.Struct, frozen=True):
    """What made the record: no clock time and no host name, so that the same input gives the same bytes."""

    version: str
    schema: str
    engine: str
    models: dict[str, str]
    settings: str


class HasSpan(Protocol):
    """Anything with `start` and `end`: a block, a sentence, a mention, a quotation, a stance."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Annotation = Block | Sentence | Mention | Actor | Topic | Quotation | Stance
LAYERS = ("blocks", "sentences", "mentions", "actors", "topics", "quotations", "stances")
_LAYER_STRUCTS: tuple[type[msgspec.Struct], ...] = (Block, Sentence, Mention, Actor, Topic, Quotation, Stance)


class Document(msgspec.Struct, frozen=True, dict=True):
    """One annotated document: a line of a corpus."""

    schema: str
    id: str
    text: str
    meta: dict[str, Any]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    tokens: Tokens | None
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    topics: tuple[Topic, ...]
    quotations: tuple[Quotation, ...]
    stances: tuple[Stance, ...]
    provenance: Provenance

    def text_of(self, span: HasSpan | Span | str | None) -> str:
        """The words of a span: an annotation, a `(start, end)` pair, or an annotation's id; "" for None (no cue).

        Raises KeyError for an unknown id.
        """
        if span is None:
            return ""
        if isinstance(span, str):
            found = self[span]
            if isinstance(found, Actor | Topic):
                return found.name
            span = found
        start, end = span if isinstance(span, tuple) else (span.start, span.end)
        return self.text[start:end]

    def __getitem__(self, id: str) -> Annotation:
        """The annotation of this id. Raises KeyError."""
        return self._by_id[id]

    def name_of(self, id: str | None) -> str | None:
        """The name of an actor or topic by its id; None for None."""
        if id is None:
            return None
        found = self[id]
        if not isinstance(found, Actor | Topic):
            raise KeyError(f"{id} is neither an actor nor a topic")
        return found.name

    def stances_summary(self) -> list[StanceSummary]:
        """Who favours or opposes what in this document, a summary for each pair of ids, the most frequent first."""
        return summarised((one.holder, one.target, one.id, one) for one in self.stances)

    def annotations(self) -> Iterator[Annotation]:
        """Every annotation of every layer but the tokens."""
        for layer in LAYERS:
            yield from getattr(self, layer)

    @cached_property
    def _by_id(self) -> dict[str, Annotation]:
        return {item.id: item for item in self.annotations()}

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, layer))} {layer}" for layer in LAYERS)
        title = self.meta.get("title")
        return f"<Document {self.id!r}{f' {title!r}' if title else ''}: {len(self.text)} characters, {counts}>"


def encode(document: Document) -> bytes:
    """The record as one line of UTF-8 JSON, without the line end.

    Fields of a newer minor version that came with the record (see `decode`) are written back where they stood.
    """
    unknown: dict[str, dict[str, Any]] | None = document.__dict__.get("unknown")
    try:
        if not unknown:
            return msgspec.json.encode(document)
        return msgspec.json.encode(_with_unknown(msgspec.to_builtins(document), unknown))
    except UnicodeEncodeError:  # a lone surrogate, which UTF-8 has no bytes for: JSON can still escape it
        return json.dumps(_with_unknown(msgspec.to_builtins(document), unknown or {})).encode()


def decode(line: bytes | str) -> Document:
    """The record of one line of JSON.

    A newer minor version (`inquit/1.2`) is read, and fields that this version does not know are kept for `encode`.
    Raises msgspec.DecodeError (no JSON), msgspec.ValidationError (no such record, with the JSON path of the fault, or
    a newer major version).
    """
    raw = _loads(line)
    check_version(raw)
    document = msgspec.convert(raw, Document)
    unknown = dict(_unknown_fields(raw))
    if unknown and document.schema == SCHEMA:
        where, fields = next(iter(unknown.items()))
        raise msgspec.ValidationError(f"Object has no field `{next(iter(fields))}` in {SCHEMA} - at `${where}`")
    if unknown:
        document.__dict__["unknown"] = unknown
    return document


def check_version(raw: object) -> None:
    """Refuse anything that is no record of this major version. Raises msgspec.ValidationError."""
    schema = raw.get("schema") if isinstance(raw, dict) else None
    match = re.fullmatch(r"inquit/(\d{1,6})(?:\.\d{1,6})?", schema) if isinstance(schema, str) else None
    if not match:
        raise msgspec.ValidationError(
            f'Expected a record with "schema": "{SCHEMA}", got {schema!r:.60} - at `$.schema`'
        )
    if match[1] != SCHEMA.partition("/")[2]:
        raise msgspec.ValidationError(f"This version of inquit reads {SCHEMA}.x, not {schema!r} - at `$.schema`")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the record."""
    schema = msgspec.json.schema(Document)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": SCHEMA, **schema}


def _loads(line: bytes | str) -> Any:
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        try:  # msgspec refuses the escape of a lone surrogate, which encode() may have written
            return json.loads(line, parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            raise error from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _unknown_fields(raw: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(path, fields) of every object in `raw` that has fields its struct lacks."""
    structs: list[tuple[str, type[msgspec.Struct], Any]] = [("", Document, raw)]
    for layer, kind in zip(LAYERS, _LAYER_STRUCTS, strict=True):
        structs += [(f".{layer}[{at}]", kind, item) for at, item in enumerate(raw[layer])]
    structs += [(".provenance", Provenance, raw["provenance"])]
    if raw["tokens"] is not None:
        structs += [(".tokens", Tokens, raw["tokens"])]
    for path, struct, value in structs:
        if len(value) > len(struct.__struct_fields__) or not value.keys() <= set(struct.__struct_fields__):
            extra = {key: item for key, item in value.items() if key not in struct.__struct_fields__}
            yield path, extra


def _with_unknown(raw: Any, unknown: dict[str, dict[str, Any]]) -> Any:
    for path, fields in unknown.items():
        at: Any = raw
        for name, index in re.findall(r"\.(\w+)|\[(\d+)\]", path):
            at = at[name] if name else at[int(index)]
        at.update(fields)
    return raw
