"""Maps of labels: the two ways to write them, and what is said of a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.label_map import read_label_map


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("map.toml", 'PERSON = "PER"\nGPE = "LOC"\n'),
        ("map.txt", "# ours theirs\nPERSON PER\n\nGPE\tLOC # places\n"),
    ],
)
def test_a_map_of_labels(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_label_map(tmp_path / name) == {"PERSON": "PER", "GPE": "LOC"}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("m.toml", 'PER = "PERSON"', r"m\.toml: 'PER' is no label of inquit; there are: PERSON, NORP, FAC"),
        ("m.txt", "PERSON PER\nPER PERSON", r"m\.txt:2: 'PER' is no label"),
        ("m.txt", "PERSON", r"m\.txt:1: 1 words; a line is OURS THEIRS"),
        ("m.txt", "GPE LOC\nGPE PLACE", r"m\.txt:2: 'GPE' stands there twice"),
        ("m.toml", "PERSON = 3", r"m\.toml: PERSON is 3"),
        ("m.toml", "PERSON", r"m\.toml: "),
        ("m.txt", "# nothing", r"m\.txt: maps nothing"),
        ("m.txt", "ORG party|body\nGPE party", r"m\.txt: 'party' counts as party\|body and as party"),
    ],
)
def test_a_bad_map_of_labels_is_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_label_map(tmp_path / name)
