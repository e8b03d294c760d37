"""Learns who speaks where no name says so, and how sure a speaker is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from spacy.language import Language

from inquit.quotations.candidates import KINDS, Candidate, Kind
from inquit.quotations.candidates import TRAITS as RANKED
from inquit.quotations.cast import Cast
from inquit.quotations.certainty import TRAITS as WEIGHED
from inquit.quotations.certainty import Found, Weighing, traits
from inquit.quotations.speakers import Speakers
from inquit.record import Quotation
from inquit.resources.logistic import Logistic
from inquit.training.quotations.fitting import Row, calibrated
from inquit.training.quotations.markup import Told, Written
from inquit.training.quotations.naming import is_same
from inquit.training.quotations.said import ENOUGH, overlap


class Recorder(Speakers):
    """The component that keeps a row of each candidate and of each speaker found.

    Without `rankers` the right candidate is chosen where there is one, so that what comes after it is as it should be.
    """

    def __init__(self, rankers: Mapping[str, Logistic] | None = None) -> None:
        super().__init__(threshold=0.0, weighing=Weighing(rankers))
        self.learned = rankers is not None
        self.document = Written("", "", ())
        self.ranked: dict[str, list[Row]] = {kind: [] for kind in KINDS}
        self.weighed: list[Row] = []
        self.sieves: Counter[tuple[str, bool]] = Counter()

    def told(self, quotation: Quotation) -> Told | None:
        """What the annotator says of a quotation."""
        rated = [(overlap(quotation.parts, one.parts), at) for at, one in enumerate(self.document.quotations)]
        best = max(rated, default=(0.0, 0))
        return self.document.quotations[best[1]] if best[0] >= ENOUGH else None

    def rank(
        self, quotation: Quotation, kind: Kind, offered: Sequence[Candidate], cast: Cast
    ) -> tuple[str, float] | None:
        told = self.told(quotation)
        if told is None or told.speaker is None:
            return super().rank(quotation, kind, offered, cast) if self.learned else None
        rights = [is_same(cast.actors[one.actor], told.speaker) for one in offered]
        self.ranked[kind] += [
            Row(self.document.id, one.traits, right) for one, right in zip(offered, rights, strict=True)
        ]
        if self.learned:
            return super().rank(quotation, kind, offered, cast)
        return (offered[rights.index(True)].actor, 1.0) if any(rights) else None

    def weigh(self, quotation: Quotation, speaker: Found, cast: Cast) -> float:
        told = self.told(quotation)
        if told is not None:
            right = told.speaker is not None and is_same(cast.actors[speaker.actor], told.speaker)
            self.weighed.append(Row(self.document.id, traits(speaker, quotation.score), right))
            self.sieves[speaker.sieve, right] += 1
        return 1.0


def learned(nlp: Language, documents: Sequence[Written]) -> tuple[dict[str, Logistic], Logistic]:
    """The rankers by kind and the certainty; what the sieves get right is printed."""
    first = _run(nlp, documents, None)
    rankers = {kind: calibrated(rows, RANKED) for kind, rows in first.ranked.items()}
    second = _run(nlp, documents, rankers)
    rankers = {kind: calibrated(rows + second.ranked[kind], RANKED) for kind, rows in first.ranked.items()}
    third = _run(nlp, documents, rankers)
    for sieve in sorted({name for name, _ in third.sieves}):
        right, wrong = third.sieves[sieve, True], third.sieves[sieve, False]
        print(f"  {sieve}: {right} of {right + wrong} right")
    return rankers, calibrated(third.weighed, WEIGHED)


def _run(nlp: Language, documents: Sequence[Written], rankers: Mapping[str, Logistic] | None) -> Recorder:
    recorder = Recorder(rankers)
    with nlp.select_pipes(disable=nlp.pipe_names[nlp.pipe_names.index("inquit_speakers") :]):
        for document in documents:
            doc = nlp(document.text)
            recorder.document = document
            recorder(doc)
    return recorder
