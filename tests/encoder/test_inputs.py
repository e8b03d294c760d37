"""The network's inputs: the same numbers as word by word, and the marks."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from tiny_encoder import PIECES

from inquit.encoder.inputs import Lexicon, mark_states, words_of
from inquit.encoder.network import Rows
from inquit.encoder.windows import Window, cut
from inquit.linguistics.pieces import APART, Pieces, gap, shape

BLANK = spacy.blank("en")
TEXTS = st.text(st.sampled_from("ab.Z, \n\r\t“”'é9👩\u200d中\ufffd\0"), max_size=80)


@given(TEXTS)
def test_columns_are_those_of_single_words(text: str) -> None:
    pieces = Pieces(PIECES)
    doc = BLANK.make_doc(text)
    words = words_of(doc, (), Lexicon(pieces))
    tokens = [token for token in doc if not token.is_space]
    assert [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == [t.text for t in tokens]
    assert words.places.tolist() == [token.i for token in tokens]
    end = 0
    for at, token in enumerate(tokens):
        space = text[end : token.idx]
        end = token.idx + len(token)
        kind, size = words.kinds[at], words.sizes[at]
        apart = at == 0 or space.count("\n") > 1
        assert tuple(words.forms.pieces[kind][:size]) == pieces.of(token.text)
        assert words.forms.shapes[kind] == shape(token.text)
        assert words.gaps[at] == (APART if apart else gap(space))
        assert (words.presets[at], words.blocks[at]) == ((1, True) if apart else (0, False))


def test_rows_of_the_graph() -> None:
    doc = BLANK.make_doc("Mora said zz\n“peace”\n\nvale")
    words = words_of(doc, (), Lexicon(Pieces(PIECES)))
    windows = [Window(0, 0, 4, 7), Window(3, 4, 7, 7)]
    batch = Rows(words, windows).batch([0, 1])
    names = [[PIECES[piece] for piece in row] for row in batch["pieces"].tolist()]
    assert names == [
        ["[CLS]", "mora", "said", "z", "##z", "“", "peace", "”", "vale", "[SEP]"],
        ["[CLS]", "“", "peace", "”", "vale", "[SEP]", "[PAD]", "[PAD]", "[PAD]", "[PAD]"],
    ]
    assert batch["first"].tolist() == [[1, 2, 3, 5, 6, 7, 8], [1, 2, 3, 4, 0, 0, 0]]
    assert batch["last"].tolist() == [[1, 2, 4, 5, 6, 7, 8], [1, 2, 3, 4, 0, 0, 0]]
    assert batch["gaps"].tolist() == [[0, 3, 1, 1, 0, 2, 0, 0, 3, 0], [0, 3, 0, 0, 3, 0, 0, 0, 0, 0]]
    assert batch["marks"].tolist() == [[0, 0, 0, 0, 0, 2, 1, 3, 0, 0], [0, 2, 1, 3, 0, 0, 0, 0, 0, 0]]
    assert batch["shapes"].tolist()[0] == [0, 2, 1, 1, 1, 7, 1, 7, 1, 0]
    assert all(values.dtype == np.int64 for values in batch.values())


MARKS = [
    ("He said “no”.", "He said “ no ” .", "002130"[:6]),
    ("“a ‘b’ c”", "“ a ‘ b ’ c ”", "2121313"),
    ("it's 'fine' isn't", "it's ' fine ' isn't", "02130"),
    ("“left open here", "“ left open here", "2111"),
    ("plain", "plain", "0"),
    ("say\"yes\"now", "say\"yes\"now", "2"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tokens", "expected"), MARKS, ids=[case[0] for case in MARKS])
def test_mark_states(text: str, tokens: str, expected: str) -> None:
    starts, ends, at = [], [], 0
    for token in tokens.split(" "):
        starts.append(text.index(token, at))
        at = starts[-1] + len(token)
        ends.append(at)
    states = mark_states(text, (), starts, ends)
    if text.startswith("say"):
        assert states[0] in (0, 2)  # whether marks within a word are marks is the mark parser's affair
    else:
        assert "".join(map(str, states)) == expected


def test_the_gap_before_a_window_is_apart(tiny: Language) -> None:
    words = words_of(BLANK.make_doc("a " * 200), (), Lexicon(Pieces(PIECES)))
    windows = list(cut(words, most=50, context=5))
    gaps = Rows(words, windows).batch(range(len(windows)))["gaps"]
    assert gaps[:, 1].tolist() == [APART] * len(windows)
    assert (gaps[1:, 2:20] == 1).all()
