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
SEEDS = sorted(path for path in (ROOT / "seeds").rglob("*.txt"))


def test_every_seed_has_its_corpus_and_no_more() -> None:
    assert sorted(path.stem for path in SEEDS) == sorted(path.stem for path in (ROOT / "corpus").rglob("*.jsonl"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_corpus_is_what_the_seeds_give(path: Path, nlp: Language) -> None:
    (shipped,) = read_records(ROOT / "corpus" / f"{path.stem}.jsonl")
    assert isinstance(shipped, Document)
    assert shipped.text == path.read_bytes().decode("utf-8")
    assert problems(shipped) == []
    (found,) = inquit.annotate_many([ROOT / "seeds"], nlp=nlp)
    assert differences(shipped, found) == []
