"""The spaCy component `inquit_quotations`: a `Doc` gets its quotations, still without speakers."""

from __future__ import annotations

from bisect import bisect_right

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from inquit import layers
from inquit.linguistics.quotation_marks import find_marks
from inquit.quotations.block_quotes import draft_blocks
from inquit.quotations.dialogue import draft_dialogue
from inquit.quotations.drafts import Draft
from inquit.quotations.evidence import TRAITS, is_sure, traits
from inquit.quotations.finishing import finished
from inquit.quotations.proposals import propose
from inquit.quotations.report import Report
from inquit.quotations.reports import find_reports
from inquit.quotations.roles import Roles
from inquit.quotations.spans import Judge, draft_quotations, judged
from inquit.quotations.transcripts import draft_turns
from inquit.quotations.unreported import draft_unreported
from inquit.quotations.variants import joined
from inquit.quotations.words import Words
from inquit.record import Block
from inquit.resources.logistic import Logistic, shipped

_CLOSED = ("title", "subtitle", "byline", "bio", "heading", "pull_quote")


class Quotations:
    """Sets `doc._.quotations`; `via` holds the rule that found the source, `speaker` is left to `inquit_speakers`."""

    def __init__(self, model: Logistic | None = None) -> None:
        self.model = model

    def judge(self, words: Words, roles: Roles) -> Judge:
        """What decides which drafts are quotations: a learned model, or the rules alone where no encoder has run."""
        if not roles.known:
            return lambda draft: draft.score
        model = self.model or shipped("quotations", "said.json", TRAITS)

        def judge(draft: Draft) -> float:
            found = model.probability(traits(words, draft, roles))
            return max(found, draft.score) if is_sure(draft, roles) else found

        return judge

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of one document. Blocks and sentences are used where they are."""
        blocks: tuple[Block, ...] = doc._.blocks
        words = Words(doc, blocks, doc._.sentences)
        marks = find_marks(doc.text, blocks)
        reports = find_reports(words, marks)
        roles = Roles(doc._.encoded)
        if roles.known:
            reports = joined(words, marks, reports, propose(words, roles))
        turns = draft_turns(words)
        closed = [(block.start, block.end) for block in blocks if block.kind in _CLOSED]
        set_apart = [*draft_blocks(words, marks, reports), *draft_dialogue(words, reports)]
        reports = _of_others(reports, [*turns, *set_apart])
        told = {draft.report.cue for draft in set_apart if draft.report}
        reports = [report for report in reports if report.cue not in told]
        judge = self.judge(words, roles)
        drafts = [*set_apart, *_apart(draft_quotations(words, marks, reports, closed, judge), set_apart)]
        more = (judged(draft, judge) for draft in draft_unreported(words, marks, roles, reports, [*turns, *drafts]))
        drafts += _apart([draft for draft in more if draft is not None], set_apart)
        doc._.quotations = finished(words, [*turns, *_apart(drafts, turns)])
        return doc


def _of_others(reports: list[Report], drafts: list[Draft]) -> list[Report]:
    """The reports; "I said" in somebody's words is not the document's author speaking."""
    parts = sorted(part for draft in drafts for part in draft.parts)
    found = []
    for report in reports:
        at = bisect_right(parts, report.cue) - 1
        held = report.within is not None or (at >= 0 and report.cue[1] <= parts[at][1])
        found.append(msgspec.structs.replace(report, own=False) if held and report.own else report)
    return found


def _apart(drafts: list[Draft], turns: list[Draft]) -> list[Draft]:
    """The drafts that no turn's edge cuts, and no part of a turn repeats."""
    parts = sorted(part for turn in turns for part in turn.parts)
    if not parts:
        return drafts
    starts = [start for start, _ in parts]
    kept = []
    for draft in drafts:
        at = bisect_right(starts, draft.start) - 1
        inside = at >= 0 and draft.end <= parts[at][1] and (draft.start, draft.end) != parts[at]
        outside = (at < 0 or parts[at][1] <= draft.start) and (at + 1 == len(parts) or draft.end <= starts[at + 1])
        if inside or outside:
            kept.append(draft)
    return kept


@Language.factory("inquit_quotations", assigns=["doc._.quotations"])
def make_quotations(nlp: Language, name: str) -> Quotations:
    """The component `inquit_quotations`."""
    layers.register()
    return Quotations()
