"""Bylines, dates and bios: who wrote the document, when, and the lines that say so."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_BY = re.compile(
    r"(?:(?:written|story|text|posted|reported|report|analysis|words|commentary|opinion|an?\s+(?:essay|article|speech))\s+)?by:?\s+"
    r"|authors?:\s+",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[(<\[]?[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}[)>\]]?")
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+|\s*;\s*")
_AND = re.compile(r",?\s+(?:and|&|with)\s+|,\s+", re.IGNORECASE)
_PARTICLE = {
    "de", "da", "do", "dos", "van", "von", "der", "den", "ten", "ter", "al", "el", "bin", "ibn", "bint", "la", "le",
    "di", "du", "del", "della", "zu", "af", "av", "of",
}  # fmt: skip
ROLE = re.compile(
    r"\b(?:professor|lecturer|fellow|scholar|researcher|analyst|expert|director|president|chair(?:man|woman|person)?|minister"
    r"|ambassador|envoy|secretary|senator|correspondent|reporter|columnist|editor|journalist|writer|author|historian|economist"
    r"|lawyer|adviser|advisor|member|student|head|founder|co-founder|diplomat|politician|dean|chief|officer|general|university"
    r"|institute|center|centre|staff|contributor|council|foundation|spokes(?:man|woman|person)|associate|commissioner|representative)\b",
    re.IGNORECASE,
)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day|\.)?,?\s+)?"
DATE = re.compile(
    rf"(?<!\w){_DAY}(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m1>{_MONTH}),?\s+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    rf"|(?P<y3>\d{{4}})-(?P<n3>\d{{2}})-(?P<d3>\d{{2}})"
    rf"|(?P<m4>{_MONTH})\s+(?P<y4>\d{{4}})"
    r"|(?P<raw>\d{1,2}[./]\d{1,2}[./]\d{2,4}))(?!\w)",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:(?:first\s+|originally\s+)?(?:published|posted|updated|last\s+updated|date|dated|delivered|printed|issued)(?:\s+on|\s+at|:)?\s*)?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[\s,|•·–—-]*(?:at\s+)?(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)?[\s.|•·]*$",
    re.IGNORECASE,
)
_IS = re.compile(
    r"[,]?\s*(?:\([^)]{1,60}\)\s*)?(?:[,][^.!?]{1,120},\s+)?(?:is|was|are|has\s+been|has|teaches|writes|works|worked|serves|served"
    r"|holds|heads|leads|directs|chairs|covers|edits|lives|studies|currently|received|joined|can\s+be\s+reached)\b"
)
_PRESENTS = {"is", "was", "teaches", "writes", "serves", "served", "covers", "directs"}
_POST = re.compile(r"(?:is|was)\s+(?:an?|the|currently|professor|director|author|editor|senior|deputy|former)\b")
_AUTHOR_IS = re.compile(
    r"(?:the\s+(?:author|writer|authors|writers)\s+(?:is|are|was|were|has|teaches|served)\b"
    r"|about\s+the\s+authors?\b|the\s+views\s+expressed\b|follow\s+\S+(?:\s+\S+){0,3}\s+on\s+(?:twitter|x|facebook)\b)",
    re.IGNORECASE,
)


class Byline(NamedTuple):
    """What a byline says. `names`: as written, without "By"; `explicit`: a word says that it is one."""

    names: str | None
    date: str | None
    explicit: bool


def read_byline(text: str) -> Byline | None:
    """The byline or date line that the text is, or None. A bare name reads as one: its place must confirm it."""
    bare = " ".join(_MAIL.sub(" ", text[:400]).strip("*_#>–—- \t").split())
    if not bare or len(bare) > 200:
        return None
    date = DATE.search(bare)
    if date and _STAMP.fullmatch(bare[: date.start()].strip(" |•·–—-,")) and _CLOCK.match(bare, date.end()):
        return Byline(None, iso(date), bool(date.start()))
    by = _BY.match(bare)
    rest = bare[by.end() :] if by else bare
    parts = [part for part in _PARTS.split(rest) if part]
    found: str | None = None
    when = iso(date) if date else None
    for part in parts:
        if DATE.search(part) and (found or not DATE.sub("", part).strip(" ,.")):
            continue
        if found is None:
            found = _names(part, explicit=by is not None)
            if found is None:
                return None
        elif not by and not ROLE.search(part) and len(part.split()) > 6:
            return None
    return Byline(found, when, by is not None) if found else None


def is_byline_line(text: str) -> bool:
    """Whether the line says "By Somebody": clear enough to part it from its neighbours."""
    if len(text) > 120 or not _BY.match(text):
        return False
    found = read_byline(text)
    return found is not None and found.names is not None and not text.endswith((",", ";"))


def is_bio(text: str, names: str | None) -> bool:
    """Whether the passage presents the author: "The author is …", or one of `names` and then "is", "teaches"."""
    bare = text.lstrip("*_[( ")
    if _AUTHOR_IS.match(bare):
        return True
    if not names:
        return False
    for name in split_names(names):
        for form in (name, name.split()[-1], "Dr. " + name.split()[-1], "Professor " + name.split()[-1], "Dr. " + name):
            folded = form.casefold()  # no character folds to fewer than one
            if bare[: len(folded)].casefold().startswith(folded) and _IS.match(bare[len(form) :][:200].lstrip("*_")):
                return True
    return False


def is_closing_bio(text: str) -> bool:
    """Whether a last passage presents a person in the way of bios: "Jane Doe is a professor of history at …"."""
    words = text[:260].lstrip("*_[( ").split()
    for at in range(2, min(5, len(words))):
        name = words[:at]
        if words[at] not in _PRESENTS or not all(map(_is_name_word, name)) or name[0].lower() in ("the", "this", "our"):
            continue
        if words[at] in ("is", "was"):
            return ROLE.search(text[:260]) is not None and _POST.search(" ".join(words[at:])) is not None
        return True
    return False


def split_names(names: str) -> list[str]:
    """The single names of a list of authors."""
    return [name for name in _AND.split(names) if name]


def iso(found: re.Match[str]) -> str:
    """A date in ISO 8601 (`1990-05-03`, `1990-05`), or as written where it cannot be told for sure."""
    group = found.groupdict()
    year = group["y1"] or group["y2"] or group["y3"] or group["y4"]
    if not year:
        return found[0].strip()
    name = group["m1"] or group["m2"] or group["m4"]
    month = int(group["n3"]) if not name else next(i for i, m in enumerate(_MONTHS, 1) if m[:3] == name[:3].lower())
    day = group["d1"] or group["d2"] or group["d3"]
    if not day:
        return f"{int(year):04}-{month:02}"
    try:
        return datetime.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return found[0].strip()


def _names(part: str, *, explicit: bool) -> str | None:
    """The leading names of "Jane Doe and John Roe, Correspondents", or None where it does not start with one."""
    pieces = _AND.split(part)
    good = 0
    for piece in pieces:
        words = piece.split()
        if not words or len(words) > 5 or not all(map(_is_name_word, words)) or piece.lower() in ("jr.", "sr.", "phd"):
            break
        if ROLE.search(piece) and good:
            break
        if len(words) < 2 and not (explicit and len(pieces) == 1):
            break
        good += 1
    if not good:
        return None
    end = _end_of(part, good)
    rest = part[end:].strip(" ,.")
    if rest and not DATE.fullmatch(rest):
        if not explicit and (
            not ROLE.search(rest) or part[end : end + 1] != "," or rest.count(" ") > 12 or part.endswith(".")
        ):
            return None
        if len(rest.split()) > 16 or part[end : end + 1] not in ", ":
            return None
        if not part[end:].lstrip().startswith((",", "of ", "for ", "in ", "and ", "at ")):
            return None
    names = part[:end].strip(" ,")
    return names[:-1] if names.endswith(".") and not re.search(r"\b(?:Jr|Sr|[A-Z])\.$", names) else names


def _end_of(part: str, count: int) -> int:
    ends = [found.start() for found in _AND.finditer(part)] + [len(part)]
    return ends[count - 1]


def _is_name_word(word: str) -> bool:
    bare = word.strip(".,’'\"“”")
    if not bare:
        return False
    if bare.lower() in _PARTICLE:
        return bare.lower() != "of"
    return bare[0].isupper() and all(char.isalpha() or char in "-‑’'." for char in bare)
