"""Text to blocks: lines, passages, kinds, in that order. No spaCy here; the component is in component.py."""

from __future__ import annotations

from collections.abc import Sequence

from inquit.layout.block_quotes import mark_block_quotes
from inquit.layout.front import mark_closing, mark_front
from inquit.layout.headings import mark_headings, mark_lists
from inquit.layout.lines import split_lines
from inquit.layout.notes import mark_notes
from inquit.layout.passages import Passage, gather
from inquit.layout.pull_quotes import mark_pull_quotes
from inquit.layout.regions import flatten
from inquit.reading.raw import Region
from inquit.record import Block


def lay_out(
    text: str, structure: Sequence[Region] = (), *, author: str | None = None, title: str | None = None
) -> tuple[Block, ...]:
    """The blocks of a text, in order; together they cover every character that is no space exactly once.

    `structure`: what the file's format knows; it wins, but a paragraph of it may turn out to be a title, byline, bio,
    note or quote. `author`, `title`: as known beforehand; they help to find the lines that say them. Offsets are code
    points. Time is linear in the text's length.
    """
    passages = _passages(text, structure)
    for passage in passages:
        if marks_only(passage):
            passage.kind = "paragraph"
    mark_front(passages, text, author=author, title=title)
    mark_notes(passages, text)
    mark_lists(passages)
    mark_closing(passages, author)
    mark_pull_quotes(passages, text)
    mark_block_quotes(passages)
    mark_headings(passages)
    return _blocks(passages)


def marks_only(passage: Passage) -> bool:
    """Whether nothing in the passage can be read: a dividing line, zero-width characters."""
    return passage.kind is None and not any(map(str.isalnum, passage.text[:200]))


def _passages(text: str, structure: Sequence[Region]) -> list[Passage]:
    passages: list[Passage] = []
    for stretch in flatten(structure, len(text)):
        lines = split_lines(text, stretch.start, stretch.end)
        if not lines:
            continue
        if stretch.kind is None:
            passages += gather(lines)
        elif stretch.kind == "paragraph":
            pieces = gather(lines)
            kept = pieces if any(piece.introduced for piece in pieces) else [Passage(lines)]
            for piece in kept:
                piece.region = True
            passages += kept
        else:
            passages.append(Passage(lines, kind=stretch.kind, level=stretch.level, fixed=True))
    return passages


def _blocks(passages: Sequence[Passage]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    section: str | None = None
    for at, passage in enumerate(passages):
        kind = passage.kind or "paragraph"
        blocks.append(Block(f"b{at}", kind, passage.start, passage.end, section, passage.of))
        if kind == "heading":
            section = f"b{at}"
    return tuple(blocks)
