"""Lessons as tensors: windows of word pieces, what is known of each word, padding."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

import torch
from torch import Tensor

from inquit.encoder.inputs import mark_states
from inquit.linguistics.pieces import APART, SPECIAL, Pieces, gap, shape
from inquit.training.encoder.crf import STATES
from inquit.training.encoder.lessons import Lesson, windows
from inquit.training.encoder.network import ROLES
from inquit.training.linguistics.batches import IGNORED, Labels, Row, grouped

MOST_PIECES = 226
_LOWER, _UPPER = 1, 3


@dataclass(frozen=True)
class Batch:
    """Tensors of one training step. Pieces: (batch, length); words: (batch, words), `roles` (batch, words, roles).

    `names` holds numbers of choices (0: unknown); `breaks` is 1 where a block begins, 0 elsewhere, `IGNORED` on
    padding; `taught` (batch, roles) is true for the roles that are known in a row.
    """

    pieces: Tensor
    shapes: Tensor
    gaps: Tensor
    marks: Tensor
    first: Tensor
    last: Tensor
    starts: Tensor
    tags: Tensor
    heads: Tensor
    relations: Tensor
    names: Tensor
    roles: Tensor
    breaks: Tensor
    taught: Tensor


_EMPTY = {"pieces": 0, "shapes": 0, "gaps": 0, "marks": 0, "first": 0, "last": 0, "names": 0}


class Batcher:
    """Cuts lessons into windows and windows into padded batches."""

    def __init__(self, pieces: Pieces, labels: Labels) -> None:
        self.pieces = pieces
        self.tags = {label: number for number, label in enumerate(labels.tags)}
        self.relations = {label: number for number, label in enumerate(labels.relations)}

    def rows(self, lesson: Lesson, rng: random.Random) -> Iterator[Row]:
        """Yield the windows of a lesson, cut otherwise at each pass.

        Drawn are the size of its windows and, in a lesson of over 400 words, how many at its start are left out.
        """
        ids = [self.pieces.of(item.form) for item in lesson.items]
        spans, text, at = [], lesson.text, 0
        for item in lesson.items:
            spans.append((at, at + len(item.form)))
            at += len(item.form) + len(item.gap)
        marks = mark_states(text, (), [start for start, _ in spans], [end for _, end in spans])
        most = rng.randint(MOST_PIECES // 2, MOST_PIECES) if rng.random() < 0.35 else MOST_PIECES
        sizes = [len(numbers) for numbers in ids]
        begin = rng.choice([0, 0, rng.randrange(min(len(ids), 60))]) if len(ids) > 400 else 0
        for start, end in windows(lesson, sizes, begin, most):
            yield self._row(lesson, ids, marks, start, end, rng.random())

    def _row(
        self, lesson: Lesson, ids: list[tuple[int, ...]], marks: list[int], begin: int, end: int, draw: float
    ) -> Row:
        row: Row = {field.name: [] for field in fields(Batch)}
        row["pieces"], row["shapes"], row["gaps"], row["marks"] = [SPECIAL.index("[CLS]")], [0], [0], [0]
        for place in range(begin, end):
            item = lesson.items[place]
            apart = place == begin or item.block
            look = _LOWER if draw < 0.03 else _UPPER if draw < 0.05 else shape(item.form)
            numbers = ids[place]
            row["first"].append(len(row["pieces"]))
            row["pieces"].extend(numbers)
            row["last"].append(len(row["pieces"]) - 1)
            row["shapes"].extend([look] * len(numbers))
            row["gaps"].extend([APART if apart else gap(lesson.items[place - 1].gap), *[0] * (len(numbers) - 1)])
            row["marks"].extend([marks[place]] * len(numbers))
            row["starts"].append(IGNORED if apart else int(item.first))
            row["tags"].append(self.tags.get(f"{item.word.upos}|{item.word.feats}", IGNORED))
            inside = begin <= item.head < end
            row["heads"].append(IGNORED if not inside else 0 if item.head == place else item.head - begin + 1)
            row["relations"].append(self.relations.get(item.word.deprel, IGNORED))
            row["names"].append(lesson.names[place])
            row["breaks"].append(int(item.block))
        outside = [STATES.index("O")] * (end - begin)
        columns = [lesson.roles[role][begin:end] if role in lesson.roles else outside for role in ROLES]
        row["roles"] = [state for states in zip(*columns, strict=True) for state in states]
        row["taught"] = [int(role in lesson.roles) for role in ROLES]
        row["pieces"].append(SPECIAL.index("[SEP]"))
        for name in ("shapes", "gaps", "marks"):
            row[name].append(0)
        return row


def batches(rows: Iterable[Row], rng: random.Random, *, pieces: int) -> Iterator[Batch]:
    """Yield the rows in random batches of about `pieces` pieces each, padding counted, like lengths together."""
    for group in grouped(rows, rng, column="pieces", most=pieces):
        yield padded(group)


def padded(rows: Sequence[Row]) -> Batch:
    """Return rows as one batch, filled up to the longest: inputs with 0, roles with O, the rest with `IGNORED`."""
    words = max(len(row["first"]) for row in rows)
    tensors = {}
    for field in fields(Batch):
        name = field.name
        if name == "taught":
            tensors[name] = torch.tensor([row[name] for row in rows], dtype=torch.bool)
        elif name == "roles":
            size = words * len(ROLES)
            fill = STATES.index("O")
            filled = [row[name] + [fill] * (size - len(row[name])) for row in rows]
            tensors[name] = torch.tensor(filled).view(len(rows), words, len(ROLES))
        else:
            width = max(len(row[name]) for row in rows)
            fill = _EMPTY.get(name, IGNORED)
            tensors[name] = torch.tensor([row[name] + [fill] * (width - len(row[name])) for row in rows])
    return Batch(**tensors)
