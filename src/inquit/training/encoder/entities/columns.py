"""Passages of files with a word and its tag a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from inquit.evaluation.gold.iob2 import tagged_sentences
from inquit.evaluation.gold.texts import Labelled
from inquit.training.encoder.entities.surfaces import cut, is_time, person
from inquit.training.encoder.labelled import PERSON, WHEN, Passage, Stretch, assembled

Kind = frozenset[str] | None


def tagged_passages(path: Path, labels: Callable[[str, str], Kind], annotated: frozenset[str]) -> list[Passage]:
    """One passage a sentence of the file. `labels`: those of a type and surface; None: no such type.

    Raises `ValueError` with file and line.
    """
    found = []
    for one in tagged_sentences(path):
        if not one.tokens:
            continue
        try:
            found.append(tagged_passage(f"{path.stem}-{one.line}", one.text, one.spans, labels, annotated))
        except ValueError as error:
            raise ValueError(f"{path}, sentence at line {one.line}: {error}") from error
    return found


def tagged_passage(
    name: str, text: str, spans: Iterable[Labelled], labels: Callable[[str, str], Kind], annotated: frozenset[str]
) -> Passage:
    """The passage of a labelled text. Articles and titles are cut off; what is cut off but an article is unknown.

    Raises `ValueError` for an unknown type.
    """
    named, unsure = [], []
    for span in spans:
        start, end = cut(text, span.start, span.end)
        if start == end:
            unsure.append((span.start, span.end))
            continue
        found = labels(span.label, text[start:end])
        if found is None:
            raise ValueError(f"unknown type {span.label!r}")
        inner: tuple[int, int] | None = (start, end)
        if found == PERSON:
            inner = person(text, start, end)
        elif found == WHEN and not is_time(text[start:end]):
            inner = None
        unsure.append((start, end))
        if found and inner:
            named.append(Stretch(*inner, found))
    return Passage(name, text, assembled(text, named, unsure), annotated)
