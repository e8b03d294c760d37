"""Directed acts: "X blames Y", "X's support for Y", "X is opposed to Y", "anti-Y resolutions of X"."""

from __future__ import annotations

from collections.abc import Iterator

from inquit.stances.features.cue import Cue, Flag
from inquit.stances.features.lexicon import Entry, Lexicon, word_class
from inquit.stances.features.standing import negated_noun, own_subjects, standing
from inquit.stances.features.words import MAX_STEPS, POSSESSORS, RELATIVE, Tree

GIVING, TAKING = word_class("giving"), word_class("taking")
AWAY = frozenset({"down", "out", "off", "away"})
PREFIXES = (("anti", -1), ("pro", 1))
HYPHENS = "-\u2010\u2011"


def find_acts(tree: Tree, lexicon: Lexicon) -> Iterator[Cue]:
    """The directed acts of a sentence."""
    for at in range(tree.start, tree.end):
        word = tree.lower[at]
        for entry in lexicon.acts.get(word, ()):
            cue = _act(tree, at, entry)
            if cue is not None:
                yield cue
                break
        if word.startswith(("anti", "pro")):
            yield from _prefixed(tree, at)


def _act(tree: Tree, at: int, entry: Entry) -> Cue | None:
    pos = tree.pos[at]
    if entry.kind == "v":
        return _verb(tree, at, entry) if pos in ("VERB", "AUX") else None
    if entry.kind == "a":
        return _adjective(tree, at, entry) if pos in ("ADJ", "VERB") else None
    if pos not in ("NOUN", "PROPN"):
        return None
    if entry.kind == "g":
        return _agent_noun(tree, at, entry)
    return _noun(tree, at, entry)


def _verb(tree: Tree, at: int, entry: Entry) -> Cue | None:
    if "obj" in entry.frames and any(tree.lower[child] in AWAY for child in tree.children(at)):
        return None  # "backed down"
    passive = tree.passive(at)
    stand = standing(tree, at)
    frames: list[tuple[int, ...]] = []
    for name in entry.frames:
        frame = name.removeprefix("topic:")
        if frame == "obj":
            frames.append(tuple(stand.subjects if passive else _objects(tree, at)))
        elif frame == "that":
            clauses = [child for child in tree.children(at) if tree.dep[child] == "ccomp"]
            frames.append(tuple(one for clause in clauses for one in own_subjects(tree, clause)))
        else:
            frames.append(tuple(tree.after(at, frame)))
    holders = tuple(tree.after(at, "by")) if passive else stand.subjects
    if not holders:
        return None
    topical: tuple[Flag, ...] = ("topical",) if entry.frames[0].startswith("topic:") else ()
    return _cue(at, entry, holders, frames, stand.flags + topical)


def _objects(tree: Tree, at: int) -> list[int]:
    found = tree.objects(at)
    # no verb of the table takes two objects: what the parse calls an indirect one is the object
    if (indirect := tree.of(at, frozenset({"iobj"}))) and not any(one > at for one in found):
        return indirect
    if tree.dep[at] in ("acl:relcl", "relcl") and (
        any(tree.lower[one] in RELATIVE for one in found)
        or (not found and not any(tree.lower[one] in RELATIVE for one in tree.children(at)))
    ):
        return [tree.head(at)]
    if not found and tree.dep[at] == "conj" and not tree.prepositional(at):
        return []
    if not found and (others := [one for one in tree.children(at) if tree.dep[one] == "conj"]):
        return tree.objects(others[-1])  # "condemned and rejected X"
    return found


def _noun(tree: Tree, at: int, entry: Entry) -> Cue | None:
    inside = any(tree.lower[child] == "in" for child in tree.children(at)) or tree.lower[tree.head(at)] == "in"
    if entry.kind == "i" and not inside:
        return None
    above = tree.head(at)
    giving = tree.dep[at] in ("obj", "dobj", "nsubj:pass", "nsubjpass", "conj") and tree.lower[above] in GIVING | TAKING
    frames = []
    for preposition in entry.frames:
        here = tree.after(at, preposition)
        for child in tree.children(at):  # "resolutions directed against X"
            if tree.dep[child] in ("acl", "amod") and tree.lower[child] in ("directed", "aimed"):
                here += tree.after(child, preposition)
        if not here and giving:
            here = tree.after(above, preposition)
        frames.append(tuple(here))
    if not any(frames):
        return None
    flags: list[Flag] = ["negated"] if negated_noun(tree, at) else []
    holders: list[int] = tree.of(at, POSSESSORS) + tree.after(at, "by", "from")
    if "of" not in entry.frames:
        holders += tree.after(at, "of")
    holders += [child for child in tree.children(at) if tree.dep[child] in ("amod", "compound", "nmod:desc")]
    if giving and all(tree.pos[one] in ("PRON", "DET") for one in tree.of(at, POSSESSORS)):
        holders += _subjects_of(tree, above, flags)
        if tree.lower[above] in TAKING:
            flags.append("negated")
    elif inside or own_subjects(tree, tree.clause(at)):
        holders += _subjects_of(tree, _verb_above(tree, at) if inside else at, flags)
    return _cue(at, entry, tuple(holders), frames, tuple(flags)) if holders else None


