"""Layouts of many sorts, each as text and the kinds its blocks must have."""

# ruff: noqa: E501 (tables of texts)
from __future__ import annotations

import pytest

from inquit.layout import lay_out, read_front_matter

BODY = (
    "The conference opened in Vienna in September 1814 and lasted until the following June. Castlereagh, who led the "
    "British delegation, had no wish to see one empire replaced by another."
)
MORE = (
    "The smaller courts complained that nothing was ever put to a vote. They dined, they waited, and they signed what "
    "the four powers had agreed among themselves."
)
QUOTED = (
    "the peace of Ruritania was not made by us alone. We only sealed what the people had already decided, and we will "
    "defend it as long as it is in our power."
)

CASES = {
    "essay": (
        f"The Long Table\n\nHow the Ruritanian Peace Was Made and Lost\n\nRosa Lind\n\nRosa Lind is a Fellow of the Strelsau "
        f"Institute. Her views are her own.\n\n{BODY}\n\nThe Setting\n\n{MORE}",
        "title subtitle byline bio paragraph heading paragraph",
    ),
    "by, with a date": (
        f"The Long Table\n\nBY ROSA LIND | 3 May 1990\n\n{BODY}\n\n{MORE}",
        "title byline paragraph paragraph",
    ),
    "by, no blank lines": (f"The Long Table\nBy Rosa Lind\n\n{BODY}\n\n{MORE}", "title byline paragraph paragraph"),
    "two authors": (
        f"The Long Table\n\nRosa Lind and Karl Ott\n\n{BODY}\n\n{MORE}",
        "title byline paragraph paragraph",
    ),
    "role in the byline": (
        f"The Long Table\n\nby R. Q. Lind, Correspondent\n\n{BODY}\n\n{MORE}",
        "title byline paragraph paragraph",
    ),
    "bio at the end": (
        f"The Long Table\n\nBy Rosa Lind\n\n{BODY}\n\n{MORE}\n\nRosa Lind teaches history at Strelsau.",
        "title byline paragraph paragraph bio",
    ),
    "no title": (f"{BODY}\n\n{MORE}", "paragraph paragraph"),
    "an ordinary first sentence": (f"It was raining in Vienna.\n\n{BODY}", "paragraph paragraph"),
    "one line": ("It was raining in Vienna.", "paragraph"),
    "one paragraph": (BODY, "paragraph"),
    "only numbered headings": (
        "THE LONG TABLE\n\n1. The Setting\n\n2. The Quarrel\n\n3. The Peace",
        "title heading heading heading",
    ),
    "a speech broken off by a page": (
        "It is a great honour for me to speak on behalf of Queen Ada\n\n7\n\nof Norland. Our people greet the assembly."
        " We are sure that it will go well.",
        "paragraph paragraph paragraph",
    ),
    "an agenda": (
        "Agenda\n\n1. Opening of the session\n\n2. Election of officers\n\n3. Other business",
        "title list_item list_item list_item",
    ),
    "only headings": ("The Long Table\n\nThe Setting\n\nThe Quarrel", "title heading heading"),
    "numbered headings": (
        f"The Long Table\n\n1. The Setting\n\n{BODY}\n\n2. The Quarrel\n\n{MORE}",
        "title heading paragraph heading paragraph",
    ),
    "roman and capitals": (
        f"{BODY}\n\nII. The Quarrel\n\n{MORE}\n\nTHE SETTLEMENT\n\n{BODY}",
        "paragraph heading paragraph heading paragraph",
    ),
    "markdown": (
        f"# The Long Table\n\n{BODY}\n\n## The Setting\n\n- salt\n- coal, and the mines\n\n**The Quarrel**\n\n> {MORE}",
        "title paragraph heading list_item list_item heading block_quote",
    ),
    "setext": (f"The Long Table\n==============\n\n{BODY}\n\nThe Setting\n-----------\n\n{MORE}", "title paragraph heading paragraph"),
    "list": (
        f"{BODY}\n\nThe treaty settled three things:\n\n1. the river tolls;\n2. the title of the Elector;\n3. the salt mines.\n\n{MORE}",
        "paragraph paragraph list_item list_item list_item paragraph",
    ),
    "lettered list": (f"{BODY}\n\n(a) the tolls;\n(b) the mines.", "paragraph list_item list_item"),
    "first is no list": (f"{BODY}\n\nFirst, the tolls were to end.\n\n{MORE}", "paragraph paragraph paragraph"),
    "footnotes": (f"{BODY}[1]\n\n{MORE}[2]\n\n[1] See the protocol of 3 May.\n\n[2] Ibid.", "paragraph paragraph note note"),
    "endnotes by number": (f"{BODY}\n\n{MORE}\n\n1 See the protocol of 3 May.\n\n2 Lind, p. 14.", "paragraph paragraph note note"),
    "notes under a heading": (f"{BODY}\n\n{MORE}\n\nNotes\n\nThe protocol was lost in 1848.", "paragraph paragraph heading note"),
    "editor's note": (f"Editor’s note: This is the second of two parts.\n\n{BODY}", "note paragraph"),
    "interview": (
        "Q: Did you expect the vote?\n\nA: No. We expected to wait another year.\n\nQ: And then?\n\nA: Then we signed.",
        "paragraph paragraph paragraph paragraph",
    ),
    "transcript, no blank lines": (
        "MR. OTT: Did you expect the vote?\nMS. LIND: No. We did not.\nMR. OTT: And then?\nMS. LIND: Then we signed.",
        "paragraph paragraph paragraph paragraph",
    ),
    "speech": (f"Mr. President,\n\n{BODY}\n\n{MORE}\n\nThank you.", "paragraph paragraph paragraph paragraph"),
    "speech, a line a paragraph": (f"{BODY}\n{MORE}\n{BODY}", "paragraph paragraph paragraph"),
    "speech, numbered paragraphs": (
        f"12. {BODY} {MORE}\n13. {MORE} {BODY}\n14. {BODY} {MORE}",
        "paragraph paragraph paragraph",
    ),
    "dateline": (f"Peace signed in Strelsau\n\nSTRELSAU, May 3 (RNA) — {BODY}\n\n{MORE}", "title paragraph paragraph"),
    "letter": (f"Dear Rosa,\n\n{BODY}\n\nYours sincerely,\n\nKarl", "paragraph paragraph paragraph paragraph"),
    "poem": ("O salt of Strelsau, white and cold,\nO river running slow,\nYour tolls are paid in Saxon gold,\nYour mines in", "paragraph"),
    "table": (f"{BODY}\n\nState\tSeats\tVotes\nSaxony\t4\t31\nRuritania\t1\t2\n\n{MORE}", "paragraph paragraph paragraph"),
    "block quote after that": (
        f"{BODY}\n\nIn his last speech the Elector said that\n\n{QUOTED}\n\n{MORE}",
        "paragraph paragraph block_quote paragraph",
    ),
    "block quote after one newline": (
        f"{BODY}\n\nFurthermore, he stated that\u00a0\n{QUOTED}\n\n{MORE}",
        "paragraph paragraph block_quote paragraph",
    ),
    "block quote after a colon, two paragraphs in marks": (
        f"{BODY}\n\nThe Elector wrote:\n\n“{MORE}\n\n“{QUOTED}”\n\n{MORE}",
        "paragraph paragraph block_quote block_quote paragraph",
    ),
    "a quotation with its own reporting clause": (
        f"{BODY}\n\nThe Elector was brief:\n\n“It is over,” he said, and left the room.",
        "paragraph paragraph paragraph",
    ),
    "a list after a colon": (f"{BODY}\n\nHe said three things:\n\n- no\n- never", "paragraph paragraph list_item list_item"),
    "an author's own colon": (f"{BODY}\n\nLet me say this:\n\n{MORE}", "paragraph paragraph paragraph"),
    "indented quote": (
        "The Elector, who had waited for that day since the spring,\nrose at last and spoke without notes to the assembly:\n\n"
        "    We have signed nothing that we did not mean to keep.\n    We have kept nothing that we did not sign.\n\n"
        "Nobody answered him, and the clerk, who had been\nwriting all morning, put down his pen and left.",
        "paragraph block_quote paragraph",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_kinds(name: str) -> None:
    text, kinds = CASES[name]
    assert " ".join(block.kind for block in lay_out(text)) == kinds


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u0085"])
@pytest.mark.parametrize("name", ["essay", "block quote after one newline", "list", "markdown"])
def test_every_line_end_is_one(name: str, end: str) -> None:
    text, kinds = CASES[name]
    assert " ".join(block.kind for block in lay_out(text.replace("\n", end))) == kinds


def test_hard_wrapped_lines_are_joined_and_indents_part_them() -> None:
    text = (
        "I am honoured to address this assembly. I do so at a\ntime when the river tolls have doubled and the mines\n"
        "of the north stand idle.\n We did not seek this quarrel with the Elector. We\nfound it when we came, and we mean to end it before\n"
        "the winter sets in.\n"
    )
    assert [text[block.start : block.end].split()[0] for block in lay_out(text)] == ["I", "We"]


def test_a_sentence_broken_by_a_page_is_one_block() -> None:
    text = "The conference opened in Vienna in September 1814 and lasted, to everyone’s surprise, until the\n\nfollowing June, when the last of the envoys had gone home and the bills were paid.\n\n" + MORE  # fmt: skip
    assert [block.kind for block in lay_out(text)] == ["paragraph", "paragraph"]


def test_sections() -> None:
    text = f"The Long Table\n\n{BODY}\n\nThe Setting\n\n{MORE}\n\nThe Quarrel\n\n{BODY}"
    blocks = lay_out(text)
    assert [block.id for block in blocks] == ["b0", "b1", "b2", "b3", "b4", "b5"]
    assert [block.section for block in blocks] == [None, None, None, "b2", "b2", "b4"]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Rosa Lind", {"author": "Rosa Lind"}),
        ("By Rosa Lind", {"author": "Rosa Lind"}),
        ("By Rosa Lind and Karl Ott", {"author": "Rosa Lind and Karl Ott"}),
        ("by R. Q. Lind, Correspondent", {"author": "R. Q. Lind"}),
        ("ROSA LIND | 3 May 1990", {"author": "ROSA LIND", "date": "1990-05-03"}),
        ("By Rosa van der Lind • May 3rd, 1990", {"author": "Rosa van der Lind", "date": "1990-05-03"}),
        ("By Rosa Lind\n\nPublished on 1990-05-03", {"author": "Rosa Lind", "date": "1990-05-03"}),
        ("By Rosa Lind\n\n31 February 1990", {"author": "Rosa Lind", "date": "31 February 1990"}),
        ("May 1990", {"date": "1990-05"}),
    ],
)
def test_byline(byline: str, expected: dict[str, str]) -> None:
    text = f"The Long Table\n\n{byline}\n\n{BODY}\n\n{MORE}"
    assert read_front_matter(text, lay_out(text)) == {"title": "The Long Table"} | expected


def test_dateline_gives_the_date() -> None:
    text = f"STRELSAU, 3 May 1990 — {BODY}\n\n{MORE}"
    assert read_front_matter(text, lay_out(text)) == {"date": "1990-05-03"}


def test_known_author_and_title_are_found_in_the_text() -> None:
    text = f"It was raining.\n\nOtt\n\n{BODY}\n\n{MORE}"
    kinds = [block.kind for block in lay_out(text, author="Ott", title="It was raining")]
    assert kinds == ["title", "byline", "paragraph", "paragraph"]
