"""One name, one label: the encoder's labels compared over the whole document and with the tables of what is known.

Also finds again what the encoder saw in one place and missed in another. Every step is linear in the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from inquit.actors.gazetteer import Known, gazetteer
from inquit.actors.name_words import common_words, given_names, heads
from inquit.actors.names import Name
from inquit.actors.offices import office_words
from inquit.actors.spans import Found, form, found_names
from inquit.actors.words import Words
from inquit.layers import Scored
from inquit.record import Label

CLEARLY = 1.5  # a label holds for the whole document when its votes are so many times those of the next
SURE = 0.8
_NATIONS = frozenset(["country", "capital", "adjective", "people"])
_TITLES = frozenset(
    ["president", "minister", "chancellor", "premier", "senator", "king", "queen", "prince", "princess", "pope",
     "general", "ambassador", "secretary", "emperor", "governor"]
)  # fmt: skip
# Under it a name is more often none than one; by encoders cross-fitted over two halves of Universal NER's train texts.
_LEAST: dict[Label, float] = {"PERSON": 0.45, "LOC": 0.4, "FAC": 0.5, "ORG": 0.5}
_DEMONYMS = ("ish", "ese", "ian", "ians", "an", "ans", "n", "ns", "er", "ers")
_REALMS = frozenset(
    ["kingdom", "duchy", "republic", "principality", "government", "governments", "subjects", "people", "capital",
     "court", "parliament", "ministers", "minister", "ambassador", "envoy", "delegate", "delegation", "king", "prince"]
)  # fmt: skip
_FOUND_AGAIN = frozenset(["PERSON", "ORG", "GPE", "NORP", "LOC", "LAW", "EVENT", "FAC"])


def names_of(words: Words, encoded: Iterable[Scored]) -> list[Name]:
    """The names and values of a document from what the encoder found, in text order, not overlapping."""
    found, numbers = found_names(words, encoded)
    forms = [form(words, name.first, name.stop) for name in found]
    surnames = _surnames(words, found)
    votes = _votes(words, found, forms, surnames)
    for name, text in zip(found, forms, strict=True):
        _settle(name, text, votes[text], surnames)
    found = _again(words, *_likely(found, forms))
    names = [Name(_start(words, one), _end(words, one), one.label, round(one.score, 3)) for one in found]
    return sorted([*names, *numbers], key=lambda name: (name.start, -name.end))


def _likely(found: Sequence[Found], forms: Sequence[str]) -> tuple[list[Found], list[str]]:
    """The names that are rather names than not, in one place of the document or by the tables, and their forms."""
    best: dict[str, float] = {}
    for name, text in zip(found, forms, strict=True):
        best[text] = max(best.get(text, 0.0), name.score)
    known = gazetteer()
    kept = [
        at
        for at, (name, text) in enumerate(zip(found, forms, strict=True))
        if best[text] >= _LEAST.get(name.label, 0.0) or known.get(text) is not None
    ]
    return [found[at] for at in kept], [forms[at] for at in kept]


def _start(words: Words, name: Found) -> int:
    """Where a name begins, with the bracket of a part that an editor added: "[Ruben] Vardanyan"."""
    start, end = words.start[name.first], words.end[name.stop - 1]
    closes = words.source.find("]", start, end)
    added = start and words.source[start - 1] == "[" and closes > 0 and "[" not in words.source[start:closes]
    return start - 1 if added else start


def _end(words: Words, name: Found) -> int:
    """Where a name ends, with its own full stop, or the bracket that closes one inside it: "resolution 242 (1967)"."""
    start, end = words.start[name.first], words.end[name.stop - 1] + name.stopped
    return end + (words.source[end : end + 1] == ")" and "(" in words.source[start:end])


def _surnames(words: Words, found: Sequence[Found]) -> set[str]:
    """The last words of the persons' full names."""
    return {
        words.text[name.stop - 1]
        for name in found
        if name.label == "PERSON" and name.stop - name.first > 1 and name.score >= 0.5
    }


def _votes(
    words: Words, found: Sequence[Found], forms: Sequence[str], surnames: set[str]
) -> dict[str, dict[Label, float]]:
    """Form → label → the sum of the scores, with what the words beside a name say."""
    votes: dict[str, dict[Label, float]] = defaultdict(lambda: defaultdict(float))
    honorifics = office_words().honorifics
    for name, text in zip(found, forms, strict=True):
        votes[text][name.label] += name.score
        before = words.lower[name.first - 1] if words.joined(name.first) else ""
        if name.titled or before in honorifics:
            votes[text]["PERSON"] += 1
        elif _introduced(words, name, before):
            votes[text]["PERSON"] += 1.5
    places: dict[str, float] = defaultdict(float)
    for name, text in zip(found, forms, strict=True):
        if name.titled:
            surnames = surnames | {text}
        elif name.stop - name.first == 1:
            places[text] += _place(words, name)
    written = set(words.text)
    for text, labels in votes.items():
        if text in surnames:
            labels["PERSON"] += 2
            continue
        if len(text) > 3 and " " not in text and any(text + ending in written for ending in _DEMONYMS):
            places[text] += 3
        if (
            places[text] and max(labels, key=lambda label: (labels[label], label)) != "ORG"
        ):  # what the text does with a name says more than how it sounds
            labels["GPE"] += places[text]
            labels["PERSON"] *= 0.5
    return votes


