"""The documents written for quotations: how they are read, and that those that ship are sound."""

from __future__ import annotations

import pytest

from inquit.evaluation.gold.errors import GoldError
from inquit.quotations.evidence import TRAITS
from inquit.record import Actor
from inquit.training.encoder.network import QUOTATION
from inquit.training.encoder.plan import said_stretches
from inquit.training.quotations.fitting import Row, calibrated
from inquit.training.quotations.markup import parsed, read_documents
from inquit.training.quotations.naming import is_same
from inquit.training.quotations.said import overlap

MARKED = """⟦s1,2|Ada Okoro⟧ ⟦c1|said⟧ that ⟦q1|the port, as ⟦s3|Lima⟧ had ⟦c3|told⟧ her, “⟦q3|will open⟧”⟧.

“⟦q2|Yes,⟧” she ⟦c2|added⟧, “⟦q2|in May.⟧”
=====
1 = Ada Okoro
2 = Ada Okoro
3 = ?
"""


def test_brackets_become_spans_of_the_bare_text() -> None:
    found = parsed(MARKED, "a")
    assert "⟦" not in found.text
    first, inner, second = found.quotations
    assert [found.text[start:end] for start, end in first.parts] == ["the port, as Lima had told her, “will open”"]
    assert [found.text[start:end] for start, end in second.parts] == ["Yes,", "in May."]
    assert (first.source, first.speaker, first.within) == ((0, 9), "Ada Okoro", None)
    assert second.source == first.source
    assert (inner.within, inner.speaker, inner.turn) == (0, None, False)
    assert inner.cue is not None
    assert found.text[slice(*inner.cue)] == "told"


def test_a_turn_is_known_by_its_label() -> None:
    text = "⟦s1|THE CHAIR⟧: ⟦q1|Order. ⟦s2|He⟧ ⟦c2|says⟧ ⟦q2|no⟧.⟧\n\n⟦s3|Mr. Osk⟧. ⟦q3|Shame!⟧ (Laughter.)\n"
    text += "=====\n1 = a\n2 = b\n3 = c\n"
    found = parsed(text, "a")
    assert [one.turn for one in found.quotations] == [True, False, True]
    stretches = said_stretches(found)
    assert tuple(stretches) == QUOTATION
    assert [found.text[start:end] for start, end in stretches["said"]] == ["no"]
    assert stretches["said_within"] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("⟦q1|a b\n=====\n1 = x\n", "not closed"),
        ("a ⟧ b\n=====\n", "fits none"),
        ("⟦z1|a⟧\n=====\n", "fits none"),
        ("⟦q1|a⟧ ⟦c2|said⟧\n=====\n1 = x\n", "quotation 2 has no content"),
        ("⟦q1|a⟧\n=====\n2 = x\n", r"differ: \[1, 2\]"),
        ("⟦q1|a⟧\n=====\nAda\n", "no line of a speaker"),
    ],
)
def test_what_does_not_fit_is_said(text: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        parsed(text, "a", path="a.txt")


def test_the_documents_that_ship_are_sound() -> None:
    documents = read_documents()
    assert len(documents) >= 60
    assert sum(len(one.quotations) for one in documents) >= 1000
    for document in documents:
        for told in document.quotations:
            for start, end in told.parts:
                content = document.text[start:end]
                assert content, document.id
                assert content == content.strip(), (document.id, content[:40])
                assert not content.startswith("that ") or document.text[start - 1] in "“\"‘'«„", (document.id, content)


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Ada Okoro", True), ("Minister Okoro", True), ("Okoro", True), ("the foreign minister of Peru", True),
        ("Bela Okoro", False), ("Lund", False), ("Ada Okoro and Bo Lund", False), ("minister", True),
    ],
)  # fmt: skip
def test_who_is_who(name: str, right: bool) -> None:
    actor = Actor("a1", "Ada Okoro", "PERSON", aliases=("Minister Okoro",), roles=("foreign minister of Peru",))
    assert is_same(actor, name) == right


def test_two_contents_are_compared_by_their_characters() -> None:
    assert overlap([(0, 10)], [(0, 10)]) == 1
    assert overlap([(0, 10)], [(5, 15)]) == 0.5
    assert overlap([(0, 5), (10, 15)], [(0, 15)]) == 0.8
    assert overlap([(0, 5)], [(5, 9)]) == 0


def test_a_fitted_model_knows_what_decides_and_is_calibrated() -> None:
    """Two traits: the first is right three times in four, the second says nothing."""
    rows = []
    for at in range(400):
        often = at % 8 < 6
        rows.append(Row(str(at % 10), (float(at % 2), float(at % 3)), often if at % 2 else not often))
    model = calibrated(rows, ("decides", "says nothing"))
    assert model.traits == ("decides", "says nothing")
    assert model.probability((1.0, 0.0)) == pytest.approx(0.75, abs=0.06)
    assert model.probability((0.0, 2.0)) == pytest.approx(0.25, abs=0.06)
    assert abs(model.weights[0]) > 5 * abs(model.weights[1])


def test_the_traits_have_names_of_their_own() -> None:
    assert len(set(TRAITS)) == len(TRAITS)
