"""Whom a pronoun cannot mean, whatever the ranker would say: by grammar, by who speaks, by a pair that stays open."""

from __future__ import annotations

from inquit.actors.antecedents import Candidate
from inquit.actors.traits import Pronoun
from inquit.actors.tree import OBJECT, SUBJECT

_CLAUSE = 200  # characters


def allowed(pronoun: Pronoun, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that are left."""
    left = [candidate for candidate in candidates if not _excluded(pronoun, candidate)]
    if pronoun.kind != "person":
        return left
    paired = [candidate.last.sentence for candidate in left if candidate.last.paired]
    if len(paired) < 2:
        return left
    # "Briand and Renner met. He …" may be the one as well as the other
    return [one for one in left if not (one.last.paired and paired.count(one.last.sentence) > 1)]


def _excluded(pronoun: Pronoun, candidate: Candidate) -> bool:
    """Whose words these are; and another argument of the same verb, unless "himself"."""
    if pronoun.speaker == id(candidate.draft):
        return True
    if pronoun.reflexive or pronoun.role not in (SUBJECT, OBJECT) or pronoun.verb < 0:
        return False
    seen = candidate.last
    return seen.verb == pronoun.verb and seen.role in (SUBJECT, OBJECT) and pronoun.start - seen.end < _CLAUSE
