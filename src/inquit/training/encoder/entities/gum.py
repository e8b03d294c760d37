"""GUM's entities: the proper names among its mentions, over the text of the treebank's documents.

GUM marks every nominal mention. Kept are those whose words are all of a name; other proper nouns are unknown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

from inquit.actors.name_words import heads
from inquit.evaluation.gold.conllu import TreebankDocument, Word, read_treebank
from inquit.evaluation.gold.entities import EntityMention, entity_mentions
from inquit.training.encoder.entities.surfaces import cut, is_common, is_country, is_name, is_people, person
from inquit.training.encoder.labelled import GPE, NORP, ORG, PERSON, PLACE, Passage, Stretch, assembled

ANNOTATED = PERSON | ORG | PLACE
_LABELS = {
    "person": PERSON, "organization": ORG, "place": PLACE, "event": frozenset({"EVENT"}),
    "object": frozenset({"PRODUCT", "WORK_OF_ART"}),
}  # fmt: skip
_PROPER = frozenset({"NNP", "NNPS"})
_LETTERED = frozenset({"CD", "JJ", "NN", "NNS", "LS", "FW", "VBN", "VBG", "NNP", "NNPS", "RB"})
_JOINING = frozenset({"IN", "DT", "CC", "POS", "HYPH", "TO", ".", "''", "``", "AFX", "SYM"})


def read_gum(path: Path) -> dict[str, Passage]:
    """A passage by the id of each document of a `.conllu` file or folder, over the text that `read_treebank` gives.

    Raises `ValueError` with the file or folder and the sentence's id where a bracket closes what was not opened.
    """
    return {document.id: _passage(document, entity_mentions(document, path)) for document in read_treebank(path)}


def _passage(document: TreebankDocument, mentions: Iterable[EntityMention]) -> Passage:
    words = [word for sentence in document.sentences for word in sentence.words]
    starts = [word.start for word in words]
    text = document.text
    named = []
    for mention in sorted(mentions, key=lambda each: (each.end, -each.start)):  # of one name twice, the inner counts
        labels = _LABELS.get(mention.kind)
        inside = words[bisect_left(starts, mention.start) : bisect_left(starts, mention.end)]
        span = _name(text, inside, mention.kind) if labels else None
        if labels and span:
            surface = text[slice(*span)]
            if is_people(surface):
                labels = NORP
            elif mention.kind == "organization" and is_country(surface):
                labels = GPE
            named.append(Stretch(*span, labels))
    unsure = [(word.start, word.end) for word in words if word.xpos in _PROPER and word.start < word.end]
    return Passage(document.id, text, assembled(text, named, unsure), ANNOTATED)


def _name(text: str, words: list[Word], kind: str) -> tuple[int, int] | None:
    """The words of a mention that are a name, or None."""
    for at, word in enumerate(words):
        if at and (word.xpos in (",", ":", "-LRB-", "WDT", "WP", "WRB") or word.deprel == "appos"):
            words = words[:at]
            break
    while words and words[0].xpos in ("DT", "PRP$", "PDT"):
        words = words[1:]
    if words and words[-1].xpos == "POS":
        words = words[:-1]
    if not words or not any(word.xpos in _PROPER for word in words):
        return None
    start, end = cut(text, words[0].start, words[-1].end)
    if kind == "person":
        start, end = (person(text, start, end) if words[-1].xpos != "NNPS" else None) or (start, start)
    if kind == "event" and not any(heads().get(word.form) == "EVENT" for word in words):
        return None
    if start >= end or not is_name(text[start:end]) or is_common(text[start:end]):
        return None
    if kind == "object" and end - start < 3:
        return None
    inside = [word for word in words if word.start >= start]
    proper = sum(word.xpos in _PROPER for word in inside)
    fitting = all(word.xpos in _LETTERED or word.xpos in _JOINING for word in inside)
    if not fitting or not proper or any(word.xpos in ("NNS", "PRP") for word in inside):
        return None
    return start, end
