"""DOCX and PDF: text in order, structure by styles and bookmarks, what the file says of itself."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pytest

from inquit.reading.docx import parse as parse_docx
from inquit.reading.parsed import Options
from inquit.reading.pdf import parse as parse_pdf
from reading.files import document, encrypted_pdf, packed, pdf, regions, repacked, word

STYLED = [
    ("The Long Peace", "Title"),
    ("Why it held", "Subtitle"),
    ("By Ann Example", None),
    ("The first winter", "Heading 1"),
    ("The envoy\u00a0wrote: “We\u2011ll stay.”", "Body Text"),
    ("", None),
    ("We shall not leave.", "Intense Quote"),
    ("We shall not yield.", "Quote"),
    ("one", "List Bullet"),
    ("two", "List Number 2"),
    ("The second winter", "Heading 2"),
    ("The end.", None),
]


@pytest.mark.parametrize("packing", ["", ".gz"])
def test_styles_say_what_a_paragraph_is(tmp_path: Path, packing: str) -> None:
    path = tmp_path / f"a.docx{packing}"
    made = word(
        STYLED, author="Ann Example", title="Document1", created=datetime.datetime(1921, 5, 4), language="en-GB"
    )
    path.write_bytes(packed(made, packing))
    found = document(path)
    kinds = "title subtitle paragraph heading paragraph block_quote block_quote list_item list_item heading paragraph"
    assert regions(found) == list(zip(kinds.split(), [text for text, _ in STYLED if text], strict=True))
    assert [region.level for region in found.structure if region.level] == [1, 1, 2, 2]
    meta = {key: found.meta[key] for key in ("title", "author", "date", "language")}
    assert meta == {"title": "The Long Peace", "author": "Ann Example", "date": "1921-05-04", "language": "en-GB"}


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def body(xml: str) -> bytes:
    """A DOCX with this body."""
    return repacked(
        word([]), {"word/document.xml": f"<w:document {W} {MC}><w:body>{xml}</w:body></w:document>".encode()}
    )


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>",
         [("paragraph", "a\tb\nc\u2011d")]),
        ("<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
         [("paragraph", "new")]),
        ("<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
         [("paragraph", "linked")]),
        (f"<w:sdt><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>", [("paragraph", "controlled")]),
        (paragraph("item", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'), [("list_item", "item")]),
        (paragraph("no item", '<w:numPr><w:numId w:val="0"/></w:numPr>'), [("paragraph", "no item")]),
        (paragraph("part", '<w:outlineLvl w:val="2"/>'), [("heading", "part")]),
        ("<w:p><w:r><w:t>outer</w:t><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph("box")
         + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + paragraph("box")
         + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>" + paragraph("next"),
         [("paragraph", "outer"), ("paragraph", "box"), ("paragraph", "next")]),
        ("<w:tbl>" + "".join(f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}</w:tc></w:tr>"
                             for a, b in (("Year", "Ships"), ("1920", "12"))) + "</w:tbl>",
         [("paragraph", "Year\tShips\n1920\t12")]),
        (f"<w:tbl><w:tr><w:tc>{paragraph('one')}{paragraph('two')}</w:tc></w:tr></w:tbl>",
         [("paragraph", "one"), ("paragraph", "two")]),
    ],
)  # fmt: skip
def test_what_word_hides_in_its_xml(xml: str, expected: list[tuple[str, str]]) -> None:
    found = parse_docx(body(paragraph("Head", '<w:outlineLvl w:val="0"/>') + xml), Options())
    words = [(region.kind, found.text[region.start : region.end]) for region in found.structure]
    assert words == [("heading", "Head"), *expected]


def test_footnotes_come_last_as_notes() -> None:
    made = word([("The envoy left.", None)])
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1">{paragraph("See the letters.")}</w:footnote></w:footnotes>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    import zipfile

    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        types = archive.read("[Content_Types].xml").decode()
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    override = '<Override PartName="/word/footnotes.xml" ContentType="application/xml"/></Types>'
    changes = {
        "word/footnotes.xml": notes,
        "word/_rels/document.xml.rels": relations.replace("</Relationships>", relation),
        "[Content_Types].xml": types.replace("</Types>", override),
    }
    found = parse_docx(repacked(made, {name: text.encode() for name, text in changes.items()}), Options())
    assert found.text == "The envoy left.\n\nSee the letters."
    assert [(region.kind, region.start) for region in found.structure] == [("note", 17)]


def test_without_headings_the_paragraphs_are_left_to_the_layout() -> None:
    found = parse_docx(word([("The Long Peace", "Title"), ("The first winter", None), ("It froze.", None)]), Options())
    assert found.text == "The Long Peace\n\nThe first winter\n\nIt froze."
    assert [region.kind for region in found.structure] == ["title"]
    assert found.meta == {"title": "The Long Peace"}


def test_a_style_based_on_a_heading_is_one() -> None:
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    made = docx.Document()
    style = made.styles.add_style("Kapitel", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Heading 3"]
    made.add_paragraph("Der erste Winter", style=style)
    out = io.BytesIO()
    made.save(out)
    (region,) = parse_docx(out.getvalue(), Options()).structure
    assert (region.kind, region.level) == ("heading", 3)


INFO = "/Title (The Long Peace) /Author (Ann Example) /CreationDate (D:19210504100000Z)"


def test_pages_are_joined_by_line_ends_and_running_lines_are_notes(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    letters = ["wrote at dawn", "came by sea", "left for the coast", "fell ill", "saw the treaty"]
    pages = [
        ["The Review of Examples", f"The envoy {what}", f"and {what} again, as", f"he {what} before.", str(number)]
        for number, what in enumerate(letters, 7)
    ]
    path.write_bytes(pdf(pages, info=INFO))
    found = document(path)
    assert found.text == "\n".join("\n".join(page) for page in pages)
    expected = [("note", line) for page in pages for line in (page[0], page[-1])]
    assert regions(found) == expected
    meta = {key: found.meta[key] for key in ("title", "author", "date")}
    assert meta == {"title": "The Long Peace", "author": "Ann Example", "date": "1921-05-04"}


def test_a_page_number_may_stand_in_a_line_that_changes() -> None:
    heads = ["1. The Sea 31", "1. The Sea 32", "2. The Land 33", "2. The Land 34", "3. The Air 35"]
    said = ["He left", "She came", "They met", "It froze", "Nobody spoke"]
    pages = [
        [head, f"{30 - at} {what}", f"{what}."] for at, (head, what) in enumerate(zip(heads, said, strict=True), 5)
    ]
    pages[1][1] = "They met in room 6"
    pages[3][1] = "1 They met again"
    found = parse_pdf(pdf(pages), Options())
    assert [found.text[region.start : region.end] for region in found.structure] == heads


def test_years_and_lines_that_only_look_alike_are_text() -> None:
    pages = [
        ["1914", "was a year."],
        ["1921", "was a year, too."],
        ["He left.", "12"],
        ["He stayed.", "7);"],
        ["He died.", "8);"],
    ]
    assert parse_pdf(pdf(pages), Options()).structure == ()


def test_bookmarks_that_are_lines_are_headings() -> None:
    pages = [
        ["Contents", "The first winter", "The second winter"],
        ["The First Winter", "It was cold.", "The second winter"],
    ]
    found = parse_pdf(
        pdf(pages, outline=[("The first winter", 1), ("Not there", 1), ("The second winter", 1)]), Options()
    )
    at = [(region.kind, found.text[region.start : region.end], region.level) for region in found.structure]
    assert at == [("heading", "The First Winter", 1), ("heading", "The second winter", 1)]


def test_an_empty_password_is_no_secret() -> None:
    assert parse_pdf(encrypted_pdf(""), Options()).text == "A secret protocol."


def test_a_page_without_text_is_said() -> None:
    found = parse_pdf(pdf([["The envoy left."], []]), Options())
    assert found.notices == ("no text layer on page 2",)


def test_titles_that_programs_make_are_left_out() -> None:
    assert "title" not in parse_pdf(pdf([["a"]], info="/Title (Microsoft Word - draft.doc)"), Options()).meta
    assert parse_pdf(pdf([["a"]], info="/Title (T) /CreationDate (nonsense)"), Options()).meta == {"title": "T"}
