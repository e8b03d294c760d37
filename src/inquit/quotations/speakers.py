"""The spaCy component `inquit_speakers`: from the words that name a speaker to an actor.

It reads quotations, mentions and actors, and adds actors only for documents, unnamed people and those who speak as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from inquit import layers
from inquit.errors import SettingsError
from inquit.quotations.candidates import Before, Candidate, Kind, candidates, clue
from inquit.quotations.cast import Cast
from inquit.quotations.certainty import SIEVES, Found, Weighing
from inquit.quotations.continuity import both, goes_on, it, other
from inquit.quotations.heads import actor_of, past_terms
from inquit.quotations.lexicon import listed
from inquit.quotations.portraits import Portraits
from inquit.record import Block, Quotation, Span

_PERSONAL = listed("he she his her him")
_OPENS = re.compile(r"\n\s*[^\w\s]*\Z")  # only a mark stands between the paragraph's beginning and the words
_FIRST = listed("i we our my us me")
_PRONOUNS = _FIRST | _PERSONAL | listed("it they who which that their this these those")
OVERRULED = 0.7  # of the ranker's choice, to stand against another answer of the rules
_FAR = 1500  # characters back to a speaker whom a pronoun may still mean


class Speakers:
    """Sets the speaker, `via` and `score` of each quotation.

    A speaker that is right with a probability under `threshold` (0..1) is left null. `score` is the probability that
    this is a quotation and, where it has a speaker, that the speaker is right.
    """

    def __init__(self, *, threshold: float = 0.4, weighing: Weighing | None = None) -> None:
        self.threshold = threshold
        self.weighing = weighing or Weighing()

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the speakers of one document."""
        quotations: tuple[Quotation, ...] = doc._.quotations
        if not quotations:
            return doc
        mentions, actors = doc._.mentions, doc._.actors
        cast = Cast(doc.text, mentions, actors)
        doc._.quotations = self._resolve(doc, quotations, cast)
        if cast.added:
            doc._.mentions = tuple(sorted((*mentions, *cast.added), key=lambda mention: (mention.start, mention.end)))
        if cast.added or cast.renamed:
            doc._.actors = tuple(cast.actors.values())
        return doc

    def _resolve(self, doc: Doc, quotations: tuple[Quotation, ...], cast: Cast) -> tuple[Quotation, ...]:
        blocks: tuple[Block, ...] = doc._.blocks
        portraits = Portraits(cast)
        found: dict[str, Quotation] = {}
        last: Quotation | None = None  # the last one outside others whose speaker is known
        spoke: list[str] = []
        first = next((one.start for one in quotations if one.via == "header"), 0)
        for quotation in quotations:
            parent = found.get(quotation.parent) if quotation.parent else None
            before = Before(spoke, last, parent.speaker if parent else None)
            known = set(cast.actors)
            if quotation.via == "header" and quotation.source is not None:
                speaker: Found | None = Found(
                    cast.header(quotation.source, first, portraits.epithets), "header", "name"
                )
            else:
                speaker = self._speaker(doc, quotation, parent, before, blocks, cast, portraits)
            done = msgspec.structs.replace(quotation, speaker=None)
            if speaker is not None:
                actor = cast.voice(speaker.actor) or speaker.actor
                speaker.made = actor not in known
                speaker.nested, speaker.joint = parent is not None, bool(cast.actors[actor].members)
                speaker.person = cast.label_of(actor) == "PERSON"
                certain = self.weigh(quotation, speaker, cast)
                if certain >= self.threshold:
                    via = f"nested {speaker.sieve}" if parent is not None else speaker.sieve
                    done = msgspec.structs.replace(
                        quotation, speaker=actor, via=via, score=round(quotation.score * certain, 3)
                    )
            found[done.id] = done
            if done.speaker is not None:
                spoke.append(done.speaker)
                if done.parent is None:
                    last = done
        return tuple(found.values())

    def weigh(self, quotation: Quotation, speaker: Found, cast: Cast) -> float:
        """How probably the speaker of a quotation is right (0..1)."""
        return self.weighing.certain(speaker, quotation.score)

    def rank(
        self, quotation: Quotation, kind: Kind, offered: Sequence[Candidate], cast: Cast
    ) -> tuple[str, float] | None:
        """Who of the candidates speaks, and how probably (0..1)."""
        return self.weighing.rank(kind, offered)

    def _speaker(
        self,
        doc: Doc,
        quotation: Quotation,
        parent: Quotation | None,
        before: Before,
        blocks: tuple[Block, ...],
        cast: Cast,
        portraits: Portraits,
    ) -> Found | None:
        """The speaker of one quotation: by a name in its source for sure, else whom the ranker prefers."""
        sieve = quotation.via if quotation.via in SIEVES else "unknown"
        if quotation.source is None:
            answer, head = _unsaid(cast.text, quotation, parent, before.last, blocks), ""
            sieve = "continued" if answer is not None else sieve
            if quotation.kind == "indirect" and answer is None and sieve != "encoder":
                return None
        else:
            answer, head = _by_rules(doc, quotation, quotation.source, parent, before.last, cast)
        if head == "name":
            return Found(answer, sieve, head) if answer is not None else None
        words = clue(quotation, cast)
        if words.new and answer is not None and cast.is_nameless(answer):
            return Found(answer, sieve, head)
        chosen = self.rank(quotation, words.kind, candidates(quotation, words, answer, cast, portraits, before), cast)
        if chosen is None:
            return None
        actor, probability = chosen
        if answer is not None and actor != answer and probability < OVERRULED:
            actor = answer
        agreed = actor == answer
        return Found(actor, sieve if agreed else "ranker", head, ranked=probability, agreed=agreed)


