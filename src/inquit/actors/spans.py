"""The encoder's spans as names: whole words without article, title and possessive; two names in one cut, halves joined.

Knows nothing of the rest of the document but which strings are names of their own; `agreement.py` looks at all of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from inquit.actors.gazetteer import gazetteer
from inquit.actors.lists import word_lists
from inquit.actors.name_words import PARTICLES, given_names, heads
from inquit.actors.names import Name
from inquit.actors.offices import office_words, title_from
from inquit.actors.words import Words
from inquit.layers import Scored
from inquit.record import Label

VALUES = frozenset(["DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"])
LONGEST = 30  # words; a longer span is no name
_LISTED = frozenset(["PERSON", "GPE", "NORP"])
_AND = frozenset(["and", "or", "&"])
_ARTICLES = frozenset(["the", "a", "an", "this", "that"])
_EDGES = PARTICLES | {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
_DANGLING = frozenset(["of", "the", "and", "or", "for", "in", "on", "to", "with", "by", "at", "from"])
_PREFIXES = word_lists("actor_words.txt")["words.prefixes"]
_JOINING = frozenset([" ", " of ", " of the ", "\n"])


class Found(msgspec.Struct):
    """A name as words `[first, stop)` of the text. `titled`: a title or honorific stood before it in its span."""

    first: int
    stop: int
    label: Label
    score: float
    titled: bool = False
    stopped: bool = False  # its last word is an abbreviation or a name with its own mark: "Ltd.", "Yahoo!"


def found_names(words: Words, spans: Iterable[Scored]) -> tuple[list[Found], list[Name]]:
    """The names as runs of words, in text order, not overlapping; and the dates and numbers as they are."""
    spans = [span for span in spans if span.end > span.start]
    alone = {form(words, *_words(words, span)) for span in spans if span.label not in VALUES}
    names: list[Found] = []
    numbers: list[Name] = []
    for span in spans:
        label: Label = span.label  # type: ignore[assignment]
        if label in VALUES:
            start, end = _trimmed(words.source, span.start, span.end)
            if end > start:
                numbers.append(Name(start, end, label, span.score))
            continue
        first, stop = _words(words, span)
        if stop - first > LONGEST:
            continue
        stopped = words.source[span.end - 1] in ".!" and words.end[stop - 1] == span.end - 1 if stop > first else False
        for found in _cut(words, Found(first, stop, label, span.score, stopped=stopped), alone):
            if not names or names[-1].stop <= found.first:
                names.append(found)
    return _joined(words, names), numbers


def form(words: Words, first: int, stop: int) -> str:
    """How a name is written, for comparison: its words with single spaces, hyphens and apostrophes in ASCII."""
    return " ".join(words.text[first:stop])


def _words(words: Words, span: Scored) -> tuple[int, int]:
    """The words that a span covers, at least in part; none where it holds no word."""
    first = bisect_right(words.start, span.start) - 1
    if first < 0 or words.end[first] <= span.start:
        first += 1
    return first, max(first, words.at(span.end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A value without spaces, outer commas, a leading "the" and a possessive."""
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    if text[start : start + 4].lower() == "the ":
        start += 4
    if text[max(start, end - 2) : end] in {"'s", "’s"}:
        end -= 2
    return start, end


def _cut(words: Words, name: Found, alone: set[str]) -> Iterator[Found]:
    """The names inside one span, in order."""
    at = name.first
    for k in range(name.first + 1, name.stop):
        if k < at:
            continue
        gap = words.gap(k)
        owner = words.possessive[k - 1] and name.label != "WORK_OF_ART" and _is_name(words, at, k, alone)
        parted = ";" in gap or gap.count("\n") > 1 or (("(" in gap or "[" in gap) and not _is_number(words.text[k]))
        if name.label in {"GPE", "NORP"} and ("," in gap or "-" in gap or "‑" in gap or "–" in gap or "/" in gap):
            parted = True
        parted = parted or (name.label == "ORG" and _person_begins(words, at, k, name.stop))
        listed = name.label in _LISTED and words.lower[k] in _AND and not gazetteer().get(form(words, at, name.stop))
        if owner or parted or listed:
            yield from _bare(words, msgspec.structs.replace(name, first=at, stop=k, stopped=False))
            at = k + listed
            if name.label == "ORG" and _person_begins(words, name.first, k, name.stop):
                name = msgspec.structs.replace(name, label="PERSON")
    if not _amid_title(words, at, name):
        yield from _bare(words, msgspec.structs.replace(name, first=at))


