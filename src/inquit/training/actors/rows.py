"""Rows to learn from: each pronoun of gold texts with its candidates, as the pipeline finds them, and who is right."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from inquit.actors.antecedents import PRONOUN, Candidate
from inquit.actors.component import author_of
from inquit.actors.gazetteer import words_of
from inquit.actors.pronouns import Choose
from inquit.actors.resolver import Resolver
from inquit.actors.traits import Pronoun
from inquit.training.actors.gold import Gold


class Group(msgspec.Struct):
    """One pronoun: the rows of its candidates and whether each is right. `known`: the gold says who it is.

    `named`: the gold names that one by more than pronouns.
    """

    document: str
    source: str
    kind: str
    word: str
    start: int
    rows: list[list[float]]
    right: list[bool]
    known: bool
    named: bool


class Recorder(Resolver):
    """A resolver that notes every choice among antecedents, and makes it by gold or, if given, by `policy`."""

    def __init__(self, doc: Doc, gold: Gold, policy: Choose | None) -> None:
        bios = [(block.start, block.end) for block in doc._.blocks if block.kind == "bio"]
        super().__init__(
            doc, words_of(doc), doc._.mentions, author=author_of(doc._.meta), bio=bios[0] if bios else None
        )
        self.gold, self.policy = gold, policy
        self.groups: list[Group] = []
        self.offsets = [token.idx for token in doc]
        self.choose = self._choice

    def _choice(
        self, pronoun: Pronoun, candidates: list[Candidate], rows: list[list[float]]
    ) -> tuple[int, float] | None:
        entity = self.gold.exact.get((pronoun.start, pronoun.end))
        right = [entity is not None and self._entity(candidate) == entity for candidate in candidates]
        self.groups.append(
            Group(
                self.gold.id,
                self.gold.source,
                pronoun.kind,
                pronoun.word,
                pronoun.start,
                rows,
                right,
                entity is not None,
                entity in self.gold.named,
            )
        )
        if self.policy is not None:
            return self.policy(pronoun, candidates, rows)
        return (right.index(True), 1.0) if any(right) else None

    def _entity(self, candidate: Candidate) -> str | None:
        """The gold entity that most names and nominals of a candidate stand for."""
        places = [place for place in candidate.places if place.kind != PRONOUN] or [candidate.last]
        found = [self.gold.entity_of(self.offsets[p.token] if p.token >= 0 else p.end - 1) for p in places[-_LAST:]]
        return max(found, key=found.count)


def groups(docs: Sequence[tuple[Doc, Gold]], policy: Choose | None = None) -> list[Group]:
    """The choices in all documents. `docs`: Docs with sentences and mentions, and the gold of each."""
    seen: list[Group] = []
    for doc, gold in docs:
        recorder = Recorder(doc, gold, policy)
        recorder.resolve()
        seen.extend(recorder.groups)
    return seen


_LAST = 50
