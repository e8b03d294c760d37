from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from inquit.linguistics.sentences import cut
from inquit.record import Block

TEXT = "A title\n\nOne. Two.\nThree."
BLOCKS = [Block("b0", "title", 0, 7), Block("b1", "paragraph", 9, 25)]


@pytest.mark.parametrize(
    ("starts", "sentences"),
    [
        ([], ["A title", "One. Two.\nThree."]),
        ([0, 14, 19], ["A title", "One.", "Two.", "Three."]),
        ([0, 9, 13, 18], ["A title", "One.", "Two.", "Three."]),  # the base cut before the white space
        ([2, 9], ["A", "title", "One. Two.\nThree."]),
        ([12, 13, 18, 24], ["A title", "One.", "Two.", "Three."]),  # a lone full stop is no sentence
    ],
)
def test_sentences_are_cut_at_starts_and_blocks(starts: list[int], sentences: list[str]) -> None:
    assert [TEXT[start:end] for start, end, _ in cut(TEXT, starts, BLOCKS)] == sentences
    for start, _, block in cut(TEXT, starts, BLOCKS):
        assert block == ("b0" if start < 9 else "b1")


def test_signs_go_with_their_words() -> None:
    text = "## A heading\n“He left.” ”"
    blocks = [Block("b0", "heading", 0, 12), Block("b1", "paragraph", 13, 25)]
    assert [text[start:end] for start, end, _ in cut(text, [3, 14, 24], blocks)] == ["## A heading", "“He left.” ”"]
    text = "# * One. “ Two. “Three.”"
    blocks = [Block("b0", "paragraph", 0, len(text))]
    found = [text[start:end] for start, end, _ in cut(text, [2, 4, 9, 11, 16, 17, 23], blocks)]
    assert found == ["# * One. “", "Two.", "“Three.”"]


@given(st.text("a .\n", max_size=60), st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_no_sentence_crosses_a_block_and_all_words_are_covered(text: str, starts: set[int], edges: set[int]) -> None:
    blocks, last = [], 0
    for edge in [*sorted(edge for edge in edges if 0 < edge < len(text)), len(text)]:
        if piece := text[last:edge].strip():
            start = text.index(piece, last)
            blocks.append(Block(f"b{len(blocks)}", "paragraph", start, start + len(piece)))
        last = edge
    found = list(cut(text, sorted(starts), blocks))
    by_id = {block.id: block for block in blocks}
    for start, end, block in found:
        assert by_id[block].start <= start < end <= by_id[block].end
        assert text[start:end] == text[start:end].strip()
    covered = {at for start, end, _ in found for at in range(start, end)}
    assert {at for at, char in enumerate(text) if not char.isspace()} <= covered


def test_without_blocks_the_whole_text_is_one() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("inquit_sentences")
    doc = nlp("  One. Two. ")
    assert [doc.text[sentence.start : sentence.end] for sentence in doc._.sentences] == ["One.", "Two."]
    assert nlp("   ")._.sentences == ()
    assert isinstance(nlp(""), Doc)
