"""Dates, times and numbers, by patterns over the text.

Every pattern is a bounded sequence, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re

from inquit.actors.lists import word_lists
from inquit.actors.names import Name
from inquit.record import Label

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1\d{3}|20\d{2})"
_SEASON = r"(?:spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Fall|Winter)"
_NUMBER = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,9})?"
_WORDED = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_SCALE = r"(?:hundred|thousand|million|billion|trillion)"
_UNIT = r"(?:second|minute|hour|day|week|month|year|decade|centur(?:y|ie))s?"
_MEASURE = (
    r"(?:kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet|foot|inch(?:es)?|km|cm|mm|kg|kilograms?"
    r"|kilos?|tons?|tonnes?|acres?"
    r"|hectares?|lit(?:er|re)s?|gallons?|barrels?|pounds|ounces?|degrees|megawatts?"
    r"|square (?:kilomet(?:er|re)s|miles|met(?:er|re)s))"
)
_CURRENCY = r"(?:dollars?|euros?|pounds?|cents?|rubles?|roubles?|yen|yuan|rupees?|francs?|marks?|manats?|drams?)"

_PATTERNS: tuple[tuple[Label, str], ...] = (
    ("DATE", rf"{_DAY}(?: ?[–-] ?{_DAY}| (?:and|to) {_DAY})? {_MONTH}(?:,? {_YEAR})?"),
    ("DATE", rf"{_MONTH} {_DAY}(?: ?[–-] ?{_DAY})?(?:, ?{_YEAR})?(?![\d:])"),
    ("DATE", rf"(?:(?:early|late|mid)[ -‑])?(?:{_MONTH}|{_SEASON})(?: of|,)? {_YEAR}"),
    (
        "DATE",
        rf"{_YEAR}[-/](?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])"
        rf"|\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d)",
    ),
    ("DATE", rf"{_WEEKDAY}(?:,? {_MONTH} {_DAY}(?:, {_YEAR})?)?(?: (?:morning|afternoon|evening|night))?"),
    ("DATE", r"(?:the )?(?:(?:early|late|mid)[ -‑])?(?:1[5-9]|20)?\d0s\b"),
    (
        "DATE",
        r"(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|[a-z]{4,10}(?:teenth|first|second|third|tieth)|sixth"
        r"|seventh|eighth|ninth|tenth|twelfth)"
        r"[ -]centur(?:y|ies)",
    ),
    (
        "DATE",
        rf"(?:last|next|this|past|previous|coming|following|every|each) (?:week|month|year|decade"
        rf"|century|spring|summer|autumn|fall"
        rf"|winter|{_WEEKDAY}|{_MONTH})(?![a-z])",
    ),
    (
        "DATE",
        rf"(?:(?:the )?(?:last|next|past|first|previous) )?(?:{_NUMBER}|{_WORDED}|a|several|few"
        rf"|a few)[ -](?:day|week|month|year|decade|centur(?:y|ie))s?"
        rf"(?: (?:ago|earlier|later|old))?(?![a-z-])",
    ),
    ("DATE", r"(?:today|tomorrow|yesterday|Today|Tomorrow|Yesterday)(?![a-z])"),
    ("DATE", rf"{_MONTH}(?= \d| of|[.,;:)]|\s(?:and|to|he|she|it|the|when|that|after|in|at|with)\b)(?<!May)"),
    ("DATE", rf"{_YEAR}(?:[–-](?:{_YEAR}|\d\d))?(?![\d%.,]\d)"),
    (
        "TIME",
        r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.m\.|[ap]m\b|AM\b|PM\b|o['’]clock)|(?:[01]?\d"
        r"|2[0-3]):[0-5]\d(?: ?(?:GMT|UTC))?(?!\d)",
    ),
    (
        "TIME",
        rf"(?:{_NUMBER}|{_WORDED}|a few|several) (?:second|minute|hour)s(?: (?:ago|earlier"
        rf"|later))?(?![a-z])|(?:this|last|that) (?:morning|afternoon|evening|night)|tonight",
    ),
    ("PERCENT", rf"(?:{_NUMBER}|{_WORDED}) ?(?:%|per ?cent\b|percentage points?)"),
    (
        "MONEY",
        rf"(?:US|U\.S\. ?|C|A|NZ|HK)?[$€£¥] ?(?:{_NUMBER})(?:(?: |-){_SCALE}| ?(?:bn|mn|m|k|bln"
        rf"|mln)\b)?(?: {_CURRENCY})?",
    ),
    ("MONEY", rf"(?:{_NUMBER}|{_WORDED})(?: {_SCALE})? (?:US |U\.S\. |[A-Z][a-z]{{3,9}} )?{_CURRENCY}(?![a-z])"),
    ("QUANTITY", rf"(?:{_NUMBER}|{_WORDED})(?: {_SCALE})?[ -‑]?{_MEASURE}(?![a-z])"),
    (
        "ORDINAL",
        r"\d{1,4}(?:st|nd|rd|th)(?![a-z])|(?:first|second|third|fourth|fifth|sixth|seventh|eighth"
        r"|ninth|tenth|eleventh"
        r"|twelfth|First|Third|Fourth|Fifth)(?![a-z])",
    ),
    (
        "CARDINAL",
        rf"(?:{_NUMBER})(?: {_SCALE})?(?![\d%])|{_WORDED}(?:[- ](?:one|{_WORDED}|{_SCALE}))?(?![a-z])"
        rf"|(?:hundreds|thousands|tens|millions|dozens|billions)"
        rf"(?: of (?:hundreds|thousands|millions))?(?![a-z])|(?:half a|one|a) {_SCALE}(?![a-z])"
        rf"|half(?= (?:of|the)\b)",
    ),
)
_ANY = re.compile(
    r"(?<![\w.,/’'-])(?:" + "|".join(f"(?P<g{at}>{pattern})" for at, (_, pattern) in enumerate(_PATTERNS)) + ")"
)
_LAW = re.compile(
    r"(?:resolution|Resolution|resolutions|Resolutions) (?:A/RES/|S/RES/)?\d{1,4}(?:/\d{1,4})?(?: \([^()\n]{1,9}\))?"
)
_ARTICLE = re.compile(r"(?:Article|Articles|Chapter|article|Section) (?:\d{1,4}|[IVX]{1,5})\b(?: \(\w\))?")
_ELECTION = re.compile(
    rf"(?:{_YEAR} )(?:[A-Z][\w-]{{1,20}} ){{0,4}}(?:presidential |general |parliamentary "
    rf"|legislative |local |federal |state |by-){{1,2}}(?:elections?|referendum)"
)
_TITLE = re.compile(r"[“\"]([^“”\"\n]{8,120})[”\"]")
_SMALL = word_lists("actor_words.txt")["values.small"]
_CUES = ("entitled", "titled", "called", "article", "book", "novel", "film", "song", "report", "essay", "paper")


def values(text: str) -> list[Name]:
    """Dates, times and numbers of the text, in order, not overlapping."""
    return [
        Name(
            match.start() + (4 if match[0].startswith("the ") else 0),
            match.end(),
            _PATTERNS[int(match.lastgroup[1:])][0],
            0.9,
        )
        for match in _ANY.finditer(text)
        if match.lastgroup
    ]


def numbered(text: str) -> list[Name]:
    """Laws with a number, elections with a year, and titles of works in quotation marks."""
    found = [Name(*match.span(), "LAW", 0.9) for pattern in (_LAW, _ARTICLE) for match in pattern.finditer(text)]
    found += [Name(*match.span(), "EVENT", 0.9) for match in _ELECTION.finditer(text)]
    found += [Name(*match.span(1), "WORK_OF_ART", 0.8) for match in _TITLE.finditer(text) if _is_title(text, match)]
    return sorted(found, key=lambda name: name.start)


def _is_title(text: str, match: re.Match[str]) -> bool:
    words = match[1].split()
    big = [word for word in words if word.strip("'’‘,:").lower() not in _SMALL]
    if len(words) < 2 or match[1][-1] in ".,!" or not all(word[:1].isupper() or word[:1].isdigit() for word in big):
        return False
    before = text[max(0, match.start() - 24) : match.start()]
    return len(big) >= 3 or any(cue in before for cue in _CUES)
