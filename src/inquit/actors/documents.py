"""Cited documents: those without a name of their own ("the 10 May 1921 joint statement"), and which of them are one.

A nominal mention is made when a date or an adjective tells which document is meant, or when it speaks.
"""

from __future__ import annotations

import re
from collections import defaultdict

import msgspec

from inquit.actors.draft import Draft
from inquit.actors.gazetteer import gazetteer
from inquit.actors.lists import pairs, word_lists
from inquit.actors.words import Words, plain
from inquit.record import Label

_KIND = (
    r"(?:statement|declaration|communiqué|communique|agreement|accord|accords|treaty|memorandum|resolution|readout"
    r"|convention|protocol|ceasefire agreement|press release|joint statement|report|decree|charter|constitution|letter)"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = (
    rf"(?:\d{{1,2}} {_MONTH} \d{{4}}|{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH}|{_MONTH} \d{{4}}|{_MONTH}"
    r"|(?:1[5-9]|20)\d\d)"
)
_ADJECTIVE = (
    r"(?:tripartite|trilateral|bilateral|joint|ceasefire|peace|final|concluding|official|framework|armistice|nuclear"
    r"|interim)"
)
_CITED = re.compile(
    rf"\b{_DATE}(?: {_ADJECTIVE}){{0,2}} {_KIND}\b|\b(?:{_ADJECTIVE} ){{0,2}}{_KIND} (?:of|from|dated) {_DATE}"
    rf"|\b(?:tripartite|trilateral|joint) {_KIND}\b"
)
_SPOKEN = re.compile(
    rf"\b(?P<doc>(?:press )?{_KIND})\b(?= (?:said|says|states|stated|notes|noted|indicated|declares|declared|reads"
    r"|calls|called|urged|urges|guarantees|provides|stipulates|concluded|concludes|found|finds)\b)"
)
LAWS = word_lists("actor_words.txt")["documents.laws"]
_HEADS = word_lists("actor_words.txt")["documents.heads"]
_SAME = pairs("actor_words.txt", "documents.same")
_SMALL = word_lists("actor_words.txt")["bodies.small"] | word_lists("actor_words.txt")["documents.small"]
_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"]
)  # fmt: skip
_LOOKED_AT = 50  # documents of one kind that a new name is compared with, so that a list of thousands stays linear


def cited(text: str) -> list[tuple[int, int, bool]]:
    """(start, end, is a legal text) of each cited document, in text order, not overlapping."""
    spans = {match.span() for match in _CITED.finditer(text)}
    spans |= {match.span("doc") for match in _SPOKEN.finditer(text)}
    rows: list[tuple[int, int, bool]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not rows or start >= rows[-1][1]:
            words = re.findall(r"\w+", text[start:end].lower())
            head = next((word for word in words if word in _HEADS), words[-1])
            rows.append((start, end, head in LAWS or (head == "statement" and end - start > len("joint statement"))))
    return rows


class Cited(msgspec.Struct, frozen=True):
    """What the words of a document's name tell: what it is, when it is from, and all else."""

    head: str
    date: frozenset[str]
    rest: frozenset[str]
    plural: bool = False


class Documents:
    """The laws and cited documents met so far."""

    def __init__(self) -> None:
        self._exact: dict[Cited, Draft] = {}
        self._kinds: dict[tuple[str, bool], list[tuple[Cited, Draft]]] = defaultdict(list)
        self._aliases: dict[str, Draft] = {}

    def named(self, surface: str, at: int, label: Label) -> Draft:
        """The document of this name: of the same words in any order, or the only one that they can mean; else new.

        A bare "the treaty" is the last treaty named.
        """
        if surface in self._aliases:
            return self._aliases[surface]
        cited = described(surface)
        draft = self._exact.get(cited) or self._only(cited)
        kind = self._kinds[cited.head, cited.plural]
        if draft is None:
            draft = Draft(surface, label, at)
        if cited not in self._exact or not (cited.date or cited.rest):
            self._exact[cited] = draft
        kind.append((cited, draft))
        if len(kind) > 2 * _LOOKED_AT:
            del kind[:_LOOKED_AT]
        return draft

    def alias(self, draft: Draft, surface: str) -> None:
        """Make a further name mean this document: "Test Ban Treaty (TBT)"."""
        self._aliases[surface] = draft

    def _only(self, cited: Cited) -> Draft | None:
        others = self._kinds.get((cited.head, cited.plural), ())[-_LOOKED_AT:]
        if not cited.head or not others:
            return None
        if not cited.date and not cited.rest:
            return None if cited.plural else others[-1][1]
        fitting = {id(draft): draft for other, draft in others if _fits(cited, other)}
        return next(iter(fitting.values())) if len(fitting) == 1 else None


def _fits(one: Cited, other: Cited) -> bool:
    """Whether nothing speaks against two names being one document's, and a date or a word speaks for it."""
    dates = one.date <= other.date or other.date <= one.date
    words = one.rest <= other.rest or other.rest <= one.rest
    same_day = len(one.date & other.date) > 1
    return dates and words and bool(same_day or (one.rest & other.rest and bool(one.date) + bool(other.date) < 2))


def described(surface: str) -> Cited:
    """The parts of a document's name, known bodies and countries under their one name: "UN Charter"."""
    words = Words(plain(surface).replace("-", " "))
    date, rest, head, plural, at = [], [], "", False, 0
    while at < len(words):
        known = gazetteer().longest(words, at, len(words))
        if known and known[0].label in {"ORG", "GPE", "NORP"}:
            rest.append((known[0].code or known[0].name).lower())
            at = known[1]
            continue
        low = words.lower[at]
        single = low if low in _HEADS else low[:-1] if low.endswith("s") and low[:-1] in _HEADS else ""
        number = low.isdigit() and at > 0 and words.lower[at - 1].startswith(("resolution", "article", "chapter"))
        if single and not head:
            head, plural = single, single != low
        elif low in _MONTHS or (low.isdigit() and not number and (len(low) < 3 or low[:2] in _CENTURIES)):
            date.append(low)
        elif low not in _SMALL and low != head:
            rest.append(_SAME.get(low, low))
        at += 1
    return Cited(head, frozenset(date), frozenset(rest), plural)


_CENTURIES = frozenset(["15", "16", "17", "18", "19", "20"])
