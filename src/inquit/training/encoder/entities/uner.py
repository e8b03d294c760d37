"""Universal NER's layer over UD English EWT: PER LOC ORG, in IOB2 with the raw text of each sentence."""

from __future__ import annotations

from pathlib import Path

from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.gold.iob2 import TaggedSentence, tagged_sentences
from inquit.training.encoder.labelled import MASK, ORG, PERSON, PLACE, Passage, Stretch, assembled

_LABELS = {"PER": PERSON, "LOC": PLACE, "ORG": ORG, "OTH": MASK}
ANNOTATED = PERSON | ORG | PLACE


def read_uner(path: Path) -> dict[str, Passage]:
    """The sentences of an `.iob2` file by their `sent_id`, which is that of the treebank.

    Raises `ValueError` with file and line if a word is not in its sentence's text, or a tag is unknown.
    """
    return {sentence.id: _passage(sentence, path) for sentence in tagged_sentences(path)}


def _passage(sentence: TaggedSentence, path: Path) -> Passage:
    if not sentence.id:
        raise GoldError("the sentence has no sent_id", path=str(path), line=sentence.line)
    named, unsure = [], []
    for span in sentence.spans:
        if span.label not in _LABELS:
            raise GoldError(f"{sentence.id}: unknown type {span.label!r}", path=str(path), line=sentence.line)
        if labels := _LABELS[span.label]:
            named.append(Stretch(span.start, span.end, labels))
        else:
            unsure.append((span.start, span.end))
    return Passage(sentence.id, sentence.text, assembled(sentence.text, named, unsure), ANNOTATED)
