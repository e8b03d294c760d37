"""The marks that a line wears: bullets, numbers, Markdown, speaker labels, salutations, datelines, note signs."""

from __future__ import annotations

import re
from typing import NamedTuple

from inquit.layout.lines import ends_sentence

_BULLET = re.compile(r"([-*+•·◦▪▫■□●○‣⁃∙–—])[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(
    r"(?:\((?P<in>\d{1,3}|[a-z]|[ivxlc]{1,6})\)|(?P<out>\d{1,3}|[A-Za-z]|[IVXLC]{1,6}|[ivxlc]{1,6})(?P<sign>[.)]))"
    r"(?:[ \t\u00a0]+(?=\S)|$)"
)
_DOTTED = re.compile(r"(?:§[ \u00a0]?)?\d{1,2}(?:\.\d{1,2}){1,3}\.?[ \t\u00a0]+(?=\S)")
_ATX = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)[^*_\n]{1,150}\1[.:]?$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_RULE = re.compile(r"(?:[-*_=~.·•#–—⁂]\s*){3,}$|[*#⁂§]$")
_LABEL = re.compile(
    r"(?P<name>[^\W\d_][^:.!?,;\n]{0,48}(?:\b(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gov|Gen|St)\.[^:.!?,;\n]{0,40})?):(?:\s|$)"
)
_QUESTION = re.compile(r"(?:Q|A|QUESTION|ANSWER|Question|Answer)(?:\d{1,2})?[.:](?:\s|$)")
_STAGE = re.compile(r"\[[^\]]{1,80}\]$|\([^)]{1,80}\)$")
_SALUTATION = re.compile(
    r"(?:dear|mr\.?|mrs\.?|ms\.?|madam|madame|sir|sirs|excellenc\w+|your\s+excellenc\w+|distinguished|honou?rable"
    r"|ladies|friends|fellow|colleagues|comrades|your\s+majest\w+|to\s+whom)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:yours|sincerely|respectfully|faithfully|with\s+(?:best|kind|warm)|best\s+(?:wishes|regards)|kind\s+regards"
    r"|i\s+remain|thank\s+you|cordially|love|p\.?\s?s\.)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z\u00c0-\u00de][\w.’' -]{1,40}?(?:,\s?[A-Z][\w.’' -]{1,20}?)?)"
    r"(?:,\s(?P<date>[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}(?:\s\d{4})?))?"
    r"\s?(?:\([A-Z][\w/ .&-]{1,30}\)\s?)?[-–—]{1,2}\s"
)
_NOTE = re.compile(
    r"(?:\[?(?:editor(?:['’]s|s)?|author(?:['’]s|s)?|translator(?:['’]s|s)?|publisher(?:['’]s|s)?)\s+note\b"
    r"|note(?:s)?:|n\.b\.|source(?:s)?:|correction\b|corrections:|copyright\b|©|\(c\)\s*\d{4}|all\s+rights\s+reserved"
    r"|this\s+(?:article|essay|story|piece|text|speech|op-ed|commentary)\s+(?:was|is|has\s+been|originally|first"
    r"|appeared|originally\s+appeared|has\s+been\s+updated)\b|an\s+earlier\s+version\s+of\b|published\s+with\s+permission"
    r"|reprinted\b|originally\s+published\b|disclaimer:|photo(?:graph)?(?:\s+by|:)|image(?:\s+by|:)|\[\^?\w{1,8}\]:)",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"(?:\[(?P<in>\d{1,3}|\*)\][ \t\u00a0]*(?=\S)|\[\^[\w-]{1,12}\]:|[⁰¹²³⁴-⁹]{1,3}\s*(?=\S)"
    r"|(?P<bare>\d{1,3})[ \t\u00a0]+(?=[A-Z“\"‘'])|(?:\*(?!\*)|[†‡]{1,3})\s?(?=[A-Z]))"
)
# What may follow the closing mark of a passage that is a quotation as a whole: a note's number, a citation, a name.
_CITATION = re.compile(
    r"[^\w\s]{0,4}(?:\s?[\[(][^\])]{1,60}[\])][.,;]?|\s?\d{1,3}|\s?[—–-]{1,2}\s?[^.!?]{1,80})?[\s*_]{0,3}"
)
OPENING = "\"“„«‹‘'"
_CLOSERS = {'"': '"', "“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", "'": "'"}


class ListMark(NamedTuple):
    """A list item's mark. `number`: its order, None for a bullet; `sign` what kind of mark; `end` where it ends."""

    sign: str
    number: int | None
    end: int


