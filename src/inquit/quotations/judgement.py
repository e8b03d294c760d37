"""Are words in marks somebody's words, or a term, a nickname, a title? A score from 0 to 1 by the evidence around."""

from __future__ import annotations

from bisect import bisect_right

from inquit.linguistics.quotation_marks import Marked
from inquit.quotations.lexicon import NAMING_WORDS, WORKS, listed
from inquit.quotations.report import Report
from inquit.quotations.words import Words

_SMALL = listed("a an and as at but by for from in into of on or the to with ’s 's vs")
SPOKEN = listed("i we you my our your me us") | {"i'm", "we're", "don't", "don’t"}


def is_named(words: Words, mark: Marked) -> bool:
    """A naming word stands directly before the marks ("nicknamed the “…”", "so-called “…”", "the term “…”")."""
    at = words.token_before(mark.outer[0]) - 1
    low = max(0, at - 2)
    while at >= low:
        word = words.lower[at]
        if word in NAMING_WORDS:
            return not (word == "called" and at + 1 < words.token_before(mark.outer[0]) - 1)
        if word == "," and words.lower[max(at - 1, 0)] not in WORKS:
            return False
        if word not in ("the", "a", "an", "as", "his", "her", "its", ",", "called", "of"):
            return False
        at -= 1
    return False


def is_title(words: Words, mark: Marked) -> bool:
    """Two or more words, all but the small ones capitalised, without a sentence's end."""
    if mark.end > mark.start and words.text[mark.end - 1] in "?!.":
        return False
    return titled(words, words.token_at(mark.start), words.token_before(mark.end))


def titled(words: Words, first: int, end: int) -> bool:
    """Whether the tokens [first, end) are capitalised as a title's are."""
    tokens = [at for at in range(first, min(end, first + 15)) if words.lower[at][0].isalpha()]
    large = [at for at in tokens if words.lower[at] not in _SMALL]
    if len(large) == 1:
        return (
            len(tokens) <= 3 and words.is_capital(first) and words.is_capital(large[0]) and words.lower[first] == "the"
        )
    return (
        len(large) >= 2 and len(tokens) <= 14 and all(words.is_capital(at) for at in large) and words.is_capital(first)
    )


def count_words(words: Words, mark: Marked, most: int = 40) -> int:
    """Words between the marks, at most `most`."""
    first, end = words.token_at(mark.start), words.token_before(mark.end)
    return sum(1 for at in range(first, min(end, first + 2 * most)) if words.lower[at][0].isalnum())


def reported_score(words: Words, mark: Marked, report: Report, nearness: str) -> float:
    """The score of words in marks for which a reporting clause was found; `nearness`: inside, beside or near."""
    score = {"inside": 0.85, "beside": 0.92, "near": 0.62}[nearness]
    if is_named(words, mark):
        score -= 0.5
    elif nearness != "beside" and is_title(words, mark):
        score -= 0.35
    if nearness == "inside" and report.frames & {"accuse", "express", "call"} and not report.frames & {"say", "weak"}:
        length = count_words(words, mark)
        far = words.text[report.cue[1] : mark.outer[0]].count(" ") > 8
        capital = words.is_capital(words.token_at(mark.start))
        if length <= 2 and (capital or (far and "call" not in report.frames)):
            score -= 0.4
    if nearness == "near":
        length = count_words(words, mark)
        score += 0.1 if length >= 6 else -0.25 if length <= 2 else 0.0
    if nearness == "inside":
        score = min(
            score, max(report.score, 0.5 if "call" in report.frames else 0.0) + (0.15 if report.source else 0.35)
        )
    if report.source is None:
        score -= 0.12
        if not report.frames & {"say", "weak", "noun", "phrase"}:
            score -= 0.35
    if report.own:
        score -= 0.5
    if report.hedge == "negated" and count_words(words, mark) <= 2:
        score -= 0.5  # does not say “no”
    if report.hedge and "call" in report.frames and "say" not in report.frames:
        score -= 0.5  # If he calls me “cousin” …
    if report.source and words.lower[words.token_before(report.source[1]) - 1] in NAMING_WORDS - WORKS:
        score -= 0.5  # “splendid patience,” as the phrase goes
    if report.rule == "as-said" and "say" not in report.frames and report.frames & {"call", "name"}:
        score -= 0.5  # “Goat Bridge,” as the soldiers call it
    if "weak" in report.frames and "say" not in report.frames:
        score -= 0.12
    return max(0.0, min(score, 0.97))


