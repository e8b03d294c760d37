"""Learns who speaks where no name says so, and how sure a speaker is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from spacy.language import Language

from inquit.actors.ranker import Ranker
from inquit.quotations.candidates import KINDS, Candidate, Kind
from inquit.quotations.cast import Cast
from inquit.quotations.certainty import TRAITS as WEIGHED
from inquit.quotations.certainty import Found, Weighing, traits
from inquit.quotations.speakers import Speakers
from inquit.record import Quotation
from inquit.resources.logistic import Logistic
from inquit.training.actors.fit import calibrated as trusted
from inquit.training.actors.fit import fit, held_out
from inquit.training.actors.rows import Group
from inquit.training.quotations.fitting import Row, calibrated
from inquit.training.quotations.markup import Told, Written
from inquit.training.quotations.naming import is_same
from inquit.training.quotations.said import ENOUGH, analysed, overlap


class Recorder(Speakers):
    """The component that keeps a row of each candidate and of each speaker found.

    Without `rankers` the right candidate is chosen where there is one, so that what comes after it is as it should be.
    """

    def __init__(self, rankers: Mapping[str, Ranker] | None = None) -> None:
        super().__init__(threshold=0.0, weighing=Weighing(rankers))
        self.learned = rankers is not None
        self.document = Written("", "", ())
        self.groups: list[Group] = []
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
        rows = [list(one.traits) for one in offered]
        if rows:
            known = any(rights)
            self.groups.append(
                Group(
                    document=self.document.id,
                    source="own",
                    kind=kind,
                    word="",
                    start=quotation.start,
                    rows=rows,
                    right=rights,
                    known=known,
                    named=known,
                )
            )
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


def learned(nlp: Language, documents: Sequence[Written]) -> tuple[dict[str, Ranker], Logistic]:
    """The rankers by kind and the certainty; what the sieves get right is printed."""
    first = _run(nlp, documents, None)
    rankers: dict[str, Ranker] = {kind: ranker(kind, first.groups, first.groups) for kind in KINDS}
    second = _run(nlp, documents, rankers)
    rankers = {kind: ranker(kind, first.groups + second.groups, second.groups) for kind in KINDS}
    third = _run(nlp, documents, rankers)
    for sieve in sorted({name for name, _ in third.sieves}):
        right, wrong = third.sieves[sieve, True], third.sieves[sieve, False]
        print(f"  {sieve}: {right} of {right + wrong} right")
    return rankers, calibrated(third.weighed, WEIGHED)


def ranker(kind: Kind, seen: Sequence[Group], latest: Sequence[Group]) -> Ranker:
    """The ranker of a kind, learned from what was `seen` and calibrated on the `latest`."""
    seen, latest = ([group for group in groups if group.kind == kind] for groups in (seen, latest))
    tried = held_out(seen, latest)
    print(
        f"{kind}: {len(tried)} quotations, {sum(one.named for one in tried)} with the speaker among the candidates, "
        f"{sum(one.right for one in tried)} right where held out"
    )
    return trusted(fit([group for group in seen if group.known]), tried)


def _run(nlp: Language, documents: Sequence[Written], rankers: Mapping[str, Ranker] | None) -> Recorder:
    recorder = Recorder(rankers)
    for document, doc in analysed(nlp, documents, before="inquit_speakers"):
        recorder.document = document
        recorder(doc)
    return recorder
