"""Quotations found or not, and PolNeAR's acts of saying as a gold standard of them."""

from __future__ import annotations

import msgspec
import pytest

from inquit.evaluation.counts import Counts
from inquit.evaluation.gold.polnear import Attribution, PolnearDocument
from inquit.evaluation.gold.said import said_of_article
from inquit.evaluation.overlapping import MEASURE, TERMS, found_counts
from inquit.record import SCHEMA, Document, Provenance, Quotation, QuotationKind, Span

TEXT = 'The minister, Ada Okoro, said it would rain. The "new era" did not begin. Lund: "We are dry," he said. "Still."'


def span(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


def quotation(kind: QuotationKind, *parts: str, source: str | None = None) -> Quotation:
    spans = tuple(span(part) for part in parts)
    return Quotation("q0", kind, spans[0][0], spans[-1][1], spans, source=span(source) if source else None)


def document(*quotations: Quotation, **meta: object) -> Document:
    provenance = Provenance("", SCHEMA, "", {}, "")
    numbered = tuple(msgspec.structs.replace(one, id=f"q{at}") for at, one in enumerate(quotations))
    return Document(SCHEMA, "d", TEXT, meta, (), (), None, (), (), (), numbered, (), provenance)


def figures(counts: Counts) -> dict[tuple[str, str], dict[str, tuple[float, float]]]:
    return {(key.measure, key.label): dict(ratios) for key, ratios in counts.items()}


RAIN = quotation("indirect", "it would rain", source="The minister, Ada Okoro")
DRY = quotation("direct", "We are dry,", "Still.", source="he said")


def test_what_overlaps_enough_is_found_under_the_golds_kind() -> None:
    near = quotation("mixed", "it would rain.", source="Ada Okoro")
    far = quotation("direct", "We are", source="Lund")
    found = figures(found_counts(document(RAIN, DRY), document(near, far)))
    assert found[MEASURE, "indirect"] == {"precision": (1, 1), "recall": (1, 1)}
    assert found[MEASURE, "direct"] == {"precision": (0, 1), "recall": (0, 1)}
    assert found[MEASURE, "marked"] == {"precision": (0, 1), "recall": (0, 1)}
    assert found[MEASURE, "any"] == {"precision": (1, 2), "recall": (1, 2)}


@pytest.mark.parametrize(("source", "right"), [("The minister", 1), ("Ada Okoro", 0), ("Lund", 0), (None, 0)])
def test_a_source_is_right_by_its_head(source: str | None, right: int) -> None:
    counts = found_counts(document(RAIN), document(quotation("indirect", "it would rain", source=source)))
    assert figures(counts)["source head", "all"] == {"accuracy": (right, 1), "coverage": (1, 1)}


def test_terms_that_are_taken_for_quotations_count() -> None:
    gold = document(RAIN, not_quotations=["new era"])
    assert figures(found_counts(gold, document(RAIN)))[TERMS, "left alone"] == {"accuracy": (1, 1)}
    wrong = document(RAIN, quotation("direct", "new era"))
    assert figures(found_counts(gold, wrong))[TERMS, "left alone"] == {"accuracy": (0, 1)}


ARTICLE = (
    "Okoro said that the “port” would open. Lund believes it will not. Berg called Lund “a fool.” The port, she hopes, "
    "opens. Dahl murmured, “Never.”"
)


def attribution(source: str, cue: str, content: str) -> Attribution:
    at = [(start := ARTICLE.index(words), start + len(words)) for words in (source, cue, content)]
    return Attribution(source=(at[0],), cue=(at[1],), content=(at[2],))


def test_of_polnear_acts_of_saying_remain_in_the_records_form() -> None:
    attributions = (
        attribution("Okoro", "said", "that the “port” would open."),
        attribution("Lund", "believes", "it will not"),
        attribution("Berg", "called", "Lund “a fool.”"),
        attribution("she", "hopes", "The port"),
        Attribution(cue=(span("said"),), content=((0, 20),)),
    )
    found = said_of_article(PolnearDocument("a", ARTICLE, attributions))
    shown = [(one.kind, found.text_of(one.source), found.text_of(one.parts[0])) for one in found.quotations]
    assert shown == [("mixed", "Okoro", "the “port” would open"), ("direct", "Berg", "a fool.")]
