"""`judge`: rows of (text, holder, target) in, the same rows with label, score, scores and evidence out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from inquit.record import Span
from inquit.stances.network import Judge, shipped
from inquit.stances.packing import Asked
from inquit.stances.tables import RowError, TableRow, read_table

AUTHOR = "author"
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_a-zß-ÿ])|\n\s*\n")


class Question(msgspec.Struct, frozen=True):
    """A row that was understood: its text and what is asked of it."""

    row: TableRow
    text: str
    asked: Asked


def judge(
    rows: str | Path | Iterable[Mapping[str, Any]],
    *,
    on_error: Callable[[RowError], None] | None = None,
    network: Judge | None = None,
) -> Iterator[dict[str, Any]]:
    """Who favours or opposes what, for rows that say whom to ask and about what. An iterator, in the order of the rows.

    `rows`: mappings, or the path of a `.jsonl` or `.csv` file, with `text`, `holder` (a name that stands in the text,
    or "author") and `target` (words of the text); optional: `id`; `holder_start, holder_end, target_start, target_end`,
    half-open offsets in code points of `text`, which choose among several places; `statement`, which says what
    favouring the target means ("The mission is good") and lets it be one that the text does not name. Each comes back
    with `label` (favor, against or neutral), `score` (the calibrated probability of the label), `scores` (of all three)
    and `evidence` (start and end of the sentence or sentences that were judged). `on_error` is called with each row
    that cannot be judged, which is then left out; without it, the first is raised as RowError. `network`: a model of
    one's own in place of the shipped one.
    """
    chosen = network or shipped()
    for one in _questions(rows, on_error):
        text, asked, evidence = _passage(one)
        # one row at a time: in int8 a batch shares its scales, and a row's answer would hang on its neighbours
        (answer,) = chosen.probabilities([(text, [asked])])
        scores = {label: round(float(value), 4) for label, value in zip(chosen.labels, answer[0], strict=True)}
        label = max(scores, key=lambda name: scores[name])
        found = {"label": label, "score": scores[label], "scores": scores, "evidence": list(evidence)}
        yield {**one.row.cells, **found}


def vectors_of(rows: Sequence[Mapping[str, str]]) -> NDArray[np.float32]:
    """The shipped judge's vector for each row, (rows, width); a target not in the text is put as a statement."""
    questions = []
    for number, row in enumerate(rows, 1):
        cells = {**row, "holder": row.get("holder") or AUTHOR}
        try:
            text, asked, _ = _passage(question(TableRow(cells, "rows", number)))
        except RowError:  # tweets and the like need not name what they are about
            text, asked = row["text"], Asked(None, row.get("target") or "this is good")
        questions.append((text, [asked]))
    return np.concatenate(shipped().vectors(questions)) if questions else np.zeros((0, 1), dtype=np.float32)


def _questions(
    rows: str | Path | Iterable[Mapping[str, Any]], on_error: Callable[[RowError], None] | None
) -> Iterator[Question]:
    ids: dict[Any, int] = {}
    for row in read_table(rows):
        try:
            if isinstance(row, RowError):
                raise row
            id = row.cells.get("id")
            if id is not None and ids.setdefault(id, row.line) != row.line:
                raise row.error(f"{id!r} is the id of line {ids[id]} too", "id")
            yield question(row)
        except RowError as error:
            if on_error is None:
                raise
            on_error(error)


def question(row: TableRow) -> Question:
    """What a row asks. Raises RowError that names the column at fault."""
    text = _text(row, "text")
    holder = _text(row, "holder")
    statement = _text(row, "statement") if row.cells.get("statement") else None
    target = _text(row, "target") if statement is None or row.cells.get("target") else ""
    spot: Span | str = _span(row, text, target, "target") if statement is None else statement
    asked = Asked(None if holder == AUTHOR else _span(row, text, holder, "holder"), spot)
    return Question(row, text, asked)


def _text(row: TableRow, column: str) -> str:
    if column not in row.cells:
        raise row.error(f"missing; the row has {', '.join(map(repr, row.cells))}", column)
    value = row.cells[column]
    if isinstance(value, float) and math.isnan(value):
        raise row.error("is NaN, not text", column)
    if not isinstance(value, str):
        raise row.error(f"is a {type(value).__name__}, not text", column)
    if not value.strip():
        raise row.error("is empty", column)
    return value


def _span(row: TableRow, text: str, words: str, column: str) -> Span:
    """Where a holder or target stands: by its offsets, else its first place in the text."""
    start, end = (_offset(row, f"{column}_{edge}") for edge in ("start", "end"))
    if start is not None or end is not None:
        if start is None or end is None or not 0 <= start < end <= len(text):
            raise row.error(f"{start}, {end} is no stretch of the text ({len(text)} characters)", f"{column}_start")
        return start, end
    loose = r"\s+".join(map(re.escape, words.split()))
    pattern = rf"(?<!\w){loose}(?!\w)"
    found = re.search(pattern, text) or re.search(pattern, text, re.IGNORECASE)
    if not found:
        raise row.error(f"{words!r} is not in the text", column)
    return found.span()


def _offset(row: TableRow, column: str) -> int | None:
    value = row.cells.get(column)
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise row.error(f"{value!r} is no offset", column) from None
    if number != float(value):
        raise row.error(f"{value!r} is no offset", column)
    return number


def _passage(one: Question) -> tuple[str, Asked, Span]:
    """The sentences from the holder to the target, with what is asked in their offsets, and where they stand."""
    spans = [span for span in (one.asked.holder, one.asked.target) if isinstance(span, tuple)]
    edges = [0, *(found.end() for found in _SENTENCE.finditer(one.text)), len(one.text)]
    if not spans or isinstance(one.asked.target, str):
        return one.text, one.asked, _trimmed(one.text, 0, len(one.text))
    low = max(edge for edge in edges if edge <= min(start for start, _ in spans))
    high = min(edge for edge in edges if edge >= max(end for _, end in spans))
    moved = [None if span is None else (span[0] - low, span[1] - low) for span in (one.asked.holder, one.asked.target)]
    asked = Asked(moved[0], moved[1] or (0, 0))
    return one.text[low:high], asked, _trimmed(one.text, low, high)


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
