"""All cues of one sentence: by its parse, or by word order where there is none."""

from __future__ import annotations

import msgspec

from inquit.stances.features.acts import find_acts
from inquit.stances.features.appraisal import find_appraisals
from inquit.stances.features.cue import Cue
from inquit.stances.features.lexicon import Lexicon
from inquit.stances.features.standing import question
from inquit.stances.features.surface import find_plain, find_surface
from inquit.stances.features.words import Tree, Words


def triggers(words: Words, lexicon: Lexicon) -> list[int]:
    """The tokens that may start a cue, ascending. Most sentences have none and need no further look."""
    acts, appraisals = lexicon.acts, lexicon.appraisals
    return [
        at
        for at, word in enumerate(words.lower)
        if word in acts or word in appraisals or word.startswith(("anti", "pro-", "pro\u2011")) or word == "pro"
    ]


def find_cues(words: Words, start: int, end: int, lexicon: Lexicon, named: dict[int, int]) -> list[Cue]:
    """The cues of the sentence of tokens `[start, end)`, by trigger; those by word order after those by the parse.

    `named`: first token → last token of everything named there, for word order.
    """
    if not words.parsed:
        return list(find_surface(words, start, end, lexicon, named))
    tree = Tree(words, start, end)
    acts, appraisals = list(find_acts(tree, lexicon)), list(find_appraisals(tree, lexicon))
    deeds = {cue.trigger for cue in appraisals if tree.pos[cue.trigger] == "VERB"}
    directed = {cue.trigger for cue in acts} - deeds  # "hostile to Y" is no appraisal of the hostile
    cues = [msgspec.structs.replace(cue, flags=(*cue.flags, "deed")) if cue.trigger in deeds else cue for cue in acts]
    cues += [cue for cue in appraisals if cue.trigger not in directed]
    if question(tree):
        cues = [msgspec.structs.replace(cue, flags=(*cue.flags, "question")) for cue in cues]
    return sorted(cues, key=lambda cue: cue.trigger) + list(find_plain(words, start, end, lexicon, named))
