"""What the encoder learns from: words with whatever a data set tells of them, and nothing where it tells nothing.

A lesson is a run of words as they shall look (`Item`), with a set of names that each may carry and, where the set has
attributions, the state of each role. Words of texts without a treebank get their tags and trees from the shipped
English pipeline.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import torch
from spacy.tokens import Doc
from torch import Tensor

from inquit.layers import register
from inquit.training.encoder.crf import STATES
from inquit.training.encoder.labelled import LABELS, Passage
from inquit.training.encoder.network import NAMES
from inquit.training.linguistics.augment import Item
from inquit.training.linguistics.data import Word

UNKNOWN = 0


@dataclass
class Choices:
    """The sets of name states that a word may have, numbered; 0 is the set of all, from which nothing is learned."""

    numbers: dict[frozenset[int], int] = field(default_factory=lambda: {frozenset(range(NAMES)): UNKNOWN})

    def number(self, states: frozenset[int]) -> int:
        """Return the number of a set of states."""
        return self.numbers.setdefault(states, len(self.numbers))

    def outside(self, annotated: frozenset[str]) -> int:
        """Return the number for a word outside every name of a set that annotates these labels."""
        missing = (index for index, label in enumerate(LABELS) if label not in annotated)
        return self.number(frozenset([0, *(state for index in missing for state in (1 + 2 * index, 2 + 2 * index))]))

    def inside(self, labels: frozenset[str], *, begins: bool) -> int:
        """Return the number for the first or a later word of a name that has one of these labels; none: unknown."""
        if not labels:
            return UNKNOWN
        return self.number(frozenset(1 + 2 * LABELS.index(label) + (not begins) for label in labels))

    def table(self) -> Tensor:
        """Return (sets, states), true where the set has the state."""
        table = torch.zeros(len(self.numbers), NAMES, dtype=torch.bool)
        for states, number in self.numbers.items():
            table[number, sorted(states)] = True
        return table


@dataclass
class Lesson:
    """Words to learn from. `names`: the number of each word's choice; `roles`: the states of those that are known."""

    items: list[Item]
    names: list[int]
    roles: dict[str, list[int]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words as they look, with their white space."""
        return "".join(item.form + item.gap for item in self.items)


def name_choices(spans: Sequence[tuple[int, int]], passage: Passage, choices: Choices) -> list[int]:
    """Return the choice of each word from its `[start, end)`; a word that has no place of its own is no name."""
    outside = choices.outside(passage.annotated)
    stretches = sorted(passage.stretches, key=lambda stretch: stretch.start)
    found, at = [], 0
    for start, end in spans:
        while at < len(stretches) and stretches[at].end <= start:
            at += 1
        if start == end:
            found.append(choices.outside(frozenset(LABELS)))
        elif at < len(stretches) and stretches[at].start < end:
            found.append(choices.inside(stretches[at].labels, begins=start <= stretches[at].start))
        else:
            found.append(outside)
    return found


def role_states(
    spans: Sequence[tuple[int, int]],
    stretches: Mapping[str, Iterable[tuple[int, int]]],
    *,
    blocks: Sequence[int] = (0,),
) -> dict[str, list[int]]:
    """Return the states of each word by role; of two stretches of a role that overlap, the longer counts."""
    begins, ends = [start for start, _ in spans], [end for _, end in spans]
    rows = {}
    for role, found in stretches.items():
        states = [STATES.index("O")] * len(spans)
        parts = sorted(set(found), key=lambda part: (part[0] - part[1], part))
        taken = [False] * len(spans)
        for start, end in parts:
            covered = range(bisect_right(ends, start), bisect_left(begins, end))
            if not covered or any(taken[at] for at in covered):
                continue
            edges = [covered.start, *(at for at in blocks if covered.start < at < covered.stop), covered.stop]
            for left, right in pairwise(edges):
                taken[left:right] = [True] * (right - left)
                states[left:right] = [STATES.index("I")] * (right - left)
                states[left], states[right - 1] = STATES.index("B"), STATES.index("E")
                if right - left == 1:
                    states[left] = STATES.index("S")
        rows[role] = states
    return rows


def items_of(doc: Doc) -> list[Item]:
    """Return the words of a parsed document, white space left out; every block begins one."""
    register()
    tokens = [token for token in doc if not token.is_space]
    places = {token.i: place for place, token in enumerate(tokens)}
    starts = {block.start for block in doc._.blocks}
    text, items = doc.text, []
    for place, token in enumerate(tokens):
        end = token.idx + len(token)
        root = token.dep_ == "ROOT"
        head = place if root else places.get(token.head.i, place)
        word = Word(
            token.idx, end, token.text, token.lemma_, token.pos_, "", str(token.morph),
            -1 if root else head, "root" if root else token.dep_,
        )  # fmt: skip
        gap = text[end : tokens[place + 1].idx] if place + 1 < len(tokens) else ""
        first = bool(token.is_sent_start) or not place
        items.append(Item(word, token.text, gap, head, first, token.idx in starts or not place))
    return items


def windows(lesson: Lesson, sizes: Sequence[int], begin: int, most: int) -> Iterator[tuple[int, int]]:
    """Yield `[start, end)` of windows over the words from `begin` on, each ending between sentences where it can.

    `sizes` counts the pieces of each word. A window has at most `most` pieces, two for its edges counted, unless it is
    a single word that has more.
    """
    count = len(sizes)
    while begin < count:
        end, size, stop = begin, 2, begin
        while end < count and size + sizes[end] <= most:
            size += sizes[end]
            end += 1
            if end == count or lesson.items[end].first:
                stop = end
        if stop == begin:
            stop = max(end, begin + 1)
        yield begin, stop
        begin = stop