def _place(words: Words, name: Found) -> float:
    """How much the words before a name of one word say that it is a place's: "in Sarn", "the Duchy of Sarn"."""
    at = name.first
    if not words.joined(at) or words.possessive[at]:
        return 0.0
    before = words.lower[at - 1]
    if before == "in":
        return 3.0
    if before != "of" or at < 2:
        return 0.0
    of = words.text[at - 2]
    return 3.0 if of.lower() in _REALMS or (of[0].isupper() and of.lower() not in office_words().heads) else 0.0


def _introduced(words: Words, name: Found, before: str) -> bool:
    """Whether a person's title stands before the name ("President Ford"), or ", who" after a given name."""
    if before in _TITLES and words.text[name.first - 1][0].isupper():
        return words.text[name.stop - 1] not in heads()
    after = name.stop
    follows = after < len(words) and words.lower[after] == "who" and words.gap(after) == ", "
    return follows and words.text[name.first] in given_names()


def _settle(name: Found, text: str, votes: dict[Label, float], surnames: set[str]) -> None:
    """Give one name the label that the document and the tables agree on."""
    known = gazetteer().get(text)
    if known is not None:
        name.label = _by_table(name, known, votes, text in surnames)
        return
    best, *others = sorted(votes, key=lambda label: (-votes[label], label))
    if name.label != best and votes[best] >= CLEARLY * votes[others[0]]:
        total = sum(votes.values())
        name.label, name.score = best, min(name.score, votes[best] / total)


def _by_table(name: Found, known: Known, votes: dict[Label, float], surname: bool) -> Label:
    """The table's label, unless the encoder means a person or, for "speaks French", a language."""
    if name.label == known.label:
        return known.label
    if name.label == "LANGUAGE" and known.kind == "adjective":
        return "LANGUAGE"
    if name.label == "PERSON" and (surname or name.titled):
        return "PERSON"
    if known.kind in _NATIONS or " " in known.name:
        return known.label
    others = sum(score for label, score in votes.items() if label != "PERSON")
    return "PERSON" if votes.get("PERSON", 0.0) > CLEARLY * others else known.label


def _again(words: Words, found: list[Found], forms: Sequence[str]) -> list[Found]:
    """The names, and those places where a name that was surely found elsewhere, or a nation, was missed."""
    sure: dict[str, dict[tuple[str, ...], Found]] = defaultdict(dict)
    for name, text in zip(found, forms, strict=True):
        single = name.stop - name.first == 1
        if name.label not in _FOUND_AGAIN or name.score < SURE or not text[0].isupper():
            continue
        if single and (len(text) < 3 or text.lower() in common_words()):
            continue
        parts = tuple(text.split(" "))
        sure[parts[0]].setdefault(parts, name)
    merged: list[Found] = []
    at, written = 0, words.text
    for name in [*found, Found(len(words), len(words), "ORG", 0)]:
        while at < name.first:
            word = written[at]
            if word[0].isupper():
                more = _missed(words, at, name.first, sure.get(word))
                if more:
                    merged.append(more)
                    at = more.stop
                    continue
            at += 1
        merged.append(name)
        at = name.stop
    return merged[:-1]


def _missed(words: Words, at: int, stop: int, sure: dict[tuple[str, ...], Found] | None) -> Found | None:
    """A known name at word `at`, before word `stop`, that no capitalised neighbour may be a part of."""
    chosen: Found | None = None
    for parts in sorted(sure or (), key=len, reverse=True):
        end = at + len(parts)
        if end <= stop and tuple(words.text[at:end]) == parts and all(map(words.joined, range(at + 1, end))):
            model = (sure or {})[parts]
            chosen = Found(at, end, model.label, 0.6)
            break
    if chosen is None:
        known = gazetteer().longest(words, at, stop)
        if known and known[0].kind in _NATIONS and len(words.text[at]) > 2:
            chosen = Found(at, known[1], known[0].label, 0.6)
    if chosen is None or _beside_capital(words, chosen):
        return None
    return chosen


def _beside_capital(words: Words, name: Found) -> bool:
    """Whether a capitalised word beside the name, not a title, may make a longer name with it."""
    titles = office_words()
    before, after = name.first - 1, name.stop
    if words.joined(name.first) and words.text[before][0].isupper() and not words.possessive[before]:
        low = words.lower[before]
        if (low not in titles.honorifics and low not in titles.heads and not words.initial(before)) or (
            words.text[before] in given_names()
        ):
            return True
    if name.label == "NORP" or words.possessive[name.stop - 1] or not words.joined(after):
        return False
    return words.text[after][0].isupper() and words.lower[after] not in titles.heads | titles.modifiers
