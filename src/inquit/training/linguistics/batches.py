"""Treebank sentences as tensors for the network: label sets, word pieces, padding."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from inquit.linguistics.pieces import APART, SPECIAL, Pieces, gap, shape
from inquit.training.linguistics.augment import Item, stretches, varied
from inquit.training.linguistics.data import TreebankDocument

IGNORED = -100
MIN_COUNT = 3
STRETCH_WORDS = 130
MOST_PIECES = 250


@dataclass(frozen=True)
class Labels:
    """What the heads of the network choose from. A tag is `UPOS|features`."""

    tags: list[str]
    relations: list[str]

    @classmethod
    def of(cls, documents: Sequence[TreebankDocument]) -> Labels:
        """Collect the labels that occur at least `MIN_COUNT` times (relations: all)."""
        tags: Counter[str] = Counter()
        relations: Counter[str] = Counter()
        for document in documents:
            for sentence in document.sentences:
                for word in sentence.words:
                    tags[f"{word.upos}|{word.feats}"] += 1
                    relations[word.deprel] += 1
        return cls(sorted(tag for tag, count in tags.items() if count >= MIN_COUNT), sorted(relations))


@dataclass(frozen=True)
class Batch:
    """Tensors of one training step. Pieces: (batch, length); words: (batch, words); see `Network.words`."""

    pieces: Tensor
    shapes: Tensor
    gaps: Tensor
    first: Tensor
    last: Tensor
    starts: Tensor
    tags: Tensor
    heads: Tensor
    relations: Tensor


Row = dict[str, list[int]]


class Batcher:
    """Draws varied, padded batches from treebank documents."""

    def __init__(self, pieces: Pieces, labels: Labels) -> None:
        self.pieces = pieces
        self.tags = {label: number for number, label in enumerate(labels.tags)}
        self.relations = {label: number for number, label in enumerate(labels.relations)}

    def epoch(
        self, documents: Sequence[TreebankDocument], rng: random.Random, *, words: int
    ) -> Iterator[tuple[Batch, int]]:
        """Yield batches of about `words` words (padding counted), with the number of real words in each."""
        rows: list[Row] = []
        for document in documents:
            for run in stretches([document], rng, STRETCH_WORDS):
                rows.extend(self._rows(varied(document.text, run, rng)))
        for group in grouped(rows, rng, column="first", most=words):
            yield _padded(group), sum(len(row["first"]) for row in group)

    def _rows(self, items: list[Item]) -> Iterator[Row]:
        """Yield the run as one row, or as several cut between sentences if it has too many pieces."""
        begin, size = 0, 2
        lengths = [len(self.pieces.of(item.form)) for item in items]
        for place, item in enumerate(items):
            if item.first and place > begin:
                following = next((at for at in range(place + 1, len(items)) if items[at].first), len(items))
                if size + sum(lengths[place:following]) > MOST_PIECES:
                    yield self._row(items, begin, place)
                    begin, size = place, 2
            size += lengths[place]
        if size <= MOST_PIECES:
            yield self._row(items, begin, len(items))

    def _row(self, items: list[Item], begin: int, end: int) -> Row:
        row: Row = {key: [] for key in Batch.__dataclass_fields__}
        row["pieces"], row["shapes"], row["gaps"] = [SPECIAL.index("[CLS]")], [0], [0]
        for place in range(begin, end):
            item = items[place]
            before = items[place - 1].gap if place > begin else "\n\n"
            apart = place == begin or (item.block and before.count("\n") > 1)
            ids = self.pieces.of(item.form)
            row["first"].append(len(row["pieces"]))
            row["pieces"].extend(ids)
            row["last"].append(len(row["pieces"]) - 1)
            row["shapes"].extend([shape(item.form)] * len(ids))
            row["gaps"].extend([APART if apart else gap(before), *[0] * (len(ids) - 1)])
            row["starts"].append(IGNORED if apart else int(item.first))
            row["tags"].append(self.tags.get(f"{item.word.upos}|{item.word.feats}", IGNORED))
            row["heads"].append(0 if item.head == place else item.head - begin + 1)
            row["relations"].append(self.relations[item.word.deprel])
        row["pieces"].append(SPECIAL.index("[SEP]"))
        row["shapes"].append(0)
        row["gaps"].append(0)
        return row


def grouped(rows: Iterable[Row], rng: random.Random, *, column: str, most: int) -> list[list[Row]]:
    """Return the rows in random groups of like length, each of about `most` numbers in a column, padding counted."""
    groups: list[list[Row]] = [[]]
    for row in sorted(rows, key=lambda row: len(row["pieces"]) + rng.random() * 12):
        if groups[-1] and (len(groups[-1]) + 1) * len(row[column]) > most:
            groups.append([])
        groups[-1].append(row)
    rng.shuffle(groups)
    return groups


def _padded(rows: list[Row]) -> Batch:
    empty = {"pieces": 0, "shapes": 0, "gaps": 0, "first": 0, "last": 0}
    tensors = {}
    for key in Batch.__dataclass_fields__:
        width = max(len(row[key]) for row in rows)
        fill = empty.get(key, IGNORED)
        tensors[key] = torch.tensor([row[key] + [fill] * (width - len(row[key])) for row in rows])
    return Batch(**tensors)
