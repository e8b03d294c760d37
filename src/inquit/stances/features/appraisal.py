"""Appraisals by whoever speaks: "X's point is reasonable", "the provocation by X", "X violated the truce"."""

from __future__ import annotations

from collections.abc import Iterator

from inquit.stances.features.acts import described
from inquit.stances.features.cue import Cue, Flag
from inquit.stances.features.lexicon import Entry, Lexicon, word_class
from inquit.stances.features.standing import negated_noun, own_subjects, standing
from inquit.stances.features.words import OBJECTS, POSSESSORS, Tree

CALLING, BEING = word_class("calling"), word_class("being")
SUFFERED, LESS = word_class("suffered"), word_class("less")


def find_appraisals(tree: Tree, lexicon: Lexicon) -> Iterator[Cue]:
    """The appraisals of a sentence: their holder is None (whoever speaks), but for "X calls Y …"."""
    for at in range(tree.start, tree.end):
        for entry in lexicon.appraisals.get(tree.lower[at], ()):
            cue = _appraisal(tree, at, entry, lexicon)
            if cue is not None:
                yield cue
                break


def _appraisal(tree: Tree, at: int, entry: Entry, lexicon: Lexicon) -> Cue | None:
    pos, kind = tree.pos[at], entry.kind
    if at > tree.start and tree.words.doc[at].text[:1].isupper():
        return None  # part of a name
    if kind in ("a", "g", "n", "o") and (calling := _called(tree, at, entry)):
        return calling
    if kind == "a" and (pos in ("ADJ", "NOUN") or (pos == "VERB" and tree.lower[at].endswith(("ed", "ing")))):
        return _adjective(tree, at, entry)
    if pos == "NOUN" and kind == "n":
        return _shown(tree, at, entry)
    noun = pos == "NOUN" or (pos == "ADJ" and tree.copular(at))
    if noun and (kind == "g" or (kind == "o" and _ours(tree, at))):
        return _predicate_noun(tree, at, entry)
    if kind in ("d", "spoil", "serve") and pos == "VERB":
        return _deed(tree, at, entry, lexicon)
    return None


def _ours(tree: Tree, at: int) -> bool:
    """ "our friend", but not "Y's friend" or "a friend"."""
    return any(tree.lower[child] in ("our", "my") for child in tree.children(at))


def _called(tree: Tree, at: int, entry: Entry) -> Cue | None:
    """ "X called Y's words unacceptable", "X described Y as an aggressor"."""
    word = at
    while tree.dep[word] == "conj" and tree.pos[tree.head(word)] in ("ADJ", "NOUN"):
        word = tree.head(word)
    verb = tree.head(word)
    behind = tree.dep[word] == "amod" and word > verb  # "called the words false", wrongly one phrase
    if behind or tree.lower[verb] == "as" or (tree.dep[word] == "nmod" and tree.dep[verb] in OBJECTS):
        verb = tree.head(verb)  # "described Y as a thief", with "as" under whatever it stands
    if verb == word or tree.lower[verb] not in CALLING or tree.pos[verb] != "VERB":
        return None
    marked = any(tree.lower[child] == "as" for child in tree.children(word)) or tree.lower[tree.head(word)] == "as"
    if tree.dep[word] not in ("xcomp", "oprd", "ccomp") and not marked and not behind:
        return None
    stand = standing(tree, verb)
    passive = tree.passive(verb)
    targets = stand.subjects if passive else tuple(tree.objects(verb) or own_subjects(tree, word))
    holders = tuple(tree.after(verb, "by")) if passive else stand.subjects
    if not targets or not holders:
        return None
    flags: tuple[Flag, ...] = stand.flags
    if any(tree.lower[child] in ("not", "no", "never") for child in tree.children(word)):
        flags += ("negated",)
    return Cue(at, holders, (targets,), entry.sign, 3, f"act:call {entry.word}", (verb,), flags)


def _without(tree: Tree, noun: int) -> tuple[Flag, ...]:
    return ("negated",) if negated_noun(tree, noun) else ()


def _degree(tree: Tree, at: int) -> tuple[Flag, ...]:
    return ("negated",) if any(tree.lower[child] in LESS for child in tree.children(at)) else ()


