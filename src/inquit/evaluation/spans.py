"""Spans compared: which of the predicted are right to the character, and how much of the others is.

Offsets here count only the characters that are not white space (see `positions`), as in the CoNLL 2018 shared task:
so white space at the ends of a span, or another white space in the text, makes no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from inquit.evaluation.counts import Counts, Key

Span = tuple[int, int]


class Item(msgspec.Struct, frozen=True):
    """A labelled span of one or more parts, in text order, in positions."""

    parts: tuple[Span, ...]
    label: str

    @property
    def size(self) -> int:
        """Its characters, white space not counted."""
        return sum(end - start for start, end in self.parts)


def positions(text: str) -> list[int]:
    """For each offset of `text` and its end, how many characters before it are not white space."""
    return list(accumulate((not character.isspace() for character in text), initial=0))


def item(parts: Iterable[Span], label: str, at: Sequence[int]) -> Item | None:
    """The item of some `[start, end)` of a text with the positions `at`; None where they hold only white space.

    Parts that touch are one, as are those with only white space between them.
    """
    found: list[Span] = []
    for start, end in sorted((at[start], at[end]) for start, end in parts):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return Item(tuple(found), label) if found else None


def items(spans: Iterable[tuple[Iterable[Span], str]], at: Sequence[int]) -> list[Item]:
    """The items of (parts, label), those of white space alone left out."""
    return [one for parts, label in spans if (one := item(parts, label, at)) is not None]


def compared(gold: Sequence[Item], predicted: Sequence[Item], *, measure: str = "") -> Counts:
    """Exact and symmetric-overlap counts for each label, and over all labels ("all").

    *Exact*: an item counts where the same parts with the same label are on the other side; the same item given twice
    counts once, as in sequence labelling (and so in CofeNet: Wang et al., COLING 2022). *Overlap*: items of a label
    are paired one to one, those first that share most; a pair counts the F1 of its characters, 2·|g∩p| / (|g|+|p|),
    towards precision over the predicted and recall over the gold. That is the partial match of Pareti (PhD thesis,
    Edinburgh 2015), which adds up the shares of overlapping tokens, made symmetric and one to one so that nothing is
    counted twice; CofeNet's Jaccard index orders pairs in the same way and is lower.
    `measure` goes before "exact" and "overlap" in the names.
    """
    gold, predicted = list(dict.fromkeys(gold)), list(dict.fromkeys(predicted))
    sizes = Counter(one.label for one in gold), Counter(one.label for one in predicted)
    right = Counter(one.label for one in set(gold) & set(predicted))
    soft: dict[str, float] = {}
    for label in sorted({*sizes[0], *sizes[1]}):
        mine = [one for one in gold if one.label == label]
        theirs = [one for one in predicted if one.label == label]
        soft[label] = sum(share for _, _, share in paired(mine, theirs))
    found: Counts = {}
    for name, values in (("exact", right), ("overlap", soft)):
        for label in ("all", *soft):
            match, gold_size, size = (
                sum(counter.values()) if label == "all" else counter.get(label, 0) for counter in (values, *sizes)
            )
            found[Key(f"{measure} {name}".strip(), label)] = {"precision": (match, size), "recall": (match, gold_size)}
    return found


def paired(gold: Sequence[Item], predicted: Sequence[Item]) -> list[tuple[int, int, float]]:
    """(index in gold, index in predicted, F1 of their characters) of a one-to-one pairing, whatever the labels.

    The pairs that share most come first; of equals, the first in text order. White space does not count.
    """
    pairs = []
    for (one, other), shared in _shared(gold, predicted).items():
        pairs.append((2 * shared / (gold[one].size + predicted[other].size), one, other))
    taken: tuple[set[int], set[int]] = (set(), set())
    found = []
    for share, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            found.append((one, other, share))
    return found


def _shared(gold: Sequence[Item], predicted: Sequence[Item]) -> Counter[tuple[int, int]]:
    """How many characters each two items share, for those that share any."""
    shared: Counter[tuple[int, int]] = Counter()
    for (one, mine), (other, theirs) in overlapping(_parts(gold), _parts(predicted)):
        shared[one, other] += min(mine[1], theirs[1]) - max(mine[0], theirs[0])
    return shared


def _parts(found: Sequence[Item]) -> list[tuple[int, Span]]:
    return [(at, part) for at, one in enumerate(found) for part in one.parts]


def overlapping(
    gold: Iterable[tuple[int, Span]], predicted: Iterable[tuple[int, Span]]
) -> Iterator[tuple[tuple[int, Span], tuple[int, Span]]]:
    """Each two of (index, span) that share a character: one sweep over the text, linear but for what is nested."""
    sides = (gold, predicted)
    begins = sorted((span[0], side, at, span[1]) for side, found in enumerate(sides) for at, span in found)
    open_: tuple[list[tuple[int, Span]], list[tuple[int, Span]]] = ([], [])
    for start, side, at, end in begins:
        for still in open_:
            still[:] = [one for one in still if one[1][1] > start]
        if end <= start:
            continue
        mine = (at, (start, end))
        for other in open_[1 - side]:
            yield (mine, other) if side == 0 else (other, mine)
        open_[side].append(mine)
