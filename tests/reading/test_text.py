"""Bytes → text: encodings, packings, Markdown's front matter; every character as it stands."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading.files import document, documents, error, packed, regions

TEXT = "“We will not yield,” said Zoë’s envoy.\r\nA\u00a0b\u2011c\u200b \u202bd\u202c\ufeff e\rend\u2028\n"
ANY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PACKINGS = ["", ".gz", ".zst"]


@ANY
@given(text=st.text(min_size=1).filter(str.strip))
@pytest.mark.parametrize("packing", PACKINGS)
def test_rows_round_trip(tmp_path: Path, text: str, packing: str) -> None:
    path = tmp_path / f"a.jsonl{packing}"
    lines = [
        json.dumps({"text": text}),
        json.dumps({"text": text}, ensure_ascii=text != text.encode("utf-8", "replace").decode()),
    ]
    path.write_bytes(packed("\n".join(lines).encode(), packing))
    assert [item.text for item in documents(path)] == [text, text]


@ANY
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip))
@pytest.mark.parametrize("packing", PACKINGS)
def test_texts_round_trip(tmp_path: Path, text: str, packing: str) -> None:
    path = tmp_path / f"a.txt{packing}"
    data = packed(("\ufeff" + text).encode(), packing)  # a mark of ours, since the text may begin with one
    path.write_bytes(data)
    found = document(path)
    assert found.text == text
    assert found.meta["sha256"] == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_by_its_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    mark = "\ufeff" if encoding[-2:] in ("le", "be") else ""
    path.write_bytes((mark + TEXT).encode(encoding))
    found = document(path)
    assert (found.text, found.notices) == (TEXT, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("“We will not yield,” said the minister — and that’s that. The café talks failed.", "cp1252"),
        ("That’s all.", "cp1252"),
        (
            "Le président a déclaré que les négociations étaient terminées. « Nous n’irons pas », a-t-il dit à l’été.",
            "cp1252",
        ),
        ("Der Außenminister erklärte, die Gespräche müssten weitergeführt werden. „Wir bleiben“, sagte er.", "cp1252"),
        ("Министр заявил, что переговоры будут продолжены. «Мы останемся здесь», — сказал он.", "cp1251"),
        ("Minister oświadczył, że rozmowy będą kontynuowane. Pięć państw zgłosiło się już wcześniej.", "cp1250"),
        ("Ο υπουργός δήλωσε ότι οι συνομιλίες θα συνεχιστούν αύριο στη Γενεύη.", "cp1253"),
    ],
)
@pytest.mark.parametrize("times", [1, 40])
def test_other_encodings_are_guessed_and_said(tmp_path: Path, text: str, encoding: str, times: int) -> None:
    path = tmp_path / "a.txt"
    data = (text * times).encode(encoding)
    path.write_bytes(data)
    found = document(path)
    at = next(at for at, byte in enumerate(data) if byte > 127)
    assert found.text == text * times
    assert found.notices[0].startswith(f"read as {encoding}: not UTF-8 at byte ")
    assert int(found.notices[0].rpartition(" ")[2]) >= at
    assert document(path, encoding=encoding).notices == ()


def test_the_first_odd_byte_may_come_late(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "The talks went on and on.\n" * 60_000 + "“We stay,” he said.\n"
    path.write_bytes(text.encode("cp1252"))
    assert document(path).text == text


def test_an_encoding_can_be_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Zoë".encode("cp437"))
    assert document(path, encoding="cp437").text == "Zoë"
    path.write_bytes("\ufeffZoë".encode())
    assert document(path, encoding="utf-8").text == "Zoë"
    assert error(path, encoding="ascii").reason == "is not ascii at byte 0 (setting encoding)"
    assert error(path, encoding="utf-16").reason.startswith(("is binary, or not utf-16", "is not utf-16"))


@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_members_in_a_row_are_one_text(tmp_path: Path, packing: str) -> None:
    path = tmp_path / f"a.txt{packing}"
    one = packed(b"First half, ", packing)
    path.write_bytes(one + packed(b"", packing) + packed(b"second half.", packing) + b"\0" * 512)
    assert document(path).text == "First half, second half."


@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_every_truncation_is_noticed(tmp_path: Path, packing: str) -> None:
    path = tmp_path / f"a.txt{packing}"
    whole = packed(b"The treaty of the two seas was signed in spring.", packing)
    two = len(whole)
    for data, skip in ((whole, -1), (whole + whole, two)):
        for size in range(1, len(data)):
            if size == skip:
                continue  # the end of the first member is an end
            path.write_bytes(data[:size])
            assert "truncated" in error(path).reason, size


def test_gzip_with_a_name_and_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write(b"The treaty was signed. " * 50)
    assert document(path).text == "The treaty was signed. " * 50
    data = bytearray(path.read_bytes())
    data[-6] ^= 255  # in the check sum
    path.write_bytes(data)
    assert error(path).reason.startswith("is ")
    assert "incorrect data check" in error(path).reason


MATTER = """---
# a comment
title: "On the Long Peace"
subtitle: 'A study'
author:
  - Ann Example
  - Bo Sample
date: 1921-05-04
lang: en-GB
tags: [a, b]
---

# On the Long Peace
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.md"
    text = MATTER.replace("\n", end)
    path.write_bytes(text.encode())
    found = document(path)
    assert found.text == text
    meta = {key: found.meta[key] for key in found.meta if key not in ("source", "sha256")}
    assert meta == {
        "title": "On the Long Peace", "subtitle": "A study", "author": "Ann Example, Bo Sample", "date": "1921-05-04",
        "language": "en-GB",
    }  # fmt: skip
    assert regions(found) == [("note", text[: text.index("---", 4) + 3])]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThe peace held.\n\n---\nIt did: for a while.\n",
        "---\nThe minister said: no.\n---\n",
        "---\ntitle: never closed\n\nText.",
        "----\ntitle: a\n---\nText.",
        "Text.\n---\ntitle: a\n---\n",
        "---\n---\nText",
    ],
)
def test_no_front_matter(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    found = document(path)
    assert (found.structure, "title" in found.meta) == ((), False)
