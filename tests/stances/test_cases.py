"""Every case of the table gets exactly the stances that a reader finds, no more."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from inquit.stances import Stances

from .cases import CASES
from .world import furnish, ids, parses, unmarked


@pytest.fixture(scope="module")
def frozen() -> dict[str, Doc]:
    return parses(spacy.blank("en"))


@pytest.mark.parametrize(("markup", "expected"), CASES, ids=[markup for markup, _ in CASES])
def test_case(markup: str, expected: list[tuple[str, str, str]], frozen: dict[str, Doc]) -> None:
    text, quoted = unmarked(markup)
    doc = Stances(threshold=0.5)(furnish(frozen[text], quoted))
    name = {id: name for name, id in ids().items()}
    found = [(name[one.holder], name[one.target], one.label) for one in doc._.stances]
    assert sorted(found) == sorted(expected)
    for one in doc._.stances:
        words = text[one.start : one.end]
        assert words == words.strip()
        assert name[one.target].casefold() in words.casefold() or "Kessian" in words
        assert sum(one.scores.values()) == pytest.approx(1, abs=0.0015)
        assert one.score == one.scores[one.label] == max(one.scores.values())
        if one.quotation is not None:
            assert quoted[int(one.quotation[1:])][0] == name[one.holder]
