"""Quotation extraction side by side in one run: inquit, its rules alone, and textacy's direct quotations.

    python tests/benchmarks/compare.py [--polnear DEV] [--documents N]

On our gold set and, where its folder is given, PolNeAR's dev half (the acts of saying in it). All three read the same
tokens, tags and trees: inquit's base with `tokens` on. textacy finds direct quotations alone, so the line to compare is
that of the direct ones; a text on which it raises counts as one where it finds nothing, and is counted. Speakers are
compared by the head of the words that name them, since textacy does not resolve them.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from spacy.language import Language
from spacy.tokens import Doc
from textacy.extract.triples import direct_quotations

import inquit
from inquit.evaluation.bootstrap import scores
from inquit.evaluation.gold.records import read_gold_records
from inquit.evaluation.gold.said import read_said
from inquit.evaluation.overlapping import MEASURE, found_counts
from inquit.record import Document, Quotation

GOLD = Path(__file__).parents[1] / "gold"
STAGES = ("inquit_quotations", "inquit_speakers", "inquit_stances")
Finder = Callable[[Doc], tuple[Quotation, ...]]


class Finding(msgspec.Struct):
    """What one system found in all documents, in how many seconds, and on how many it raised."""

    documents: list[Document]
    seconds: float = 0.0
    raised: int = 0


def by_inquit(nlp: Language, *, encoder: bool) -> Finder:
    """Our quotations; without the encoder's roles, the rules alone decide."""
    quotations, speakers = nlp.get_pipe("inquit_quotations"), nlp.get_pipe("inquit_speakers")

    def find(doc: Doc) -> tuple[Quotation, ...]:
        if not encoder:
            doc._.encoded = msgspec.structs.replace(
                doc._.encoded, names=(), contents=(), cues=(), sources=(), said=(), said_within=(), said_cues=(),
                said_sources=(),
            )  # fmt: skip
        found: tuple[Quotation, ...] = speakers(quotations(doc))._.quotations
        return found

    return find


def by_textacy(doc: Doc) -> tuple[Quotation, ...]:
    """textacy's triples as quotations; its content includes the marks. Raises ValueError on an odd number of marks."""
    found = []
    for speaker, cue, content in direct_quotations(doc):
        start, end = content.start_char + 1, content.end_char - 1
        source = (speaker[0].idx, speaker[-1].idx + len(speaker[-1]))
        said = (cue[0].idx, cue[-1].idx + len(cue[-1]))
        found.append(Quotation(f"q{len(found)}", "direct", start, end, ((start, end),), cue=said, source=source))
    return tuple(found)


def run(nlp: Language, gold: Sequence[Document], find: Finder) -> Finding:
    """Annotate each text up to the actors, then time what finds the quotations."""
    finding = Finding([])
    with nlp.select_pipes(disable=list(STAGES)):
        for one in gold:
            doc = nlp(one.text)
            started = time.perf_counter()
            try:
                quotations = find(doc)
            except ValueError:
                quotations, finding.raised = (), finding.raised + 1
            finding.seconds += time.perf_counter() - started
            finding.documents.append(msgspec.structs.replace(one, quotations=quotations))
    return finding


def rows(gold: Sequence[Document], finding: Finding) -> Iterator[str]:
    """The lines of the table for one system."""
    counts = [found_counts(one, other) for one, other in zip(gold, finding.documents, strict=True)]
    found = {(score.measure, score.label): score.figures for score in scores(counts)}
    for label in ("direct", "marked", "indirect", "any"):
        figures = found.get((MEASURE, label))
        if figures is not None:
            cells = [figures[name] for name in ("precision", "recall", "f1")]
            yield f"    {label:9} P R F1  {'  '.join(map(str, cells))}"
    source = found["source head", "all"]["accuracy"]
    yield f"    source head right {source.value or 0:5.1f} % of those found"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Quotation extraction side by side.")
    parser.add_argument("--polnear", type=Path, help="folder of PolNeAR's dev half")
    parser.add_argument("--documents", type=int, help="at most so many of each set")
    chosen = parser.parse_args(arguments)
    nlp = inquit.load(tokens=True)
    systems: dict[str, Finder] = {
        "inquit": by_inquit(nlp, encoder=True),
        "inquit, rules alone": by_inquit(nlp, encoder=False),
        "textacy": by_textacy,
    }
    sets: dict[str, Sequence[Document]] = {"our gold set": read_gold_records(GOLD)}
    if chosen.polnear:
        sets["PolNeAR dev, acts of saying"] = read_said(chosen.polnear)
    for name, whole in sets.items():
        gold = whole[: chosen.documents]
        words = sum(len(one.text.split()) for one in gold)
        known = sum(len(one.quotations) for one in gold)
        print(f"{name}: {len(gold)} documents, {words} words, {known} quotations")
        for system, find in systems.items():
            finding = run(nlp, gold, find)
            raised = f", raised on {finding.raised}" if finding.raised else ""
            print(f"  {system}: {words / finding.seconds:,.0f} words/s after the base{raised}")
            print("\n".join(rows(gold, finding)))


if __name__ == "__main__":
    main()
