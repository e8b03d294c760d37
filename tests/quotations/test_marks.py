"""Quotation marks: which open, which close, what they hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inquit.quotations import find_marks
from inquit.record import Block

PAIRS = [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"), ("「", "」"), ("“", '"'), ("``", "''"), ("»", "«")]


def held(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in find_marks(text)]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_pairs(left: str, right: str) -> None:
    text = f"Castlereagh wrote {left}we shall go{right} to Vienna."
    (mark,) = find_marks(text)
    assert (text[mark.start : mark.end], mark.open, mark.close, mark.flags) == ("we shall go", left, right, ())
    assert text[slice(*mark.outer)] == f"{left}we shall go{right}"


@pytest.mark.parametrize(
    "text",
    [
        "It isn't the envoys' fault, it’s Metternich’s.",
        'He was 5\' 6" tall, the plank 12" wide.',
        "The '90s and the ’90s, rock 'n' roll, ’tis said, get 'em.",
        'A row of """""""" is an ornament.',
        "",
    ],
)
def test_no_marks(text: str) -> None:
    assert find_marks(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He said ‘no’ twice”", [("He said ‘no’ twice", 0, None), ("no", 1, 0)]),
        ("‘It’s the envoys’ road,’ he said", [("It’s the envoys’ road,", 0, None)]),
        ("「あ『い』う」", [("あ『い』う", 0, None), ("い", 1, 0)]),
        ("„Ja, ‚nein‘ so“", [("Ja, ‚nein‘ so", 0, None), ("nein", 1, 0)]),
        ("« Oui », dit-il", [(" Oui ", 0, None)]),
    ],
)
def test_nesting(text: str, expected: list[tuple[str, int, int | None]]) -> None:
    assert [(text[mark.start : mark.end], mark.depth, mark.parent) for mark in find_marks(text)] == expected


def test_unclosed_ends_with_its_sentence() -> None:
    text = "The envoy promised “peace in our time. Nobody believed him. Others called it “folly” later."
    first, second = find_marks(text)
    assert (text[first.start : first.end], first.flags) == ("peace in our time.", ("unclosed",))
    assert (text[second.start : second.end], second.flags, second.depth) == ("folly", (), 0)


def test_unclosed_ends_before_a_closing_remark() -> None:
    text = "He promised “peace in our time (the text is in the archive). Nobody believed him."
    assert held(text) == ["peace in our time"]


def test_unopened_begins_with_its_sentence() -> None:
    text = "It rained. He added that it would end.” Then “all” left."
    first, second = find_marks(text)
    assert (text[first.start : first.end], first.flags) == ("He added that it would end.", ("unopened",))
    assert second.flags == ()


def test_paragraphs_that_go_on() -> None:
    text = "“First.\n\n“Second.\n\n“Third,” he said. “Fourth.”"
    marks = find_marks(text)
    assert [text[mark.start : mark.end] for mark in marks] == ["First.", "Second.", "Third,", "Fourth."]
    assert [mark.continues for mark in marks] == [None, 0, 1, None]
    assert all(mark.flags == () for mark in marks)


def test_imbalance_stays_in_its_block() -> None:
    text = "He said “no.\nThe next paragraph is “fine” here."
    end = text.index("\n")
    blocks = [Block("b0", "paragraph", 0, end), Block("b1", "paragraph", end + 1, len(text))]
    assert [(text[mark.start : mark.end], mark.flags) for mark in find_marks(text, blocks)] == [
        ("no.", ("unclosed",)),
        ("fine", ()),
    ]


WORD = st.text("abcdefgh", min_size=1, max_size=6)


@st.composite
def marked_text(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text and the stretches in marks that were put into it."""
    text, inside = "", []
    for _ in range(draw(st.integers(0, 6))):
        text += " ".join(draw(st.lists(WORD, min_size=1, max_size=4))) + " "
        left, right = draw(st.sampled_from(PAIRS[:4] + PAIRS[5:7]))
        words = " ".join(draw(st.lists(WORD, min_size=1, max_size=4)))
        inside.append(words)
        text += f"{left}{words}{right} "
    return text + "end", inside


@given(marked_text())
def test_finds_what_was_put_in(case: tuple[str, list[str]]) -> None:
    text, inside = case
    assert held(text) == inside


@settings(max_examples=300)
@given(st.text("ab .\n\"“”„«»'‘’‚「」『』`s(5", max_size=120))
def test_any_text_gives_nested_spans(text: str) -> None:
    marks = find_marks(text)
    for mark in marks:
        assert 0 <= mark.start < mark.end <= len(text)
        assert text[mark.outer[0] : mark.start] == mark.open
        assert text[mark.end : mark.outer[1]] == mark.close
        if mark.parent is not None:
            around = marks[mark.parent]
            assert around.start <= mark.start
            assert mark.end <= around.end
            assert mark.depth == around.depth + 1
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)


@pytest.mark.parametrize("unit", ["“", "”", '"', "«", "‘", "“a ", "”a ", ' "a. B', "„ "])
def test_five_thousand_unmatched(unit: str) -> None:
    text = unit * 5000 + "\n\nThe last one is “whole”."
    assert held(text)[-1] == "whole"
