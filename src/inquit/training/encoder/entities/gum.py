"""GUM's entities: the proper names among its mentions, over the text of the treebank's documents.

GUM marks every nominal mention. Kept are those whose words are all of a name; other proper nouns are unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inquit.actors.name_words import heads
from inquit.training.encoder.entities.surfaces import cut, is_common, is_country, is_name, is_people, person
from inquit.training.encoder.labelled import GPE, NORP, ORG, PERSON, PLACE, Passage, Stretch, assembled
from inquit.training.linguistics.data import TreebankDocument, Word, read_treebank

ANNOTATED = PERSON | ORG | PLACE
_LABELS = {
    "person": PERSON, "organization": ORG, "place": PLACE, "event": frozenset({"EVENT"}),
    "object": frozenset({"PRODUCT", "WORK_OF_ART"}),
}  # fmt: skip
_BRACKET = re.compile(r"\((\d+)(?:\[\d+/\d+\])?-([a-z]+)(?:-[^()]*)?(\))?|(\d+)(?:\[\d+/\d+\])?\)")
_PROPER = frozenset({"NNP", "NNPS"})
_LETTERED = frozenset({"CD", "JJ", "NN", "NNS", "LS", "FW", "VBN", "VBG", "NNP", "NNPS", "RB"})
_JOINING = frozenset({"IN", "DT", "CC", "POS", "HYPH", "TO", ".", "''", "``", "AFX", "SYM"})


@dataclass(frozen=True, slots=True)
class _Mention:
    first: int
    last: int
    kind: str


def read_gum(path: Path) -> dict[str, Passage]:
    """A passage by the id of each document of a `.conllu` file or folder, over the text that `read_treebank` gives.

    Raises `ValueError` with file and line if a bracket closes what was not opened, or the words do not fit.
    """
    files = sorted(path.rglob("*.conllu")) if path.is_dir() else [path]
    mentions: dict[str, list[_Mention]] = {}
    for file in files:
        mentions.update(_mentions(file))
    return {document.id: _passage(document, mentions.get(document.id, [])) for document in read_treebank(path)}


def _mentions(file: Path) -> Iterator[tuple[str, list[_Mention]]]:
    name, found, count = file.stem, list[_Mention](), 0
    opened: dict[str, list[tuple[int, str]]] = {}
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("# newdoc"):
                if count:
                    yield name, found
                name, found, count, opened = line.partition("=")[2].strip() or file.stem, [], 0, {}
            cells = line.split("\t")
            if len(cells) != 10 or not cells[0].isdigit():
                continue
            for cell in cells[9].strip().split("|"):
                if not cell.startswith("Entity="):
                    continue
                for match in _BRACKET.finditer(cell, 7):
                    if match[1]:
                        opened.setdefault(match[1], []).append((count, match[2]))
                    group = match[4] or (match[1] if match[3] else None)
                    if group:
                        if not opened.get(group):
                            raise ValueError(f"{file}, line {number}: mention {group} closes, but was not opened")
                        first, kind = opened[group].pop()
                        found.append(_Mention(first, count, kind))
            count += 1
    yield name, found


def _passage(document: TreebankDocument, mentions: list[_Mention]) -> Passage:
    words = [word for sentence in document.sentences for word in sentence.words]
    text = document.text
    if any(mention.last >= len(words) for mention in mentions):
        raise ValueError(f"{document.id}: a mention ends after the last word")
    named = []
    for mention in mentions:
        labels = _LABELS.get(mention.kind)
        span = _name(text, words[mention.first : mention.last + 1], mention.kind) if labels else None
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
