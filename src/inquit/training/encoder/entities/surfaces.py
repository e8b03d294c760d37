"""What a labelled stretch really names: without its article and titles, and only if its words look like a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inquit.actors.gazetteer import plain_known
from inquit.actors.lists import word_lists
from inquit.actors.name_words import STOP, common_words, heads

_WORD = re.compile(r"[^\s,;:()]+")
_ARTICLE = re.compile(r"(?:the|a|an|The|A|An|THE)\s+")
_TAIL = re.compile(r"(?:[’']s?|[\s,;:.!?\"”’)–-]+)$")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|St|No|Bros))\.$")
_SMALL = frozenset([
    "of", "the", "and", "&", "for", "on", "in", "de", "la", "del", "du", "von", "van", "der", "den", "bin", "ibn", "al",
    "el", "da", "dos", "di", "le", "et", "und", "-", "–", "/", "at", "to",
])  # fmt: skip
_OFFICES = word_lists("offices.txt")
_RANKS = frozenset(["maj", "capt", "spc", "sgt", "cpl", "cmdr", "cdr", "brig", "archduke", "gauleiter", "he"])
_HEADS = (_OFFICES["heads"] | _OFFICES["honorifics"] | _RANKS) - {"earl"}
_SURNAMES = frozenset(["king", "pope", "prince", "bishop", "judge", "marshal", "justice", "queen", "father", "sister"])
_BEFORE = _OFFICES["modifiers"] | _OFFICES["tenses"] | {
    "of", "for", "and", "the", "affairs", "relations", "sec", "u.s", "us", "uk", "eu", "fm", "pm", "major", "staff",
    "brigadier", "air", "petty", "office",
}  # fmt: skip
_PRONOUNS = frozenset([
    "i", "he", "she", "we", "they", "it", "you", "his", "her", "their", "its", "our", "my", "your", "me", "him", "us",
    "them", "who", "himself", "herself", "themselves",
])  # fmt: skip
_INNER = frozenset([
    "of", "for", "the", "and", "affairs", "state", "defense", "defence", "interior", "finance", "foreign", "justice",
    "security", "health",
])  # fmt: skip
_NO_BEGINNING = frozenset(["of", "to", "and", "ago", "at", "s", "for"])
_TIME_WORD = re.compile(
    r"\b(?:1\d\d\d|20\d\d)s?\b|\d(?:st|nd|rd|th) centur"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?"
    r"|(?:seconds|minutes?|hours?|days?|weeks?|weekends?|months?|years?|decades?|century|centuries|quarters?)"
    r"|today|yesterday|tomorrow|tonight|spring|summer|autumn|winter|mornings?|afternoons?|evenings?|nights?|noon"
    r"|midnight|Christmas|Easter|Ramadan|Thanksgiving|Ashura)\b",
    re.IGNORECASE,
)
_TIME_VOCABULARY = frozenset([
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays",
    "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "jan", "feb", "mar", "apr", "aug",
    "sep", "sept", "oct", "nov", "dec", "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days",
    "week", "weeks", "weekend", "weekends", "month", "months", "year", "years", "decade", "decades", "century",
    "centuries", "quarter", "today", "yesterday", "tomorrow", "tonight", "spring", "summer", "autumn", "winter",
    "morning", "mornings", "afternoon", "evening", "evenings", "night", "nights", "noon", "midnight", "christmas",
    "easter", "ramadan", "ashura", "thanksgiving", "eve", "the", "a", "an", "of", "and", "to", "this", "last",
    "next", "past", "coming", "previous", "following", "early", "late", "mid", "later", "earlier", "ago", "end",
    "beginning", "start", "half", "first", "third", "fourth", "fifth", "one", "two", "three", "four", "five",
    "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "several", "few", "more", "than", "about", "nearly", "almost", "least", "at", "less", "over", "some",
    "recent", "same", "every", "each", "old", "long", "s", "th", "st", "nd", "rd", "am", "pm", "p", "m", "gmt",
    "utc", "est", "local", "time", "around", "ad", "bc", "annual", "daily",
])  # fmt: skip
_JOINING = frozenset(["of", "for", "and", "the"])
_OFFICE_WORDS = _HEADS | _BEFORE | _INNER | _PRONOUNS


def cut(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without white space, a leading article, and a trailing mark or possessive."""
    while start < end and (text[start].isspace() or text[start] in '“‘"[('):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    article = _ARTICLE.match(text, start, end)
    if article:
        start = article.end()
    while (tail := _TAIL.search(text[start:end])) and not _ABBREVIATION.search(text[start:end]):
        end = start + tail.start()
    return start, max(start, end)


