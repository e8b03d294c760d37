"""What a verb of asking, accusing, stressing or voicing has for a content: "to sign", "the need for …"."""

from __future__ import annotations

from inquit.quotations.clauses import clause
from inquit.quotations.lexicon import EXPRESSED, STRESSED
from inquit.quotations.words import Words
from inquit.record import Span


def infinitive(words: Words, last: int, ceiling: int, *, addressee: bool) -> tuple[Span, ...]:
    first = last + 1
    if first >= ceiling:
        return ()
    if words.lower[first] == "for":
        return ()  # "asking for their rights to be …"
    for at in range(first, min(ceiling, first + (14 if addressee else 3))):
        word = words.lower[at]
        if word == "to" and at + 1 < ceiling:
            if words.tagged and words.pos(at + 1) not in ("VERB", "AUX", "ADV"):
                if at == first:
                    return ()
                continue
            opens = at - 1 if at > first and words.lower[at - 1] == "not" else at
            return clause(words, opens, ceiling)
        if word in (",", ";", ":", ".", "that", "“", '"', "is", "was", "has", "had", "will"):
            return ()
    return ()


def accusation(words: Words, last: int, ceiling: int) -> tuple[Span, ...]:
    for at in range(last + 2, min(ceiling, last + 14)):
        if words.lower[at] in ("of", "for", "on") and at + 1 < ceiling:
            doing = words.lower[at + 1].endswith("ing")
            deed = not words.is_capital(at + 1) and (words.lower[at] == "of" or words.lower[at + 1] in ("the", "his"))
            if doing or deed:
                return clause(words, last + 1, ceiling)
        if words.lower[at] in (",", ";", ".", "that"):
            return ()
    return ()


def stressed(words: Words, last: int, ceiling: int) -> tuple[Span, ...]:
    at = last + 1
    while at < min(ceiling, last + 4) and (words.lower[at] in ("the", "great", "urgent") or words.pos(at) == "ADJ"):
        at += 1
    return clause(words, last + 1, ceiling) if at < ceiling and words.lower[at] in STRESSED else ()


def expressed(words: Words, at: int, last: int, ceiling: int) -> tuple[Span, ...]:
    if words.lower[last] == "for":
        if last + 1 < ceiling and words.lower[last + 1] in ("in", "by", "at", "on", "under", ","):
            return ()
        return clause(words, last + 1, ceiling) if last + 1 < ceiling else ()
    for place in range(last + 1, min(ceiling, last + 8)):
        if words.lower[place] in EXPRESSED:
            if place + 1 >= ceiling or words.lower[place + 1] not in ("to", "that", "for", "in"):
                return ()
            return clause(words, place + 1 if words.lower[place + 1] == "to" else last + 1, ceiling)
        if words.lower[place] in (",", ";", ".", "that", "“"):
            return ()
    return ()
