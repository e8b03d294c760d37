"""The corpus in the repository is what `make corpus` writes from the seeds, so that output never changes unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from comparison import differences
from spacy.language import Language

import inquit
from inquit.corpus import problems, read_records
from inquit.record import Document

ROOT = Path(__file__).parents[1]
SEEDS = {
    "-".join(path.relative_to(ROOT / "seeds").with_suffix("").parts): path for path in (ROOT / "seeds").rglob("*.txt")
}


@pytest.fixture(scope="module")
def found(nlp: Language) -> dict[str, Document]:
    """What the seeds give now, by id."""
    return {document.id: document for document in inquit.annotate_many([ROOT / "seeds"], nlp=nlp)}


def test_every_seed_has_its_corpus_and_no_more() -> None:
    assert sorted(SEEDS) == sorted(path.stem for path in (ROOT / "corpus").glob("*.jsonl"))


def test_the_samples_are_the_texts_of_the_gold_set() -> None:
    gold = {path.stem: record for path in (ROOT / "tests" / "gold").glob("*.jsonl") for record in read_records(path)}
    samples = {name.removeprefix("samples-"): path for name, path in SEEDS.items() if name.startswith("samples-")}
    assert samples.keys() == gold.keys()
    for name, path in samples.items():
        assert path.read_bytes().decode("utf-8") == gold[name].text, name  # type: ignore[union-attr]


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_the_corpus_is_what_the_seeds_give(name: str, found: dict[str, Document]) -> None:
    (shipped,) = read_records(ROOT / "corpus" / f"{name}.jsonl")
    assert isinstance(shipped, Document)
    assert shipped.text == SEEDS[name].read_bytes().decode("utf-8")
    assert problems(shipped) == []
    assert differences(shipped, found[name]) == []
