"""Third-person pronouns of persons: to whom "he" and "her" refer, or nobody where nothing decides.

Looks back over the same and the few sentences before: the only fitting person, else the subject.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from inquit.actors.draft import Draft

PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_BACK = 3
_FAR = 10


class Seen(msgspec.Struct):
    """A person met in the text: who, where, in which sentence, whether as the subject (of which verb).

    `paired`: as one of two ("Aliyev and Pashinyan"); `quoted`: in quotation marks.
    """

    draft: Draft
    start: int
    sentence: int
    subject: bool
    verb: int | None = None
    paired: bool = False
    quoted: bool = False


class Antecedents:
    """The persons met so far, in text order, and the choice among them."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []

    def meet(self, seen: Seen) -> None:
        """Note a person mention or a resolved pronoun."""
        self.seen.append(seen)

    def resolve(
        self, word: str, sentence: int, verb: int | None, *, subject: bool, since: int = 0
    ) -> tuple[Draft, float] | None:
        """Who the pronoun means, with a score, or None.

        `verb`: the token that governs the pronoun; `subject`: whether it is the subject there; `since`:
        nobody met before this offset is meant.
        """
        gender = PRONOUNS[word]
        recent: list[Seen] = []
        for one in reversed(self.seen):
            if sentence - one.sentence > _FAR or len(recent) > 12:
                break
            recent.append(one)
        fitting = [one for one in recent if one.draft.gender in {"", gender} and one.start >= since]
        if len({id(one.draft) for one in fitting if one.paired}) > 1 or not all(one.paired for one in fitting):
            fitting = [one for one in fitting if not one.paired]
        if not since:
            fitting = [one for one in fitting if not one.quoted] or fitting
        if word in {"him", "her"} and not subject and verb is not None:
            fitting = [one for one in fitting if not (one.subject and one.verb == verb and word == "him")]
        for back in range(_BACK + 1):
            near = [one for one in fitting if sentence - one.sentence == back]
            if near:
                return self._choose(near, back, gender)
        far = {id(one.draft) for one in fitting}
        return (fitting[0].draft, 0.5) if len(far) == 1 else None

    def _choose(self, near: Sequence[Seen], back: int, gender: str) -> tuple[Draft, float] | None:
        drafts = {id(one.draft): one.draft for one in near}
        worth = (0.9, 0.85, 0.65, 0.55)[back]
        sure = 0.0 if near[0].draft.gender == gender else 0.05
        if len(drafts) == 1:
            return near[0].draft, round(worth - sure, 3)
        women = {id(one.draft): one.draft for one in near if one.draft.gender == "f"}
        if gender == "f" and len(women) == 1:
            return next(iter(women.values())), round(worth - 0.1, 3)
        subjects = [one for one in near if one.subject]
        if not subjects:
            known = {id(one.draft) for one in near if one.draft.gender == gender}
            if len(known) == 1:
                return next(one.draft for one in near if id(one.draft) in known), round(worth - 0.25, 3)
            return None if back else (near[0].draft, 0.5)
        if back == 0:
            return subjects[0].draft, round(worth - 0.2, 3)
        first = min(subjects, key=lambda one: one.start)
        return first.draft, round(worth - 0.2 - sure, 3)


def apply_gender(draft: Draft, word: str) -> None:
    """A person once called "she" stays a woman."""
    if not draft.gender:
        draft.gender = PRONOUNS[word]


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """The stretches in double quotation marks inside one paragraph, in order."""
    return [match.span() for match in _QUOTED.finditer(text)]


def covers(quoted: list[tuple[int, int]], offset: int) -> int:
    """Where the quoted stretch around an offset begins; 0 outside."""
    at = bisect_right(quoted, (offset, 1 << 60)) - 1
    return quoted[at][0] if at >= 0 and offset < quoted[at][1] else 0


def sentence_starts(doc: Doc, text: str) -> list[int]:
    """Where sentences begin: our own layer, else the base's, else at stops and line ends."""
    if doc._.sentences:
        return [sentence.start for sentence in doc._.sentences]
    if doc.has_annotation("SENT_START"):
        return [sent.start_char for sent in doc.sents]
    return [0, *(match.end() for match in re.finditer(r"[.!?]\s+|\n\n", text))]


EITHER = re.compile(r".{0,6}\b(?:he|him|his|He|His)(?: or |/)(?:she|her)", re.DOTALL)
_QUOTED = re.compile(r"“[^“”\n]*”?|\"[^\"\n]*\"")
