"""Dates, times and numbers for sets that do not mark them, by the patterns of `actors/values.py` and a few more.

What may be a value and is none for the patterns, a lone "year" or the figures of a telephone number, is made unknown,
so that the labels of values count as annotated outside the stretches.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from inquit.actors.name_words import STOP
from inquit.actors.values import numbered, values
from inquit.training.encoder.labelled import WHEN, Passage, Stretch, assembled

VALUES = WHEN | {"PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"}
_UNITS = r"(?:second|minute|hour|day|week|weekend|month|quarter|season|year|decade|centur(?:y|ie))s?"
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WEEKDAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MORE = (
    ("DATE", re.compile(
        rf"\b{_WEEKDAYS},? {_MONTHS} \d\d?(?:st|nd|rd|th)?(?:,? \d{{4}})?(?!\d)"
        r"|\b[Rr]ecent (?:days|weeks|months|years|decades)\b"
        r"|\b(?:[Ll]ast|[Nn]ext|[Tt]his|[Ee]ach|[Ee]very) (?:day|week|weekend|month|quarter|year|decade|century|spring"
        rf"|summer|autumn|winter|{_WEEKDAYS})\b"
        r"|\b[Oo]ne (?:day|week|month|year|decade|century)(?: (?:ago|earlier|later))?\b(?!-)"
        r"|\b(?:\d{1,3}|[a-z]{3,9}|[a-z]{4,7}-[a-z]{3,5})-(?:year|month|week|day)s?-old\b|\b\d{1,3} years? old\b"
        r"|\b(?:[Aa]nnual|[Dd]aily|[Ww]eekly|[Mm]onthly|[Qq]uarterly)\b")),
    ("TIME", re.compile(
        r"\b(?:[Oo]ne|[Aa]n|[Hh]alf an) hour(?: (?:ago|earlier|later))?\b(?!-)|\b[Ll]ast night\b|\bmidnight\b"
        rf"|\b{_WEEKDAYS} (?:morning|afternoon|evening|night)\b")),
    ("CARDINAL", re.compile(
        r"(?:(?<=[Aa]t least )|(?<=[Oo]nly ))one\b|\b(?:[Aa] |two |three )?dozens?\b"
        r"|\b(?:[Oo]ne|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)(?= (?:of|more|other)\b)"
        r"|\b[Oo]ne-(?:third|half|quarter|fifth|tenth)\b")),
)  # fmt: skip
_ABOUT = re.compile(
    r"(?:[Mm]ore than|[Ll]ess than|[Ff]ewer than|[Aa]t least|[Aa]t most|[Uu]p to|[Aa]bout|[Aa]round|[Nn]early|[Aa]lmost"
    r"|[Oo]ver|[Ss]ome|[Aa]pproximately|[Rr]oughly|[Aa]s many as|[Aa]s much as|[Aa]n estimated|[Jj]ust over|[Uu]nder"
    r"|[Jj]ust under|[Oo]nly) $"
)
_PART = re.compile(r"(?:[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier|[Ll]ater)[ -]$")
_DOUBTFUL = re.compile(
    rf"\b(?:{_UNITS}|ones?|once|twice|half|dozens?|hundreds?|thousands?|[mbtr]+illions?|dollars?|cents?|euros?|percent"
    r"|morning|afternoon|evening|night|tonight|noon|midnight|recent|recently|earlier|later|last|next|past|annual"
    r"|daily|weekly|monthly|spring|summer|autumn|winter|now|currently|today|yesterday|tomorrow|christmas|easter"
    rf"|ramadan|single|thirds?|quarters?|fifths?|(?-i:{_MONTHS}|{_WEEKDAYS}s?)|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|\w{3,6}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|first|zero|none)\b"
    r"|(?<![^\s()\[\]])[^\s()\[\]]*\d[^\s()\[\]]*",
    re.IGNORECASE,
)
_EDGE = ".,;:!?\"'“”‘’…"
_PLAIN = re.compile(r"[\s(“‘\"'’—–,;:$£€¥]")
_AFTER = re.compile(r"[\s)\]”’\"'—–,;:.!?%…]")


def with_values(passage: Passage) -> Passage:
    """The passage with values outside its names, and those labels counted as annotated.

    A gold stretch of another label is never changed; a gold value gives way to a longer one that covers it.
    """
    text = passage.text
    gold = [stretch for stretch in passage.stretches if stretch.labels and not stretch.labels <= VALUES]
    rough = [stretch for stretch in passage.stretches if stretch.labels and stretch.labels <= VALUES]
    masks = [(stretch.start, stretch.end) for stretch in passage.stretches if not stretch.labels]
    outside = _Free([(stretch.start, stretch.end) for stretch in gold])
    wider = _Wider(masks)
    found: list[Stretch] = []
    unsure: list[tuple[int, int]] = []
    for stretch in _found(text):
        if not outside.free(stretch.start, stretch.end):
            continue
        if wider.hides(stretch.start, stretch.end):
            continue
        if _stands_alone(text, stretch):
            found.append(stretch)
        else:
            unsure.append((stretch.start, stretch.end))
    unsure += _doubtful(text)
    stretches = assembled(text, [*gold, *rough, *found], [*masks, *unsure])
    return replace(passage, stretches=stretches, annotated=passage.annotated | VALUES)


def _found(text: str) -> Iterator[Stretch]:
    for name in values(text):
        start = _modified(text, name.start, name.label)
        yield Stretch(start, name.end, frozenset({name.label}))
    for label, pattern in _MORE:
        for match in pattern.finditer(text):
            yield Stretch(_modified(text, match.start(), label), match.end(), frozenset({label}))
    for name in numbered(text):
        if name.label in ("LAW", "EVENT"):
            yield Stretch(name.start, name.end, frozenset({name.label}))


def _doubtful(text: str) -> Iterator[tuple[int, int]]:
    for match in _DOUBTFUL.finditer(text):
        word = match[0]
        start = match.start() + len(word) - len(word.lstrip(_EDGE))
        yield start, max(start, match.start() + len(word.rstrip(_EDGE)))


def _modified(text: str, start: int, label: str) -> int:
    """Where the value begins with the words that belong to it: "at least", "early"."""
    before = text[max(0, start - 16) : start]
    match = _PART.search(before) if label in WHEN else None
    if label != "ORDINAL":
        match = match or _ABOUT.search(before)
    if match and (match.start() == 0 or before[match.start() - 1].isspace() or before[match.start() - 1] in '(“"'):
        return start - len(match[0])
    return start


def _stands_alone(text: str, stretch: Stretch) -> bool:
    """Whether nothing is glued to a value that would make it part of an address, a score or a code."""
    start, end = stretch.start, stretch.end
    if text[start - 1 : start] == "[" or _in_name(text, stretch):
        return False
    if start and not _PLAIN.match(text[start - 1]) and not text[start - 1].isalpha():
        return False
    after = text[end : end + 2]
    if after and not _AFTER.match(after[0]) and not (after[0] == "-" and after[1:].isalpha()):
        return False
    if after[:1] in ",.:" and after[1:].isdigit():
        return False
    surface = text[start:end]
    if surface.isdigit() and (len(surface) > 4 or re.search(r"\d[) -]+$", text[max(0, start - 3) : start])):
        return False
    return not (surface.isdigit() and re.match(r" ?[-–/] ?\d| [BA]\.?[CD]\b", text[end : end + 5]))


def _in_name(text: str, stretch: Stretch) -> bool:
    """Whether a number may belong to a name beside it: "Channel 4", "Second World War"."""
    if stretch.labels == {"CARDINAL"} and text[stretch.start].isdigit():
        before = re.search(r"(?:^|[.!?\n:”\"]\s|(\s))(\w+) $", text[max(0, stretch.start - 30) : stretch.start])
        return bool(before and before[1] and before[2][:1].isupper() and before[2].lower() not in STOP)
    following = text[stretch.end : stretch.end + 2]
    return stretch.labels == {"ORDINAL"} and text[stretch.start].isupper() and following[1:].isupper()


class _Free:
    """Spans in order that do not overlap."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def free(self, start: int, end: int) -> bool:
        """Whether no span overlaps `[start, end)`."""
        at = bisect_right(self.starts, start) - 1
        if at >= 0 and self.ends[at] > start:
            return False
        return at + 1 >= len(self.starts) or self.starts[at + 1] >= end


class _Wider(_Free):
    def hides(self, start: int, end: int) -> bool:
        """Whether a span covers `[start, end)` and more."""
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and self.ends[at] >= end and (self.starts[at], self.ends[at]) != (start, end)
