"""A tiny encoder to train, the word pieces that it reads, and a lesson for it."""

from __future__ import annotations

import random
from copy import deepcopy

import pytest
import torch
from torch import Tensor

from inquit.linguistics.pieces import SPECIAL, Pieces
from inquit.training.encoder.batches import Batch, Batcher, padded
from inquit.training.encoder.crf import STATES
from inquit.training.encoder.labelled import LABELS, Passage, Stretch
from inquit.training.encoder.lessons import Choices, Lesson, name_choices
from inquit.training.encoder.network import ATTRIBUTION, QUOTATION, EncoderNetwork
from inquit.training.encoder.train import Fit, fit
from inquit.training.linguistics.augment import Item
from inquit.training.linguistics.batches import Labels
from inquit.training.linguistics.data import Word
from inquit.training.linguistics.network import Sizes

WORDS = (
    "the envoy said that fleet would sail canning wrote by may he and minister of lima peace we want war treaty signed"
    " letter lord grey replied no yes in office is at home who it s t u"
)
PUNCTUATION = [*".,;:!?()[]-–—…'‘’\"“”«»*#&/"]
LETTERS = [*"abcdefghijklmnopqrstuvwxyz0123456789"]


@pytest.fixture(scope="session")
def vocabulary() -> list[str]:
    """Word pieces: some words, every letter and digit, punctuation."""
    pieces = [*SPECIAL, *WORDS.split(), *PUNCTUATION, *LETTERS, *(f"##{letter}" for letter in LETTERS)]
    return list(dict.fromkeys(pieces))


@pytest.fixture(scope="session")
def labels() -> Labels:
    return Labels(
        ["DET|", "NOUN|Number=Sing", "PROPN|Number=Sing", "VERB|Tense=Past", "PUNCT|"],
        ["det", "nsubj", "obj", "punct", "root"],
    )


@pytest.fixture
def network(vocabulary: list[str], labels: Labels) -> EncoderNetwork:
    """A network of one narrow layer, with the same random weights each time."""
    return tiny(vocabulary, labels)


def tiny(vocabulary: list[str], labels: Labels) -> EncoderNetwork:
    torch.manual_seed(7)
    sizes = Sizes(
        len(vocabulary), len(labels.tags), len(labels.relations), layers=1, width=24, heads=2, inner=32, arc_width=8
    )
    return EncoderNetwork(sizes)


# form, tag, head's place in the sentence, relation, its name's label, states of content, cue and source
SENTENCES = (
    (
        ("Lord", 1, 1, "det", "", "OOB"), ("Canning", 2, 2, "nsubj", "PERSON", "OOE"),
        ("said", 3, 2, "root", "", "OSO"), ("that", 0, 6, "det", "", "BOO"),
        ("the", 0, 5, "det", "", "IOO"), ("envoy", 1, 6, "nsubj", "", "IOO"),
        ("signed", 3, 2, "obj", "", "IOO"), ("the", 0, 8, "det", "", "IOO"), ("treaty", 1, 6, "obj", "", "EOO"),
        (".", 4, 2, "punct", "", "OOO"),
    ),
    (
        ("Peace", 1, 0, "root", "", "OOO"), ("in", 0, 2, "det", "", "OOO"), ("Lima", 2, 0, "obj", "GPE", "OOO"),
        (".", 4, 0, "punct", "", "OOO"),
    ),
    (("He", 2, 1, "nsubj", "", "OOO"), ("replied", 3, 1, "root", "", "OOO"), (".", 4, 1, "punct", "", "OOO")),
)  # fmt: skip


def _lesson(
    sentences: tuple[tuple[tuple[str, int, int, str, str, str], ...], ...], choices: Choices, labels: Labels
) -> Lesson:
    items: list[Item] = []
    spans, names, rows, at = [], [], [], 0
    for sentence in sentences:
        base = len(items)
        for place, (form, tag, head, relation, name, states) in enumerate(sentence):
            upos, _, features = labels.tags[tag].partition("|")
            word = Word(at, at + len(form), form, form, upos, "", features, head, relation)
            last = place + 1 == len(sentence)
            gap = "" if not last and sentence[place + 1][0] == "." else "\n\n" if last else " "
            items.append(Item(word, form, gap, base + head, not place, not place))
            spans.append((at, at + len(form)))
            if name:
                names.append(Stretch(*spans[-1], frozenset({name})))
            rows.append([STATES.index(state) for state in states])
            at += len(form) + len(gap)
    columns = [list(column) for column in zip(*rows, strict=True)]
    roles = dict(zip(ATTRIBUTION, columns, strict=True)) | dict(zip(QUOTATION, [*columns, columns[2]], strict=True))
    lesson = Lesson(items, [], roles)
    passage = Passage("p", lesson.text, tuple(names), frozenset(LABELS))
    lesson.names = name_choices(spans, passage, choices)
    return lesson


@pytest.fixture(scope="session")
def _taught(vocabulary: list[str], labels: Labels) -> tuple[Batch, Tensor]:
    choices, rng = Choices(), random.Random(1)
    lessons = [_lesson(part, choices, labels) for part in (SENTENCES, SENTENCES[2:])]
    batcher = Batcher(Pieces(vocabulary), labels)
    return padded([row for lesson in lessons for row in batcher.rows(lesson, rng)]), choices.table()


@pytest.fixture
def batch(_taught: tuple[Batch, Tensor]) -> Batch:
    """Two rows: three sentences, each a paragraph, and the last of them once more."""
    return _taught[0]


@pytest.fixture
def choices(_taught: tuple[Batch, Tensor]) -> Tensor:
    """The table of the sets of names that stand in `batch`."""
    return _taught[1]


@pytest.fixture(scope="session")
def _by_heart(
    vocabulary: list[str], labels: Labels, _taught: tuple[Batch, Tensor], tmp_path_factory: pytest.TempPathFactory
) -> EncoderNetwork:
    network = tiny(vocabulary, labels)
    weights = dict.fromkeys(("starts", "tags", "arcs", "relations", "names", "roles"), 1.0)
    settings = Fit(batch_pieces=100, encoder_rate=1e-2, head_rate=1e-2, weight_decay=0.0, weights=weights)
    batch, choices = _taught
    fit(network, [batch] * 80, choices, settings, checkpoint=tmp_path_factory.mktemp("fit") / "network.pt")
    return network


@pytest.fixture
def learned(_by_heart: EncoderNetwork) -> EncoderNetwork:
    """The tiny network, when it knows `batch` by heart."""
    return deepcopy(_by_heart)
