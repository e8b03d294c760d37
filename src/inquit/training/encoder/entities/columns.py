"""Passages of files with a word and its tag a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from inquit.training.encoder.entities.detokenized import column_sentences, detokenized, runs
from inquit.training.encoder.entities.surfaces import cut, is_time, person
from inquit.training.encoder.labelled import PERSON, WHEN, Passage, Stretch, assembled

Kind = frozenset[str] | None


def tagged_passages(path: Path, labels: Callable[[str, str], Kind], annotated: frozenset[str]) -> list[Passage]:
    """One passage a sentence of the file. `labels`: those of a type and surface; None: no such type.

    Raises `ValueError` with file and line.
    """
    found = []
    for number, words, tags in column_sentences(path):
        if words == ["-DOCSTART-"]:
            continue
        try:
            found.append(tagged_passage(f"{path.stem}-{number}", words, tags, labels, annotated))
        except ValueError as error:
            raise ValueError(f"{path}, sentence at line {number}: {error}") from error
    return found


def tagged_passage(
    name: str, words: Sequence[str], tags: Sequence[str], labels: Callable[[str, str], Kind], annotated: frozenset[str]
) -> Passage:
    """The passage of tagged words. Articles and titles are cut off; what is cut off but an article is unknown.

    Raises `ValueError` for an unknown tag or type.
    """
    text, spans = detokenized(words)
    named, unsure = [], []
    for first, last, kind in runs(tags):
        whole = (spans[first][0], spans[last - 1][1])
        start, end = cut(text, *whole)
        if start == end:
            unsure.append(whole)
            continue
        found = labels(kind, text[start:end])
        if found is None:
            raise ValueError(f"unknown type {kind!r}")
        inner: tuple[int, int] | None = (start, end)
        if found == PERSON:
            inner = person(text, start, end)
        elif found == WHEN and not is_time(text[start:end]):
            inner = None
        unsure.append((start, end))
        if found and inner:
            named.append(Stretch(*inner, found))
    return Passage(name, text, assembled(text, named, unsure), annotated)
