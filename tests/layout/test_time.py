"""Time grows with the length of the text and with nothing else, in every shape that a text may take."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from itertools import cycle, islice

import pytest
import spacy

from inquit.layout import lay_out, make_layout, read_front_matter
from inquit.linguistics.quotation_marks import find_marks

PARAGRAPH = (
    "The envoys met again in the spring. They had brought new maps, drawn by a surveyor whom nobody had met, and the "
    "maps showed the river where no river had ever run."
)
SENTENCE = "The salt mines of Ruritania were never worth the war that was fought in year {}."
TIMES = 8  # so many times the text: linear is 8, quadratic 64
SHORT = 1_500  # characters


def repeated(piece: str) -> Callable[[int], str]:
    return lambda length: piece * (length // len(piece))


def pull_quotes(length: int) -> str:
    """Every other paragraph repeats a sentence of the one before."""
    sentences = (SENTENCE.format(year) for year in range(1, length // (2 * len(SENTENCE) + len(PARAGRAPH))))
    return "\n\n".join(f"{PARAGRAPH} {sentence}\n\n{sentence}" for sentence in sentences)


def one_source(length: int) -> str:
    """One line that repeats itself, with lines around it that repeat it as well."""
    lines = "\n\n".join(SENTENCE.format(year) for year in range(12))
    return f"{SENTENCE.format(14) * (length // len(SENTENCE))}\n\n{lines}"


def two_words(length: int) -> str:
    """Paragraphs of two words only, each unlike the others: nearly all of them look alike to a search for repeats."""
    words, parts = cycle(("river", "treaty", "river", "treaty", "treaty")), []
    for size in islice(cycle((60, 83)), length // 480):
        parts.append(" ".join(islice(words, size)) + ".")
    return "\n\n".join(parts)


TEXTS = {
    "paragraphs": repeated(f"{PARAGRAPH}\n\n"),
    "short blocks": repeated("a\n\n"),
    "one-word lines": repeated("Salt\n"),
    "headings": repeated("The Setting\n\n"),
    "sections": repeated(f"The Setting\n\n{PARAGRAPH}\n\n"),
    "pull quotes": pull_quotes,
    "one source": one_source,
    "two words": two_words,
    "one line": repeated(f"{PARAGRAPH} "),
    "list": repeated("1. The envoy left\n"),
    "notes": repeated("[1] See the treaty of Vienna.\n"),
    "introductions": repeated(f"He said:\n\n“{PARAGRAPH}\n\n"),
    "marks": repeated("\"Yes,\" he said, 'no' (“a ‘b). "),
    "invisible": repeated("a\u200b\n\u200b\n"),
}


def took(work: Callable[[], object], times: int = 1) -> float:
    """CPU seconds, the least of some times; other tests' garbage is not counted."""
    best = float("inf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(times):
            start = time.process_time()
            work()
            best = min(best, time.process_time() - start)
    finally:
        gc.enable()
    return best


def assert_linear(short: Callable[[], object], long: Callable[[], object]) -> None:
    assert took(long) < 2.5 * TIMES * took(short, 2) + 0.05


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_plain_functions(make: Callable[[int], str]) -> None:
    short, long = make(SHORT), make(TIMES * SHORT)
    assert_linear(lambda: read_front_matter(short, lay_out(short)), lambda: read_front_matter(long, lay_out(long)))
    assert_linear(lambda: find_marks(short), lambda: find_marks(long))


def test_component() -> None:
    """Blocks and tokens grow together here: one look at all tokens for each block shows."""
    assert make_layout  # registers the factory
    nlp = spacy.blank("en")
    layout = nlp.add_pipe("inquit_layout")
    short, long = (nlp.make_doc("a\n\n" * count) for count in (1_000, TIMES * 1_000))
    assert_linear(lambda: layout(short), lambda: layout(long))
