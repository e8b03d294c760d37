"""`inquit.quotations(text)` and `inquit quotes`: who says what, as rows."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import inquit
from inquit.corpus import QuotationRow, csv_lines, quotation_rows
from inquit.report import quotation_lines

TEXT = (
    "Minister Ada Okoro said that the harbour “will be opened before the winter.” She also “thanked, and praised” all."
)
ROW = QuotationRow("d,1", "q0", None, None, "direct", "=a\nb\0\ud800", 0.5)


def run(*arguments: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "inquit", "quotes", *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)


def test_the_call_and_the_room_have_one_name() -> None:
    rows = inquit.quotations(TEXT)
    from inquit.quotations import find_marks

    assert callable(find_marks)
    assert rows == inquit.quotations(TEXT) == quotation_rows(inquit.annotate(TEXT))
    assert (rows[0].speaker, rows[0].cue, rows[0].kind) == ("Ada Okoro", "said", "mixed")
    assert rows[0].quotation == "the harbour “will be opened before the winter.”"
    assert inquit.quotations("Nobody speaks.") == []


def test_csv_holds_whatever_the_words_are() -> None:
    table = list(csv.DictReader(io.StringIO("".join(csv_lines([ROW])), newline="")))
    assert table == [
        {
            "document": "d,1",
            "speaker": "",
            "cue": "",
            "kind": "direct",
            "quotation": "=a\nb\ufffd\ufffd",
            "score": "0.5",
        }
    ]


def test_lines_are_as_wide_as_asked_and_hold_no_control_characters() -> None:
    (line,) = quotation_lines([ROW], width=80)
    assert line.startswith("(not known)")
    assert line.rstrip("\n").isprintable()


def test_the_command_prints_a_table_of_every_document(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    done = run("--csv", tmp_path)
    assert done.returncode == 3
    assert "bad.txt" in done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert [row["document"] for row in rows] == ["one"] * len(rows)
    assert rows[0]["speaker"] == "Ada Okoro"
    saved = run("-o", tmp_path / "out.csv", tmp_path / "one.txt")
    assert (saved.returncode, saved.stdout) == (0, "")
    assert (tmp_path / "out.csv").read_bytes().decode() == done.stdout.replace("\r\n", "\n").replace("\n", "\r\n")
    assert run("-", text=TEXT).stdout.startswith("Ada Okoro ")
