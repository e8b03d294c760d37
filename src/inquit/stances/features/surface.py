"""Cues by word order alone: a holder shortly before the word and a target shortly after it, in one stretch of words.

Much is missed and the scores are lower (flag `surface`): it is what remains when a pipeline has no parser. Where there
is a parse, only the plainest order ("X has blamed Y") backs it up.
"""

from __future__ import annotations

from collections.abc import Iterator

from inquit.stances.features.cue import Cue, Flag
from inquit.stances.features.lexicon import Entry, Lexicon, word_class
from inquit.stances.features.standing import CONDITIONS, DEMANDS, DUTY, MAYBE, NEGATIONS, REFUSALS
from inquit.stances.features.words import Words

REACH = 6
PREFIXES = ("anti-", "anti\u2011", "pro-", "pro\u2011")
FIRST_PERSON = frozenset({"i", "we"})
STOPS, BE = word_class("stop"), word_class("be")
BEFORE, BETWEEN = word_class("before"), word_class("between")
GIVING, CALLING, OWNED = word_class("giving"), word_class("calling"), word_class("owned")


def find_surface(words: Words, start: int, end: int, lexicon: Lexicon, named: dict[int, int]) -> Iterator[Cue]:
    """The cues of a sentence by word order; `named` maps the first to the last token of what is named."""
    lower = words.lower
    last_of = {last: first for first, last in named.items() if start <= first < end}
    for at in range(start, end):
        for entry in lexicon.acts.get(lower[at], ()):
            cue = _act(lower, start, end, at, entry, named, last_of)
            if cue is not None:
                yield cue
                break
        for entry in lexicon.appraisals.get(lower[at], ()):
            cue = _appraisal(lower, start, end, at, entry, named, last_of)
            if cue is not None:
                yield cue
                break


def find_plain(words: Words, start: int, end: int, lexicon: Lexicon, named: dict[int, int]) -> Iterator[Cue]:
    """What is plain whatever the parser made of it: "X has openly blamed Y", "X adopted resolutions against Y"."""
    last_of = {last: first for first, last in named.items() if start <= first < end}
    for at in range(start + 1, end - 1):
        if words.head[at] != at and words.lower[words.head[at]] in DEMANDS:
            continue  # it is only wished
        if words.lower[at] in CALLING and words.pos[at] == "VERB":
            yield from _calls(words, start, end, at, lexicon, named, last_of)
        if words.lower[at].startswith(PREFIXES) and (giver := _giver(words, start, at, last_of)) is not None:
            sign, prefix = (-1, "anti-") if words.lower[at].startswith("anti") else (1, "pro-")
            yield Cue(at, (giver,), ((at,),), sign, 3, f"act:{prefix}", flags=("surface",))
        for entry in lexicon.acts.get(words.lower[at], ()):
            found = None
            if entry.kind == "v" and "obj" in entry.frames and words.pos[at] in ("VERB", "NOUN"):
                found = _subject(words, start, at, last_of), _object(words, end, at + 1, named)
            elif entry.kind == "n" and words.pos[at] == "NOUN":
                found = _giver(words, start, at, last_of), _towards(words, end, at + 1, entry.frames, named)
            if found and found[0] is not None and found[1] is not None:
                flags = _flags(words.lower, max(start, at - 4), at, end)
                yield Cue(at, (found[0],), ((found[1],),), entry.sign, entry.strength, f"act:{entry.word}", flags=flags)
                break


def _calls(
    words: Words, start: int, end: int, at: int, lexicon: Lexicon, named: dict[int, int], last_of: dict[int, int]
) -> Iterator[Cue]:
    """ "X called Y's words unacceptable", "X described Y as an aggressor"."""
    holder = _subject(words, start, at, last_of)
    target = next((one for one in range(at + 1, min(end, at + REACH)) if one in named), None)
    if holder is None or target is None:
        return
    if any(words.lower[one] not in OWNED | BETWEEN | {"of"} for one in range(at + 1, target)):
        return
    for here in range(named[target] + 1, min(end, named[target] + REACH)):
        for entry in lexicon.appraisals.get(words.lower[here], ()):
            if entry.kind in ("a", "g", "n"):
                flags = _flags(words.lower, max(start, at - 4), at, end)
                via = f"act:call {entry.word}"
                yield Cue(here, (holder,), ((target,),), entry.sign, 3, via, (at,), flags)
                return
        if words.pos[here] in ("VERB", "CCONJ") or words.lower[here] in (",", ";", "not", "and"):
            return


