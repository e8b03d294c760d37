"""Candidate pairs: which holder and which target a cue joins, with the words that show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from inquit.record import Actor, Span
from inquit.stances.features.cue import Cue, Flag
from inquit.stances.features.standing import NEGATIONS
from inquit.stances.features.words import Tree
from inquit.stances.referents import Referent, Referents
from inquit.stances.voices import Voice, Voices
from inquit.stances.weighing import Signal

MAX_HOLDERS, MAX_TARGETS, MAX_PAIRS = 3, 4, 24  # of a cue, of a cue, of a sentence
# What cannot take a side.
THINGS = frozenset({"LOC", "FAC", "EVENT", "PRODUCT", "DATE", "TIME", "LANGUAGE", "MONEY", "QUANTITY"})
SHOWN = frozenset({"aux", "aux:pass", "auxpass", "neg", "cop"})


class Pair(msgspec.Struct, frozen=True):
    """A holder and a target in one sentence, joined by `signals`; `start, end`: the characters that show them.

    `named`, `aimed`: where the holder (None: who speaks there) and the target are named.
    """

    holder: str
    target: str
    quotation: str | None
    start: int
    end: int
    signals: tuple[Signal, ...]
    named: Span | None = None
    aimed: Span = (0, 0)


class Pairs:
    """Makes pairs of cues. `actors` by id."""

    def __init__(self, referents: Referents, voices: Voices, actors: Mapping[str, Actor], starts: list[int]) -> None:
        self._referents, self._voices, self._actors, self._starts = referents, voices, actors, starts
        self.named = referents.named

    def of(self, cues: Iterable[Cue], tree: Tree | None, ends: list[int]) -> list[Pair]:
        """The pairs of one sentence, one for each (holder, target, quotation), in the order of their evidence.

        `ends`: the character after each token.
        """
        found: dict[tuple[str, str, str | None], Pair] = {}
        joined: set[int] = set()
        for cue in cues:
            if "surface" in cue.flags and cue.trigger in joined:
                continue  # the parse knew better
            for pair in self._pairs(cue, tree, ends):
                joined.add(cue.trigger)
                key = (pair.holder, pair.target, pair.quotation)
                if key in found:
                    found[key] = _joined(found[key], pair)
                elif len(found) < MAX_PAIRS:
                    found[key] = pair
        return sorted(found.values(), key=lambda pair: (pair.start, pair.end, pair.holder, pair.target))

    def _pairs(self, cue: Cue, tree: Tree | None, ends: list[int]) -> list[Pair]:
        voice = self._voices.at(self._starts[cue.trigger])
        if voice.silent:
            return []
        targets = self._targets(cue, tree)
        pairs = []
        for holder, quotation, said, flags in self._holders(cue, voice, tree):
            for target in targets[:MAX_TARGETS]:
                if self._same(holder, target.id) or (said is not None and said.id == target.id):
                    continue
                if said is not None and cue.via.endswith("-") and said.first <= cue.trigger <= said.last:
                    continue  # "anti-Y resolutions" hold no stance; who adopts them does
                if cue.holders is None and target.first <= cue.trigger <= target.last:
                    continue  # the word only names the target: "separatist movements"
                if quotation is not None and self._voices.at(target.start).quotation != quotation:
                    continue
                start, end = self._evidence(cue, said, target, tree, ends)
                extra: tuple[Flag, ...] = ("possessed",) if target.possessed else ()
                signal = Signal(cue.sign, cue.strength, cue.via, (*cue.flags, *flags, *extra))
                named = (said.start, said.end) if said is not None else None
                aimed = target.start, target.end
                pairs.append(Pair(holder, target.id, quotation, start, end, (signal,), named, aimed))
        return pairs

    def _targets(self, cue: Cue, tree: Tree | None) -> list[Referent]:
        for frame in cue.frames:
            found: dict[str, Referent] = {}
            for at in frame:
                here = [one for one in self._referents.target(at, tree) if one.topic or "topical" not in cue.flags]
                if not here and (tree is None or tree.dep[at] in ("amod", "compound") or at == cue.trigger):
                    here = self._referents.adjectival(at)
                for referent in here:
                    found.setdefault(referent.id, referent)
            if found:
                return list(found.values())
        return []

    def _holders(
        self, cue: Cue, voice: Voice, tree: Tree | None
    ) -> list[tuple[str, str | None, Referent | None, tuple[Flag, ...]]]:
        """(holder, quotation, the words that name the holder, flags)"""
        spoken = [(voice.holder, voice.quotation, None, ())] if voice.holder is not None else []
        if cue.holders is None:
            return list(spoken)
        found: dict[str, tuple[str, str | None, Referent | None, tuple[Flag, ...]]] = {}
        for at in cue.holders[:MAX_TARGETS]:
            if self._referents.first_person(at, tree):
                return list(spoken)
            for referent in self._referents.holder(at, tree)[:1]:
                actor = self._actors.get(referent.id)
                if actor is None or actor.label in THINGS:
                    continue
                other = voice.quotation is not None and voice.holder != referent.id
                flags: tuple[Flag, ...] = ("reported",) if other else ()
                if flags and "deed" in cue.flags:
                    flags = ("hearsay",)  # a speaker's accusation shows no stance of the accused
                found.setdefault(referent.id, (referent.id, None, referent, flags))
        if "deontic" in cue.flags:  # "X should support Y": the wish of whoever says so
            return list(spoken)
        return list(found.values())[:MAX_HOLDERS]

    def _same(self, holder: str, target: str) -> bool:
        """Is one the other, a part of it or its representative?"""
        if holder == target:
            return True
        one, other = self._actors.get(holder), self._actors.get(target)
        if one is None or other is None:
            return False
        linked = (one.represents, *one.members), (other.represents, *other.members)
        return target in linked[0] or holder in linked[1]

    def _evidence(
        self, cue: Cue, holder: Referent | None, target: Referent, tree: Tree | None, ends: list[int]
    ) -> tuple[int, int]:
        tokens = [cue.trigger, *cue.others, target.first, target.last]
        if holder is not None:
            tokens += [holder.first, holder.last]
        elif cue.holders:
            tokens += cue.holders[:1]
        for frame in cue.frames:
            tokens += [at for at in frame if target.possessed and at < target.first]
        if tree is not None:
            children = tree.children(cue.trigger)
            tokens += [one for one in children if tree.dep[one] in SHOWN or tree.lower[one] in NEGATIONS]
            low, high = tree.start, tree.end - 1
            tokens = [min(max(at, low), high) for at in tokens]
        return self._starts[min(tokens)], ends[max(tokens)]


def _joined(one: Pair, other: Pair) -> Pair:
    return msgspec.structs.replace(
        one,
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        signals=one.signals + other.signals,
    )
