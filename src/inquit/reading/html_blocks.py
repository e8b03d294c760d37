"""An HTML tree → its blocks, in order, each with the kind that its tags say."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from lxml import etree

from inquit.record import BlockKind

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
DROPPED = frozenset((
    "applet", "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "map", "math", "nav",
    "noframes", "noscript", "object", "rp", "rt", "script", "select", "style", "svg", "template", "textarea",
    "title", "video",
))  # fmt: skip
_DROPPED_NAMES = re.compile(
    r"(?:^|\s)(?:comments|comment-list|comment-body|comment-respond|respond|disqus_thread)(?:$|\s)", re.I
)
_PULL = re.compile(r"(?:^|[\s_-])pull[\s_-]?-?quotes?(?:$|[\s_-])", re.I)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|authors|by-line)(?:$|[\s_-](?:name|line)?)", re.I)
_BIO = re.compile(r"(?:^|[\s_-])(?:author-?bio|bio|about-the-author|author-?description)(?:$|[\s_-])", re.I)
_SUBTITLE = re.compile(r"(?:^|[\s_-])(?:subtitle|sub-title|standfirst|dek|deck|subheadline)(?:$|[\s_-])", re.I)
_NOTES = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?)(?:$|[\s_-])", re.I)
_NOTE_ROLES = ("doc-footnote", "doc-endnotes", "doc-endnote", "note")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
# HTML's own white space; no-break and other spaces are text
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r" {2,}")
_LONG_BYLINE = 200
# The kinds that hold for everything inside, and those that hold until a more telling one comes.
_OUTER = ("pull_quote", "block_quote", "note", "bio")


class Piece(msgspec.Struct, frozen=True):
    """A block of a page. `linked`: how many of its characters are in links."""

    text: str
    kind: BlockKind
    level: int = 0
    linked: int = 0


def pieces(root: Any) -> list[Piece]:
    """The blocks below an element, in order. Takes time linear in the size of the tree."""
    walk = _Walk()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element is not root and _is_dropped(element):
                walker.skip_subtree()
                walk.skipped = element
                continue
            walk.start(element)
        else:
            if walk.skipped is element:
                walk.skipped = None
            else:
                walk.end(element)
            if element is not root:
                walk.text(element.tail)
    walk.flush()
    return walk.found


class _Walk:
    """Collects words until a block ends. `kinds`: the block elements that we are in, with what they say."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.skipped: Any = None
        self._kinds: list[tuple[BlockKind | None, int]] = [("paragraph", 0)]
        self._lists = 0
        self._links = 0
        self._pre = 0
        self._words: list[str] = []
        self._linked = 0

    def start(self, element: Any) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._start_block(element, tag)
        elif tag == "br":
            self._words.append("\n")
        elif tag == "a":
            self._links += 1
        self.text(element.text)

    def end(self, element: Any) -> None:
        tag = element.tag
        if tag in ("td", "th"):
            self._words.append("\t")
        elif tag == "tr":
            self._words.append("\n")
        elif tag in BLOCKS:
            self.flush()
        if tag in BLOCKS:
            self._kinds.pop()
        if tag in ("ul", "ol"):
            self._lists -= 1
        elif tag == "pre":
            self._pre -= 1
        elif tag == "a":
            self._links -= 1

    def text(self, raw: str | None) -> None:
        if not raw:
            return
        words = raw if self._pre else _SPACE.sub(" ", raw)
        self._words.append(words)
        if self._links:
            self._linked += len(words.strip())

    def flush(self) -> None:
        """End a block: what was collected becomes one piece, or several where empty lines part it."""
        if not self._words:
            return
        text = "".join(self._words)
        linked, self._linked = self._linked, 0
        self._words = []
        kind, level = self._kind()
        for part in [text.strip("\n")] if self._pre else _paragraphs(text):
            if part.strip():
                share = linked * len(part) // len(text)
                self.found.append(Piece(part.strip(), _sensible(kind, part), level, share))

    def _start_block(self, element: Any, tag: str) -> None:
        if tag not in ("td", "th", "tr"):
            self.flush()
        self._kinds.append(self._said(element, tag))
        if tag in ("ul", "ol"):
            self._lists += 1
        elif tag == "pre":
            self._pre += 1

    def _said(self, element: Any, tag: str) -> tuple[BlockKind | None, int]:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        role = element.get("role") or ""
        if names != " ":
            if _PULL.search(names):
                return "pull_quote", 0
            if _NOTES.search(names):
                return "note", 0
            if _BIO.search(names):
                return "bio", 0
            if _SUBTITLE.search(names):
                return "subtitle", 0
            if _BYLINE.search(names):
                return "byline", 0
        if role in _NOTE_ROLES:
            return "note", 0
        if tag[0] == "h" and tag[1:].isdigit():
            return "heading", int(tag[1:])
        if tag == "blockquote":
            return "block_quote", 0
        if tag == "figure" and element.find(".//blockquote") is not None:
            return "block_quote", 0
        if tag in ("aside", "figcaption"):
            return "note", 0
        if tag in ("li", "dd", "dt"):
            return "list_item", max(self._lists, 1)
        return None, 0

    def _kind(self) -> tuple[BlockKind, int]:
        said = [(kind, level) for kind, level in self._kinds if kind is not None]
        for kind, level in said:
            if kind in _OUTER:
                # a figcaption under a quotation names its speaker: it stays with the quotation
                return ("pull_quote", 0) if ("pull_quote", 0) in said else (kind, level)
        return said[-1]


def _is_dropped(element: Any) -> bool:
    if element.tag in DROPPED or not isinstance(element.tag, str):
        return True
    attributes = element.attrib
    if element.tag == "sup" and _is_note_mark(element):
        return True
    if element.tag == "a" and len(element) == 0 and (element.text or "").strip() in ("¶", "#", "§", "🔗", "↩", "↩︎"):
        return True  # a link from a heading to itself, from a note back to its place
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if _HIDDEN_STYLE.search(attributes.get("style") or ""):
        return True
    if attributes.get("role") in ("navigation", "search", "doc-backlink"):
        return True
    return bool(
        _DROPPED_NAMES.search(attributes.get("class") or "") or _DROPPED_NAMES.search(attributes.get("id") or "")
    )


def _is_note_mark(sup: Any) -> bool:
    """A raised number that links to a note on the same page: it would stick to the word before it."""
    links = sup.findall(".//a")
    return bool(links) and all((link.get("href") or "").startswith("#") for link in links)


def _paragraphs(text: str) -> list[str]:
    """The text between empty lines, its runs of spaces as a browser shows them; tabs part the cells of a table."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        cells = "\t".join(_SPACES.sub(" ", cell).strip(" ") for cell in line.split("\t")).rstrip("\t")
        if cells:
            found[-1].append(cells)
        elif found[-1]:
            found.append([])
    return ["\n".join(lines) for lines in found]


def _sensible(kind: BlockKind, text: str) -> BlockKind:
    """A class name may say more than is true: nobody's byline is a paragraph long."""
    return "paragraph" if kind in ("byline", "subtitle") and len(text) > 2 * _LONG_BYLINE else kind
