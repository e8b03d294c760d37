"""What the ranker looks at: one row of numbers for each pair of a pronoun and a candidate."""

from __future__ import annotations

from itertools import islice
from math import log1p

import msgspec

from inquit.actors.antecedents import NAME, NOMINAL, PRONOUN, Candidate
from inquit.actors.person_nouns import DEFINITE, INDEFINITE, OWNED
from inquit.actors.tree import OBJECT, OBLIQUE, OWNER, SUBJECT, Tree


class Pronoun(msgspec.Struct):
    """A pronoun in the text. `kind`: person, they or it; `verb`: what governs it; `above`: what governs that."""

    word: str
    start: int
    end: int
    kind: str
    gender: str
    sentence: int
    paragraph: int
    token: int
    role: int
    verb: int
    above: int
    quote: int
    reflexive: bool
    initial: bool
    serial: int = 0
    speaker: int = 0


TRAITS = (
    "sentences", "words", "rank", "fitting", "between", "nouns", "paragraphs",
    "both_quoted", "it_quoted", "he_quoted",
    "subject", "object", "oblique", "owner", "parallel",
    "name", "definite", "indefinite", "owned", "pronoun", "named",
    "count", "recent", "subjects", "subject_here", "subject_before", "first", "opens",
    "gender_known", "person", "org", "gpe", "norp", "plural", "paired", "open", "heading", "ahead",
    "same_verb", "verb_owns", "chain", "share", "most", "subject_rank", "only_subject", "before_last", "same_form",
    "p_subject", "p_object", "p_oblique", "p_owner", "p_quoted", "p_initial", "p_reflexive", "p_woman", "p_here",
    "same_sentence", "previous_sentence", "subject_previous_initial", "owner_of_same",
    "joined", "alone", "nearest", "near_subject", "near_object", "last_subject", "subject_subject", "subject_owner",
    "owner_owner", "pronoun_near", "doubtful", "mine", "chain_near", "named_most", "head_subject", "lone_known",
)  # fmt: skip


def rows(pronoun: Pronoun, candidates: list[Candidate], tree: Tree, chain: Candidate | None) -> list[list[float]]:
    """A row of `TRAITS` for each candidate. `chain`: whom the last such pronoun meant."""
    size = len(candidates)
    most = max([candidate.count for candidate in candidates])
    total = sum([candidate.count for candidate in candidates])
    here = sum([candidate.last.sentence == pronoun.sentence for candidate in candidates])
    near_subjects = sum([pronoun.sentence - candidate.subject_in < 2 for candidate in candidates])
    noun_at = tree.nouns[pronoun.token] if pronoun.token >= 0 else 0
    role, quote = pronoun.role, pronoun.quote
    known = sum([candidate.gender != "" for candidate in candidates])
    joined = -1
    if role == OWNER and pronoun.verb >= 0 and tree.dep[pronoun.verb] == "conj":
        joined = tree.head[pronoun.verb]  # "Anna and her brother"
    fixed = [
        role == SUBJECT, role == OBJECT, role == OBLIQUE, role == OWNER, quote > 0,
        pronoun.initial, pronoun.reflexive, pronoun.gender == "f", here,
    ]  # fmt: skip
    found = []
    subject_rank = 0
    for rank, candidate in enumerate(candidates):
        seen = candidate.last
        kind, form, of = seen.kind, seen.form, seen.role
        distance = pronoun.sentence - seen.sentence
        subject_away = pronoun.sentence - candidate.subject_in
        label = candidate.draft.label
        recent = 0
        for place in islice(reversed(candidate.places), 4):
            if pronoun.sentence - place.sentence > 2:
                break
            recent += 1
        before = candidate.before
        same_verb = seen.verb >= 0 and seen.verb == pronoun.verb
        nouns = noun_at - tree.nouns[seen.token] - 1 if seen.token >= 0 and pronoun.token >= 0 else 0
        row = [
            min(distance, 12), log1p(abs(pronoun.start - seen.end)), rank, size,
            min(pronoun.serial - seen.serial, 20), log1p(max(nouns, 0)),
            min(pronoun.paragraph - seen.paragraph, 3),
            quote > 0 and quote == seen.quote, seen.quote > 0 and quote == 0,
            quote > 0 and seen.quote != quote,
            of == SUBJECT, of == OBJECT, of == OBLIQUE, of == OWNER, of == role,
            kind == NAME, kind == NOMINAL and form == DEFINITE,
            kind == NOMINAL and form == INDEFINITE, kind == NOMINAL and form == OWNED,
            kind == PRONOUN, candidate.named,
            log1p(candidate.count), recent, candidate.subjects / candidate.count, subject_away == 0,
            subject_away == 1, seen.first, seen.first and of == SUBJECT,
            candidate.gender != "", label == "PERSON", label == "ORG", label == "GPE",
            label == "NORP", candidate.plural, seen.paired, candidate.open,
            seen.heading, candidate.ahead,
            same_verb, seen.verb >= 0 and seen.verb == pronoun.above and of == SUBJECT,
            chain is candidate, candidate.count / total, candidate.count == most, subject_rank,
            near_subjects == 1 and subject_away < 2,
            min(pronoun.sentence - before.sentence, 12) if before is not None else 13.0,
            kind == PRONOUN and form == role,
            *fixed,
            distance == 0, distance == 1,
            pronoun.initial and role == SUBJECT and subject_away == 1,
            of == OWNER and seen.verb >= 0 and role == OWNER and seen.verb == pronoun.verb,
            joined >= 0 and seen.token == joined, size == 1, rank == 0,
            of == SUBJECT and distance == 0, of == OBJECT and distance == 0,
            of == SUBJECT and distance == 1, of == SUBJECT and role == SUBJECT,
            of == SUBJECT and role == OWNER, of == OWNER and role == OWNER,
            kind == PRONOUN and distance < 2, not candidate.gender and known > 0,
            candidate.mine, chain is candidate and distance < 2,
            candidate.named and candidate.count == most,
            subject_rank == 0 and of == SUBJECT, known == 1 and candidate.gender != "",
        ]  # fmt: skip
        if of == SUBJECT:
            subject_rank += 1
        found.append(row)
    return found
