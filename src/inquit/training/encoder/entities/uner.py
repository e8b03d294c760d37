"""Universal NER's layer over UD English EWT: PER LOC ORG, in IOB2 with the raw text of each sentence."""

from __future__ import annotations

from pathlib import Path

from inquit.training.encoder.entities.detokenized import runs
from inquit.training.encoder.labelled import MASK, ORG, PERSON, PLACE, Passage, Stretch, assembled

_LABELS = {"PER": PERSON, "LOC": PLACE, "ORG": ORG, "OTH": MASK}
ANNOTATED = PERSON | ORG | PLACE


def read_uner(path: Path) -> dict[str, Passage]:
    """The sentences of an `.iob2` file by their `sent_id`, which is that of the treebank.

    Raises `ValueError` with file and line if a word is not in its sentence's text, or a tag is unknown.
    """
    passages: dict[str, Passage] = {}
    about: dict[str, str] = {}
    rows: list[tuple[str, str]] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate([*lines, "\n"], 1):
            line = line.rstrip("\n")
            if line.startswith("# "):
                key, _, value = line[2:].partition(" = ")
                about[key] = value
            elif line.strip():
                cells = line.split("\t")
                if len(cells) < 3:
                    raise ValueError(f"{path}, line {number}: {len(cells)} cells, not a number, a word and a tag")
                rows.append((cells[1], "O" if cells[2] == "B-O" else cells[2]))
            elif rows:
                if "sent_id" not in about or "text" not in about:
                    raise ValueError(f"{path}, line {number}: the sentence before has no sent_id or no text")
                try:
                    passage = _passage(about["sent_id"], about["text"], rows)
                except ValueError as error:
                    raise ValueError(f"{path}, sentence before line {number}: {error}") from error
                passages[passage.id] = passage
                rows, about = [], {}
    return passages


def _passage(name: str, text: str, rows: list[tuple[str, str]]) -> Passage:
    spans = []
    at = 0
    for word, _ in rows:
        start = text.find(word, at)
        if start < 0 or text[at:start].strip():
            raise ValueError(f"{name}: {word!r} is not at {at} of the text")
        at = start + len(word)
        spans.append((start, at))
    named, unsure = [], []
    for first, last, kind in runs([tag for _, tag in rows]):
        if kind not in _LABELS:
            raise ValueError(f"{name}: unknown type {kind!r}")
        start, end = spans[first][0], spans[last - 1][1]
        if _LABELS[kind]:
            named.append(Stretch(start, end, _LABELS[kind]))
        else:
            unsure.append((start, end))
    return Passage(name, text, assembled(text, named, unsure), ANNOTATED)
