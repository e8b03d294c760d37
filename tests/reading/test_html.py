"""HTML: the whole article and nothing else, in order, with its structure."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from inquit.reading.html import parse
from inquit.reading.parsed import Options
from reading.files import document, regions

ESSAY = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>The Long Peace | The Review</title>
<meta name="author" content="Ann Example"><meta property="article:published_time" content="1921-05-04T10:00:00Z">
<script>var a = "<p>no</p>";</script><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a> <a href="/all">All essays</a></nav>
<article><header><h1>The Long <em>Peace</em></h1><p class="dek">Why it held</p>
<p class="byline">By Ann Example</p></header>
<p>The envoy&nbsp;wrote:<!-- no --> &ldquo;We&#8209;ll stay.&rdquo;<sup><a href="#n1">1</a></sup> Nobody
   else   did.</p>
<blockquote><p>We shall not leave.</p><p>We shall not yield.</p><footer>&mdash; Baron Test</footer></blockquote>
<aside class="pull-quote">&ldquo;We shall not yield&rdquo;</aside>
<h2 id="x">The first winter<a href="#x">¶</a></h2>
<figure class="pullquote"><blockquote>Nobody else did.</blockquote></figure>
<ul><li>one<ul><li>one and a half</li></ul></li><li><p>two</p></li></ul>
<p hidden>hidden</p><p style="display: none">hidden</p><template><p>no</p></template>
Loose words<br>on two lines<br><br>and a paragraph.
<pre>  As   it
stands</pre>
<table><tr><th>Year<th>Ships</tr><tr><td>1920<td>12</tr></table>
<section class="footnotes"><ol><li id="n1">See the letters.</li></ol></section>
</article>
<footer>All rights reserved</footer></body></html>
"""


def test_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(ESSAY, encoding="utf-8")
    found = document(path)
    assert regions(found) == [
        ("title", "The Long Peace"),
        ("subtitle", "Why it held"),
        ("byline", "By Ann Example"),
        ("paragraph", "The envoy\u00a0wrote: “We\u2011ll stay.” Nobody else did."),
        ("block_quote", "We shall not leave."),
        ("block_quote", "We shall not yield."),
        ("block_quote", "— Baron Test"),
        ("pull_quote", "“We shall not yield”"),
        ("heading", "The first winter"),
        ("pull_quote", "Nobody else did."),
        ("list_item", "one"),
        ("list_item", "one and a half"),
        ("list_item", "two"),
        ("paragraph", "Loose words\non two lines"),
        ("paragraph", "and a paragraph."),
        ("paragraph", "As   it\nstands"),
        ("paragraph", "Year\tShips\n1920\t12"),
        ("note", "See the letters."),
    ]
    assert [region.level for region in found.structure if region.level] == [2, 1, 2, 1]
    assert found.text.startswith("The Long Peace\n\nWhy it held\n\nBy Ann Example\n\nThe envoy")
    assert "one\none and a half\ntwo\n\nLoose" in found.text
    meta = {key: found.meta[key] for key in ("title", "author", "date", "language")}
    assert meta == {"title": "The Long Peace", "author": "Ann Example", "date": "1921-05-04", "language": "en-GB"}
    assert found.notices == ()


def paragraphs(count: int) -> list[str]:
    words = "The envoy wrote again in week {} that his government would neither sign the treaty nor leave the table."
    return [words.format(at) for at in range(count)]


def test_an_essay_of_plain_paragraphs_comes_out_whole() -> None:
    wanted = paragraphs(300)
    found = parse(("<p>" + "<p>".join(wanted)).encode(), Options())
    assert found.text == "\n\n".join(wanted)
    assert found.notices == ()


MESSY = """<html><head><title>The Long Peace</title></head><body>
<div class="site-header"><h1>The Long Peace</h1><div class="menu"><a href=a>Home</a><a href=b>Politics</a></div></div>
<div class="content">{}
<div><ul><li><a href=c>Another long essay about another long war of the century</a></ul></div>{}</div>
<div class="sidebar"><p>Subscribe now to the best of reviews, only six shillings.</p></div>
<div class="footer"><p>All rights reserved by the Review of Examples. Printed in the city.</p></div></body></html>"""


