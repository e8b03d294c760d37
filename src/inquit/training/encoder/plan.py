"""Which lessons a training run sees: the sets read, parsed where no treebank is, and how often each comes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from inquit.evaluation.gold.polnear import PolnearDocument, read_polnear
from inquit.evaluation.gold.said import said_of_article
from inquit.layers import register
from inquit.linguistics import load_base
from inquit.record import Span
from inquit.training.encoder import entities
from inquit.training.encoder.labelled import MASK, Passage, Stretch
from inquit.training.encoder.lessons import Choices, Lesson, items_of, name_choices, role_states
from inquit.training.encoder.narrowing import narrowed
from inquit.training.encoder.network import ATTRIBUTION, QUOTATION
from inquit.training.encoder.value_stretches import with_values
from inquit.training.linguistics.augment import stretches, varied
from inquit.training.linguistics.data import TreebankDocument, read_treebank
from inquit.training.quotations.markup import Written, read_documents

STRETCH_WORDS = 170
GMB_SENTENCES = 12_000
SENTENCES = Path(__file__).with_name("sentences")


@dataclass(frozen=True)
class Sources:
    """Where the data sets are; None: not learned from. See `train.main`."""

    polnear: Path | None = None
    ewt: Path | None = None
    gum: Path | None = None
    uner: Path | None = None
    wikigold: Path | None = None
    crossner: Path | None = None
    gmb: Path | None = None
    grobid: Path | None = None


Kind = TypeVar("Kind")
Treebank = list[tuple[TreebankDocument, Passage]]


class Plan:
    """The sets as lessons. `fixed` have their words for good; those of `treebanks` are varied at each pass."""

    def __init__(self) -> None:
        self.choices = Choices()
        self.fixed: dict[str, list[Lesson]] = {}
        self.treebanks: dict[str, Treebank] = {}

    @classmethod
    def of(cls, sources: Sources, *, cache: Path | None = None) -> Plan:
        """Read the sets. Parsing takes minutes; `cache` is a folder that keeps the parses from run to run."""
        plan = cls()
        articles = read_polnear(sources.polnear) if sources.polnear else []
        sets = _passages(sources)
        bare = [with_values(narrowed(Passage(one.id, one.text, (), frozenset()))) for one in articles]
        written = [one for one in read_documents() if not one.held_out]
        told = {one.id: said_stretches(one) for one in written}
        told |= {one.id: attributed_stretches(one) | said_in_article(one) for one in articles}
        loose = {"polnear": bare, "quotations": [Passage(one.id, one.text, (), frozenset()) for one in written], **sets}
        plan._parse(loose, told, cache)
        names = entities.read_uner(sources.uner) if sources.uner else {}
        if sources.ewt:
            documents = read_treebank(sources.ewt / "train.conllu")
            plan.treebanks["ewt"] = [(one, with_values(narrowed(joined(one, names)))) for one in documents]
        if sources.gum:
            documents = read_treebank(sources.gum / "train" / "dep")
            passages = entities.read_gum(sources.gum / "train" / "dep")
            plan.treebanks["gum"] = [(one, with_values(narrowed(passages[one.id]))) for one in documents]
        return plan

    def _parse(
        self, sets: Mapping[str, Sequence[Passage]], told: Mapping[str, Mapping[str, list[Span]]], cache: Path | None
    ) -> None:
        nlp = load_base()
        nlp.add_pipe("inquit_layout", first=True)
        for name, passages in sets.items():
            lessons = []
            parsed = _parsed(nlp, [passage.text for passage in passages], cache and cache / f"{name}.bin")
            for passage, doc in zip(passages, parsed, strict=True):
                items = items_of(doc)
                spans = [(item.word.start, item.word.end) for item in items]
                blocks = [at for at, item in enumerate(items) if item.block]
                known = told[passage.id] if name in ("polnear", "quotations") else {}
                roles = role_states(spans, known, blocks=blocks)
                lessons.append(Lesson(items, name_choices(spans, passage, self.choices), roles))
            self.fixed[name] = lessons

    def lessons(self, passes: Mapping[str, float], rng: random.Random) -> Iterator[Lesson]:
        """Yield every lesson as often as its set shall be seen; of a part of a pass, random ones."""
        for name, count in passes.items():
            whole, part = int(count), count % 1
            for turn in range(whole + (part > 0)):
                share = 1.0 if turn < whole else part
                if name in self.fixed:
                    yield from _share(self.fixed[name], share, rng)
                elif name in self.treebanks:
                    yield from self._varied(_share(self.treebanks[name], share, rng), rng)

    def _varied(self, treebank: Treebank, rng: random.Random) -> Iterator[Lesson]:
        for document, passage in treebank:
            for run in stretches([document], rng, STRETCH_WORDS):
                items = varied(document.text, run, rng)
                places = [(item.word.start, item.word.end) for item in items]
                own = [span for span in places if span[0] < span[1]]
                chosen = dict(zip(own, name_choices(own, passage, self.choices), strict=True))
                none = self.choices.outside(passage.annotated)
                yield Lesson(items, [chosen.get(span, none) for span in places])


def attributed_stretches(article: PolnearDocument) -> dict[str, list[Span]]:
    """Return the stretches of PolNeAR's roles, by role."""
    return {role: [part for one in article.attributions for part in getattr(one, role)] for role in ATTRIBUTION}


