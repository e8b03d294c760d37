"""Does a record mean something? The checks that its types cannot express: order, references, offsets, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from inquit.corpus.reader import read_lines
from inquit.errors import RecordError
from inquit.record import LAYERS, Actor, Block, Document, HasSpan, Mention, Quotation, Span, Tokens, Topic


class Problem(msgspec.Struct, frozen=True):
    """One fault of a record: where in its JSON, and what."""

    json_path: str
    message: str

    def __str__(self) -> str:
        return f"{self.json_path}: {self.message}"


def problems(document: Document) -> list[Problem]:
    """Everything that is wrong with a record of the right shape; empty when it is sound."""
    return [Problem(path, message) for path, message in _all(document)]


Faults = Iterator[tuple[str, str]]


def _all(document: Document) -> Faults:
    if not document.id:
        yield "$.id", "the document has no id"
    yield from _ids(document)
    yield from _spans(document)
    yield from _references(document)
    yield from _blocks(document.text, document.blocks)
    yield from _sentences(document)
    yield from _quotations(document)
    yield from _scores(document)
    if document.tokens is not None:
        yield from _tokens(document.tokens, len(document.text))


def _ids(document: Document) -> Faults:
    seen: dict[str, str] = {}
    for layer in LAYERS:
        for at, item in enumerate(getattr(document, layer)):
            path = f"$.{layer}[{at}].id"
            if item.id in seen:
                yield path, f"the id {item.id!r} stands at {seen[item.id]} too"
            seen.setdefault(item.id, path)
    if not document.actors or document.actors[0].id != "a0":
        yield "$.actors", "the first actor must be the author, a0"


def _spans(document: Document) -> Faults:
    size = len(document.text)
    for layer in ("blocks", "sentences", "mentions", "quotations", "stances"):
        items: Sequence[HasSpan] = getattr(document, layer)
        for at, item in enumerate(items):
            yield from _inside(f"$.{layer}[{at}]", (item.start, item.end), (0, size), "the text")
            if at and (item.start, -item.end) < (items[at - 1].start, -items[at - 1].end):
                yield f"$.{layer}[{at}]", "stands before its predecessor: the layer is not in text order"
    last = 0
    for at, topic in enumerate(document.topics):
        yield from _ordered(f"$.topics[{at}].mentions", topic.mentions, (0, size), "the text")
        first = topic.mentions[0][0] if topic.mentions else size
        if first < last:
            yield f"$.topics[{at}]", "is mentioned before its predecessor: the layer is not in text order"
        last = first


def _inside(path: str, span: Span, outer: Span, name: str) -> Faults:
    start, end = span
    if not start < end:
        yield path, f"the span [{start}, {end}) is empty"
    elif not (outer[0] <= start and end <= outer[1]):
        yield path, f"the span [{start}, {end}) is not inside {name}, [{outer[0]}, {outer[1]})"


def _ordered(path: str, spans: Sequence[Span], outer: Span, name: str) -> Faults:
    for at, span in enumerate(spans):
        yield from _inside(f"{path}[{at}]", span, outer, name)
        if at and span[0] < spans[at - 1][1]:
            yield f"{path}[{at}]", "overlaps its predecessor or stands before it"


def _references(document: Document) -> Faults:
    kinds = {item.id: type(item) for item in document.annotations()}
    wanted: list[tuple[str, str | None, tuple[type, ...]]] = []
    for at, block in enumerate(document.blocks):
        wanted.append((f"$.blocks[{at}].section", block.section, (Block,)))
    for at, sentence in enumerate(document.sentences):
        wanted.append((f"$.sentences[{at}].block", sentence.block, (Block,)))
    for at, mention in enumerate(document.mentions):
        wanted.append((f"$.mentions[{at}].actor", mention.actor, (Actor,)))
    for at, actor in enumerate(document.actors):
        wanted.append((f"$.actors[{at}].represents", actor.represents, (Actor,)))
        wanted += [(f"$.actors[{at}].members[{i}]", member, (Actor,)) for i, member in enumerate(actor.members)]
        if actor.id == actor.represents or actor.id in actor.members:
            yield f"$.actors[{at}]", "the actor refers to itself"
    for at, quotation in enumerate(document.quotations):
        wanted.append((f"$.quotations[{at}].speaker", quotation.speaker, (Actor,)))
        wanted.append((f"$.quotations[{at}].parent", quotation.parent, (Quotation,)))
    for at, stance in enumerate(document.stances):
        wanted.append((f"$.stances[{at}].holder", stance.holder, (Actor,)))
        wanted.append((f"$.stances[{at}].target", stance.target, (Actor, Topic)))
        wanted.append((f"$.stances[{at}].quotation", stance.quotation, (Quotation,)))
    for path, id, allowed in wanted:
        if id is not None and kinds.get(id) not in allowed:
            names = " or ".join(kind.__name__.lower() for kind in allowed)
            yield path, f"no {names} has the id {id!r}"


def _blocks(text: str, blocks: Sequence[Block]) -> Faults:
    last = 0
    for at, block in enumerate(blocks):
        if block.start < last:
            yield f"$.blocks[{at}]", "overlaps its predecessor"
        if stray := text[last : block.start].strip():
            yield f"$.blocks[{at}]", f"no block covers {stray!r:.40} before it"
        last = max(last, block.end)
        if block.of is not None:
            if block.kind != "pull_quote":
                yield f"$.blocks[{at}].of", f"a {block.kind} repeats no passage"
            yield from _inside(f"$.blocks[{at}].of", block.of, (0, len(text)), "the text")
    if stray := text[last:].strip():
        yield "$.blocks", f"no block covers {stray!r:.40} at the end"


def _sentences(document: Document) -> Faults:
    blocks = {block.id: block for block in document.blocks}
    last = 0
    for at, sentence in enumerate(document.sentences):
        if block := blocks.get(sentence.block):
            yield from _inside(f"$.sentences[{at}]", _span(sentence), _span(block), "its block")
        if sentence.start < last:
            yield f"$.sentences[{at}]", "overlaps its predecessor"
        last = max(last, sentence.end)


def _span(item: HasSpan) -> Span:
    return item.start, item.end


def _quotations(document: Document) -> Faults:
    quotations = {quotation.id: quotation for quotation in document.quotations}
    text: Span = (0, len(document.text))
    for at, quotation in enumerate(document.quotations):
        path = f"$.quotations[{at}]"
        if not quotation.parts:
            yield f"{path}.parts", "a quotation has at least one part"
        yield from _ordered(f"{path}.parts", quotation.parts, _span(quotation), "the quotation")
        yield from _ordered(f"{path}.marked", quotation.marked, _span(quotation), "the quotation")
        for name in ("cue", "source"):
            if (span := getattr(quotation, name)) is not None:
                yield from _inside(f"{path}.{name}", span, text, "the text")
        parent = quotations.get(quotation.parent or "")
        if parent is quotation:
            yield f"{path}.parent", "the quotation is its own parent"
        elif parent is not None:
            yield from _inside(path, _span(quotation), _span(parent), "its parent")


def _scores(document: Document) -> Faults:
    scored: list[tuple[str, Sequence[Mention | Quotation]]] = [
        ("mentions", document.mentions),
        ("quotations", document.quotations),
    ]
    for layer, items in scored:
        for at, item in enumerate(items):
            if not 0 <= item.score <= 1:
                yield f"$.{layer}[{at}].score", f"{item.score} is outside 0..1"
    for at, stance in enumerate(document.stances):
        path = f"$.stances[{at}]"
        if stance.score != stance.scores.get(stance.label):
            yield f"{path}.score", f"{stance.score} is not the score of {stance.label!r} in scores"
        if any(not 0 <= score <= 1 for score in stance.scores.values()):
            yield f"{path}.scores", "a score is outside 0..1"
        elif stance.score < max(stance.scores.values(), default=0):
            yield f"{path}.label", f"another label scores higher than {stance.label!r}"


def _tokens(tokens: Tokens, size: int) -> Faults:
    columns = {name: getattr(tokens, name) for name in Tokens.__struct_fields__}
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        yield "$.tokens", f"the columns differ in length: {lengths}"
        return
    yield from _ordered("$.tokens", list(zip(tokens.start, tokens.end, strict=True)), (0, size), "the text")
    for at, head in enumerate(tokens.head):
        if not 0 <= head < len(tokens.head):
            yield f"$.tokens.head[{at}]", f"there is no token {head}"


def validate(paths: Iterable[str | Path]) -> Iterator[Document | RecordError]:
    """Each sound record of these corpus files, and a RecordError for each fault: file, line, JSON path, what.

    Ids of documents must be unique over all files. Blank lines are passed over.
    """
    seen: dict[str, str] = {}
    for path in paths:
        for line, item in read_lines(path):
            if isinstance(item, RecordError):
                yield item
                continue
            faults = problems(item)
            if item.id in seen:
                faults.append(Problem("$.id", f"the id {item.id!r} stands at {seen[item.id]} too"))
            seen.setdefault(item.id, f"{path}:{line}")
            if faults:
                for fault in faults:
                    yield RecordError(fault.message, path=str(path), line=line, json_path=fault.json_path)
            else:
                yield item
