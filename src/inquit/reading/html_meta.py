"""What an HTML page says about itself: title, author, date, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from inquit.reading.parsed import repaired

TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title")
AUTHORS = (
    "author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "parsely-author",
    "sailthru.author",
)
DATES = (
    "article:published_time", "citation_publication_date", "citation_date", "datepublished", "date", "dc.date",
    "dcterms.date", "dcterms.created", "dc.date.issued", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
ARTICLES = (
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "OpinionNewsArticle",
    "AnalysisNewsArticle",
    "ScholarlyArticle",
)
MAX_LD = 200_000
_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def metadata(root: Any) -> dict[str, Any]:
    """`title`, `author`, `date`, `language` of a page, where its head says them."""
    named = _named(root)
    linked = _linked_data(root)
    titles = [*named.get("og:title", []), *linked.get("title", []), *_first(named, TITLES), *_texts(root, "//title")]
    authors = _first(named, AUTHORS) or linked.get("author", []) or _texts(root, "//*[@rel='author']")
    dates = _first(named, DATES) or linked.get("date", [])
    dates = dates or [*root.xpath("//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content")]
    dates = dates or [*root.xpath("(//time/@datetime)[1]")]
    language = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    found = {
        "title": titles[0] if titles else "",
        "author": ", ".join(dict.fromkeys(name for name in authors if "://" not in name)),
        "date": _date(dates[0]) if dates else "",
        "language": language if _LANGUAGE.fullmatch(language) else "",
    }
    return {key: value for key, value in found.items() if value}


def _named(root: Any) -> dict[str, list[str]]:
    """`<meta name|property|itemprop=… content=…>`, by name in lower case."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _line(element.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(named: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    for name in names:
        if values := [value for value in named.get(name, []) if "://" not in value]:
            return values
    return []


def _texts(root: Any, path: str) -> list[str]:
    return [text for element in root.xpath(path) if (text := _line("".join(element.itertext())))]


def _linked_data(root: Any) -> dict[str, list[str]]:
    """schema.org in JSON: headline, author and date of the first article."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        raw = script.text or ""
        if len(raw) > MAX_LD:
            continue
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value):
            kinds = item.get("@type")
            if any(kind in ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return {
                    "title": _names(item.get("headline")),
                    "author": _names(item.get("author")),
                    "date": _names(item.get("datePublished")),
                }
    return {}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (part for part in (graph if isinstance(graph, list) else []) if isinstance(part, dict))


def _names(value: Any) -> list[str]:
    found = []
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and _line(name):
            found.append(_line(name))
    return found


def _date(raw: str) -> str:
    match = _ISO.match(raw)
    return match[0] if match else raw[:60]


def _line(raw: str) -> str:
    return repaired(" ".join(raw.split())[:500])
