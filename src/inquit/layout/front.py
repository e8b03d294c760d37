"""The front of a document: title, subtitle, byline and bio, told by position, shape and each other; bios at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.layout import marks
from inquit.layout.bylines import ROLE, Byline, is_bio, is_closing_bio, read_byline, split_names
from inquit.layout.introductions import introduces
from inquit.layout.passages import Passage
from inquit.layout.titles import PRONOUNS, SMALL, is_spoken, is_title_case

_REACH = 10  # passages in which the front matter must lie
_SECTIONS = re.compile(
    r"(?:the\s+)?(?:introduction|background|summary|executive\s+summary|abstract|overview|preamble|contents|table\s+of\s+contents"
    r"|foreword|preface|prologue|conclusions?|acknowledge?ments|key\s+(?:points|findings|takeaways)|methods?|results|discussion"
    r"|history|etymology|geography|biography|early\s+life|career|notes?|references|bibliography|appendix|part|chapter|section"
    r"|article|understand|full\s+text|transcript)\b",
    re.IGNORECASE,
)


def mark_front(passages: Sequence[Passage], text: str, *, author: str | None = None, title: str | None = None) -> None:
    """Give the front matter its kinds."""
    free = [passage for passage in passages[:_REACH] if passage.kind in (None, "title", "subtitle", "byline", "bio")]
    if len(passages) < 2 or not free or free[0] is not passages[0]:
        return
    at = 0
    has_title = any(passage.kind == "title" for passage in free)
    lower = _lower_words(text)
    first = free[0]
    if not has_title and _is_title(passages, author, title):
        first.kind, at, has_title = "title", 1, True
    elif first.fixed:
        at = 1
    names: str | None = author
    byline = any(passage.kind == "byline" for passage in free)
    subtitle = any(passage.kind == "subtitle" for passage in free)
    while at < min(len(free), len(passages) - 1) and free[at] is passages[at]:
        passage = free[at]
        if passage.kind is not None:
            names = _named(passage, names)
        elif (found := _byline(passage, passages[at + 1], author, lower, sure=has_title or at > 0)) and not (
            byline and found.names and passages[at - 1].kind == "bio" and passages[at - 1].stopped
        ):
            passage.kind = "byline"
            byline, names = byline or found.names is not None, found.names or names
        elif byline and (is_bio(passage.text, names) or _is_affiliation(passage)):
            passage.kind = "bio"
        elif has_title and not subtitle and not byline and _is_subtitle(passages, at, author, lower):
            passage.kind, subtitle = "subtitle", True
        else:
            break
        at += 1


def mark_closing(passages: Sequence[Passage], author: str | None = None) -> None:
    """Give a bio at the end of the document its kind."""
    names = author
    for passage in passages[:_REACH]:
        if passage.kind == "byline" and (found := read_byline(passage.text)) and found.names:
            names = found.names
    body = [passage for passage in passages if passage.kind not in ("note", "title", "subtitle", "byline", "bio")]
    for passage in body[-3:] if len(body) > 3 else body[2:]:
        if passage.kind is not None or passage.words > 130:
            continue
        last, closing = passage is body[-1], is_closing_bio(passage.text)
        by_name = is_bio(passage.text, names) and (last or closing)
        if by_name or (last and closing and len(body) > 2 and passage.words <= 90 and not _told(passage, body)):
            passage.kind = "bio"


def _told(passage: Passage, body: Sequence[Passage]) -> bool:
    """Whether the text itself is about the person whom the passage presents: then it is no bio of the author."""
    name = " ".join(passage.text.lstrip("*_[( ").split()[:2])
    return any(name in other.text for other in body if other is not passage)


def _is_title(passages: Sequence[Passage], author: str | None, title: str | None) -> bool:
    first, after = passages[0], passages[1]
    text = first.text
    if title and _same(text, title):
        return True
    if first.region and first.stopped:
        return False
    if marks.heading_level(text) == 1 or (len(first.lines) == 2 and marks.is_underline(first.lines[1].text)):
        return True
    if len(text) > 220 or first.words > 26 or len(first.lines) > 3 or after.kind == "list_item":
        return False
    if first.words < 2 and not (text[0].isupper() and len(text) > 2):
        return False
    if text[0].islower() or text[0] in "[(>|" or text[-1] in ",;:-–—" or marks.is_row(text) or marks.is_rule(text):
        return False
    if marks.is_salutation(text) or marks.dateline(text) or marks.is_note(text) or marks.list_mark(text):
        return False
    if (is_spoken(text) and _is_transcript(passages)) or marks.quoted(text) or after.introduced:
        return False
    if author and _same(text, author):
        return False
    if (found := read_byline(text)) and (found.explicit or not found.names):
        return False
    if after.text[0].islower() and not _explicit(after):
        return False
    if _is_first_person(text):
        return False
    if not first.stopped:
        return not _is_verse(passages) and (first.words <= 20 or is_title_case(text))
    if text[-1] in "?!”\"’'" and not text.endswith((".”", '."', ".’")):
        return is_title_case(text) or (text[-1] in "?!" and _heads(passages) and first.words <= 14)
    if text.count(". ") > 0 or first.words < 4 or not _heads(passages):
        return False
    return is_title_case(text) or _is_told_again(passages)


def _is_first_person(text: str) -> bool:
    """ "It is a great honour for me …": the beginning of a speech, broken off by the end of a page."""
    words = text.lower().split()
    return words[0] in PRONOUNS and not {"i", "me", "my"}.isdisjoint(words) and not is_title_case(text)


def _heads(passages: Sequence[Passage]) -> bool:
    """Whether what follows is the body of an article or its byline: longer than the line above it."""
    first = passages[0]
    after = passages[1]
    found = read_byline(after.text)
    return (
        found is not None
        or (after.words > 1.3 * first.words and not is_spoken(after.text))
        or bool(marks.dateline(after.text))
    )


def _is_transcript(passages: Sequence[Passage]) -> bool:
    """Whether several turns of speakers stand at the front."""
    return sum(is_spoken(passage.text) for passage in passages[:_REACH]) > 1 or len(passages) < 4


def _is_told_again(passages: Sequence[Passage]) -> bool:
    """Whether the words of a headline come again in what follows: an ordinary sentence goes on to other things."""
    words = _stems(passages[0].text)
    if not 4 <= len(words) <= 14 or passages[0].text.split()[0].lower() in PRONOUNS:
        return False
    body: set[str] = set()
    total = 0
    for passage in passages[1:30]:
        body.update(_stems(passage.text[:4000]))
        total += passage.words
        if total > 450:
            break
    return total > 90 and sum(word in body for word in words) >= 0.72 * len(words)


def _stems(text: str) -> list[str]:
    return [word[:5] for word in re.findall(r"\w+", text.casefold()) if len(word) > 3 and word not in SMALL]


def _is_verse(passages: Sequence[Passage]) -> bool:
    """A run of short lines without full stops: verse or a list, unless the front has a byline."""
    run = [passage for passage in passages[:6] if passage.kind is None]
    if len(run) < 5 or any(_explicit(passage) for passage in run):
        return False
    return all(not passage.stopped and passage.words <= 12 and passage.text[-1] in ",;—-:" for passage in run[1:4])


def _explicit(passage: Passage) -> bool:
    found = read_byline(passage.text)
    return found is not None and (found.explicit or found.date is not None)


def _byline(passage: Passage, after: Passage, author: str | None, lower: set[str], *, sure: bool) -> Byline | None:
    if len(passage.lines) > 3 or marks.list_mark(passage.text):
        return None
    found = read_byline(passage.text)
    if author and (_same(passage.text, author) or _same(passage.text.removeprefix("By "), author)):
        return Byline(author, found.date if found else None, True)
    if found is None or found.explicit or found.names is None:
        return found if found and (sure or found.names) else None
    if not sure:
        return None
    if is_bio(after.text, found.names) or found.date:
        return found
    name = split_names(found.names)[0].split()
    if len(name) > 4 or _SECTIONS.match(passage.text):
        return None
    common = [word for word in name if word.lower().strip(".") in lower]
    rest = passage.text[len(found.names) :]
    if rest.strip(" .") and not ROLE.search(rest):
        return None
    if len(common) * 2 > len(name) or name[-1].lower() in lower or name[-1].lower().endswith(_WORDLIKE):
        return None
    if name[0].lower() in SMALL or ROLE.fullmatch(name[-1]):
        return None
    return found


_WORDLIKE = (
    "tion", "sion", "ment", "ness", "ity", "ism", "ics", "ance", "ence", "ies", "ing", "ings", "phy", "logy", "life",
    "ship", "ward", "tions", "ments", "war", "peace", "treaty", "conference", "congress", "years", "areas", "age",
)  # fmt: skip


def _is_affiliation(passage: Passage) -> bool:
    if passage.words > 25 or passage.stopped or len(passage.lines) > 3 or introduces(passage.text):
        return False
    return ROLE.search(passage.text) is not None or (", " in passage.text and is_title_case(passage.text, 2))


def _is_subtitle(passages: Sequence[Passage], at: int, author: str | None, lower: set[str]) -> bool:
    passage = passages[at]
    text = passage.text
    if len(text) > 300 or len(passage.lines) > 3 or passage.words < 2 or (passage.region and passage.words > 45):
        return False
    if is_spoken(text) or marks.is_salutation(text) or marks.dateline(text) or marks.is_note(text) or text[-1] in ",;:":
        return False
    if marks.list_mark(text) or marks.is_row(text) or marks.is_rule(text) or marks.quoted(text):
        return False
    if at + 1 < len(passages):
        after = passages[at + 1]
        beyond = passages[at + 2] if at + 2 < len(passages) else after
        found = _byline(after, beyond, author, lower, sure=True)
        if found is not None and (found.names or not passage.stopped):
            return True
    level = marks.heading_level(text)
    if passage.stopped or _SECTIONS.match(text.lstrip("#* ")) or level:
        return False
    return passage.words >= 5 and passage.lines[0].text[0] not in "—–-" and text.split()[0].lower() not in PRONOUNS


def _named(passage: Passage, names: str | None) -> str | None:
    found = read_byline(passage.text) if passage.kind == "byline" else None
    return found.names if found and found.names else names


def _lower_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text[:60_000]) if word.islower()}


def _same(text: str, other: str) -> bool:
    """Whether two lines say the same, whatever their case, spaces and marks."""
    a, b = ("".join(filter(str.isalnum, value.casefold())) for value in (text[:400], other[:400]))
    return bool(a) and a == b
