"""What holds for every text: each character that is no space lies in exactly one block; the format's structure wins."""

# ruff: noqa: E501 (tables of texts)
from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inquit.layout import lay_out
from inquit.layout.lines import BLANK, INVISIBLE
from inquit.reading.raw import Region
from inquit.record import Block

PIECES = [
    "\n", "\n\n", "\r\n", "\r", "\v", "\f", "\x1c", "\u0085", "\u2028", "\u2029", "\u00a0", "\u200b", "\ufeff", "\u202e", "\t", "    ",
    "> ", "- ", "1. ", "(a) ", "# ", "===", "---", "* * *", "“", "”", '"', "‘", "’", "[1] ", "|", ":", ".", "?", ",", ";", "By ",
    "Rosa Lind", "he said that", "The Setting", "MR. OTT: ", "Note: ", "© 1990", "3 May 1990", "STRELSAU (RNA) — ", "👩‍🚀", "كتب", "война",
    "the salt mines of Ruritania were never worth the war.", "In this context, the salt mines of Ruritania were never worth the war that was.",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
KINDS = ["title", "subtitle", "byline", "bio", "heading", "paragraph", "block_quote", "pull_quote", "list_item", "note"]
REGIONS = st.lists(
    st.builds(Region, kind=st.sampled_from(KINDS), start=st.integers(-3, 200), end=st.integers(-3, 200)), max_size=8
)


def check(text: str, blocks: tuple[Block, ...]) -> None:
    at = 0
    for block in blocks:
        assert not text[at : block.start].strip(), "characters between blocks"
        assert at <= block.start < block.end <= len(text)
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        at = block.end
        assert (block.of is not None) <= (block.kind == "pull_quote")
        assert block.of is None or 0 <= block.of[0] < block.of[1] <= len(text)
    assert not text[at:].strip()
    headings = [None] + [block.id for block in blocks if block.kind == "heading"]
    assert all(block.section in headings for block in blocks)
    assert len({block.id for block in blocks}) == len(blocks)


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    blocks = lay_out(text)
    check(text, blocks)
    assert blocks == lay_out(text)


@settings(max_examples=150, deadline=None)
@given(TEXTS, REGIONS)
def test_any_structure(text: str, structure: list[Region]) -> None:
    check(text, lay_out(text, structure))


def test_space_is_what_python_calls_so() -> None:
    spaces = {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()}
    assert spaces == set(BLANK) - set(INVISIBLE)


@pytest.mark.parametrize("text", ["", " \n\t\u00a0\u2028", "\r\n\r\n"])
def test_nothing_to_see(text: str) -> None:
    assert lay_out(text) == ()


def test_zero_width_characters_are_covered_by_a_neighbour() -> None:
    text = "\u200b\nThe envoys met.\n\ufeff\n\nThey parted."
    assert [(block.start, block.end) for block in lay_out(text)] == [(0, 19), (21, 33)]
    assert [block.kind for block in lay_out("\u200b\ufeff")] == ["paragraph"]


def test_the_format_decides() -> None:
    text = "Salt and War. In Vienna it rained. The Elector spoke. We are done."
    cuts = [0, 13, 34, 53, len(text)]
    structure = [
        Region("heading", cuts[0], cuts[1], 2),
        Region("paragraph", cuts[1], cuts[2]),
        Region("block_quote", cuts[2], cuts[4]),
        Region("paragraph", cuts[3], cuts[4]),
    ]
    assert [block.kind for block in lay_out(text, structure)] == ["heading", "paragraph", "block_quote", "block_quote"]


def test_a_paragraph_of_the_format_may_be_told_more_closely() -> None:
    texts = [
        "Salt and War",
        "By Rosa Lind",
        "The Elector rose from his chair and said that",
        "nothing had been lost, and that nothing would be. We remain.",
    ]
    text = "\n".join(texts)
    structure = [Region("title", 0, 12)] + [
        Region("paragraph", text.index(part), text.index(part) + len(part)) for part in texts[1:]
    ]
    assert [block.kind for block in lay_out(text, structure)] == ["title", "byline", "paragraph", "block_quote"]


HOSTILE = ["a", "\n", '"', "“", " ", "\u200b", "a\n", "A: b\n", "1. a\n\n", "> ", "By ", "He said:\n\n", "“a\n\n", "[1] ", "#", "*", "a a a b\n\n",
           "some words of a sentence in lower case which never comes to any end at all\n\n"]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_time_grows_with_the_length_only(piece: str) -> None:
    def took(length: int) -> float:
        text = piece * (length // len(piece))
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            check(text, lay_out(text))
            best = min(best, time.process_time() - start)
        return best

    assert took(60_000) < 16 * took(15_000) + 0.05  # four times the text: linear is 4, quadratic 16
