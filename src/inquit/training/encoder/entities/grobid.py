"""GROBID-NER: 27 classes over Wikipedia and archives on wars, Brexit and the Holocaust, in its XML."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from inquit.training.encoder.entities.surfaces import cut, is_common, is_country, is_name, is_people, person
from inquit.training.encoder.labelled import GPE, MASK, NORP, ORG, PERSON, WHEN, Passage, Stretch, assembled

_NUMBERS = frozenset({"QUANTITY", "CARDINAL", "PERCENT", "MONEY", "ORDINAL"})
_LABELS = {
    "PERSON": PERSON, "LOCATION": GPE | {"LOC"}, "NATIONAL": NORP, "INSTITUTION": ORG, "ORGANISATION": ORG,
    "BUSINESS": ORG, "SPORT_TEAM": ORG, "MEDIA": ORG | {"WORK_OF_ART"}, "INSTALLATION": frozenset({"FAC"}),
    "EVENT": frozenset({"EVENT"}), "LEGAL": frozenset({"LAW"}), "PERIOD": WHEN,
    "CREATION": frozenset({"WORK_OF_ART"}), "ARTIFACT": frozenset({"PRODUCT"}), "MEASURE": _NUMBERS,
    "PERSON_TYPE": NORP,
}  # fmt: skip
ANNOTATED = PERSON | GPE | ORG | NORP | {"LOC", "FAC", "EVENT", "LAW"}
_UNIT = re.compile(r"\b(?:second|minute|hour|day|week|month|year|decade|centur(?:y|ie))s?\b", re.IGNORECASE)
_CALENDAR = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day|today"
    r"|yesterday|tomorrow|spring|summer|autumn|winter|morning|evening|night)\b|" + _UNIT.pattern,
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:from|since|until|till|in|on|by|during|after|before|as of|between|for|at)\s+", re.IGNORECASE)
_LIST = re.compile(r"\s*[()]\s*|,?\s+and\s+|,\s+|\s+or\s+")
_LISTED = frozenset({"LOCATION", "NATIONAL", "PERSON_TYPE", "PERSON", "BUSINESS"})
_ONE = frozenset({"INSTALLATION", "ARTIFACT"})
_SPACED = ((re.compile(r" ' s\b"), "'s"), (re.compile(r"(?<=\w) - (?=\w)"), "-"), (re.compile(r" (?=[,.;:)!?])"), ""))
_DIGITS = re.compile(r"(?<=\d)([,.]) (?=\d{3}\b|\d\b)")


def read_grobid(path: Path) -> list[Passage]:
    """One passage a paragraph of a `.training.xml` file, or of every one in a folder.

    Raises `ValueError` with file (and line, where the XML is not well-formed or a class has no name).
    """
    files = sorted(path.glob("*.xml")) if path.is_dir() else [path]
    found = []
    for file in files:
        try:
            root = ET.parse(file).getroot()
        except ET.ParseError as error:
            raise ValueError(f"{file}, line {error.position[0]}: {error}") from error
        for number, paragraph in enumerate([*root.iter("p"), *root.iter("paragraph")]):
            reader = _Reader(file)
            for sentence in paragraph.iter("sentence"):
                reader.sentence(sentence)
            if reader.text:
                stretches = assembled(reader.text, reader.named, reader.unsure)
                found.append(Passage(f"{file.name.split('.training')[0]}-{number}", reader.text, stretches, ANNOTATED))
    return found


class _Reader:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.text = ""
        self.named: list[Stretch] = []
        self.unsure: list[tuple[int, int]] = []

    def sentence(self, sentence: ET.Element) -> None:
        if self.text:
            self.text += " "
        self._add(sentence.text)
        for element in sentence:
            kind = element.get("type")
            if element.tag not in ("ENAMEX", "ENUMEX") or not kind:
                raise ValueError(f"{self.file}: <{element.tag}> without a class in {sentence.attrib}")
            start = self._add("".join(element.itertext()), named=True)
            self._name(kind, start, len(self.text))
            self._add(element.tail)
        self.text = self.text.rstrip()

    def _add(self, piece: str | None, *, named: bool = False) -> int:
        """Append a piece, and return where it begins; the set has lost some spaces and gained others."""
        piece = re.sub(r"\s+", " ", piece or "")
        for pattern, new in _SPACED:
            piece = pattern.sub(new, piece)
        piece = _DIGITS.sub(r"\1", piece)
        if not self.text or self.text[-1].isspace():
            piece = piece.lstrip()
        elif piece[:1].isalnum() and self.text[-1].isalnum() and (named or self._ends_name()):
            self.text += " "
        if named:
            piece = piece.strip()
        start = len(self.text)
        self.text += piece
        return start

    def _ends_name(self) -> bool:
        ends = max([stretch.end for stretch in self.named[-1:]] + [end for _, end in self.unsure[-1:]], default=-1)
        return ends == len(self.text)

    def _name(self, kind: str, start: int, end: int) -> None:
        if start == end:
            return
        self.unsure.append(cut(self.text, start, end))
        labels = _LABELS.get(kind, MASK)
        if labels in (_NUMBERS, WHEN):
            self._value(labels, start, end)
            return
        for part, stop in self._parts(kind, start, end):
            first, last = (part, stop) if kind == "CREATION" else cut(self.text, part, stop)
            if labels == PERSON:
                first, last = person(self.text, first, last) or (first, first)
            if kind == "LOCATION":
                first = self._first_capital(first, last)
            surface = self.text[first:last]
            if not surface or not is_name(surface) or not labels:
                continue
            if "," in surface or ";" in surface or (kind in _ONE and " and " in surface):
                continue
            if labels == NORP and is_common(surface) and not is_people(surface):
                continue
            if (kind == "EVENT" and re.search(r" (?:in|on) \d", surface)) or (
                kind in _LISTED and re.search(r" (?:in|on) ", surface)
            ):
                continue
            if labels == NORP and (is_country(surface) or surface[:1].isdigit()):
                continue
            if surface.startswith(("USS ", "HMS ", "SMS ", "RMS ")):
                labels = frozenset({"PRODUCT"})
            if labels == NORP and not is_people(surface) and " " in surface:
                continue
            self.named.append(Stretch(first, last, labels))

    def _parts(self, kind: str, start: int, end: int) -> list[tuple[int, int]]:
        surface = self.text[start:end]
        if kind not in _LISTED and "(" not in surface:
            return [(start, end)]
        if kind not in _LISTED and not re.fullmatch(r"[^()]+ \([A-Z]{2,6}\)", surface):
            return []
        parts, at = [], start
        for match in _LIST.finditer(self.text, start, end):
            parts.append((at, match.start()))
            at = match.end()
        parts = [part for part in [*parts, (at, end)] if part[0] < part[1]]
        return parts if all(is_name(self.text[one:other]) for one, other in parts[-1:]) else []

    def _first_capital(self, start: int, end: int) -> int:
        match = re.search(r"\b[^\W\d_a-z]", self.text[start:end])
        return start + match.start() if match else start

    def _value(self, labels: frozenset[str], start: int, end: int) -> None:
        start, end = cut(self.text, start, end)
        before = _BEFORE.match(self.text, start, end)
        surface = self.text[start:end]
        plain = " and " not in surface and " to " not in surface
        if before and (plain or before[0].lower().startswith("from")):
            start = before.end()
        start, end = cut(self.text, start, end)
        surface = self.text[start:end]
        if start == end or (before and start < before.end()) or "(" in surface:
            return
        if labels == WHEN and surface.islower() and not _CALENDAR.search(surface):
            return
        if labels == WHEN and not _CALENDAR.search(surface):
            labels = frozenset({"DATE", "EVENT"})
        if labels == _NUMBERS and _UNIT.search(surface):
            labels = WHEN
        elif labels == _NUMBERS and re.search(r"[°′″]|[A-Z]{2}", surface):
            return
        self.named.append(Stretch(start, end, labels))
