"""A map from our labels of mentions to those of another label set."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.gold.texts import lines_of
from inquit.record import Label

LABELS: tuple[str, ...] = get_args(Label)


def read_label_map(path: Path) -> dict[str, str]:
    """OURS → THEIRS from a `.toml` file (`PERSON = "PER"`) or from lines of two words (`PERSON PER`; # comments).

    Several of theirs that count as one stand between bars (`PERSON = "politician|person"`). Labels of ours that it
    leaves out are left out of the scoring. Raises GoldError, with file and line, for a label that is none of ours
    (the valid ones are listed), and for one of theirs that counts as two.
    """
    pairs = _toml(path) if path.suffix == ".toml" else _lines(path)
    found: dict[str, str] = {}
    for line, ours, theirs in pairs:
        if ours not in LABELS:
            raise GoldError(_unknown(ours), path=str(path), line=line)
        if ours in found:
            raise GoldError(f"{ours!r} stands there twice", path=str(path), line=line)
        found[ours] = theirs
    if not found:
        raise GoldError('maps nothing; a line is `PERSON PER`, or in TOML `PERSON = "PER"`', path=str(path))
    try:
        groups_of(found)
    except ValueError as error:
        raise GoldError(str(error), path=str(path)) from error
    return found


def groups_of(labels: Mapping[str, str]) -> dict[str, str]:
    """For each of their labels, all those that it counts as one with (`politician|person`), itself included.

    Raises ValueError for a label of ours that there is not, and for one of theirs that counts as two.
    """
    if unknown := [label for label in labels if label not in LABELS]:
        raise ValueError(_unknown(unknown[0]))
    found: dict[str, str] = {}
    for group in dict.fromkeys(labels.values()):
        for label in group.split("|"):
            if label in found:
                raise ValueError(f"{label!r} counts as {found[label]} and as {group}")
            found[label] = group
    return found


def _unknown(label: str) -> str:
    return f"{label!r} is no label of inquit; there are: {', '.join(LABELS)}"


def _toml(path: Path) -> list[tuple[int | None, str, str]]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GoldError(error.strerror or str(error), path=str(path)) from error
    except ValueError as error:  # bad TOML, bad UTF-8
        raise GoldError(str(error), path=str(path)) from error
    for ours, theirs in raw.items():
        if not isinstance(theirs, str) or not theirs:
            raise GoldError(f"{ours} is {theirs!r}, not the name of a label", path=str(path))
    return [(None, ours, theirs) for ours, theirs in raw.items()]


def _lines(path: Path) -> list[tuple[int | None, str, str]]:
    found: list[tuple[int | None, str, str]] = []
    for number, line in lines_of(path):
        words = line.partition("#")[0].split()
        if words and len(words) != 2:
            raise GoldError(f"{len(words)} words; a line is OURS THEIRS", path=str(path), line=number)
        if words:
            found.append((number, words[0], words[1]))
    return found
