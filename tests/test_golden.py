"""Six small documents, each hard in its own way, against records that were read and approved by a person.

After a change that is meant to change records: `python tests/test_golden.py` writes them anew; read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from comparison import differences
from spacy.language import Language

import inquit
from inquit.corpus import problems, write
from inquit.record import decode

FOLDER = Path(__file__).parent / "golden"
TEXTS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_golden_record_does_not_change_unseen(path: Path, nlp_tokens: Language) -> None:
    golden = decode(path.with_suffix(".jsonl").read_bytes())
    found = inquit.annotate(path, nlp=nlp_tokens)
    assert problems(found) == []
    assert differences(golden, found) == []


def test_there_are_six() -> None:
    assert len(TEXTS) == 6


if __name__ == "__main__":
    nlp = inquit.load(tokens=True)
    for path in TEXTS:
        write([inquit.annotate(path, nlp=nlp)], path.with_suffix(".jsonl"))