def test_a_messy_page_gives_its_main_content_in_order() -> None:
    wanted = paragraphs(12)
    halves = ("<p>" + "</p><p>".join(half) + "</p>" for half in (wanted[:6], wanted[6:]))
    found = parse(MESSY.format(*halves).encode(), Options())
    assert found.text == "\n\n".join(["The Long Peace", *wanted])
    assert found.meta["title"] == "The Long Peace"


def test_main_content_that_is_a_small_part_is_said() -> None:
    page = f"<article>{'<p>'.join(paragraphs(4))}</article><div>{'<p>'.join(paragraphs(9))}</div>"
    found = parse(page.encode(), Options())
    assert found.text.count("envoy") == 4
    assert [notice.partition(" ")[0] for notice in found.notices] == ["kept"]


def test_teasers_are_no_article() -> None:
    teaser = "<article><p>A short teaser.</article>"
    found = parse(f"<div>{teaser * 3}<p>{'<p>'.join(paragraphs(9))}</div>".encode(), Options())
    assert found.text.count("envoy") == 9


@pytest.mark.parametrize(
    ("head", "author", "date"),
    [
        ('<meta property="article:author" content="https://x.example/ann"><a rel="author">Ann B.</a>', "Ann B.", None),
        ('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "author": [{"name": "Ann \\ud800"},'
         ' {"name": "Bo"}], "datePublished": "1921-05-04"}]}</script>', "Ann \ufffd, Bo", "1921-05-04"),
        ('<script type="application/ld+json">{broken</script><time datetime="1921-05">May</time>', None, "1921-05"),
        ('<meta name="DC.creator" content="Ann"><meta name="DC.date" content="May 1921">', "Ann", "May 1921"),
        ("<p class=byline>By Ann Example</p>", "Ann Example", None),
    ],
)  # fmt: skip
def test_author_and_date(head: str, author: str | None, date: str | None) -> None:
    found = parse(f"<html>{head}<p>The envoy left.</html>".encode(), Options()).meta
    assert (found.get("author"), found.get("date")) == (author, date)


@pytest.mark.parametrize(
    ("data", "text", "notices"),
    [
        ('<meta charset="iso-8859-1"><p>“Zoë”', "“Zoë”", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Зоя', "Зоя", "cp1251"),
        ('<?xml version="1.0" encoding="windows-1250"?><p>Łódź', "Łódź", "cp1250"),
        ('<meta charset="iso-8859-1"><p>“Zoë”', "“Zoë”", "utf-8"),
        ('<meta charset="utf-8"><p>“Zoë”', "“Zoë”", "utf-16"),
        ("<p>“Zoë”", "“Zoë”", "utf-8-sig"),
        ('<meta charset="nonsense"><p>“Zoë”', "“Zoë”", "utf-8"),
    ],
)
def test_charsets(data: str, text: str, notices: str) -> None:
    assert parse(data.encode(notices), Options()).text == text


def test_an_entity_of_the_page_itself_is_not_expanded() -> None:
    page = b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bomb">]><p>&a;&b;</p>'
    assert "root" not in (text := parse(page, Options()).text)
    assert "&a;&b;" in text


@pytest.mark.parametrize(
    "page",
    [
        b"<" * 1_000_000,
        b"&" * 1_000_000,
        b"<p>a" + b"<br>" * 100_000,
        b"<p>a" + b"\t \t" * 300_000 + b"b",
        b"<table><tr><td>a" + b"<td>" * 100_000,
        b"<p>x" + b"<meta charset " * 100_000,
        b"<p>" + b"<b>x" * 1_000 + b"<i></i>" * 30_000,
        b"<article>x" * 240 + b"<p>y</p>" * 20_000,
    ],
)
def test_hostile_pages_take_no_time(page: bytes) -> None:
    start = time.process_time()
    assert parse(page, Options()).text
    assert time.process_time() - start < 10
