"""PolNeAR's attributions that are quotations as inquit means them: acts of saying, with a source and a content.

PolNeAR marks beliefs, plans and mere mentions of statements too; those are left out by their cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inquit.evaluation.gold.polnear import Attribution, PolnearDocument, read_polnear
from inquit.linguistics.quotation_marks import Marked, find_marks
from inquit.quotations.lexicon import NOUNS, SILENT, VERBS
from inquit.record import SCHEMA, Document, Provenance, Quotation, QuotationKind, Span

SAYING = frozenset({"say", "direct", "accuse", "express"})
_CALLING = frozenset({"call", "name"})
_EDGES = " \t\r\n“”\"'‘’«»„,.;:—–-"
_SHORTEST = 2  # words of a content without marks


def read_said(folder: Path) -> list[Document]:
    """The articles of one half of PolNeAR as records that hold quotations alone. Raises GoldError as `read_polnear`."""
    return [said_of_article(article) for article in read_polnear(folder)]


def said_of_article(article: PolnearDocument) -> Document:
    """One article's acts of saying: attributions with a source whose cue says, tells, asks, accuses or expresses.

    Those with words in marks count whatever the cue, but for what is in somebody's head. Contents lose what belongs to
    the record's form: outer marks, a leading "that", a comma or stop at the end; of "called him “unhinged”" the words
    in marks remain.
    """
    text, marks = article.text, find_marks(article.text, ())
    quotations: list[Quotation] = []
    for one in article.attributions:
        if not one.source:
            continue
        frames = _frames(text, one)
        parts = tuple(part for span in one.content if (part := _trimmed(text, span)))
        kind = _kind(text, parts, marks)
        if frames & _CALLING and not frames & SAYING and kind == "mixed":
            parts, kind = _in_marks(parts, marks), "direct"
        words = sum(len(text[start:end].split()) for start, end in parts)
        if "silent" in frames or words < (_SHORTEST if kind == "indirect" else 1):
            continue
        if kind == "indirect" and not frames & SAYING:
            continue
        quotations.append(
            Quotation(
                id=f"q{len(quotations)}",
                kind=kind,
                start=parts[0][0],
                end=parts[-1][1],
                parts=parts,
                cue=one.cue[0] if one.cue else None,
                source=(one.source[0][0], one.source[-1][1]),
                via="gold",
            )
        )
    provenance = Provenance("gold", SCHEMA, "PolNeAR", {}, "")
    return Document(SCHEMA, article.id, text, {}, (), (), None, (), (), (), tuple(quotations), (), provenance)


def _frames(text: str, one: Attribution) -> frozenset[str]:
    """What the words of the cue can do; "silent" for those of the mind."""
    words = [word.strip(".,:;’'").casefold() for start, end in one.cue for word in text[start:end].split()]
    found: set[str] = {frame for word in words for frame in VERBS.get(word, ())}
    if any(word in NOUNS or word == "according" for word in words):
        found.add("say")
    if any(word in SILENT for word in words):
        found.add("silent")
    return frozenset(found)


def _in_marks(parts: Sequence[Span], marks: Sequence[Marked]) -> tuple[Span, ...]:
    inside = [mark for mark in marks if mark.depth == 0 and any(s <= mark.start < e for s, e in parts)]
    return tuple((mark.start, mark.end) for mark in inside)


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    for opener in ("that ", "that\n"):
        if text.startswith(opener, start):
            start += len(opener)
            while start < end and text[start] in _EDGES:
                start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return (start, end) if start < end else None


def _kind(text: str, parts: Sequence[Span], marks: Sequence[Marked]) -> QuotationKind:
    """direct: all words in marks; mixed: some; indirect: none."""
    size = inside = 0
    for start, end in parts:
        size += sum(character.isalnum() for character in text[start:end])
        for mark in marks:
            low, high = max(start, mark.start), min(end, mark.end)
            if mark.depth == 0 and low < high:
                inside += sum(character.isalnum() for character in text[low:high])
    return "indirect" if not inside else "direct" if inside == size else "mixed"
