"""Who is who, measured: B³ over mentions, and the links of third-person pronouns.

B³: A. Bagga and B. Baldwin, "Algorithms for Scoring Coreference Chains", LREC 1998. Mentions on one side only lower
the recall, or the precision, by the whole of their share (Cai and Strube, SIGDIAL 2010, on system mentions).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec

from inquit.evaluation.counts import Counts, Key
from inquit.evaluation.spans import Span, overlapping

PRONOUNS = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))
HALF = 0.5


class Link(msgspec.Struct, frozen=True):
    """A mention in positions and the chain (entity, actor) that it belongs to. `word`: itself, in lower case.

    `heads`: the spans of its head words where they are known; `kind`: the type of the chain's referent.
    """

    start: int
    end: int
    chain: str
    kind: str
    word: str
    pronoun: bool
    heads: tuple[Span, ...] = ()


def aligned(gold: Sequence[Link], predicted: Sequence[Link]) -> dict[int, int]:
    """For each predicted mention that is one of the gold's, by index, the index of that one.

    They match where the predicted one holds every head word of the gold one (GUM's mentions reach to the last relative
    clause), or where the F1 of their characters is at least a half; the closest match first, one to one.
    """
    pairs = []
    sides = [[(at, (one.start, one.end)) for at, one in enumerate(side)] for side in (gold, predicted)]
    for (one, mine), (other, theirs) in overlapping(*sides):
        shared = min(mine[1], theirs[1]) - max(mine[0], theirs[0])
        share = 2 * shared / (mine[1] - mine[0] + theirs[1] - theirs[0])
        heads = gold[one].heads
        if share >= HALF or (heads and all(theirs[0] <= start and end <= theirs[1] for start, end in heads)):
            pairs.append((-share, one, other))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in sorted(pairs):
        if one not in taken and other not in found:
            taken.add(one)
            found[other] = one
    return found


def b_cubed(gold: Sequence[Link], predicted: Sequence[Link], kinds: Collection[str]) -> Counts:
    """B³ of the mentions of each kind of referent, and of these kinds together.

    A predicted mention is of the kind of the gold one that it matches, else of its own.
    """
    match = aligned(gold, predicted)
    kind_of = [gold[match[at]].kind if at in match else one.kind for at, one in enumerate(predicted)]
    found: Counts = {}
    for label in ("all", *sorted(kinds)):
        wanted = set(kinds) if label == "all" else {label}
        keys = Counter(one.chain for one in gold if one.kind in wanted)
        answers = Counter(one.chain for one, kind in zip(predicted, kind_of, strict=True) if kind in wanted)
        both = Counter((gold[one].chain, predicted[at].chain) for at, one in match.items() if gold[one].kind in wanted)
        found[Key("b-cubed", label)] = {
            "precision": (sum(size * size / answers[chain] for (_, chain), size in both.items()), answers.total()),
            "recall": (sum(size * size / keys[chain] for (chain, _), size in both.items()), keys.total()),
        }
    return found


def pronoun_links(gold: Sequence[Link], predicted: Sequence[Link], person: str) -> Counts:
    """Accuracy and coverage of the links of persons' third-person singular pronouns (`PRONOUNS`).

    The gold's pronouns that count are those of a chain of kind `person` with at least one mention that is no pronoun.
    *Coverage*: how many of them are a predicted mention, to the character, with an actor. *Accuracy*: how many of
    those have the right actor: at least one of its mentions that are no pronouns matches (see `aligned`) one of the
    gold chain, and no other gold chain has more of them. The line "no antecedent" counts the other pronouns of
    persons, whose chains have no name or noun: its coverage says how many are linked all the same, wrongly.
    """
    named = {one.chain for one in gold if not one.pronoun}
    actors: dict[str, Counter[str]] = {}
    nouns, answers = ([one for one in side if not one.pronoun] for side in (gold, predicted))
    for at, which in aligned(nouns, answers).items():
        actors.setdefault(answers[at].chain, Counter())[nouns[which].chain] += 1
    link = {(one.start, one.end): one.chain for one in predicted}
    wanted = [one for one in gold if one.pronoun and one.kind == person and one.word in PRONOUNS]
    counts: dict[str, list[int]] = {"all": [0, 0, 0], "no antecedent": [0, 0, 0]}
    for one in wanted:
        row = counts["all" if one.chain in named else "no antecedent"]
        row[0] += 1
        actor = link.get((one.start, one.end))
        if actor is not None:
            row[1] += 1
            row[2] += _right(actors.get(actor, {}), one.chain)
    return {
        Key("pronouns", label): {"accuracy": (right, linked), "coverage": (linked, size)}
        for label, (size, linked, right) in counts.items()
    }


def _right(votes: Mapping[str, int], chain: str) -> bool:
    return votes.get(chain, 0) > 0 and votes[chain] == max(votes.values())
