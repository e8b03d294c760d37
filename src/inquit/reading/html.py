"""HTML: the main content in its order, with the structure that its tags say.

Scripts, styles and what is hidden are dropped; nothing is fetched and no entity of the document's own is expanded.
"""

from __future__ import annotations

import re

import msgspec
from lxml import etree, html

from inquit.reading.decoding import MARKS, decode
from inquit.reading.html_blocks import Piece, pieces
from inquit.reading.html_meta import metadata
from inquit.reading.parsed import Builder, Options, Parsed, Refused

# Below this share of the words that are no links, the choice of the main content is doubtful; below the second, wrong.
LOW_SHARE = 0.5
USELESS_SHARE = 0.1
LINKED = 0.6
PREFIX = 40
_CHARSET = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w:.-]+)""", re.I)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]+)""")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
# As browsers read them.
_AS_WINDOWS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_MESSY = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|sidebar|footer|header|masthead|cookie|comments?|share|sharing|social|related"
    r"|breadcrumbs?|advert|ads?|promo|widget|newsletter|subscribe|banner)(?:$|[\s_-])",
    re.I,
)
_MESSY_TAGS = ("nav", "header", "footer", "aside", "form", "iframe")


def parse(data: bytes, options: Options) -> Parsed:
    """Read an HTML page. Raises Refused."""
    page, notices = decode(data, options.encoding, declared=_declared(data))
    root = _tree(page)
    meta = metadata(root)
    found = _main_content(root, page, notices)
    builder = Builder()
    title = _with_title(found, root)
    for piece in title:
        builder.add(piece.text, piece.kind, piece.level)
    if text := next((" ".join(piece.text.split()) for piece in title if piece.kind == "title"), None):
        meta["title"] = text
    if "author" not in meta and (byline := next((piece.text for piece in title if piece.kind == "byline"), None)):
        meta["author"] = re.sub(r"^\s*by[:\s]\s*", "", byline.split("\n")[0], flags=re.I)[:200].strip()
    return builder.parsed({key: value for key, value in meta.items() if value}, notices)


def _declared(data: bytes) -> str | None:
    if any(data.startswith(mark) for mark, _ in MARKS):
        return None
    match = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:4096])
    if match is None:
        return None
    name = match[1].decode("ascii", "replace").lower()
    return None if name in ("utf-7", "utf7") else _AS_WINDOWS.get(name, name)


def _tree(page: str) -> html.HtmlElement:
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(_XML_DECLARATION.sub("", page, count=1), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Refused("has no text" if "empty" in str(error) else f"is no readable HTML: {error}") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):  # what follows would be missing
        raise Refused("is nested too deeply to be read")
    return root


def _main_content(root: html.HtmlElement, page: str, notices: list[str]) -> list[Piece]:
    """The blocks of the article where the page says which it is, of the whole body where it is plain, and else of the
    stretch that trafilatura finds: everything from its first to its last block, but for lists of links.
    """
    body = root.find("body")
    everything = pieces(root if body is None else body)
    unlinked = [piece for piece in everything if piece.linked <= LINKED * len(piece.text)]
    size = _size(unlinked)
    kept = _article(root, size)
    if not kept and body is not None and _is_messy(body):
        kept = _middle(everything, page)
        if _size(kept) < USELESS_SHARE * size:
            notices.append("no main content found: the whole page is kept, but for lists of links")
            kept = unlinked
    if kept and _size(kept) < LOW_SHARE * size:
        notices.append(f"kept {_size(kept):,} of the page's {size:,} characters as its main content")
    return kept or everything


def _article(root: html.HtmlElement, size: int) -> list[Piece]:
    for choice in ("//article", "//*[@itemprop='articleBody']", "//main", "//*[@role='main']"):
        inside = set()
        sizes: list[tuple[int, list[Piece]]] = []
        for element in root.xpath(choice):
            if element.getparent() in inside:
                inside.add(element)
                continue
            inside.update(element.iter())
            found = pieces(element)
            sizes.append((_size(found), found))
        largest, found = max(sizes, key=lambda item: item[0], default=(0, []))
        # several articles: one of them must be the page's; a teaser is not the page
        if largest > 0.6 * sum(size for size, _ in sizes) and largest >= USELESS_SHARE * size:
            return found
    return []


def _is_messy(body: html.HtmlElement) -> bool:
    """Has the page parts that are no content, by their tags or class names?"""
    for element in body.iter(etree.Element):
        if element.tag in _MESSY_TAGS or element.get("role") in ("navigation", "banner", "contentinfo"):
            return True
        if _MESSY.search(element.get("class") or "") or _MESSY.search(element.get("id") or ""):
            return True
    return False


def _middle(everything: list[Piece], page: str) -> list[Piece]:
    import trafilatura

    text = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    starts = {_start(line) for line in text.splitlines()} - {""}
    marked = [at for at, piece in enumerate(everything) if _start(piece.text) in starts]
    if not marked:
        return []
    return [
        piece
        for at, piece in enumerate(everything[marked[0] : marked[-1] + 1], marked[0])
        if piece.linked <= LINKED * len(piece.text) or at in (marked[0], marked[-1])
    ]


def _start(line: str) -> str:
    """What a block and a line of trafilatura's are compared by."""
    return "".join(char for char in line[: 2 * PREFIX] if char.isalnum())[:PREFIX]


def _with_title(found: list[Piece], root: html.HtmlElement) -> list[Piece]:
    """The one first-level heading that stands before the text is the title; it may stand outside the content."""
    firsts = [at for at, piece in enumerate(found) if piece.kind == "heading" and piece.level == 1]
    if firsts:
        at = firsts[0]
        before = sum(len(piece.text) for piece in found[:at])
        if len(firsts) == 1 or before < 300:
            return [*found[:at], msgspec.structs.replace(found[at], kind="title", level=0), *found[at + 1 :]]
        return found
    outside = [piece for element in root.iter("h1") for piece in pieces(element)]
    if len(outside) == 1 and not any(piece.text == outside[0].text for piece in found):
        return [msgspec.structs.replace(outside[0], kind="title", level=0), *found]
    return found


def _size(found: list[Piece]) -> int:
    return sum(len(piece.text) for piece in found)
