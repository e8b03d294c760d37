"""Whom the text has spoken of so far: the candidates that a pronoun may take up, with what is known of each.

It remembers and offers; it does not choose (see `ranker.py`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import msgspec

from inquit.actors.draft import Draft
from inquit.actors.tree import SUBJECT

NAME, NOMINAL, PRONOUN = range(3)
_MOST = 10
_LOOKED = 40
_FAR = 12  # sentences
_MEMORY = 30  # sentences: who was met often, but long ago, stands no nearer for it


class Seen(msgspec.Struct):
    """One mention of a candidate. `verb`: token that governs it; `quote`: number of the quotation around it, or 0."""

    start: int
    end: int
    sentence: int
    paragraph: int
    kind: int
    form: int = 0
    role: int = 4
    verb: int = -1
    quote: int = 0
    token: int = -1
    serial: int = 0
    first: bool = False
    paired: bool = False
    heading: bool = False


class Candidate(msgspec.Struct, eq=False):
    """Whom a pronoun may mean. `open`: not to be linked (a pair, a namesake): chosen, it means to abstain.

    `places`: where it was met in the last sentences; `count` and `subjects` are of these.
    """

    draft: Draft
    last: Seen
    gender: str
    plural: bool
    open: bool = False
    count: int = 0
    subjects: int = 0
    named: bool = False
    subject_in: int = -9
    before: Seen | None = None
    places: deque[Seen] = msgspec.field(default_factory=deque)
    ahead: bool = False
    mine: bool = False

    def forget(self, sentence: int) -> None:
        """Let go of the places that lie far before a sentence, all but the last."""
        while len(self.places) > 1 and sentence - self.places[0].sentence > _MEMORY:
            gone = self.places.popleft()
            self.count -= 1
            self.subjects -= gone.role == SUBJECT


class Antecedents:
    """The candidates met so far, the latest last."""

    def __init__(self) -> None:
        self.known: dict[int, Candidate] = {}
        self.serial = 0
        self.sentence = -1

    def meet(
        self, draft: Draft, seen: Seen, *, gender: str = "", plural: bool = False, open: bool = False
    ) -> Candidate:
        """Note a mention of a candidate, new or known."""
        candidate = self.known.pop(id(draft), None)
        if candidate is None:
            candidate = Candidate(draft, seen, draft.gender or gender, plural, open)
        self.known[id(draft)] = candidate
        self.serial += 1
        seen.serial = self.serial
        seen.first = seen.sentence != self.sentence
        self.sentence = seen.sentence
        candidate.before = candidate.last if candidate.count else None
        candidate.last = seen
        candidate.count += 1
        candidate.places.append(seen)
        candidate.forget(seen.sentence)
        candidate.named = candidate.named or seen.kind == NAME
        if not candidate.gender:
            candidate.gender = gender
        if seen.role == SUBJECT:
            candidate.subjects += 1
            candidate.subject_in = seen.sentence
        return candidate

    def recent(self, sentence: int) -> Iterator[Candidate]:
        """The candidates, the latest first, as far back as a pronoun reaches."""
        for looked, candidate in enumerate(reversed(self.known.values())):
            if looked >= _LOOKED or sentence - candidate.last.sentence > _FAR:
                return
            candidate.forget(sentence)
            yield candidate

    def fitting(self, kind: str, gender: str, sentence: int) -> list[Candidate]:
        """Those whom a pronoun of this kind ("person", "they", "it") and gender can mean, the latest first."""
        found = []
        for candidate in self.recent(sentence):
            if _FITS[kind](candidate, gender):
                found.append(candidate)
                if len(found) == _MOST:
                    break
        return found


def _person(candidate: Candidate, gender: str) -> bool:
    return candidate.draft.label == "PERSON" and not candidate.plural and candidate.gender in ("", gender)


def _they(candidate: Candidate, gender: str) -> bool:
    return candidate.plural or candidate.draft.label != "PERSON" or not candidate.gender


def _it(candidate: Candidate, gender: str) -> bool:
    return not candidate.plural and candidate.draft.label != "PERSON" and candidate.draft.label != "NORP"


_FITS = {"person": _person, "they": _they, "it": _it}
