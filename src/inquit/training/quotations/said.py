"""Learns which drafts are quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from inquit.quotations.drafts import Draft
from inquit.quotations.evidence import TRAITS, traits
from inquit.quotations.quotations import Quotations
from inquit.quotations.roles import Roles
from inquit.quotations.spans import Judge
from inquit.quotations.words import Words
from inquit.record import Span
from inquit.resources.logistic import Logistic
from inquit.training.quotations.fitting import Row, calibrated
from inquit.training.quotations.markup import Written

ENOUGH = 0.5  # of the characters of a draft and a quotation, as F1, from which they are one


class Recorder(Quotations):
    """The component with another judge, that keeps a row of each draft. `told`: the quotations of the document."""

    def __init__(self, policy: Logistic | None = None) -> None:
        super().__init__()
        self.policy = policy
        self.document = Written("", "", ())
        self.rows: list[Row] = []

    def judge(self, words: Words, roles: Roles) -> Judge:
        """By what is right, or by a model that was learned before."""

        def of(draft: Draft) -> float:
            row = tuple(float(value) for value in traits(words, draft, roles))
            right = any(
                overlap(draft.parts, told.parts) >= ENOUGH for told in self.document.quotations if not told.turn
            )
            self.rows.append(Row(self.document.id, row, right))
            return float(right) if self.policy is None else self.policy.probability(row)

        return of


def overlap(mine: Sequence[Span], theirs: Sequence[Span]) -> float:
    """F1 of the characters of two contents (0..1)."""
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in mine for b in theirs)
    return 2 * shared / max(1, sum(end - start for start, end in (*mine, *theirs)))


def rows_of(nlp: Language, documents: Sequence[Written], policy: Logistic | None = None) -> list[Row]:
    """The rows of all documents."""
    recorder = Recorder(policy)
    for document, doc in analysed(nlp, documents, before="inquit_quotations"):
        recorder.document = document
        recorder(doc)
    return recorder.rows


def analysed(nlp: Language, documents: Sequence[Written], *, before: str) -> Iterator[tuple[Written, Doc]]:
    """The documents with all that the stages before the one named find in them."""
    with nlp.select_pipes(disable=nlp.pipe_names[nlp.pipe_names.index(before) :]):
        for document in documents:
            yield document, nlp(document.text)


def learned(gather: Callable[[Logistic | None], list[Row]]) -> Logistic:
    """The model: learned where every choice before was right, then again with its own choices too."""
    first = gather(None)
    return calibrated(first + gather(calibrated(first, TRAITS)), TRAITS)