def _subjects_of(tree: Tree, verb: int, flags: list[Flag]) -> list[int]:
    stand = standing(tree, verb)
    flags += stand.flags
    return tree.after(verb, "by") if tree.passive(verb) else list(stand.subjects)


def _verb_above(tree: Tree, noun: int) -> int:
    """The predicate that "in favour of" hangs on; the noun itself where it is the predicate."""
    if own_subjects(tree, noun):
        return noun
    above = tree.head(noun)
    return tree.head(above) if tree.lower[above] == "in" else above


def _agent_noun(tree: Tree, at: int, entry: Entry) -> Cue | None:
    frames = [(*tree.after(at, frame), *tree.of(at, POSSESSORS)) for frame in entry.frames]
    if not any(frames):
        return None
    holders, flags = described(tree, at)
    return _cue(at, entry, holders, frames, flags) if holders else None


def described(tree: Tree, noun: int) -> tuple[tuple[int, ...], tuple[Flag, ...]]:
    """Whom a noun describes: the subject of "X is a …", the head or child of an apposition."""
    if tree.dep[noun] == "appos":
        return (tree.head(noun),), ()
    if any(tree.dep[child] == "case" and child < noun for child in tree.children(noun)):
        return (), ()  # "under threat"
    if tree.copular(noun) or own_subjects(tree, noun):
        stand = standing(tree, noun)
        return stand.subjects, stand.flags + (("negated",) if negated_noun(tree, noun) else ())
    for child in tree.children(noun):  # "X, a critic of Y," under whatever label
        if child - 2 >= tree.start and tree.dep[child] == "det" and tree.lower[child - 1] == ",":
            return ((child - 2,), ()) if tree.pos[child - 2] in ("PROPN", "PRON") else ((), ())
    return tuple(child for child in tree.children(noun) if tree.dep[child] == "appos"), ()


def _adjective(tree: Tree, at: int, entry: Entry) -> Cue | None:
    frames = [tuple(tree.after(at, frame)) for frame in entry.frames]
    if not any(frames):
        return None
    if tree.dep[at] in ("amod", "acl"):
        return _cue(at, entry, (tree.head(at),), frames, ())
    stand = standing(tree, at)
    return _cue(at, entry, stand.subjects, frames, stand.flags) if stand.subjects else None


def _prefixed(tree: Tree, at: int) -> Iterator[Cue]:
    word = tree.lower[at]
    for prefix, sign in PREFIXES:
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        if rest[:1] and rest[0] in HYPHENS and len(rest) > 1:
            target = at
        elif not rest and at + 2 < tree.end and tree.lower[at + 1] in HYPHENS:
            target = at + 2
        else:
            continue
        modifier = target if tree.dep[at] not in ("amod", "compound") else at
        noun = tree.head(modifier)
        if not at < noun <= at + MAX_STEPS:
            continue
        flags: list[Flag] = []
        above = tree.head(noun)
        holders = [noun, *tree.possessors(noun)]
        if tree.dep[noun] in ("obj", "dobj", "conj") and tree.lower[above] in GIVING:
            holders += _subjects_of(tree, above, flags)
        elif tree.lower[noun] in ("position", "stance", "view", "views") and tree.dep[noun].startswith(("obl", "pobj")):
            holders += _subjects_of(tree, _verb_above(tree, noun), flags)
        yield Cue(at, tuple(holders), ((target,),), sign, 3, f"act:{prefix}-", (noun,), tuple(flags))


def _cue(
    at: int, entry: Entry, holders: tuple[int, ...], frames: list[tuple[int, ...]], flags: tuple[Flag, ...]
) -> Cue | None:
    if not any(frames):
        return None
    return Cue(at, holders, tuple(frames), entry.sign, entry.strength, f"act:{entry.word}", flags=flags)
