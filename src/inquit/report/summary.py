"""A record as a page of plain text: who said what, and who favours or opposes whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from inquit.corpus import QuotationRow
from inquit.record import Document, Quotation

SIGNS = {"favor": "+", "against": "-", "neutral": "0"}


def summary(document: Document, *, width: int = 100) -> str:
    """The record in words: title, author, counts, quotations by speaker, stances with their evidence.

    `width` is the longest line, in characters.
    """
    return "\n".join(_lines(document, max(width, 40)))


def quotation_lines(rows: Iterable[QuotationRow], *, width: int = 100) -> Iterator[str]:
    """Yield a line for each quotation: speaker, cue, kind, score and as much of the words as `width` leaves."""
    for row in rows:
        speaker = _clip(row.speaker or "(not known)", 28)
        label = f"{speaker:<28}  {_clip(row.cue or '-', 14):<14}  {row.kind:<8}  {row.score:.2f}  "
        yield _entry(label, row.quotation, max(width, 80)) + "\n"


def _lines(document: Document, width: int) -> Iterator[str]:
    meta = document.meta
    yield _clip(str(meta.get("title") or document.id), width)
    about = [str(meta[key]) for key in ("subtitle", "author", "date") if meta.get(key)]
    if about:
        yield _clip(" · ".join(about), width)
    kinds = Counter(block.kind for block in document.blocks)
    yield _clip(", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in kinds.most_common()), width)
    yield ""
    yield f"Who says what ({len(document.quotations)} quotations)"
    for speaker, quotations in _by_speaker(document):
        yield _clip(f"  {_described(document, speaker)}", width)
        for quotation in quotations:
            words = " … ".join(document.text_of(part) for part in quotation.parts)
            yield _entry(f"{quotation.id:>5} {quotation.kind:<8} ", words, width)
    yield ""
    yield f"Who favours (+) or opposes (-) whom ({len(document.stances)} stances)"
    for stance in document.stances:
        holder, target = document.name_of(stance.holder), document.name_of(stance.target)
        yield _clip(f"  {SIGNS[stance.label]} {holder} → {target}  {stance.score:.2f}  {stance.via}", width)
        yield _entry("      ", document.text_of(stance), width)


def _by_speaker(document: Document) -> list[tuple[str | None, list[Quotation]]]:
    """Speakers, most quoted first; the unknown last."""
    groups: dict[str | None, list[Quotation]] = {}
    for quotation in document.quotations:
        groups.setdefault(quotation.speaker, []).append(quotation)
    return sorted(groups.items(), key=lambda item: (item[0] is None, -len(item[1])))


def _described(document: Document, speaker: str | None) -> str:
    if speaker is None:
        return "(speaker not known)"
    actor = next(actor for actor in document.actors if actor.id == speaker)
    name = actor.name
    if actor.represents:
        name += f" = {document.name_of(actor.represents)}"
    return f"{name} ({'; '.join(actor.roles)})" if actor.roles else name


def _entry(label: str, words: str, width: int) -> str:
    return _clip(label + " ".join(words.split()), width)


def _clip(line: str, width: int) -> str:
    line = "".join(char if char.isprintable() else "·" for char in line)  # no control characters on a terminal
    return line if len(line) <= width else line[: width - 1] + "…"
