"""re3d: people, organisations, places and times in documents on defence and foreign affairs, pronouns and phrases too.

Only proper names are kept; what a phrase says beside them, and every other capitalised word, is unknown. It serves
measuring only: the encoder is not trained on it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from inquit.training.encoder.entities.surfaces import (
    big_words,
    cut,
    is_common,
    is_name,
    is_office,
    is_people,
    is_time,
    person,
)
from inquit.training.encoder.labelled import GPE, NORP, ORG, PERSON, PLACE, WHEN, Passage, Stretch, assembled

ANNOTATED = PERSON | ORG | PLACE
_LABELS = {
    "Person": PERSON, "Organisation": ORG | GPE, "Location": PLACE, "Nationality": NORP, "Temporal": WHEN,
    "Money": frozenset({"MONEY"}), "MilitaryPlatform": frozenset({"PRODUCT"}), "Weapon": frozenset({"PRODUCT"}),
    "Vehicle": frozenset({"PRODUCT"}),
}  # fmt: skip
_SMALL = re.compile(r"\b(?:of|for|in|to|and|on)\b")
_LIKELY = 0.5  # below it stand the guesses of a machine that the annotators did not follow


def read_re3d(path: Path) -> list[Passage]:
    """One passage a document of all sources in a folder (each with `documents.json` and `entities.json`).

    Raises `ValueError` with file and line.
    """
    found = []
    for file in sorted(path.rglob("documents.json")):
        entities: dict[str, list[dict[str, Any]]] = {}
        for row in _rows(file.with_name("entities.json"), ("documentId", "begin", "end", "type", "confidence")):
            entities.setdefault(row["documentId"], []).append(row)
        for row in _rows(file, ("_id", "text")):
            found.append(_passage(file, row["_id"], row["text"], entities.get(row["_id"], [])))
    if not found:
        raise ValueError(f"{path}: no documents.json in it or its folders")
    return found


def _rows(path: Path, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line)
        except msgspec.DecodeError as error:
            raise ValueError(f"{path}, line {number}: {error}") from error
        missing = [key for key in keys if not isinstance(row, dict) or key not in row]
        if missing:
            raise ValueError(f"{path}, line {number}: no {', '.join(missing)}")
        rows.append(row)
    return rows


def _passage(file: Path, name: str, text: str, entities: list[dict[str, Any]]) -> Passage:
    named: list[Stretch] = []
    unsure = list(big_words(text))
    for row in entities:
        if not 0 <= row["begin"] < row["end"] <= len(text):
            raise ValueError(f"{file.with_name('entities.json')}: {row.get('_id', name)} is outside its text")
        labels = _LABELS.get(row["type"])
        start, end = cut(text, row["begin"], row["end"])
        if row["confidence"] < _LIKELY or start == end or text[row["begin"] : row["end"]] != row.get("value", ""):
            continue
        unsure += [(start, end)] if row["type"] in ("Temporal", "Quantity", "Money", "DocumentReference") else []
        if labels == PERSON:
            start, end = person(text, start, end) or (start, start)
        elif labels == WHEN and not is_time(text[start:end]):
            labels = None
        elif row["type"] == "Organisation" and is_people(text[start:end]):
            labels = NORP
        surface = text[start:end]
        if row["type"] == "Nationality" and not is_people(surface):
            labels = None
        if row["type"] == "Location" and surface[:1].isdigit():
            labels = None
        if not surface or is_office(surface) or is_common(surface) or (labels == PERSON and _SMALL.search(surface)):
            continue
        if (
            labels
            and (is_name(surface) or labels in (WHEN, frozenset({"MONEY"})))
            and ("," not in surface or labels == WHEN)
        ):
            named.append(Stretch(start, end, labels))
    return Passage(f"re3d-{name}", text, assembled(text, named, unsure), ANNOTATED)
