"""Passages as tests read them, and files in the formats of entity sets."""

from __future__ import annotations

from pathlib import Path

from inquit.training.encoder.labelled import Passage

PLACE = "FAC GPE LOC"


def marked(passage: Passage) -> dict[str, str]:
    """The surface of each stretch with its labels in order; a mask has none."""
    return {
        passage.text[stretch.start : stretch.end]: " ".join(sorted(stretch.labels)) for stretch in passage.stretches
    }


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def columns(path: Path, text: str, gap: str) -> Path:
    """A column file from `word/TAG` words, a sentence a line."""
    lines = [[word.rpartition("/") for word in line.split()] for line in text.strip().splitlines()]
    return written(path, "\n\n".join("\n".join(f"{w}{gap}{tag}" for w, _, tag in line) for line in lines) + "\n")
