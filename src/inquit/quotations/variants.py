"""Where the rules and the encoder see one attribution: whose words stand; and what only the encoder sees."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from inquit.layers import Scored
from inquit.linguistics.quotation_marks import Marked
from inquit.quotations.clauses import CLOSERS, OPENERS, QUESTION, is_clause, tidy
from inquit.quotations.hedges import hedge
from inquit.quotations.lexicon import NOUNS, SILENT, VERBS, Frame
from inquit.quotations.proposals import Proposal
from inquit.quotations.report import Report, is_author, is_document, is_thing
from inquit.quotations.sources import trimmed
from inquit.quotations.windows import Cover
from inquit.quotations.words import Words
from inquit.record import Span

_SURE = 0.45  # of a content of the encoder, to say where a clause ends
_FIRM = 0.7  # of a source of the encoder, to stand against another one
_OPENERS = frozenset({"whether", "if", "to", "how", "why"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_CUES = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", ""})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NEAR = 120  # characters from a source to its cue within one clause
_ENDED = frozenset({"that", "bare", "question", "directive"})  # shapes whose end the encoder knows better


def joined(
    words: Words, marks: Sequence[Marked], reports: Sequence[Report], proposals: Sequence[Proposal]
) -> list[Report]:
    """The reports, by cue, with the encoder's sources and ends of clauses, and those cues that only the encoder has."""
    cover = Cover(marks)
    found = list(reports)
    cues = [report.cue[0] for report in found]
    added: list[Report] = []
    for proposal in proposals:
        source = words.text[proposal.source.start : proposal.source.end].lower() if proposal.source else ""
        inside = proposal.source is not None and cover(proposal.source.start) != cover(proposal.cue.start)
        if inside or source in _RELATIVE or source.endswith(("’s", "'s")):
            proposal = msgspec.structs.replace(proposal, source=None)
        at = _same_cue(found, cues, proposal.cue)
        if at is not None:
            found[at] = _mended(words, found[at], proposal, marks, cues)
        else:
            report = _made(words, proposal, cover, marks)
            if report is not None:
                added.append(report)
    return sorted((*found, *added), key=lambda report: report.cue)


def _same_cue(reports: Sequence[Report], cues: Sequence[int], cue: Scored) -> int | None:
    """The report whose cue the encoder's one overlaps; of several the last that has a content."""
    low, high = max(0, bisect_left(cues, cue.start) - 1), bisect_left(cues, cue.end)
    touching = [at for at in range(low, high) if reports[at].cue[1] > cue.start]
    return max(touching, key=lambda at: (bool(reports[at].parts), at)) if touching else None


def _clauses(words: Words, proposal: Proposal, marks: Sequence[Marked]) -> list[tuple[Span, float]]:
    """The contents that are reported clauses, not the words in marks alone, tidied, each with its score."""
    found = []
    for one in proposal.contents:
        first, stop = words.token_at(one.start), words.token_before(one.end)
        if first >= stop or (words.lower[first] in OPENERS and words.lower[stop - 1] in CLOSERS):
            continue
        for start, end in tidy(words, first, stop):
            found.append((whole(start, end, marks), one.score))
    return found


def whole(start: int, end: int, marks: Sequence[Marked]) -> Span:
    """The span grown so that it holds the marks of a stretch on both sides, if it holds most of the stretch."""
    high = bisect_left(marks, end, key=lambda mark: mark.start)
    for mark in marks[max(0, high - 3) : high]:
        left, right = mark.outer
        if mark.depth or not mark.open or not mark.close:
            continue
        if start <= left < end < right and end > mark.start + (mark.end - mark.start) // 2:
            end = right
        elif left < start < mark.end and start - left <= 2 and end >= mark.end:
            start = left
    return start, end


