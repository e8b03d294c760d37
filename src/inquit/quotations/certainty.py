"""How sure a speaker is: the traits of the way it was found, and the learned models that weigh them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from inquit import resources
from inquit.actors.ranker import Ranker, decode
from inquit.quotations.candidates import TRAITS as RANKED
from inquit.quotations.candidates import Candidate, Kind
from inquit.resources.logistic import Logistic, shipped

SIEVES = (
    "subject-of-cue", "as-said", "according-to", "block-intro", "header", "colon", "in-words-of", "noun-cue",
    "document", "subject-of-marked", "possessor", "encoder", "continued", "unknown", "ranker",
)  # fmt: skip
FILE = "speakers.json"
HEADS = ("name", "nominal", "pronoun", "")
TRAITS: tuple[str, ...] = (
    *(f"sieve {name}" for name in SIEVES), *(f"head {name}" for name in HEADS), "nested", "joint", "person", "body",
    "ranker's", "ranker's, pronoun", "agree", "said", "newly made",
)  # fmt: skip


class Found(msgspec.Struct):
    """A speaker as found. `sieve`: the rule; `head`: kind of the mention that names it, "" without words.

    `ranked`: the ranker's probability, None where a sieve was sure; `agreed`: the rules say the same.
    """

    actor: str
    sieve: str
    head: str
    nested: bool = False
    joint: bool = False
    person: bool = True
    ranked: float | None = None
    agreed: bool = True
    made: bool = False


def traits(found: Found, said: float) -> tuple[float, ...]:
    """The traits of a speaker as found, in the order of `TRAITS`. `said`: how surely the quotation is one."""
    ranked = found.ranked or 0.0
    return tuple(
        float(value)
        for value in (
            *(name == found.sieve for name in SIEVES), *(kind == found.head for kind in HEADS), found.nested,
            found.joint, found.person, not found.person, ranked, ranked * (found.head == "pronoun"), found.agreed,
            said, found.made,
        )
    )  # fmt: skip


@cache
def _rankers() -> Mapping[str, Ranker]:
    content = (resources.folder("quotations") / FILE).read_bytes()
    return decode(content, traits=RANKED, name="quotations", file=FILE)


class Weighing:
    """The shipped models: which candidate speaks, for each kind of words that name it, and how sure a speaker is."""

    def __init__(self, rankers: Mapping[str, Ranker] | None = None, certainty: Logistic | None = None) -> None:
        self._rankers = rankers
        self._certainty = certainty

    def rank(self, kind: Kind, candidates: Sequence[Candidate]) -> tuple[str, float] | None:
        """The actor that most probably speaks, and the probability; None of none."""
        if not candidates:
            return None
        at, probability = (self._rankers or _rankers())[kind].choose([one.traits for one in candidates])
        return candidates[at].actor, probability

    def certain(self, found: Found, said: float) -> float:
        """The probability that the speaker is right."""
        model = self._certainty or shipped("quotations", "certainty.json", TRAITS)
        return model.probability(traits(found, said))
