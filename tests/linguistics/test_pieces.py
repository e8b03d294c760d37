"""How the network sees a word."""

from __future__ import annotations

import pytest

from inquit.linguistics.pieces import MAX_PIECES, SPACED, SPECIAL, TOUCHING, WRAPPED, Pieces, gap, shape

VOCABULARY = [*SPECIAL, "post", "-", "war", "##s", "a", "##a", "cafe", ".", "u"]


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(VOCABULARY)


def words(pieces: Pieces, word: str) -> list[str]:
    return [VOCABULARY[number] for number in pieces.of(word)]


def test_case_accents_and_kinds_of_hyphen_do_not_matter(pieces: Pieces) -> None:
    assert words(pieces, "Post-Wars") == words(pieces, "post\u2011WARS") == ["post", "-", "war", "##s"]
    assert words(pieces, "Café") == ["cafe"]
    assert words(pieces, "U.A.") == ["u", ".", "a", "."]


@pytest.mark.parametrize("word", ["☃", "\u200b", "\u0301", "слово", "\x07"])
def test_every_word_has_a_piece(pieces: Pieces, word: str) -> None:
    assert words(pieces, word) == ["[UNK]"]


def test_long_word_keeps_its_two_ends(pieces: Pieces) -> None:
    found = words(pieces, "a" * 30 + "s")
    assert len(found) == MAX_PIECES
    assert found[0] == "a"
    assert found[-1] == "##s"
    assert len(pieces.of("war" * 100_000)) <= MAX_PIECES


def test_look_of_a_word() -> None:
    looks = [shape(word) for word in ("war", "War", "WAR", "W", "McDonald", "G20", ".")]
    assert looks == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(("space", "expected"), [("", TOUCHING), (" ", SPACED), ("\u00a0", SPACED), (" \n ", WRAPPED)])
def test_space_before_a_word(space: str, expected: int) -> None:
    assert gap(space) == expected
