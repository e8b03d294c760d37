from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from inquit.linguistics.windows import LONGEST_RUN, stitch, windows

pieces = st.lists(
    st.sampled_from(["word", " ", "\n\n", "End. ", "“…” ", "\u00a0", "x" * 1500, "☃" * 1001]), max_size=60
)


@given(pieces.map("".join), st.integers(10, 400))
def test_windows_cover_the_text_once_and_keep_their_size(text: str, size: int) -> None:
    found = windows(text, size=size)
    assert "".join(text[start:end] for start, end in found) == text
    if len(found) > 1:
        assert all(0 < end - start <= max(size, LONGEST_RUN) for start, end in found)


def test_a_window_ends_at_a_blank_line_else_a_sentence_else_a_word() -> None:
    assert windows("one two. three\n\nfour five. six", size=20)[0] == (0, 16)
    assert windows("one two. three four. five six", size=22)[0] == (0, 21)
    assert windows("one two three four five six seven", size=20)[0] == (0, 19)
    assert windows("short", size=20) == [(0, 5)]


@given(pieces.map("".join))
def test_stitched_windows_are_the_text(text: str) -> None:
    nlp = spacy.blank("en")
    docs = [nlp.make_doc(text[start:end]) for start, end in windows(text, size=50)]
    doc = stitch(docs)
    assert doc.text == text
    assert [token.idx for token in doc] == [
        start + token.idx for (start, _), piece in zip(windows(text, size=50), docs, strict=True) for token in piece
    ]


@pytest.mark.parametrize("unit", [" ", "\n", "\n \n", ". ", "☃", ".'", "a:", "“"])
def test_a_megabyte_of_anything_is_cut_in_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    started = time.process_time()
    assert sum(end - start for start, end in windows(text)) == len(text)
    assert time.process_time() - started < 5