def _adjective(tree: Tree, at: int, entry: Entry) -> Cue | None:
    if entry.word in ("responsible", "capable") and tree.after(at, "for", "of", "to"):
        return None
    word = at
    while tree.dep[word] == "conj" and tree.pos[tree.head(word)] == "ADJ":
        word = tree.head(word)
    flags: tuple[Flag, ...]
    if tree.dep[word] == "amod":
        noun = tree.head(word)
        flags = (*_without(tree, noun), *_degree(tree, at))
        stand = standing(tree, tree.head(noun)) if tree.head(noun) != noun else None
        subjects, predicated = described(tree, noun)  # "X is a courageous leader"
        if subjects and tree.dep[noun] != "appos":
            return _voice(at, entry, subjects, (*predicated, *_degree(tree, at)), (noun,))
        return _voice(at, entry, (noun, *subjects), (*flags, *_weakening(stand.flags if stand else ())))
    if not tree.copular(word) and not own_subjects(tree, word):
        return None
    if tree.dep[word] == "xcomp" and (tree.objects(tree.head(word)) or tree.passive(tree.head(word))):
        return None  # "got it wrong", "was considered dangerous"
    stand = standing(tree, word)
    flags = stand.flags + _degree(tree, at)
    if at != word and any(tree.lower[child] == "but" for child in tree.children(at)):
        flags = tuple(flag for flag in flags if flag != "negated")  # "not cheap but reasonable"
    named = [one for one in stand.subjects if tree.lower[one] not in ("it", "that", "this")]
    if not named and entry.sign < 0:  # "it is unacceptable that X …"
        below = tree.children(word) + tree.children(tree.clause(word))
        clauses = [child for child in below if tree.dep[child] in ("ccomp", "csubj") or _that(tree, child)]
        named = [one for clause in clauses for one in own_subjects(tree, clause)]
    return _voice(at, entry, tuple(named) or stand.subjects, flags)


def _that(tree: Tree, clause: int) -> bool:
    return any(tree.lower[child] == "that" and tree.dep[child] == "mark" for child in tree.children(clause))


def _predicate_noun(tree: Tree, at: int, entry: Entry) -> Cue | None:
    subjects, flags = described(tree, at)
    if subjects:
        return _voice(at, entry, subjects, flags)
    above = tree.head(at)
    if tree.dep[at] in ("compound", "nmod:desc", "flat") and tree.pos[above] == "PROPN":
        return _voice(at, entry, (above,), ())  # "dictator X"
    return _through(tree, at, entry)


def _through(tree: Tree, at: int, entry: Entry) -> Cue | None:
    """ "X poses a threat", "X committed crimes"."""
    above = tree.head(at)
    if tree.dep[at] in ("obj", "dobj", "xcomp", "attr") and tree.lower[above] in BEING:
        stand = standing(tree, above)
        flags = _without(tree, at)
        subjects = tuple(tree.after(above, "by")) if tree.passive(above) else stand.subjects
        return _voice(at, entry, subjects, (*flags, *stand.flags))
    return None


def _shown(tree: Tree, at: int, entry: Entry) -> Cue | None:
    owners = tree.of(at, POSSESSORS) + tree.after(at, "by")
    if entry.word not in SUFFERED:
        owners += tree.after(at, "of")
        owners += [child for child in tree.children(at) if tree.dep[child] in ("amod", "compound", "nmod:desc")]
    if not owners:
        return _through(tree, at, entry)
    flags = _without(tree, at)
    above = tree.head(at)
    stand = standing(tree, above) if above != at else None
    return _voice(at, entry, tuple(owners), (*flags, *_weakening(stand.flags if stand else ())))


def _deed(tree: Tree, at: int, entry: Entry, lexicon: Lexicon) -> Cue | None:
    others: tuple[int, ...] = ()
    if entry.kind in ("spoil", "serve"):
        goods = [
            one
            for one in [*tree.objects(at), *(tree.after(at, "to", "of"))]
            for near in [one, *tree.after(one, "of", "between")]
            if any(found.kind == "good" for found in lexicon.appraisals.get(tree.lower[near], ()))
        ]
        if not goods:
            return None
        others = (goods[0],)
    passive = tree.passive(at)
    stand = standing(tree, at)
    doers = tuple(tree.after(at, "by")) if passive else stand.subjects
    if not doers or "deontic" in stand.flags or "desired" in stand.flags:
        return None
    return _voice(at, entry, doers, stand.flags, others + (() if passive else tuple(tree.objects(at)[:1])))


def _voice(
    at: int, entry: Entry, targets: tuple[int, ...], flags: tuple[Flag, ...], others: tuple[int, ...] = ()
) -> Cue | None:
    if not targets:
        return None
    # What ought to be so, or is wished, is not yet so.
    if "deontic" in flags or "desired" in flags:
        flags = (*(flag for flag in flags if flag not in ("deontic", "desired")), "hypothetical")
    return Cue(at, None, (targets,), entry.sign, entry.strength, f"appraisal:{entry.word}", others, flags)


def _weakening(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """What a clause does to an appraisal that it takes for granted: negation passes it by, hypotheses do not."""
    return tuple(flag for flag in flags if flag in ("hypothetical", "question"))
