"""Any text at all: offsets hold, nothing raises, time grows in step with length."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from tiny_encoder import pipeline, tiny_files

from inquit.linguistics.windows import stitch, windows

TINY = pipeline(tiny_files())
WILD = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("“”‘’\"'.\n\r \t")), max_size=60)
PLAIN = ["Mora", "Vale", "Aland", "said", "went", "minister", "peace", ".", ",", "“", "”", "\n\n", "'", '"']
WORDY = st.lists(st.sampled_from([*PLAIN, "👩\u200d👧", "مورا", "我们", "\0", "\ufffd", "\u200b"]), max_size=60)


def checked(doc: Doc, text: str) -> None:
    """Every stretch is made of whole tokens, in order; the tree is one."""
    assert doc.text == text
    begins, ends = {token.idx for token in doc}, {token.idx + len(token) for token in doc}
    for layer in ("names", "contents", "cues", "sources"):
        at = 0
        for one in getattr(doc._.encoded, layer):
            assert at <= one.start < one.end
            assert (one.start in begins, one.end in ends) == (True, True)
            assert text[one.start : one.end] == text[one.start : one.end].strip()
            assert 0.0 <= one.score <= 1.0
            at = one.end
    if not len(doc):
        return
    sent_start, head = doc.to_array(["SENT_START", "HEAD"]).astype(np.int64).T
    sentence = np.cumsum(sent_start == 1)
    assert (sentence[np.arange(len(doc)) + head] == sentence).all()
    is_word = np.array([not token.is_space for token in doc])
    roots = np.bincount(sentence[(head == 0) & is_word], minlength=sentence[-1] + 1)
    assert (roots[np.unique(sentence[is_word])] == 1).all()


@given(WILD)
def test_any_text(text: str) -> None:
    checked(TINY(text), text)


@given(WORDY, st.sampled_from(["", " ", "\n"]))
def test_any_words(words: list[str], gap: str) -> None:
    text = gap.join(words)
    checked(TINY(text), text)
    assert text.count("Mora") >= sum(text[one.start : one.end] == "Mora" for one in TINY(text)._.encoded.names)


HOSTILE = {
    "NULs": "\0" * 3_000,
    "one character": "x" * 10_000,
    "replacement": "\ufffd " * 3_000,
    "snowmen": "☃" * 10_000,
    "marks": "“" * 5_000,
    "open marks": "“peace " * 5_000,
    "stops": ". " * 10_000,
    "breaks": "a\n\n" * 5_000,
    "Arabic": "قال الوزير إن المحادثات مستمرة. " * 500,
    "Chinese": "部长说谈判将继续。" * 1_000,
    "emoji": "👩‍👧‍👦 “👍🏽” " * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text(name: str) -> None:
    text = HOSTILE[name]
    doc = stitch([TINY.make_doc(text[start:end]) for start, end in windows(text)])
    began = time.perf_counter()
    doc = TINY.get_pipe("inquit_encoder")(doc)
    assert time.perf_counter() - began < 20
    checked(doc, text)


def test_time_grows_in_step_with_length(tiny: Language) -> None:
    paragraph = "The minister of Aland said “peace, and bread” to Mora Vale. Nobody went. " * 6
    component = tiny.get_pipe("inquit_encoder")

    def seconds(times: int) -> float:
        text = (paragraph + "\n\n") * times
        doc = stitch([tiny.make_doc(text[start:end]) for start, end in windows(text)])
        began = time.process_time()
        component(doc)
        return time.process_time() - began

    seconds(5)
    short = min(seconds(30) for _ in range(3))
    assert seconds(300) < 25 * short
