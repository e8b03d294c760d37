"""Sentences, mentions and the roles of quotations: labelled spans, measured."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from inquit.evaluation.counts import Counts, Key
from inquit.evaluation.gold.polnear import PolnearDocument
from inquit.evaluation.gold.texts import Labelled, LabelledText
from inquit.evaluation.label_map import groups_of
from inquit.evaluation.spans import Item, compared, items, positions
from inquit.record import Document, HasSpan, Mention

ROLES = ("content", "cue", "source")


def sentence_counts(gold: Document | LabelledText, predicted: Document) -> Counts:
    """Sentences right to the character, from raw text: the measure *Sentences* of the CoNLL 2018 shared task.

    D. Zeman et al., "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies", CoNLL
    2018. White space counts nowhere; whatever the gold's spans are called, they are sentences.
    """
    spans: Iterable[HasSpan] = gold.sentences if isinstance(gold, Document) else gold.spans
    mine = items(_spans(spans, "sentence"), positions(gold.text))
    counts = compared(mine, items(_spans(predicted.sentences, "sentence"), positions(predicted.text)))
    return {key: ratios for key, ratios in counts.items() if key.label == "all"}


def _spans(found: Iterable[HasSpan], label: str) -> list[tuple[list[tuple[int, int]], str]]:
    return [([(one.start, one.end)], label) for one in found]


def mention_counts(
    gold: Document | LabelledText, predicted: Document, labels: Mapping[str, str] | None = None
) -> Counts:
    """Mentions by label: the same span with the same label, as CoNLL 2003's F1, and by overlap (see `compared`).

    `labels`: ours → the gold's (see `read_label_map`); labels that it leaves out are left out on both sides. Against a
    record all mentions count, and the lines "kind" tell names, nominals and pronouns apart. Against labelled text only
    names count, and where that has tokens, a predicted span is first widened to whole ones, since the gold could mark
    no others.
    """
    at = positions(predicted.text)
    if isinstance(gold, Document):
        places = positions(gold.text)
        counts = compared(
            items(_mentions(gold.mentions, labels), places), items(_mentions(predicted.mentions, labels), at)
        )
        kinds = [
            items(
                (([(one.start, one.end)], one.kind) for one in document.mentions if not labels or one.label in labels),
                where,
            )
            for document, where in ((gold, places), (predicted, at))
        ]
        by_kind = compared(*kinds, measure="kind")
        return counts | {key: ratios for key, ratios in by_kind.items() if key.label != "all"}
    groups = groups_of(labels) if labels else {span.label: span.label for span in gold.spans}
    places = positions(gold.text)
    mine = items((([(one.start, one.end)], groups[one.label]) for one in gold.spans if one.label in groups), places)
    names = [one for one in predicted.mentions if one.kind == "name"]
    theirs = items(_mentions(names, labels), at)
    if gold.tokens:
        tokens = [(places[start], places[end]) for start, end in gold.tokens]
        theirs = widened(theirs, [token for token in tokens if token[0] < token[1]])
    return compared(mine, theirs)


def _mentions(found: Iterable[Mention], labels: Mapping[str, str] | None) -> list[tuple[list[tuple[int, int]], str]]:
    kept = [one for one in found if labels is None or one.label in labels]
    return [([(one.start, one.end)], labels[one.label] if labels else one.label) for one in kept]


def widened(found: Iterable[Item], tokens: Sequence[tuple[int, int]]) -> list[Item]:
    """The items, each part widened to the whole of the tokens that it touches; tokens in order, not overlapping."""
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    wide = []
    for one in found:
        parts = []
        for start, end in one.parts:
            first, last = bisect_right(ends, start), bisect_left(starts, end) - 1
            parts.append((min(start, starts[first]), max(end, ends[last])) if first <= last else (start, end))
        wide.append(Item(tuple(parts), one.label))
    return wide


def role_counts(gold: LabelledText, predicted: Document | LabelledText) -> Counts:
    """Content, cue and source as spans, whoever said what: "Exact Match" of CofeNet (Wang et al., COLING 2022).

    There PolNeAR is flat: each token has one tag, so that a content in several parts is several spans, and a source of
    several attributions is one. So here, for gold and prediction. Its sentences are tokenized and scored one by one;
    here spans count characters in the whole article, which is not easier.
    """
    theirs = roles_of_record(predicted) if isinstance(predicted, Document) else predicted
    counts = compared(
        *(
            items((([(one.start, one.end)], one.label) for one in side.spans), positions(side.text))
            for side in (gold, theirs)
        )
    )
    return {
        Key(measure, label): counts.get(Key(measure, label), {"precision": (0, 0), "recall": (0, 0)})
        for measure in ("exact", "overlap")
        for label in ("all", *ROLES)
    }


def roles_of_record(document: Document) -> LabelledText:
    """The contents, cues and sources of a record's quotations; a content of several parts is several spans."""
    spans = [(part, "content") for one in document.quotations for part in one.parts]
    for role in ("cue", "source"):
        spans += [(span, role) for one in document.quotations if (span := getattr(one, role)) is not None]
    return LabelledText(document.id, document.text, tuple(Labelled(start, end, role) for (start, end), role in spans))


def roles_of_article(document: PolnearDocument) -> LabelledText:
    """The contents, cues and sources of a PolNeAR article; each part is a span of its own (see `role_counts`)."""
    spans = dict.fromkeys(
        Labelled(start, end, role)
        for one in document.attributions
        for role in ROLES
        for start, end in getattr(one, role)
    )
    return LabelledText(document.id, document.text, tuple(spans))
