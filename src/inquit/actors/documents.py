"""Cited documents without a name of their own: "the 10 November 2020 tripartite statement", "the joint declaration".

They are mentions of kind nominal when a date or an adjective tells which one is meant.
"""

from __future__ import annotations

import re

from inquit.actors.lists import word_lists

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
_CITED = re.compile(rf"\b{_DATE}(?: {_ADJECTIVE}){{0,2}} {_KIND}\b|\b(?:tripartite|trilateral|joint) {_KIND}\b")
_SPOKEN = re.compile(
    rf"\b(?P<doc>(?:press )?{_KIND})\b(?= (?:said|says|states|stated|notes|noted|indicated|declares|declared|reads"
    r"|calls|called|urged|urges|guarantees|provides|stipulates|concluded|concludes|found|finds)\b)"
)
LAWS = word_lists("actor_words.txt")["documents.laws"]


def cited(text: str) -> list[tuple[int, int, bool]]:
    """(start, end, is a legal text) of each cited document, in text order, not overlapping."""
    spans = {match.span() for match in _CITED.finditer(text)}
    spans |= {match.span("doc") for match in _SPOKEN.finditer(text)}
    rows: list[tuple[int, int, bool]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not rows or start >= rows[-1][1]:
            last = text[start:end].split()[-1].lower()
            rows.append((start, end, last in LAWS or (last == "statement" and end - start > len("joint statement"))))
    return rows