def _made(words: Words, proposal: Proposal, cover: Cover, marks: Sequence[Marked]) -> Report | None:
    """A report that only the encoder sees; None for what is no act of saying."""
    cue = proposal.cue
    first, last = words.token_at(cue.start), max(words.token_before(cue.end) - 1, words.token_at(cue.start))
    inside = range(first, min(last, first + 8) + 1)
    verb = next((at for at in inside if words.lower[at] in VERBS and words.pos(at) not in ("NOUN", "PROPN")), first)
    frames: set[Frame] = set()
    for at in inside:
        frames |= VERBS.get(words.lower[at], frozenset())
        if words.lower[at] in NOUNS:
            frames.add("noun")
    if any(words.lower[at] in SILENT for at in inside):
        return None
    if words.lower[last + 1 : last + 3] == ["to", "have"] or not any(words.pos(at) in _CUES for at in inside):
        return None  # "is said to have observed"; "to"
    source = trimmed(words, (proposal.source.start, proposal.source.end)) if proposal.source else None
    inner = (words.token_at(source[0]), words.token_before(source[1]) - 1) if source else None
    own = inner is not None and is_author(words, inner)
    thing = inner is not None and is_thing(words, verb, inner)
    negated = any(words.lower[at] in _NEGATIONS for at in inside)
    hedged = "negated" if negated else hedge(words, verb, max(0, verb - 6))
    parts = tuple(part for part, _ in _clauses(words, proposal, marks) if _is_said(words, part, frames, cue))[:1]
    if "direct" in frames:
        parts = tuple(_from_to(words, part) for part in parts)
    score = 0.7 if frames & {"say", "direct", "accuse", "noun", "phrase"} else 0.55
    score -= 0.45 * bool(hedged) + 0.3 * thing + 0.3 * (source is None)
    if not frames and cue.score < 0.5:
        score -= 0.1
    within = cover(cue.start)
    if within is not None and cover.marks[within].flags:
        within = None
    near = source is not None and max(source[0] - cue.end, cue.start - source[1]) < _NEAR
    clause = (min(source[0], cue.start), max(source[1], cue.end)) if source and near else (cue.start, cue.end)
    if not frames:
        frames.add("manner")
    return Report(
        (cue.start, cue.end), frozenset(frames | ({"weak"} if parts else set())), source, parts, clause,
        "subject-of-cue", max(score, 0.0), within, own, "encoder", hedged, thing,
    )  # fmt: skip


def _is_said(words: Words, part: Span, frames: set[Frame], cue: Scored) -> bool:
    """Whether a content is a proposition, a question or a request, not a topic ("the borders")."""
    first, stop = words.token_at(part[0]), words.token_before(part[1])
    left = words.lower[first - 1] if first else ""
    if part[0] < cue.start:
        return is_clause(words, first, stop)
    if left == "that":
        return True
    if not frames or frames == {"manner"}:
        return False  # "touched upon what …", "are referring to …"
    if words.lower[first] in QUESTION:
        return True
    tried = range(first, min(stop, first + 10))
    if any(words.lower[at] == "to" and words.pos(at + 1) in ("VERB", "AUX") for at in tried):
        return bool(frames & {"direct", "say", "express"})
    return is_clause(words, first, stop)


def _from_to(words: Words, part: Span) -> Span:
    """A request without whom it is made to: "[the parties] to withdraw"."""
    first, stop = words.token_at(part[0]), words.token_before(part[1])
    for at in range(first, min(stop - 1, first + 12)):
        if words.lower[at] == "to" and words.pos(at + 1) in ("VERB", "AUX"):
            return words.starts[at], part[1]
        if words.pos(at) in ("VERB", "AUX") or words.lower[at] in (",", "that"):
            break
    return part


def _mended(words: Words, report: Report, proposal: Proposal, marks: Sequence[Marked], cues: Sequence[int]) -> Report:
    """The rule's report with what the encoder knows better."""
    changes: dict[str, object] = {}
    source = trimmed(words, (proposal.source.start, proposal.source.end)) if proposal.source else None
    quoting = words.text[report.cue[0] : report.cue[1]].endswith(" as saying")
    if source is not None and proposal.source is not None and source != report.source and not quoting:
        mine = report.source
        overlap = mine is not None and source[0] < mine[1] and mine[0] < source[1]
        if mine is None or overlap or proposal.source.score >= _FIRM:
            inner = words.token_at(source[0]), words.token_before(source[1]) - 1
            verb = words.token_at(report.cue[0])
            thing = is_thing(words, verb, inner)
            changes |= {"source": source, "own": is_author(words, inner), "thing": thing}
            score = report.score + 0.35 * (mine is None) + 0.45 * (report.thing - thing)
            if mine is None and "weak" in report.frames and is_document(words, inner):
                score += 0.15
            changes["score"] = min(score, 0.9)
            low, high = min(source[0], report.clause[0]), max(source[1], report.clause[1])
            if high - low < 2 * _NEAR:
                changes["clause"] = low, high
    theirs = [(part, score) for part, score in _clauses(words, proposal, marks) if part[0] >= report.cue[1]]
    if not report.parts:
        said = [part for part, _ in theirs if _is_said(words, part, set(report.frames), proposal.cue)]
        if said:
            if "direct" in report.frames:
                said = [_from_to(words, part) for part in said]
            changes |= {"parts": tuple(said[:1]), "shape": "encoder"}
    elif len(report.parts) == 1 and report.shape in _ENDED:
        start, end = report.parts[0]
        for part, score in theirs:
            if score >= _SURE and part[0] <= start + 3 and start < part[1] and part[1] != end:
                if end < part[1] and bisect_left(cues, end) < bisect_left(cues, part[1]):
                    break  # where the rule saw another clause of reporting
                changes["parts"] = ((start, part[1]),)
                break
            if score >= _SURE and start < part[0] < part[1] and words.text[start : part[0]].count(" ") <= 12:
                opener = words.token_at(part[0])
                if words.lower[opener] in _OPENERS or words.lower[opener - 1] == "that":
                    changes["parts"] = (part,)
                    break
    return msgspec.structs.replace(report, **changes) if changes else report