def _by_rules(
    doc: Doc, quotation: Quotation, source: Span, parent: Quotation | None, last: Quotation | None, cast: Cast
) -> tuple[str | None, str]:
    """(actor, kind of its head) of the words that name the speaker, as far as rules tell."""
    assert source is not None
    actor, head = actor_of(doc, source, cast)
    if (pair := both(source, cast, actor)) is not None:
        return pair, "nominal"
    if (
        actor is not None
        and parent is not None
        and actor == parent.speaker
        and (whom := other(quotation, parent, cast))
    ):
        actor, head = whom, "pronoun"
    if actor is None and (document := it(source, cast)) is not None:
        actor, head = cast.unnamed(document), "pronoun"
    on = goes_on(quotation, parent, last, cast)
    if on is not None:
        actor, head = on, "pronoun"
    if (actor is None or cast.is_nameless(actor)) and (known := cast.again(source, actor)):
        actor, head = known, "nominal"
    if actor is not None and cast.is_nameless(actor):
        cast.describe(actor, source)
    if actor is None and not _is_pronoun(cast.text, source):
        return cast.unnamed(past_terms(cast.text, source)), "nominal"
    return (actor, head) if actor is not None else (_by_pronoun(source, parent, last, cast), "pronoun")


def _is_pronoun(text: str, source: Span) -> bool:
    return text[source[0] : source[1]].casefold() in _PRONOUNS


def _by_pronoun(source: Span, parent: Quotation | None, last: Quotation | None, cast: Cast) -> str | None:
    """A pronoun that no mention resolves: the speaker of the quotation around it, or the last one to speak."""
    word = cast.text[source[0] : source[1]].casefold()
    if word in _FIRST:
        return parent.speaker if parent is not None else None
    near = last is not None and 0 <= source[0] - last.start < _FAR
    if word in _PERSONAL and near and last is not None and cast.label_of(last.speaker) == "PERSON":
        return last.speaker
    return None


def _unsaid(
    text: str, quotation: Quotation, parent: Quotation | None, last: Quotation | None, blocks: tuple[Block, ...]
) -> str | None:
    """No words name the speaker: the one who spoke just before goes on, in this paragraph or the next."""
    if quotation.kind == "indirect" or parent is not None or last is None or last.end > quotation.start:
        return None
    if quotation.cue is not None and quotation.via == "noun-cue":
        return None
    between = text[last.end : quotation.start]
    if len(between) > 700:
        return None
    breaks = between.count("\n\n") if not blocks else _breaks(blocks, last.end, quotation.start)
    opens = _OPENS.search(text[max(0, quotation.start - 6) : quotation.start])
    return last.speaker if breaks == 0 or (breaks == 1 and quotation.kind == "direct" and opens) else None


def _breaks(blocks: tuple[Block, ...], start: int, end: int) -> int:
    """How many paragraphs begin between two places; pull quotes do not count."""
    low, high = 0, len(blocks)
    while low < high:
        middle = (low + high) // 2
        if blocks[middle].start < start:
            low = middle + 1
        else:
            high = middle
    count = 0
    for block in blocks[low : low + 6]:
        if block.start > end:
            break
        count += block.kind != "pull_quote"
    return count


@Language.factory(
    "inquit_speakers",
    requires=["doc._.quotations", "doc._.actors", "doc._.mentions"],
    assigns=["doc._.quotations", "doc._.actors", "doc._.mentions"],
    default_config={"threshold": 0.4},
)
def make_speakers(nlp: Language, name: str, threshold: float) -> Speakers:
    """The component `inquit_speakers`. Raises SettingsError for a threshold outside 0..1."""
    if not 0.0 <= threshold <= 1.0:
        raise SettingsError(f"threshold is {threshold}, outside 0..1")
    layers.register()
    return Speakers(threshold=threshold)