def _subject(words: Words, start: int, at: int, last_of: dict[int, int]) -> int | None:
    """The name right before a verb, but for adverbs, auxiliaries and a parenthesis."""
    lower, here = words.lower, at - 1
    while here > max(start, at - 4) and words.pos[here] in ("AUX", "ADV"):
        if lower[here] in BE:
            return None
        here -= 1
    if lower[here] == ")":
        here = next((one - 1 for one in range(here, max(start, here - 2 * REACH), -1) if lower[one] == "("), here)
    if here not in last_of:
        return None
    first = last_of[here]
    while first > start and lower[first - 1] in ("the", "both"):
        first -= 1
    return None if first > start and lower[first - 1] in BEFORE else here


def _object(words: Words, end: int, here: int, named: dict[int, int]) -> int | None:
    """The name right after a verb, which no possessive follows."""
    while here < end - 1 and here not in named and words.lower[here] in BETWEEN:
        here += 1
    if here not in named:
        return None
    beyond = min(named[here] + 1, end - 1)
    if words.lower[beyond] in ("'s", "’s") or words.pos[beyond] in ("NOUN", "PROPN"):
        return None  # "blamed Y's allies", "blamed the Y government"
    return here


def _giver(words: Words, start: int, at: int, last_of: dict[int, int]) -> int | None:
    """The subject of "adopted (several harsh) resolutions"."""
    for here in range(at - 1, max(start, at - REACH), -1):
        if words.lower[here] in GIVING and words.pos[here] == "VERB":
            return _subject(words, start, here, last_of)
        if words.pos[here] in ("VERB", "ADP", "NOUN", "SCONJ"):
            return None
    return None


def _towards(words: Words, end: int, here: int, prepositions: tuple[str, ...], named: dict[int, int]) -> int | None:
    """The name after one of the prepositions, "directed against the sovereignty of Y" included."""
    if words.lower[here] in ("directed", "aimed"):
        here += 1
    if words.lower[here] not in prepositions:
        return None
    for at in range(here + 1, min(end, here + REACH + 2)):
        if at in named:
            return at
        if words.pos[at] not in ("DET", "ADJ", "CCONJ") and words.lower[at] not in OWNED | {"of"}:
            return None
    return None


def _act(
    lower: list[str], start: int, end: int, at: int, entry: Entry, named: dict[int, int], last_of: dict[int, int]
) -> Cue | None:
    if entry.kind not in ("v", "n", "a"):
        return None
    before, after = _before(lower, start, at, last_of), _after(lower, end, at, named)
    if before is None or after is None:
        return None
    between = set(lower[at + 1 : after]) - BETWEEN
    flags = _flags(lower, max(start, at - 4), at, end)
    if entry.kind == "v" and between == {"by"} and lower[at].endswith("ed") and "obj" in entry.frames:
        return Cue(at, (after,), ((before,),), entry.sign, entry.strength, f"act:{entry.word}", flags=flags)
    fits = (not between and "obj" in entry.frames) or any(between == {frame} for frame in entry.frames)
    if not fits or (entry.kind == "v" and lower[max(at - 1, 0)] in BE):
        return None
    return Cue(at, (before,), ((after,),), entry.sign, entry.strength, f"act:{entry.word}", flags=flags)


def _appraisal(
    lower: list[str], start: int, end: int, at: int, entry: Entry, named: dict[int, int], last_of: dict[int, int]
) -> Cue | None:
    if entry.kind == "a" and at + 1 in named:
        target, flags = at + 1, _flags(lower, max(start, at - 1), at, end)
    elif entry.kind in ("a", "g"):
        before = _before(lower, start, at, last_of)
        if before is None or not any(word in BE for word in lower[before + 1 : at]):
            return None
        target, flags = before, _flags(lower, before, at, end)
    elif entry.kind == "n" and at - 2 in last_of and lower[at - 1] in ("'s", "’s"):
        target, flags = at - 2, _flags(lower, start, at, end)
    else:
        return None
    return Cue(at, None, ((target,),), entry.sign, entry.strength, f"appraisal:{entry.word}", flags=flags)


def _before(lower: list[str], start: int, at: int, last_of: dict[int, int]) -> int | None:
    for here in range(at - 1, max(start, at - REACH) - 1, -1):
        if here in last_of or lower[here] in FIRST_PERSON:
            return here
        if lower[here] in STOPS:
            return None
    return None


def _after(lower: list[str], end: int, at: int, named: dict[int, int]) -> int | None:
    for here in range(at + 1, min(end, at + REACH)):
        if here in named:
            return here
        if lower[here] in STOPS - {"that"}:
            return None
    return None


def _flags(lower: list[str], start: int, at: int, end: int) -> tuple[Flag, ...]:
    flags: list[Flag] = ["surface"]
    near = lower[start:at]
    flags += ["negated" for word in near if word in NEGATIONS or word in REFUSALS or word in ("no", "without")]
    if any(word in MAYBE or word in CONDITIONS or word in DUTY for word in near):
        flags.append("hypothetical")
    if "?" in lower[max(start, end - 3) : end]:
        flags.append("question")
    return tuple(flags)
