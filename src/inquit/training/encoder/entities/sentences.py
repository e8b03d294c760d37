"""Sentences written by hand for the training, every name and value marked as `[text|LABEL]`."""

from __future__ import annotations

import re
from pathlib import Path

from inquit.training.encoder.labelled import LABELS, Passage, Stretch

_MARKED = re.compile(r"\[([^\[\]|]+)\|([A-Z_]*)\]")


def read_sentences(path: Path) -> list[Passage]:
    """One passage a line of a text file, or of every `.txt` in a folder; lines that begin with `#` are comments.

    `[text|]` is unknown. Raises `ValueError` with file and line for an unknown label or a stray bracket or bar.
    """
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    return [passage for file in files for passage in _file(file)]


def _file(path: Path) -> list[Passage]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        text, at = "", 0
        stretches = []
        for match in _MARKED.finditer(line):
            if match[2] and match[2] not in LABELS:
                raise ValueError(f"{path}, line {number}: unknown label {match[2]!r}")
            text += line[at : match.start()]
            stretches.append(Stretch(len(text), len(text) + len(match[1]), frozenset(filter(None, [match[2]]))))
            text += match[1]
            at = match.end()
        text += line[at:]
        if "|" in text or re.search(r"\][^\[]*\]|\|", text):
            raise ValueError(f"{path}, line {number}: a bracket or bar that marks nothing")
        found.append(Passage(f"{path.stem}-{number}", text, tuple(stretches), frozenset(LABELS)))
    return found