def without_titles(text: str, start: int, end: int) -> int:
    """Where the name of a person begins in `[start, end)`, after the offices and forms of address before it."""
    begun = None
    words = list(_WORD.finditer(text, start, end))
    for at, match in enumerate(words[:-1]):
        word = match[0].lower().rstrip(".").removesuffix("'s").removesuffix("’s")
        if word in _HEADS:
            begun = at + 1
        elif begun == at and word in _INNER:
            begun = at if word in _JOINING and words[at + 1][0].lower() not in _INNER - {"the"} else at + 1
        elif not (word in _BEFORE or is_people(match[0].removesuffix("'s")) or is_country(match[0].removesuffix("'s"))):
            break
    return words[begun].start() if begun is not None else start


def person(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name of a person in `[start, end)` without titles, or None where an office is all or the middle of it."""
    start, end = cut(text, start, end)
    start = without_titles(text, start, end)
    words = [match[0].lower().rstrip(".") for match in _WORD.finditer(text, start, end)]
    offices = _HEADS - _SURNAMES
    last = text[start:end].split()[-1:]
    if last and last[0].endswith("s") and is_people(last[0]):
        return None
    if (
        not words
        or "the" in words
        or words[0] in _SMALL - {"al", "el", "bin", "ibn", "de", "von", "van"}
        or is_office(text[start:end])
        or any(word in offices for word in words)
    ):
        return None
    return start, end


def is_time(surface: str) -> bool:
    """Whether every word speaks of times or is a number or a small word, and one at least of times."""
    words = re.findall(r"[^\W\d_]+|\d+", surface.lower())
    if not words or words[0] in _NO_BEGINNING:
        return False
    return bool(_TIME_WORD.search(surface)) and all(word in _TIME_VOCABULARY or word.isdigit() for word in words)


def is_people(surface: str) -> bool:
    """Whether the words are a demonym of the project's tables or a word for a people or group of faith."""
    found = plain_known(surface)
    return found is not None and found.label == "NORP"


def is_country(surface: str) -> bool:
    """Whether the words are a country, capital, region or city of the project's tables."""
    found = plain_known(surface)
    return found is not None and found.label == "GPE"


def is_name(surface: str) -> bool:
    """Whether every word begins with a capital or digit, the small words of names apart, and the first and last too."""
    words = _WORD.findall(surface)
    if not words or not _big(words[0]) or not _big(words[-1]):
        return False
    return all(_big(word) or word.lower() in _SMALL for word in words)


def _big(word: str) -> bool:
    bare = word.lstrip("“‘\"'([-")
    if bare[:3].lower() in ("al-", "el-", "as-", "ad-", "an-"):
        return True
    return bare[:1].isupper() or bare[:1].isdigit()


def is_office(surface: str) -> bool:
    """Whether every word is of an office or a pronoun, so that it names nobody."""
    words = [word.lower().removesuffix("s") for word in _WORD.findall(surface)]
    return all(word in _OFFICE_WORDS or word + "s" in _OFFICE_WORDS for word in words)


def is_common(surface: str) -> bool:
    """Whether it is one common word, or one that only heads names ("Department"), in whatever case."""
    word = surface.lower()
    return surface.isalpha() and not surface.isupper() and (word in common_words() or surface.title() in heads())


def big_words(text: str) -> Iterator[tuple[int, int]]:
    """Every word that begins with a capital, as `[start, end)`, common words at the start of a sentence left out."""
    for match in _BIG.finditer(text):
        if match[0].lower() in STOP or (
            match[0].lower() in common_words()
            and _SENTENCE_START.search(text, max(0, match.start() - 3), match.start())
        ):
            continue
        yield match.span()


_BIG = re.compile(r"(?:[A-Z]\.){2,}|\b[A-Z](?!['’])\w*(?:[.&’'-](?!s\b)\w+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?\n\r“\"‘]\s*)\Z")
