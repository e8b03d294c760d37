"""DOCX: paragraphs in order, with what their styles say; text boxes, tables and notes too.

A paragraph without a telling style is kind "paragraph", and where no style tells of headings, of no kind.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from inquit.reading.archive import check_office
from inquit.reading.parsed import Builder, Options, Parsed, Refused
from inquit.record import BlockKind

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Word's own names of its built-in styles, the same in every language of Word.
STYLES: dict[str, BlockKind] = {
    "title": "title",
    "subtitle": "subtitle",
    "quote": "block_quote",
    "intense quote": "block_quote",
    "block text": "block_quote",
    "block quotation": "block_quote",
    "quotations": "block_quote",
    "pull quote": "pull_quote",
    "caption": "note",
    "footnote text": "note",
    "endnote text": "note",
    "toc heading": "note",
    "byline": "byline",
    "author": "byline",
}
# Who stands in a file that this library made, with the date of its template: nobody.
TEMPLATE_AUTHOR = "python-docx"
MAX_STYLE_DEPTH = 20
SHORT_ROW = 300
# Deleted or moved-away words, codes of fields, and the older copy of what a newer element shows too.
_DROPPED = frozenset(
    {*(WORD + name for name in ("del", "moveFrom", "instrText", "delText", "sectPr", "pPr")), FALLBACK}
)
_SIGNS = {
    WORD + "tab": "\t",
    WORD + "ptab": "\t",
    WORD + "br": "\n",
    WORD + "cr": "\n",
    WORD + "noBreakHyphen": "\u2011",
}
_HEADING = re.compile(r"heading ([1-9])")
_LIST = re.compile(r"list (?:bullet|number)(?: [1-9])?")
_CONTENTS = re.compile(r"toc [1-9]")

Said = tuple[BlockKind, int]
Block = tuple[str, BlockKind, int]


def parse(data: bytes, options: Options) -> Parsed:
    """Read a Word document. Raises Refused."""
    check_office(data, options.max_bytes)
    try:
        document = docx.Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, etree.LxmlError) as error:
        raise Refused(f"is no readable DOCX: {str(error)[:200]}") from error
    styles = _styles(document)
    builder = Builder()
    title = ""
    for text, kind, level in _blocks(document.element.body, styles):
        builder.add(text, kind, level)
        title = title or (" ".join(text.split()) if kind == "title" else "")
    for text in _notes(document):
        builder.add(text, "note")
    return builder.parsed(_meta(document.core_properties, title), [])


def _blocks(parent: Any, styles: dict[str, Said]) -> Iterator[Block]:
    """Everything below an element; containers (content controls, insertions) are looked through."""
    for child in parent:
        if child.tag in _DROPPED:
            continue
        if child.tag == WORD + "p":
            yield from _paragraph(child, styles)
        elif child.tag == WORD + "tbl":
            yield from _table(child, styles)
        else:
            yield from _blocks(child, styles)


def _paragraph(paragraph: Any, styles: dict[str, Said]) -> Iterator[Block]:
    """The paragraph, then the text boxes that hang on it."""
    words: list[str] = []
    boxes: list[Any] = []
    _collect(paragraph, words, boxes)
    yield "".join(words), *_kind(paragraph, styles)
    for box in boxes:
        yield from _blocks(box, styles)


def _collect(element: Any, words: list[str], boxes: list[Any]) -> None:
    for child in element:
        if child.tag in _DROPPED:
            continue
        if child.tag == WORD + "t":
            words.append(child.text or "")
        elif child.tag in _SIGNS:
            words.append(_SIGNS[child.tag])
        elif child.tag == WORD + "txbxContent":
            boxes.append(child)
        else:
            _collect(child, words, boxes)


def _table(table: Any, styles: dict[str, Said]) -> Iterator[Block]:
    """One block of a line each row, cells parted by tabs; every paragraph its own where a row is long."""
    rows = [[list(_blocks(cell, styles)) for cell in row.iter(WORD + "tc")] for row in table.iterchildren(WORD + "tr")]
    if all(len(cell) <= 1 for row in rows for cell in row):
        lines = ["\t".join(" ".join(cell[0][0].split()) if cell else "" for cell in row).strip() for row in rows]
        if all(len(line) <= SHORT_ROW for line in lines):
            yield "\n".join(line for line in lines if line), "paragraph", 0
            return
    for row in rows:
        for cell in row:
            yield from cell


def _kind(paragraph: Any, styles: dict[str, Said]) -> Said:
    properties = paragraph.find(WORD + "pPr")
    if properties is None:
        return styles.get("", ("paragraph", 0))
    style = properties.find(WORD + "pStyle")
    said = styles.get("" if style is None else style.get(WORD + "val", ""), ("paragraph", 0))
    if said[0] not in ("paragraph", "list_item"):
        return said
    outline = _number(properties.find(WORD + "outlineLvl"), 9)
    if outline < 9:
        return "heading", outline + 1
    numbering = properties.find(WORD + "numPr")
    if numbering is not None:
        if _number(numbering.find(WORD + "numId"), 0) == 0:  # Word's way to take a paragraph out of its list
            return "paragraph", 0
        return "list_item", _number(numbering.find(WORD + "ilvl"), 0) + 1
    return said


def _styles(document: Any) -> dict[str, Said]:
    """Style id → what it says, by its own name or that of a style it is based on; "" is the default style."""
    own: dict[str, tuple[Said | None, str]] = {}
    default = ""
    for style in document.styles.element.iterchildren(WORD + "style"):
        if style.get(WORD + "type") != "paragraph":
            continue
        id = style.get(WORD + "styleId", "")
        own[id] = (_said(style), _value(style.find(WORD + "basedOn")))
        if style.get(WORD + "default") in ("1", "true", "on"):
            default = id
    found: dict[str, Said] = {}
    for id in own:
        at = id
        for _ in range(MAX_STYLE_DEPTH):
            said, base = own.get(at, (None, ""))
            if said is not None or not base:
                break
            at = base
        if said is not None:
            found[id] = said
    if default in found:
        found[""] = found[default]
    return found


def _said(style: Any) -> Said | None:
    name = _value(style.find(WORD + "name")).lower()
    if name in STYLES:
        return STYLES[name], 0
    if match := _HEADING.fullmatch(name):
        return "heading", int(match[1])
    if match := _LIST.fullmatch(name):
        return "list_item", int(name[-1]) if name[-1].isdigit() else 1
    if _CONTENTS.fullmatch(name):
        return "note", 0
    properties = style.find(WORD + "pPr")
    outline = 9 if properties is None else _number(properties.find(WORD + "outlineLvl"), 9)
    return ("heading", outline + 1) if outline < 9 else None


def _notes(document: Any) -> Iterator[str]:
    """Footnotes, then endnotes, without the separators that Word keeps among them."""
    for kind in ("footnote", "endnote"):
        for relation in document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{kind}s"):
                continue
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            try:
                root = etree.fromstring(relation.target_part.blob, parser)
            except etree.XMLSyntaxError:
                continue
            for note in root.iterchildren(WORD + kind):
                if note.get(WORD + "type", "normal") == "normal":
                    yield "\n".join(text for text, _, _ in _blocks(note, {}) if text.strip())


def _meta(properties: Any, title: str) -> dict[str, Any]:
    try:
        created = properties.created
    except ValueError:
        created = None
    if properties.author == TEMPLATE_AUTHOR:
        return {"title": title} if title else {}
    found = {
        "title": title or (properties.title or "").strip(),
        "author": (properties.author or "").strip(),
        "date": created.date().isoformat() if created else "",
        "language": (properties.language or "").strip(),
    }
    return {key: value for key, value in found.items() if value}


def _value(element: Any) -> str:
    return "" if element is None else element.get(WORD + "val", "")


def _number(element: Any, otherwise: int) -> int:
    value = _value(element)
    return int(value) if value.isdecimal() and len(value) < 5 else otherwise
