"""The spaCy component `inquit_quotations`: a `Doc` gets its quotations, still without speakers."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from inquit import layers
from inquit.linguistics.quotation_marks import find_marks
from inquit.quotations.block_quotes import draft_blocks
from inquit.quotations.finishing import finished
from inquit.quotations.reports import find_reports
from inquit.quotations.spans import draft_quotations
from inquit.quotations.transcripts import draft_turns
from inquit.quotations.words import Words
from inquit.record import Block

_CLOSED = ("title", "subtitle", "byline", "bio", "heading", "pull_quote")


class Quotations:
    """Sets `doc._.quotations`; `via` holds the rule that found the source, `speaker` is left to `inquit_speakers`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of one document. Blocks and sentences are used where they are."""
        blocks: tuple[Block, ...] = doc._.blocks
        words = Words(doc, blocks, doc._.sentences)
        marks = find_marks(doc.text, blocks)
        reports = find_reports(words, marks)
        turns = draft_turns(words)
        if turns:  # what is said inside a turn is the turn's own words
            doc._.quotations = finished(words, turns)
            return doc
        closed = [(block.start, block.end) for block in blocks if block.kind in _CLOSED]
        drafts = [*draft_blocks(words, marks, reports), *draft_quotations(words, marks, reports, closed)]
        doc._.quotations = finished(words, drafts)
        return doc


@Language.factory("inquit_quotations", assigns=["doc._.quotations"])
def make_quotations(nlp: Language, name: str) -> Quotations:
    """The component `inquit_quotations`."""
    layers.register()
    return Quotations()
