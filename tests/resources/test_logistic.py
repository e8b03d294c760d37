"""The small learned decisions: what they compute, and that a file for other traits is refused."""

from __future__ import annotations

from math import exp
from pathlib import Path

import msgspec
import pytest

from inquit import resources
from inquit.errors import ModelError
from inquit.quotations.certainty import TRAITS as WEIGHED
from inquit.quotations.evidence import TRAITS as SAID
from inquit.resources.logistic import Logistic, shipped

SHIPPED = {"said.json": SAID, "certainty.json": WEIGHED}


def test_a_probability_is_that_of_the_scaled_log_odds() -> None:
    model = Logistic(("a", "b"), (2.0, -1.0), 0.5, scale=(0.5, 1.0))
    assert model.score((1.0, 3.0)) == -0.5
    assert model.probability((1.0, 3.0)) == pytest.approx(1 / (1 + exp(-0.75)))
    assert model.probability((1000.0, 0.0)) == pytest.approx(1.0)
    assert model.probability((-1000.0, 0.0)) == pytest.approx(0.0)


@pytest.mark.parametrize(("file", "traits"), SHIPPED.items())
def test_what_ships_fits_the_code(file: str, traits: tuple[str, ...]) -> None:
    model = shipped("quotations", file, traits)
    assert model.traits == traits
    assert any(model.weights)
    with pytest.raises(ModelError, match="trained for other traits"):
        shipped("quotations", file, traits[1:])


def test_an_altered_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd").mkdir()
    content = msgspec.json.encode(Logistic(("a",), (1.0, 2.0), 0.0))
    (tmp_path / "odd" / "odd.json").write_bytes(content)
    manifest = '{"name":"odd","version":"1","licence":"x","kind":"logistic","files":{}}'
    (tmp_path / "odd" / "manifest.json").write_text(manifest, encoding="utf-8")
    monkeypatch.setattr(resources, "ROOT", tmp_path)
    with pytest.raises(ModelError, match="other traits"):
        shipped("odd", "odd.json", ("a",))
    with pytest.raises(ModelError, match=r"unreadable none\.json"):
        shipped("odd", "none.json", ("a",))
