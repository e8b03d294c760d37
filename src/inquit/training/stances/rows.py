"""Labelled rows for the judge: the public sets in their published formats, and our own passages.

A row is a passage with the pairs that people labelled in it. The sets: NewsMTSC (Hamborg & Donnay, EACL 2021; the
author towards a person), DSE (Park et al., ACL 2021; two actors, each towards the other), ValueEval'23 (Mirzakhmedova
et al.) and ExplaGraphs (Saha et al., EMNLP 2021), both the author towards a statement; and `passages`, ours.
"""

from __future__ import annotations

import csv
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from inquit.record import Span
from inquit.stances.packing import Asked

LABELS = ("favor", "against", "neutral")
FAVOR, AGAINST, NEUTRAL = range(3)
_MARK = re.compile(r"\{(\w)\|([^{}|]*)\}")
_NEWSMTSC = {2: AGAINST, 4: NEUTRAL, 6: FAVOR}
# DSE's classes: what the first thinks of the second, and the second of the first
_DSE = {
    "0": (NEUTRAL, NEUTRAL),
    "1": (FAVOR, NEUTRAL),
    "2": (NEUTRAL, FAVOR),
    "3": (AGAINST, NEUTRAL),
    "4": (NEUTRAL, AGAINST),
}


@dataclass(frozen=True)
class Labelled:
    """A passage, what is asked about it and the numbers of the right `LABELS`; `source`: the set it is from."""

    source: str
    text: str
    asked: tuple[Asked, ...]
    labels: tuple[int, ...]

    def part(self, parts: int) -> int:
        """A number below `parts` that the passage's text decides, so that one passage is never in two parts."""
        return zlib.crc32(self.text.encode()) % parts


def newsmtsc(path: Path) -> Iterator[Labelled]:
    """The rows of a file of NewsMTSC (`train.jsonl`, `dev.jsonl`)."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text, targets = row["sentence_normalized"], row["targets"]
        asked = tuple(Asked(None, _found(text, one["from"], one["mention"])) for one in targets)
        yield Labelled("newsmtsc", text, asked, tuple(_NEWSMTSC[round(one["polarity"])] for one in targets))


def dse(path: Path) -> Iterator[Labelled]:
    """The sentences of a file of DSE (`train.txt`, `valid.txt`), each once, with all pairs asked about it."""
    found: dict[str, dict[Asked, int]] = {}
    for line in path.read_text("utf-8").splitlines():
        marked, one, other, kind = line.rsplit("\t", 3)
        text, spans = _brackets(marked)
        pairs = found.setdefault(text, {})
        first, second = _dse_spans(text, spans, one, other)
        for asked, label in zip((Asked(first, second), Asked(second, first)), _DSE[kind], strict=True):
            if pairs.get(asked, NEUTRAL) == NEUTRAL:
                pairs[asked] = label
    for text, pairs in found.items():
        yield Labelled("dse", text, tuple(pairs), tuple(pairs.values()))


def valueeval(path: Path) -> Iterator[Labelled]:
    """The rows of a file of ValueEval'23 (`training.tsv`, `validation.tsv`): does the premise favour the conclusion?"""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            label = FAVOR if row["Stance"].startswith("in fav") else AGAINST
            yield Labelled("valueeval", row["Premise"], (Asked(None, row["Conclusion"]),), (label,))


def explagraphs(path: Path) -> Iterator[Labelled]:
    """The rows of a file of ExplaGraphs (`train.tsv`, `dev.tsv`): does the argument favour the belief?"""
    for line in path.read_text("utf-8").splitlines():
        belief, argument, kind = line.split("\t")[:3]
        yield Labelled("explagraphs", argument, (Asked(None, belief),), (FAVOR if kind == "support" else AGAINST,))


def own() -> Iterator[tuple[int, Labelled]]:
    """Our own passages with their numbers; see `passages/README.md`. Raises ValueError that names what is wrong."""
    for file in sorted(files(__package__).joinpath("passages").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".txt"):
            yield from passages(file.read_text("utf-8"), file.name)


def passages(content: str, name: str) -> Iterator[tuple[int, Labelled]]:
    """The passages of one file, with their numbers."""
    for block in re.split(r"\n\s*\n", content.strip()):
        lines = block.splitlines()
        head = lines[0].split()
        if len(lines) < 3 or len(head) < 3 or head[0] != "#":
            raise ValueError(f"{name}: not a passage: {lines[0]!r:.60}")
        text, spans = _marks(lines[1])
        asked, labels = [], []
        for line in lines[2:]:
            pair, label = line.split()
            holder, target = pair.split(">")
            if target not in spans or holder not in {*spans, "author"}:
                raise ValueError(f"{name}: passage {head[1]}: {line!r} names what is not marked")
            if label not in LABELS:
                raise ValueError(f"{name}: passage {head[1]}: no label {label!r}")
            nearest = _nearest(spans[target], spans.get(holder, []))
            asked.append(Asked(*nearest))
            labels.append(LABELS.index(label))
        yield int(head[1]), Labelled("own", text, tuple(asked), tuple(labels))


def _nearest(targets: list[Span], holders: list[Span]) -> tuple[Span | None, Span]:
    """Of an actor marked several times, the two marks that stand closest."""
    if not holders:
        return None, targets[0]
    return min(
        ((holder, target) for holder in holders for target in targets),
        key=lambda pair: abs(pair[0][0] - pair[1][0]),
    )


def _marks(line: str) -> tuple[str, dict[str, list[Span]]]:
    text, done = "", 0
    spans: dict[str, list[Span]] = {}
    for found in _MARK.finditer(line):
        text += line[done : found.start()]
        spans.setdefault(found[1], []).append((len(text), len(text) + len(found[2])))
        text += found[2]
        done = found.end()
    text += line[done:]
    if re.search(r"[{}|]", text):
        raise ValueError(f"a mark is not closed: {line!r:.80}")
    return text, spans


def _brackets(marked: str) -> tuple[str, list[Span]]:
    """The sentence without the brackets around its two actors, and their spans."""
    text, spans, begin = "", [], None
    for character in marked:
        if character == "[":
            begin = len(text)
        elif character == "]" and begin is not None:
            spans.append((begin, len(text)))
            begin = None
        else:
            text += character
    return text, spans


def _dse_spans(text: str, spans: Iterable[Span], one: str, other: str) -> tuple[Span, Span]:
    """The spans of both actors, drawn out to the ends of their words ("[Los Angele]s")."""
    found = [_whole(text, span) for span in spans]
    if len(found) < 2:
        found += [_whole(text, _found(text, 0, name)) for name in (one, other)][len(found) :]
    first, second = found[:2]
    begins = one.strip().lower()[:4]
    if not text[first[0] :].lower().startswith(begins) and text[second[0] :].lower().startswith(begins):
        first, second = second, first
    return first, second


def _whole(text: str, span: Span) -> Span:
    start, end = span
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, max(end, start + 1)


def _found(text: str, near: int, words: str) -> Span:
    """Where `words` stand nearest to the offset; the sets' offsets waver by a few characters."""
    places = [match.start() for match in re.finditer(re.escape(words), text)]
    if not places:
        return min(near, len(text) - 1), min(near + len(words), len(text))
    start = min(places, key=lambda place: abs(place - near))
    return start, start + len(words)


def held_out(number: int) -> bool:
    """Is a passage of ours kept from training, to measure on?"""
    return number % 5 == 4
