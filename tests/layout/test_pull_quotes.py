"""Pull quotes: lines that repeat a sentence from nearby."""

# ruff: noqa: E501 (tables of texts)
from __future__ import annotations

import pytest

from inquit.layout import lay_out

SENTENCE = "the salt mines of Ruritania were never worth the war that was fought for them"
SOURCE = (
    f"The accounts of the treasury leave no room for doubt. In this context, {SENTENCE}. Every ledger that survives "
    "shows a loss, and the losses grew with each year of the occupation until nobody in Strelsau would lend."
)
OTHER = (
    "The envoys met again in the spring. They had brought new maps, drawn by a surveyor whom nobody had met, and the "
    "maps showed the river where no river had ever run."
)


@pytest.mark.parametrize(
    "line",
    [
        "The salt mines of Ruritania were never worth the war that was fought for them.",
        "The salt mines of Ruritania were never worth the war that was fought for them",
        "“The salt mines of Ruritania were never worth the war that was fought for them.”",
        "THE SALT MINES OF RURITANIA WERE NEVER WORTH THE WAR THAT WAS FOUGHT FOR THEM",
        "The salt‑mines of Ruritania were never worth the war fought for them.",
        "Ruritania’s salt mines of the north were never worth the war that was fought for them.",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_repeats(line: str, before: bool) -> None:
    parts = [line, SOURCE] if before else [SOURCE, line]
    text = "\n\n".join([OTHER, *parts, OTHER.replace("spring", "autumn")])
    found = [block for block in lay_out(text) if block.kind == "pull_quote"]
    assert [text[block.start : block.end] for block in found] == [line]
    assert found[0].of is not None
    assert SENTENCE[20:] in text[slice(*found[0].of)]
    assert len(text[slice(*found[0].of)]) <= len(SENTENCE) + 2


def test_the_span_is_exact() -> None:
    text = f"{OTHER}\n\n{SOURCE}\n\n{SENTENCE.capitalize()}.\n\n{OTHER} Then they left."
    (quote,) = (block for block in lay_out(text) if block.kind == "pull_quote")
    assert quote.of == (text.index(SENTENCE), text.index(SENTENCE) + len(SENTENCE) + 1)


@pytest.mark.parametrize(
    "text",
    [
        f"{OTHER}\n\n{SENTENCE.capitalize()}.\n\n{OTHER} It ended so.",  # repeats nothing
        f"{SOURCE}\n\nThe salt was never sold abroad by the mines of the war years.\n\n{OTHER}",  # other words
        "\n\n".join([f"We shall never forget the mines of the north.\n\n{OTHER} We shall never forget the mines of the north."] * 4),
        "\n\n".join([SOURCE] + [f"{OTHER} {n}" for n in range(12)] + [SENTENCE.capitalize() + "."]),  # too far away
        f"{SENTENCE.capitalize()}.\n\n{OTHER}\n\n{SENTENCE.capitalize()}.",  # equals: none is set apart from the other
    ],
    ids=["new", "other words", "refrain", "far", "equals"],
)  # fmt: skip
def test_is_none(text: str) -> None:
    assert not [block for block in lay_out(text) if block.kind == "pull_quote"]
