"""Reporting clauses: a cue, who is named as the speaker, and, where the clause itself shows it, what was said.

It looks at the words (and the parse, where there is one) and leaves quotation marks to `spans`.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inquit.linguistics.quotation_marks import Marked
from inquit.quotations import contents, sources
from inquit.quotations.hedges import hedge
from inquit.quotations.lexicon import NOUNS, VERBS, Frame, listed
from inquit.quotations.nouns import according, noun_cue
from inquit.quotations.report import Report, is_author, is_document, is_thing
from inquit.quotations.windows import Cover, window
from inquit.quotations.words import Words


def _spoke_before(words: Words, at: int, floor: int, within: int | None, found: list[Report]) -> tuple[int, int] | None:
    """ "…, adding that …": whoever spoke last in this sentence; the outer one of two whose words end together."""
    start = words.starts[floor]
    last: Report | None = None
    for report in reversed(found[-4:]):
        if report.cue[0] < start:
            break
        together = last is None or (report.parts and last.parts and report.parts[-1][1] == last.parts[-1][1])
        spoken = report.parts or "say" in report.frames
        if report.source and spoken and together and report.within == within:
            last = report
    if last is None or last.source is None:
        return None
    return words.token_at(last.source[0]), words.token_before(last.source[1]) - 1


_CONJOINED = listed("and also or but then") | {",", "—"}
_NO_START = frozenset({"SCONJ", "CCONJ", "PUNCT", "ADP", "ADV", "INTJ", "SPACE"})


def find_reports(words: Words, marks: Sequence[Marked]) -> list[Report]:
    """All reporting clauses, by cue. Linear: each cue looks at its own sentence, at most 120 words each way."""
    found: list[Report] = []
    outer = Cover(marks)
    for at, word in enumerate(words.lower):
        frames = VERBS.get(word)
        if frames is None:
            if word == "according":
                report = according(words, at, outer)
            elif word in NOUNS or word in ("words", "perspective", "view", "opinion"):
                report = noun_cue(words, at, outer)
            else:
                continue
        else:
            report = noun_cue(words, at, outer) if word in NOUNS and _is_noun(words, at) else None
            if report is None:
                report = _verb(words, at, frames, outer, found)
        if report is not None:
            found.append(report)
    return [_before_aside(report, found[at + 1 : at + 4]) for at, report in enumerate(found)]


def _before_aside(report: Report, later: Sequence[Report]) -> Report:
    """ "She answered that A, the clerk said": A ends before the clerk, who reports all of it."""
    if len(report.parts) != 1:
        return report
    start, end = report.parts[0]
    for other in later:
        held = other.parts and other.parts[0][0] <= report.clause[0] and other.within == report.within
        if held and start < other.clause[0] < end and other.clause[0] - 2 > start:
            return msgspec.structs.replace(report, parts=((start, other.parts[0][1]),))
    return report


def _is_noun(words: Words, at: int) -> bool:
    if words.tagged:
        return words.pos(at) in ("NOUN", "PROPN")
    return at > 0 and words.lower[at - 1] in (
        "the",
        "a",
        "an",
        "'s",
        "’s",
        "his",
        "her",
        "their",
        "this",
        "that",
        "its",
    )


def _verb(words: Words, at: int, frames: frozenset[Frame], cover: Cover, found: list[Report]) -> Report | None:
    lower = words.lower
    if (
        words.tagged
        and words.pos(at) not in ("VERB", "AUX")
        and not ("say" in frames and words.pos(at) not in ("NOUN", "PROPN", "ADP", "SCONJ"))
    ):
        return None
    if not words.tagged and at and lower[at - 1] in ("the", "a", "an", "of", "'s", "’s", "this"):
        return None
    floor, ceiling, within = window(words, at, cover)
    if found and found[-1].within == within and found[-1].cue[0] < words.starts[at] < found[-1].cue[1]:
        return None  # the "saying" of "quoted as saying"
    cue_last = at
    if (
        lower[at] in ("call", "calls", "called", "calling")
        and at + 1 < ceiling
        and lower[at + 1] in ("on", "for", "upon")
    ):
        cue_last, frames = at + 1, frozenset({"direct" if lower[at + 1] != "for" else "express"})
    elif lower[at] in ("point", "points", "pointed", "pointing", "put", "puts", "putting"):
        follower = lower[at + 1] if at + 1 < ceiling else ""
        if follower not in ("out", "it"):
            return None
        cue_last = at + 1
    elif lower[at] in _WANT:
        if lower[at + 1 : at + 3] != ["to", "know"]:
            return None
        cue_last = at + 2
    elif lower[at] in _LET:
        known = next((k for k in range(at + 1, min(ceiling, at + 10)) if lower[k] in _KNOWN), None)
        if known is None:
            return None
        cue_last = known
    passive = _passive(words, at, floor)
    if passive and lower[at + 1 : at + 3] == ["to", "have"] and lower[at + 3 : at + 4] and lower[at + 3] in VERBS:
        return None  # "is said to have observed that …"
    rule = "subject-of-cue"
    quoted = _as_saying(words, at, ceiling) if passive and lower[at] in _QUOTED else 0
    if not passive and lower[at] in _QUOTING and (saying := _as_saying(words, at, ceiling)):
        source, cue_last, frames = sources.after(words, at, ceiling), saying, frozenset({"say"})
    elif quoted:
        source = sources.before(words, at, floor)
        cue_last, passive = quoted, False
    elif passive:
        source = _agent(words, at, ceiling)
        if source is None and "name" not in frames:
            source = None
    else:
        source = _subject(words, at, floor, within, found, cover)
    inverted = False
    if source is None and not passive and contents.follows_content(words, at, floor):
        source = sources.after(words, cue_last, ceiling)
        inverted = source is not None
    if quoted:
        frames = frozenset({"say"})
    if source is None and within is not None and _opens_stretch(words, at, cover.marks[within]):
        place = words.token_before(cover.marks[within].outer[0])
        source = sources.before(
            words, place, max(words.token_at(words.sentence(cover.marks[within].outer[0])[0]), place - 60)
        )
    if source is not None and not inverted:
        source = _past_verbs(words, source)
    hedged = hedge(words, at, floor)
    shape = contents.of_verb(words, at, cue_last, frames, source, inverted, passive, floor, ceiling)
    if shape.rule == "as-said":
        rule = "as-said"
    own = source is not None and is_author(words, source)
    score = shape.score
    if hedged:
        score -= 0.45
    if source is None and not (passive and shape.rule == "question"):
        score -= 0.35
    thing = source is not None and is_thing(words, at, source)
    if thing:
        score -= 0.45
    if "weak" in frames and "say" not in frames and shape.rule not in ("directive", "accusation", "as-said"):
        score -= 0.2 if source is not None and is_document(words, source) else 0.35
    if shape.rule == "expressed" and words.lower[words.token_at(shape.parts[0][0])] == "to":
        cue_last = words.token_at(shape.parts[0][0]) - 1  # "expressed readiness"
    first = min(at, source[0]) if source else at
    last = max(cue_last, source[1]) if source and inverted else cue_last
    return Report(
        cue=words.span(at, cue_last),
        frames=frames,
        source=words.span(*source) if source else None,
        parts=shape.parts,
        clause=words.span(first, last),
        rule=rule,
        score=score,
        within=within,
        own=own,
        shape=shape.rule,
        hedge=hedged,
        thing=thing,
    )


def _past_verbs(words: Words, source: tuple[int, int]) -> tuple[int, int]:
    """The source behind a verb of saying that stands in it: "Grey said [the note] saying …"."""
    for at in range(source[1] - 1, source[0], -1):
        if "say" in VERBS.get(words.lower[at], ()) and words.pos(at) == "VERB" and not words.lower[at].endswith("ing"):
            return at + 1, source[1]
    return source


_WANT = listed("want wants wanted")
_LET = listed("let lets letting")
_KNOWN = listed("know known slip")
_QUOTING = listed("quote quotes quoted quoting cite cites cited citing")
_QUOTED = listed("quoted cited reported heard")


def _as_saying(words: Words, at: int, ceiling: int) -> int:
    """The token "saying" of "quoted (by the Courier) as saying"; 0 without one."""
    for left in range(at + 1, min(ceiling - 1, at + 20)):
        if words.lower[left] == "as" and words.lower[left + 1].endswith("ing") and words.lower[left + 1] in VERBS:
            return left + 1
    return 0


def _opens_stretch(words: Words, at: int, mark: Marked) -> bool:
    """Does the verb open the words in marks, so that its subject stands outside: X “long ago stated …”?"""
    first = words.token_at(mark.start)
    return at - first <= 3 and all(words.pos(place) in ("ADV", "AUX", "ADJ", "PART", "") for place in range(first, at))


def _subject(
    words: Words, at: int, floor: int, within: int | None, found: list[Report], cover: Cover
) -> tuple[int, int] | None:
    """The subject: the phrase beside the verb, in the parse's extent where the two agree; else climbing."""
    left = words.lower[at - 1] if at > floor else ""
    participle = words.lower[at].endswith("ing") and (left in _CONJOINED or not left or left == "by")
    second = left in _CONJOINED or words.lower[max(at - 2, floor)] == "and"
    beside = None if participle else sources.before(words, at, floor)
    if participle and (speaker := _spoke_before(words, at, floor, within, found)):
        return speaker
    if second and found and found[-1].source and found[-1].parts:
        last_end = found[-1].parts[-1][1]
        if 0 <= words.starts[at] - last_end <= 12:  # "X noted that … and questioned how …"
            source = found[-1].source
            return words.token_at(source[0]), words.token_before(source[1]) - 1
    token = words.subject(at) if words.parsed else None
    if token is not None and cover(words.starts[token.i]) != cover(words.starts[at]):
        token = None  # one of the two stands in marks, the other does not
    if beside is not None and cover(words.starts[beside[1]]) != cover(words.starts[at]):
        beside = None
    if (
        token is not None
        and floor <= token.i < at
        and token.pos_ != "DET"
        and token.lower_ not in ("who", "which", "that")
    ):
        first, last = max(words.phrase(token)[0], floor), min(words.phrase(token)[1], at - 1)
        while first < token.i and (
            words.lower[first] in sources.STOP
            or words.lower[first] in ("which", "whom")
            or words.pos(first) in _NO_START
        ):
            first += 1
        if beside is None:
            perfect = words.lower[max(at - 2, 0) : at] == ["to", "have"]
            if participle or second or perfect or token.head.i == at:
                return first, last
        elif beside[0] <= token.i <= beside[1]:
            return min(first, beside[0]) if token.i - first < 12 else beside[0], max(beside[1], last)
        elif token.i < beside[0] <= token.right_edge.i and words.pos(token.i) in ("NOUN", "PROPN", "PRON"):
            return first, last
    if beside is None and at > floor and (participle or second):
        return _spoke_before(words, at, floor, within, found)
    return beside


def _passive(words: Words, at: int, floor: int) -> bool:
    """ "was said", "as stated by": a participle after a form of "be", or with "by" and no subject."""
    if not words.lower[at].endswith(("ed", "d", "n", "t", "ten", "told")):
        return False
    if words.parsed and any(child.dep_ in ("aux:pass", "auxpass") for child in words.doc[at].children):
        return True
    left = at - 1
    while left >= floor and (words.lower[left].endswith("ly") or words.lower[left] in ("also", "not", "been", "being")):
        if words.lower[left] in ("been", "being"):
            return True
        left -= 1
    if left < floor:
        return False
    if words.lower[left] in ("is", "was", "are", "were", "be", "'s", "’s"):
        return words.lower[left] not in ("'s", "’s")
    return words.lower[left] == "as" or (at + 1 < len(words) and words.lower[at + 1] == "by")


def _agent(words: Words, at: int, ceiling: int) -> tuple[int, int] | None:
    for by in range(at + 1, min(ceiling, at + 14)):
        if words.lower[by] == "by":
            return sources.after(words, by, ceiling)
        if words.lower[by] in (",", ";", ".", "that"):
            return None
    return None