def bare_score(words: Words, mark: Marked) -> float:
    """The score of words in marks without any reporting clause near."""
    length = count_words(words, mark)
    if length == 0 or is_named(words, mark):
        return 0.05
    score = 0.1 if length <= 2 else 0.25 if length <= 4 else 0.42 if length <= 7 else 0.58
    first, end = words.token_at(mark.start), words.token_before(mark.end)
    inner = words.lower[first : min(end, first + 30)]
    if is_title(words, mark):
        score -= 0.4
    if any(word in SPOKEN for word in inner):
        score += 0.2
    if words.tagged and any(words.pos(at) == "AUX" or _finite(words, at) for at in range(first, min(end, first + 30))):
        score += 0.12
    last = words.text[mark.end - 1]
    if last in "?!":
        score += 0.15
    elif last == ".":
        score += 0.08
    if "[" in words.text[mark.start : min(mark.end, mark.start + 600)]:
        score += 0.2
    before = words.text[max(0, mark.outer[0] - 2) : mark.outer[0]].strip()
    if before.endswith(":"):
        score += 0.2
    if _is_whole_block(words, mark):
        score += 0.2
    elif _is_whole_sentence(words, mark):
        score += 0.18
    elif length >= 4 and _is_rest_of_sentence(words, mark):
        score += 0.25
    if _modifies(words, mark, first, end):
        score -= 0.25
    return max(0.0, min(score, 0.9))


def is_possessed(words: Words, mark: Marked) -> bool:
    """ "the minister’s “hopes and fears”": somebody's words by the possessive, three words or more, no title."""
    at = words.token_before(mark.outer[0]) - 1
    owner = at >= 1 and words.lower[at] in ("'s", "’s", "’", "'")
    return owner and count_words(words, mark) >= 3 and not is_title(words, mark) and not words.is_capital(at + 2)


def is_predicate(words: Words, mark: Marked) -> bool:
    """ "The two sides “agreed to …”": the marks open with the verb of a subject outside."""
    first = words.token_at(mark.start)
    outside = words.token_before(mark.outer[0]) - 1
    if outside < 0 or first >= len(words) or not words.tagged or count_words(words, mark) < 4:
        return False
    start = first
    while start < first + 3 and words.pos(start) == "ADV":
        start += 1
    if words.lower[outside] in ("he", "she", "it", "they", "who"):
        return words.text[mark.start].islower()
    verb = words.pos(start) in ("VERB", "AUX") and not words.lower[start].endswith("ing")
    return verb and words.pos(outside) in ("PROPN", "NOUN", "PRON") and words.text[mark.start].islower()


def _finite(words: Words, at: int) -> bool:
    token = words.doc[at]
    return token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm", [])


def _is_whole_block(words: Words, mark: Marked) -> bool:
    index = words.block(mark.start)
    if index is None:
        return False
    block = words.blocks[index]
    start, end = mark.outer
    return start - block.start <= 2 and block.end - end <= 2


def _is_whole_sentence(words: Words, mark: Marked) -> bool:
    text = words.text
    start = mark.outer[0]
    ended = text[max(0, start - 3) : start].rstrip()[-1:] in (".", "!", "?", "”", '"', ":", "")
    return ended and text[mark.start].isupper() and text[mark.end - 1] in ".!?"


def _is_rest_of_sentence(words: Words, mark: Marked) -> bool:
    """A sentence of nothing but a conjunction and the words in marks: But “silence is still silence”."""
    start, end = words.sentence(mark.outer[0])
    before = words.text[start : mark.outer[0]].strip().casefold()
    after = words.text[mark.outer[1] : end].strip()
    return before in ("", "but", "and", "yet", "so", "or") and after in ("", ".", "!", "?")


def _modifies(words: Words, mark: Marked, first: int, end: int) -> bool:
    """ "the “new order” policy": between an article and a noun."""
    before = words.token_before(mark.outer[0]) - 1
    after = words.token_at(mark.outer[1])
    if before < 0 or after >= len(words):
        return False
    article = words.lower[before] in ("the", "a", "an", "this", "that", "its", "their", "only", "of", "such")
    if not words.tagged:
        return article and words.lower[after][0].isalpha() and end - first <= 5
    return article and end - first <= 7 and (words.pos(after) in ("NOUN", "PROPN") or end - first <= 4)


class Nearby:
    """Reporting clauses by place, to look up those around a marked stretch."""

    def __init__(self, reports: list[Report]) -> None:
        self.reports = reports
        self.cues = [report.cue[0] for report in reports]

    def around(self, start: int, end: int) -> list[Report]:
        """At most twelve whose cue starts in [start, end), those nearest to the middle."""
        low, high = bisect_right(self.cues, start - 1), bisect_right(self.cues, end - 1)
        return self.reports[low : min(high, low + 64)]
