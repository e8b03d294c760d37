"""What speaks for and against a draft being a quotation, as numbers: the traits that the learned decision weighs."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from inquit.quotations.drafts import Draft
from inquit.quotations.judgement import SPOKEN, titled
from inquit.quotations.roles import Roles
from inquit.quotations.words import Words

_SURE = 0.7  # of a draft by the rules
_HEARD = 0.5  # of what the encoder hears
_PLAIN = 0.85  # of a draft by the rules: a that-clause, marks beside a clause
_BESIDE = 0.9  # of a draft by the rules, where the clause stands beside the marks
FRAMES = ("say", "weak", "manner", "direct", "accuse", "express", "call", "name", "noun", "phrase")
SHAPES = ("that", "bare", "around", "question", "directive", "accusation", "stressed", "expressed", "encoder")
HEDGES = ("negated", "modal", "infinitive")
RULES = (
    "subject-of-cue", "as-said", "according-to", "noun-cue", "in-words-of", "document", "colon", "subject-of-marked",
    "possessor", "encoder",
)  # fmt: skip
TRAITS: tuple[str, ...] = (
    "rules", "rules over half", "bare marks", "reported marks", "mixed", "indirect",
    "encoder known", "said", "said F1", "said within", "attributed", "attributed F1", "said cue", "attributing cue",
    "said source", "source", "said, marked", "said, indirect", "said cue, marked", "said F1, indirect",
    "length", "one or two words", "eight words or more", "capital", "sentence end", "title", "spoken words",
    "own", "thing", "inside marks", "colon before", "no report, said",
    "deep in what is said", "deep, sure by the rules", "sure by the rules, not said",
    *(f"frame {name}" for name in FRAMES), *(f"shape {name}" for name in SHAPES), *(f"hedge {name}" for name in HEDGES),
    *(f"rule {name}" for name in RULES),
)  # fmt: skip


def is_sure(draft: Draft, roles: Roles) -> bool:
    """Whether rules and encoder agree on words in marks beside a reporting clause, however few they are.

    Or whether somebody's own words say "X said that …": the encoder seldom hears what is said within.
    """
    report = draft.report
    if report is None or draft.score < _PLAIN:
        return False
    if report.within is not None and not draft.marked:
        return report.shape == "that" and report.source is not None and "say" in report.frames
    beside = bool(draft.marked) and draft.score >= _BESIDE
    heard = max(roles.said.covered(draft.parts)[0], roles.sources.best(draft.source))
    return beside and heard >= _HEARD and roles.cues.best(report.cue) >= _HEARD


def traits(words: Words, draft: Draft, roles: Roles) -> Sequence[float]:
    """The traits of a draft, in the order of `TRAITS`."""
    report = draft.report
    text = words.text
    first, end = words.token_at(draft.start), words.token_before(draft.parts[0][1])
    size = sum(text.count(" ", start, stop) + 1 for start, stop in draft.parts)
    marked, indirect = float(bool(draft.marked)), float(not draft.marked)
    said, said_f1 = roles.said.covered(draft.parts)
    within, within_f1 = roles.within.covered(draft.parts)
    attributed, attributed_f1 = roles.attributed.covered(draft.parts)
    most, most_f1 = max(said, within), max(said_f1, within_f1)
    cue = report.cue if report else None
    said_cue = roles.cues.best(cue)
    chance = min(max(draft.score, 0.02), 0.98)
    inner = words.lower[first : min(end, first + 40)]
    before = text[max(0, draft.start - 4) : draft.start].rstrip("“\"'‘«„ \n")
    return (
        log(chance / (1 - chance)), draft.score >= 0.5, marked * (report is None), marked * (report is not None),
        draft.kind == "mixed", indirect,
        roles.known, most, most_f1, within, attributed, attributed_f1, said_cue, roles.attributing.best(cue),
        roles.sources.best(draft.source), draft.source is not None, most * marked, most * indirect, said_cue * marked,
        most_f1 * indirect,
        log(size), size <= 2, size >= 8, words.is_capital(min(first, len(words) - 1)), text[draft.end - 1] in ".!?",
        titled(words, first, end), any(word in SPOKEN for word in inner),
        report is not None and report.own, report is not None and report.thing,
        report is not None and report.within is not None, before.endswith(":"), most * (report is None),
        most - most_f1, (most - most_f1) * (draft.score >= _SURE), (draft.score >= _SURE) * (most == 0),
        *((report is not None and name in report.frames) for name in FRAMES),
        *((report is not None and name == report.shape) for name in SHAPES),
        *((report is not None and name == report.hedge) for name in HEDGES),
        *(name == draft.rule for name in RULES),
    )  # fmt: skip