def list_mark(text: str) -> ListMark | None:
    """The bullet or number that the line starts with."""
    if found := _BULLET.match(text):
        return ListMark(found[1], None, found.end())
    if found := _NUMBER.match(text):
        value = found["in"] or found["out"]
        if value in ("I", "A") and found["sign"] == "." and found.end() < len(text) and text[found.end()].islower():
            return None
        if value.isdigit():
            return ListMark("()1" if found["in"] else "1" + found["sign"], int(value), found.end())
        if found["sign"] == "." and len(value) == 1 and value.isupper() and value not in "IVX" and not _is_lone(text):
            return None  # an initial: "J. Doe"
        return ListMark("()a" if found["in"] else value[0] + found["sign"], _order(value), found.end())
    if found := _DOTTED.match(text):
        return ListMark("1.1", None, found.end())
    return None


def heading_level(text: str) -> int:
    """The level of a Markdown heading (`#` or a line all in bold: 2), 0 for none."""
    if found := _ATX.match(text):
        return len(found[1])
    bare = text.strip("*_")
    return 2 if _BOLD.match(text) and bare[-1] not in ",;" and bare[0] not in "[(" and not ends_sentence(bare) else 0


def is_underline(text: str) -> bool:
    """A row of `=` or `-` that makes the line above a heading (setext)."""
    return _UNDERLINE.match(text) is not None


def is_rule(text: str) -> bool:
    """A line that only divides: `* * *`, `___`."""
    return len(text) < 200 and _RULE.match(text) is not None


def is_label(text: str) -> bool:
    """Whether a speaker's label opens the line: `Q: `, `MR. DOE: `, `Jane Doe: `, or it is a stage direction."""
    if _QUESTION.match(text) or _STAGE.match(text[:90]):
        return True
    found = _LABEL.match(text[:120])
    if not found:
        return False
    words = found["name"].split()
    return len(words) <= 5 and all(word[0].isupper() or word[0] in "(&" or word in _PARTICLES for word in words)


def is_salutation(text: str) -> bool:
    """A salutation or a letter's closing: "Mr. President,", "Dear Jane,", "Yours sincerely"."""
    if len(text) > 120:
        return False
    return bool(_SALUTATION.match(text) and (text[-1] in ",:!;-—" or text.count(" ") < 3)) or bool(
        _CLOSING.match(text) and (text[-1] in ",!-—." or text.count(" ") < 5)
    )


def dateline(text: str) -> re.Match[str] | None:
    """The dateline that opens a news report ("PARIS, May 3 (AP) — …"), with its groups `place` and `date`."""
    found = _DATELINE.match(text[:160])
    if not found or not (found["date"] or "(" in found[0] or found["place"].split(",")[0].isupper()):
        return None
    return found


def is_note(text: str) -> bool:
    """Whether the passage says itself that it is a note: "Editor's note", "Source:", "© 1990"."""
    return _NOTE.match(text.lstrip("*_(")) is not None


def footnote(text: str) -> re.Match[str] | None:
    """The sign of a footnote at the start: `[1]`, `¹`, `1 See`, `[^1]:`; groups `in` and `bare` are numbers."""
    return _FOOTNOTE.match(text)


def is_row(text: str) -> bool:
    """A row of a table: cells parted by tabs, bars or wide gaps."""
    head = text[:400]
    cells = len(re.split(r"\t+|\s?\|\s?| {3,}", head))
    return cells >= 3 and len(text) < 400 and not ends_sentence(text)


def quoted(text: str) -> str | None:
    """How quotation marks enclose the passage: "whole", "open" (no closing mark), or None (not enclosed)."""
    mark = text[:1]
    closers = _CLOSERS.get(mark)
    if not closers:
        return None
    depth, apostrophe = 1, mark in "‘'"
    for at in range(1, len(text)):
        char = text[at]
        if char in closers:
            if apostrophe and at + 1 < len(text) and text[at + 1].isalpha():
                continue
            depth -= 1
            if depth == 0:
                return "whole" if _CITATION.fullmatch(text, at + 1) else None
        elif char == mark:
            if text[at - 1] in "\n" or mark in "‘'":
                continue
            depth += 1
    return "open"


def _is_lone(text: str) -> bool:
    return len(text.split(None, 2)) > 1 and text[1:3] in (". ", ".\t") and not re.match(r"[A-Z]\.\s[A-Z]\.", text)


_PARTICLES = {"de", "da", "van", "von", "der", "den", "al", "bin", "ibn", "el", "la", "di", "du", "of", "the", "and"}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _order(value: str) -> int:
    """The order of a letter or a Roman number; a single letter counts as a letter unless it is i, v or x."""
    low = value.lower()
    if len(low) == 1 and low not in "ivx":
        return ord(low) - ord("a") + 1
    total = 0
    for char, after in zip(low, low[1:] + " ", strict=True):
        step = _ROMAN.get(char, 0)
        total += -step if step < _ROMAN.get(after, 0) else step
    return total
