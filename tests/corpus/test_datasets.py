"""The corpus is plain JSON lines: Hugging Face's `datasets` reads it as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import small
from msgspec.structs import replace

from inquit.corpus import write


def test_datasets_loads_a_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    from datasets import load_dataset

    write([small(), replace(small(), id="other", meta={"title": "Other"})], tmp_path / "c.jsonl")
    found = load_dataset("json", data_files=str(tmp_path / "c.jsonl"), split="train", cache_dir=str(tmp_path / "cache"))
    assert found["id"][:] == ["small", "other"]
    quotation = found[0]["quotations"][0]
    start, end = quotation["parts"][0]
    assert found[0]["text"][start:end] == "the treaty is dead."