def said_in_article(article: PolnearDocument) -> dict[str, list[Span]]:
    """Return those of PolNeAR's stretches that are acts of saying, by role; which stands in which, by the spans."""
    found: dict[str, list[Span]] = {role: [] for role in QUOTATION}
    quotations = said_of_article(article).quotations
    parts = [(part, one.id) for one in quotations for part in one.parts]
    for part, id in parts:
        within = any(start <= part[0] and part[1] <= end and other != id for (start, end), other in parts)
        found["said_within" if within else "said"].append(part)
    found["said_cue"] = [one.cue for one in quotations if one.cue]
    found["said_source"] = [one.source for one in quotations if one.source]
    return found


def said_stretches(document: Written) -> dict[str, list[Span]]:
    """Return the stretches of what is said, by role; turns of a transcript are known by their labels, not learned."""
    found: dict[str, list[Span]] = {role: [] for role in QUOTATION}
    for told in document.quotations:
        if told.turn:
            continue
        around = document.quotations[told.within] if told.within is not None else None
        found["said" if around is None or around.turn else "said_within"].extend(told.parts)
        found["said_cue"].extend([told.cue] if told.cue else [])
        found["said_source"].extend([told.source] if told.source else [])
    return found


def _share(found: Sequence[Kind], share: float, rng: random.Random) -> list[Kind]:
    return rng.sample(list(found), round(share * len(found)))


def _passages(sources: Sources) -> dict[str, list[Passage]]:
    """Return the sets of loose passages; of GMB, which is large and not checked by hand, a part."""
    found = {"sentences": [one for path in sorted(SENTENCES.glob("*.txt")) for one in entities.read_sentences(path)]}
    if sources.gmb:
        found["gmb"] = entities.read_gmb(sources.gmb, limit=GMB_SENTENCES, seed=0)
    for name, read in (
        ("wikigold", entities.read_wikigold),
        ("crossner", entities.read_crossner),
        ("grobid", entities.read_grobid),
    ):
        if path := getattr(sources, name):
            found[name] = read(path)
    return {
        name: passages if name == "sentences" else [with_values(narrowed(one)) for one in passages]
        for name, passages in found.items()
    }


def joined(document: TreebankDocument, names: Mapping[str, Passage]) -> Passage:
    """Return the names of a treebank document from those of its sentences; a sentence without is unknown.

    Texts are matched without their white space, since sets disagree on it ("do n't").
    """
    stretches_found: list[Stretch] = []
    annotated: frozenset[str] = frozenset()
    for sentence in document.sentences:
        passage = names.get(sentence.id)
        ours = [at for at in range(sentence.start, sentence.end) if not document.text[at].isspace()]
        theirs = [at for at, char in enumerate(passage.text) if not char.isspace()] if passage else []
        if passage is None or [document.text[at] for at in ours] != [passage.text[at] for at in theirs]:
            stretches_found.append(Stretch(sentence.start, sentence.end, MASK))
            continue
        annotated = passage.annotated
        place = dict(zip(theirs, ours, strict=True))
        stretches_found += [Stretch(place[one.start], place[one.end - 1] + 1, one.labels) for one in passage.stretches]
    return Passage(document.id, document.text, tuple(stretches_found), annotated)


def _parsed(nlp: Language, texts: Sequence[str], cache: Path | None) -> Iterator[Doc]:
    register()
    if cache and cache.exists():
        found = list(DocBin(store_user_data=True).from_disk(cache).get_docs(nlp.vocab))
        if [doc.text for doc in found] == list(texts):
            return iter(found)
    found = list(nlp.pipe(texts))
    if cache:
        cache.parent.mkdir(parents=True, exist_ok=True)
        DocBin(["HEAD", "DEP", "POS", "MORPH", "SENT_START"], docs=found, store_user_data=True).to_disk(cache)
    return iter(found)
