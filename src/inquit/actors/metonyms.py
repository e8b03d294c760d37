"""Tells a country or capital that acts ("Baku stated", "tensions with Moscow") from a place ("held in Yerevan")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from inquit.actors.lists import word_lists
from inquit.actors.words import Words


class Surroundings:
    """What stands around a mention: words, and the parse where the base has one."""

    def __init__(self, doc: Doc, words: Words) -> None:
        self.words = words
        self.doc = doc
        self.index = {offset: at for at, offset in enumerate(doc.to_array(["IDX"]).tolist())}
        self.parsed = doc.has_annotation("DEP")

    def at(self, offset: int) -> Token | None:
        """The token that starts at an offset."""
        at = self.index.get(offset)
        return None if at is None else self.doc[at]

    def token(self, start: int, end: int) -> Token | None:
        """The head token of a span, where tokens begin inside it."""
        at = self.words.at(end) - 1
        token = self.at(self.words.start[at]) if at >= 0 else None
        while token is not None and self.parsed and token.head.i != token.i and start <= token.head.idx < end:
            token = token.head
        return token

    def subject_of(self, start: int, end: int) -> Token | None:
        """The verb whose subject the span is (or is joined to)."""
        token = self.token(start, end)
        for _ in range(4):
            if token is None:
                return None
            if token.dep_ in _SUBJECTS:
                return token.head
            if token.dep_ not in {"conj", "appos", "flat"}:
                return None
            token = token.head if token.head.i != token.i else None
        return None

    def acts(self, start: int, end: int, *, capital: bool) -> bool:
        """Whether the country or capital at this span stands for its government."""
        words = self.words
        first, last = words.at(start), words.at(end) - 1
        before = words.lower[first - 1] if words.joined(first) else ""
        after = words.lower[last + 1] if words.joined(last + 1) else ""
        if words.source[end : end + 2] == " (" and words.source[start:end].isupper():
            return False  # a dateline
        if before in _PLACES or (before == "of" and capital):
            return before == "to" and first > 1 and words.lower[first - 2] == "according"
        if self.parsed:
            verb = self.subject_of(start, end)
            if verb is not None and (
                (verb.lemma_ in VOLITION or verb.lower_ in _FORMS)
                or (capital and verb.pos_ == "VERB" and verb.lemma_ not in _STATIC)
            ):
                return True
        if before not in _OF and self._leads(last, after):
            return True
        if before == "official":
            return True
        if words.possessive[last] and after in ATTITUDES:
            return True
        if before == "by" and first > 1 and words.lower[first - 2].endswith(("ed", "en", "n", "t")):
            return True
        if not capital:
            return False
        if before in {"with", "between", "towards", "toward", "against"} or (before in _BLAMING):
            return True
        return before == "and" and first > 2 and words.lower[first - 3] in {"between", "with", "both"}

    def _leads(self, last: int, after: str) -> bool:
        """Whether a verb of speech or will follows at once, or after "has", or after "and" and a second name."""
        words = self.words
        if words.possessive[last]:
            return False
        if after == "and" and words.joined(last + 2) and words.text[last + 2][0].isupper() and words.joined(last + 3):
            return words.lower[last + 3] in _FORMS
        return after in _FORMS or (after in _BETWEEN and words.joined(last + 2) and words.lower[last + 2] in _FORMS)


def _forms(lemma: str) -> tuple[str, ...]:
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    past = f"{stem[:-1]}ied" if stem.endswith("y") and stem[-2] not in "aeiou" else f"{stem}ed"
    return f"{lemma}s", past


_OF = frozenset({"of", "for", "from", "with", "by", "on", "about"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer"})
VOLITION = word_lists("actor_words.txt")["metonyms.volition"]
_FORMS = frozenset(
    {form for verb in sorted(VOLITION) for form in _forms(verb)} | word_lists("actor_words.txt")["metonyms.irregular"]
)
ATTITUDES = word_lists("actor_words.txt")["metonyms.attitudes"]
_PLACES = word_lists("actor_words.txt")["metonyms.places"]
_BLAMING = word_lists("actor_words.txt")["metonyms.blaming"]
_STATIC = word_lists("actor_words.txt")["metonyms.static"]
_BETWEEN = word_lists("actor_words.txt")["metonyms.between"]