def _person_begins(words: Words, first: int, at: int, stop: int) -> bool:
    """Whether a person's two names end a body's, after a nation: "the Council of Norway Anna Falk"."""
    if stop - at != 2 or at - first < 2 or words.text[at] not in given_names():
        return False
    nation = gazetteer().get(words.text[at - 1])
    return nation is not None and nation.kind == "country" and words.text[at + 1][0].isupper()


def _amid_title(words: Words, at: int, name: Found) -> bool:
    """Whether a body's name is the middle of an office: "Secretary of [State for Asian Affairs]"."""
    if name.label != "ORG" or at < 2 or name.stop - at < 2 or words.lower[at + 1] != "for":
        return False
    title = title_from(words, at - 2, name.stop)
    return title is not None and title.end == at + 1


def _is_number(word: str) -> bool:
    """A year or a session: "resolution 242 (1967)", "2833 (XXVI)"."""
    return word.isdigit() or not word.strip("IVXLC")


def _is_name(words: Words, first: int, stop: int, alone: set[str]) -> bool:
    while first < stop - 1 and words.lower[first] in _ARTICLES:
        first += 1
    text = form(words, first, stop)
    known = gazetteer().get(text)
    return text in alone or (known is not None and known.kind != "group")


def _bare(words: Words, name: Found) -> Iterator[Found]:
    """A name without articles, prefixes, titles and lower-case words at its edges; a nation before a title apart."""
    first, stop, titled = name.first, name.stop, name.titled
    lower, text = words.lower, words.text
    if name.label != "WORK_OF_ART":
        while first < stop and (_article(words, name, first) or (lower[first] in _PREFIXES and text[first].islower())):
            first += 1
        while stop > first and lower[stop - 1] in _DANGLING:
            stop -= 1
    if name.label in _LISTED and any(text[k][0].isupper() for k in range(first, stop)):
        while first < stop and text[first].islower() and lower[first] not in _EDGES and "-" not in text[first]:
            first += 1
        while stop > first and text[stop - 1].islower() and "-" not in text[stop - 1]:
            stop -= 1
    if name.label == "PERSON":
        while first < stop:
            if lower[first] in office_words().honorifics:
                first, titled = first + 1, True
                continue
            title = title_from(words, first, stop)
            if title is not None:
                first, titled = title.end, True
                continue
            nation = gazetteer().longest(words, first, stop)
            if nation and nation[1] < stop and title_from(words, nation[1], stop):
                yield Found(first, nation[1], nation[0].label, name.score)
                first = nation[1]
                continue
            break
    if first < stop:
        stopped = name.stopped and stop == name.stop
        yield msgspec.structs.replace(name, first=first, stop=stop, titled=titled, stopped=stopped)


def _article(words: Words, name: Found, at: int) -> bool:
    """Whether a word is an article, not a letter of the name ("A&E", "A S Kalkat")."""
    if words.lower[at] not in _ARTICLES:
        return False
    initial = words.text[at] == "A" and (name.label == "PERSON" or not words.joined(at + 1))
    return not initial


def _joined(words: Words, names: list[Found]) -> list[Found]:
    """Neighbours that are one name: "UN" + "Security Council", "Karabakh" + "Armenians"."""
    kept: list[Found] = []
    for name in names:
        if kept and words.source[words.end[kept[-1].stop - 1] : words.start[name.first]] in _JOINING:
            label = _whole(words, kept[-1], name)
            if label:
                kept[-1] = Found(kept[-1].first, name.stop, label, min(kept[-1].score, name.score))
                continue
        kept.append(name)
    return kept


def _whole(words: Words, left: Found, right: Found) -> Label | None:
    """The label of the name that two neighbours make, None where they are two."""
    known = gazetteer().get(form(words, left.first, right.stop))
    if known:
        return known.label
    if left.stop != right.first:
        return None
    one, two = (
        gazetteer().get(form(words, left.first, left.stop)),
        gazetteer().get(form(words, right.first, right.stop)),
    )
    if one and two and one.label in {"GPE", "LOC"} and two.kind == "people":
        return "NORP"
    if one and one.kind == "body" and right.label == "ORG" and heads().get(words.text[right.stop - 1]) == "ORG":
        return None if two and two.kind == "seat" else "ORG"
    return None
