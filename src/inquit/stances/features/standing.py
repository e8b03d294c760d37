"""Who does what a predicate says, and whether the sentence vouches for it: negation, hypotheses, wishes, duties."""

from __future__ import annotations

import msgspec

from inquit.stances.features.cue import Flag
from inquit.stances.features.lexicon import word_class
from inquit.stances.features.words import MAX_STEPS, PASSIVE_SUBJECTS, RELATIVE, SUBJECTS, Tree

NEGATIONS, MAYBE, DUTY = word_class("negation"), word_class("maybe"), word_class("duty")
CONDITIONS, REFUSALS = word_class("condition"), word_class("refusal")
HEARSAY = word_class("hearsay") | word_class("calling")
DEMANDS, PROMISES = word_class("demand"), word_class("promise")
POLITE = frozenset({"like", "wish", "love"})
OBJECT_MARKS = frozenset({"of", "for", "from", "as", "into"})
CONTROL = frozenset({"xcomp", "advcl", "ccomp", "pcomp", "acl"})


class Standing(msgspec.Struct, frozen=True):
    """`subjects` empty: nobody is named. `flags` say how the sentence weakens or turns the predicate."""

    subjects: tuple[int, ...]
    flags: tuple[Flag, ...] = ()


def standing(tree: Tree, predicate: int) -> Standing:
    """The subject of a predicate (through control, coordination and relative clauses) and how far it holds.

    Of a passive predicate the subject is what it is done to.
    """
    here = tree.clause(predicate)
    flags = _local(tree, here) if here == predicate else _local(tree, here) + _local(tree, predicate)
    subjects: list[int] = []
    for _ in range(MAX_STEPS):
        subjects = own_subjects(tree, here)
        if subjects:
            break
        above, label = tree.head(here), tree.dep[here]
        if above == here:
            return Standing((), tuple(flags))
        if label == "conj":
            here = above
            if tree.dep[above] == "ccomp" and tree.pos[above] != "VERB" and tree.pos[predicate] == "VERB":
                here = tree.head(above)  # "said that it was late and blamed Y": whoever said so blamed
            if any(tree.lower[child] in ("or", "nor") for child in tree.children(predicate)):
                flags += _local(tree, above)
        elif label == "acl" and tree.pos[above] in ("NOUN", "PROPN", "PRON"):
            if not _infinitive(tree, here):
                subjects = [above]
                break
            flags += _governed(tree, above)
            subjects = tree.of(above, frozenset({"nmod:poss", "poss"}))
            if subjects:
                break
            here = tree.head(above)
        elif label in CONTROL:
            if tree.objects(above) and any(tree.lower[child] in OBJECT_MARKS for child in tree.children(here)):
                return Standing((), tuple(flags))  # "accused X of doing": X does it, if anybody
            flags += _governed(tree, above)
            if _urged(tree, above):
                flags.append("desired")
            elif tree.objects(above) and label == "xcomp" and tree.lower[above] not in PROMISES:
                return Standing((), tuple(flags))
            here = tree.clause(above)
        elif label == "prep":  # ClearNLP: "without backing", "of backing"
            flags += ["negated"] if tree.lower[here] == "without" else []
            here = above
        else:
            return Standing((), tuple(flags))
    wished, above_flags = _embedding(tree, here)
    if wished is not None:
        return Standing(wished, (*flags, *above_flags, "desired"))
    return Standing(tuple(subjects), (*flags, *above_flags))


def own_subjects(tree: Tree, at: int) -> list[int]:
    """The subjects that hang on this token; a relative pronoun gives way to its antecedent."""
    found = tree.of(at, SUBJECTS | PASSIVE_SUBJECTS)
    if tree.dep[at] in ("acl:relcl", "relcl") and any(tree.lower[one] in RELATIVE for one in found):
        return tree.coordinated(tree.head(at))[:1]
    if len(found) == 1 and tree.lower[found[0]] in ("who", "which"):
        before = found[0] - 1 if tree.lower[found[0] - 1] != "," else found[0] - 2
        if before >= tree.start and tree.pos[before] in ("NOUN", "PROPN") and tree.dep[before] != "nmod":
            return [before]
    return found


def negated_noun(tree: Tree, noun: int) -> bool:
    """ "no support", "without support", "lack of support"."""
    if any(tree.lower[child] in ("no", "without", "little") for child in tree.children(noun)):
        return True
    above = tree.head(noun)
    if tree.lower[above] == "of":
        above = tree.head(above)
    return tree.lower[above] in ("lack", "absence", "withdrawal", "end", "without")


def question(tree: Tree) -> bool:
    """Does the sentence end with a question mark?"""
    return "?" in tree.lower[max(tree.start, tree.end - 3) : tree.end]


def _local(tree: Tree, at: int) -> list[Flag]:
    flags: list[Flag] = []
    for child in tree.children(at):
        word = tree.lower[child]
        without = word == "without" and tree.dep[child] in ("mark", "case")
        no_longer = word == "longer" and tree.lower[max(child - 1, 0)] == "no"
        only = word == "not" and tree.lower[min(child + 1, tree.end - 1)] in ("only", "just", "merely", "simply")
        if (word in NEGATIONS and not only) or without or no_longer:
            flags.append("negated")
        elif word in CONDITIONS or (word in MAYBE and tree.pos[child] == "AUX" and not _promised(tree, at, word)):
            flags.append("hypothetical")
        elif word in DUTY and tree.pos[child] == "AUX":
            flags.append("deontic")
    return flags


def _promised(tree: Tree, at: int, word: str) -> bool:
    """ "would like to thank", "said that it would support": no hypotheses."""
    return tree.lower[at] in POLITE or (word == "would" and tree.dep[at] == "ccomp")


def _governed(tree: Tree, governor: int) -> list[Flag]:
    """What a governing word ("refused to", "did not want to", "would like to") does to what it governs."""
    flags = _local(tree, governor)
    if tree.clause(governor) != governor:
        flags += _local(tree, tree.clause(governor))
    if tree.lower[governor] in REFUSALS:
        flags.append("negated")
    if tree.lower[governor] in HEARSAY and tree.passive(governor):
        flags.append("hearsay")
    return flags


def _urged(tree: Tree, governor: int) -> bool:
    """ "urged X to", "called on X to": is somebody else asked to do it?"""
    if tree.lower[governor] not in DEMANDS:
        return False
    return bool(tree.objects(governor) or tree.after(governor, "on", "upon", "for", "to"))


def _embedding(tree: Tree, at: int) -> tuple[tuple[int, ...] | None, list[Flag]]:
    """What the clauses above do to a whole clause: (who demands it, if anybody; flags)."""
    flags: list[Flag] = []
    for _ in range(MAX_STEPS):
        label, above = tree.dep[at], tree.head(at)
        if above == at or label not in ("ccomp", "xcomp", "conj", "csubj", "advcl"):
            break
        if label in ("ccomp", "xcomp", "csubj"):
            flags += _governed(tree, above)
            if tree.lower[above] in DEMANDS:
                subjects = own_subjects(tree, above)
                if not subjects and tree.dep[above] == "conj":
                    subjects = own_subjects(tree, tree.head(above))
                return tuple(subjects), flags
        elif label == "advcl":
            break
        at = above
    return None, flags


def _infinitive(tree: Tree, at: int) -> bool:
    return any(tree.lower[child] == "to" for child in tree.children(at))
