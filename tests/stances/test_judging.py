"""`judge` and `inquit judge`: rows in, judged rows out, and every bad row named."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inquit.errors import DocumentError
from inquit.stances import RowError, judge

CONDEMNED = "Minister Oda Brandal condemned the harbour treaty. She left for Aldmark."


def cli(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "inquit", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def row(**cells: Any) -> dict[str, Any]:
    return {"text": CONDEMNED, "holder": "Oda Brandal", "target": "the harbour treaty"} | cells


@pytest.mark.parametrize(
    ("text", "holder", "target", "label"),
    [
        (CONDEMNED, "Oda Brandal", "the harbour treaty", "against"),
        ("Senator Ivo Marn praised the observer mission.", "Ivo Marn", "the observer mission", "favor"),
        ("Chancellor Dorsa is a liar and a disgrace to this country.", "author", "Dorsa", "against"),
        ("President Tessel has shown remarkable courage and wisdom.", "author", "Tessel", "favor"),
        ("Ruria accused Kessia of violating the truce.", "Ruria", "Kessia", "against"),
        ("Ruria accused Kessia of violating the truce.", "Kessia", "Ruria", "neutral"),
        ("The delegation arrived in Venn on Tuesday.", "author", "Venn", "neutral"),
    ],
)
def test_plain_cases(text: str, holder: str, target: str, label: str) -> None:
    (found,) = judge([{"text": text, "holder": holder, "target": target}])
    assert found["label"] == label
    assert found["score"] == max(found["scores"].values())
    assert math.isclose(sum(found["scores"].values()), 1, abs_tol=0.001)


def test_what_comes_back() -> None:
    (found,) = judge([row(id="r1", note={"kept": True})])
    start, end = found["evidence"]
    assert CONDEMNED[start:end] == "Minister Oda Brandal condemned the harbour treaty."
    assert found["id"] == "r1"
    assert found["note"] == {"kept": True}
    assert set(found["scores"]) == {"favor", "against", "neutral"}


def test_offsets_choose_among_places() -> None:
    text = "Oran praised Kessia. Later Oran denounced Kessia as a bully."
    first, second = judge(
        [
            {"text": text, "holder": "Oran", "target": "Kessia"},
            {
                "text": text, "holder": "Oran", "target": "Kessia", "holder_start": 27, "holder_end": 31,
                "target_start": 42, "target_end": 48,
            },
        ]
    )  # fmt: skip
    assert (first["label"], second["label"]) == ("favor", "against")


def test_single_rows_and_many_rows_are_judged_alike() -> None:
    rows = [row(target="Aldmark"), row(), row(holder="author"), row(text="The pact. " * 400 + CONDEMNED)]
    together = list(judge(rows))
    for alone, one in zip(rows, together, strict=True):
        (found,) = judge([alone])
        assert found["scores"] == one["scores"]


def test_a_statement_stands_in_for_a_target_that_is_not_named() -> None:
    text = "Fast food ruins the health of millions and should disappear from schools."
    (found,) = judge([{"text": text, "holder": "author", "statement": "We should ban fast food"}])
    assert found["label"] == "favor"
    (named,) = judge([row(statement="The harbour treaty is good")])
    assert named["scores"]["neutral"] == 0


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"text": ""}, "text", "empty"),
        ({"text": None}, "text", "NoneType"),
        ({"text": float("nan")}, "text", "NaN"),
        ({"target": "the moon"}, "target", "not in the text"),
        ({"holder": "Nobody"}, "holder", "not in the text"),
        ({"target_start": 3}, "target_start", "no stretch"),
        ({"target_start": 3, "target_end": 4000}, "target_start", "no stretch"),
        ({"target_start": "x", "target_end": 5}, "target_start", "no offset"),
        ({"target_start": 1.5, "target_end": 5}, "target_start", "no offset"),
    ],
)
def test_bad_rows_name_line_and_column(cells: dict[str, Any], column: str, reason: str) -> None:
    with pytest.raises(RowError, match=reason) as raised:
        list(judge([row(), row(**cells)]))
    assert (raised.value.line, raised.value.column) == (2, column)


def test_a_missing_column_lists_those_there_are() -> None:
    with pytest.raises(RowError, match="'text', 'target'"):
        list(judge([{"text": CONDEMNED, "target": "the harbour treaty"}]))


def test_bad_rows_are_listed_and_the_rest_judged(tmp_path: Path) -> None:
    lines = [
        json.dumps(row(id=1)), "{", json.dumps(row(id=1)), json.dumps(row(id=2, target="the moon")), "[]",
        json.dumps(row(id=3)),
    ]  # fmt: skip
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).encode() + b'\n{"text": "\xff"}\n')
    errors: list[RowError] = []
    assert [one["id"] for one in judge(path, on_error=errors.append)] == [1, 3]
    assert [one.line for one in errors] == [2, 3, 4, 5, 7]
    assert "line 1 too" in errors[1].reason


@pytest.mark.parametrize("name", ["rows.txt", "missing.jsonl"])
def test_files_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "rows.txt").write_text("x", encoding="utf-8")
    with pytest.raises(DocumentError, match=name):
        list(judge(tmp_path / name))


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b"\n")
    with pytest.raises(DocumentError, match="no rows"):
        list(judge(tmp_path / "rows.jsonl"))


def test_command_line(tmp_path: Path) -> None:
    path, out = tmp_path / "rows.csv", tmp_path / "out.jsonl"
    path.write_text(f'id,text,holder,target\n1,"{CONDEMNED}",Oda Brandal,treaty\n2,"{CONDEMNED}",,treaty\n', "utf-8")
    done = cli("judge", path, "-o", out)
    assert done.returncode == 3
    assert "rows.csv:3: column 'holder': is empty" in done.stderr
    (line,) = out.read_text("utf-8").splitlines()
    assert json.loads(line)["label"] == "against"
