"""Issues that positions are taken on: those of the user's codebook, and noun phrases that come back in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from inquit.actors.lists import word_lists
from inquit.actors.words import plain
from inquit.record import Mention, Topic
from inquit.settings import Target

MOST = 20
_LONGEST = 4


def codebook_topics(text: str, targets: Sequence[Target]) -> list[Topic]:
    """A topic for each target, with the places that name it, in any case, at word boundaries."""
    topics = []
    for at, target in enumerate(targets):
        forms = sorted({target.name, *target.aliases} - {""}, key=lambda form: (-len(form), form))
        spans: tuple[tuple[int, int], ...] = ()
        if forms:
            pattern = re.compile("|".join(rf"(?<!\w){_loose(form)}(?!\w)" for form in forms), re.IGNORECASE)
            spans = tuple(match.span() for match in pattern.finditer(text))
        topics.append(Topic(f"t{at}", target.name, tuple(target.aliases), spans))
    return topics


def _loose(form: str) -> str:
    """A pattern for a form: any space, any hyphen, any apostrophe."""
    parts = (re.escape(part) for part in plain(form).split())
    return r"\s+".join(part.replace(r"\-", "[-‑–]").replace("'", "['’]") for part in parts)


Word = tuple[str, str, int, int, bool]  # in lower case, its lemma, start, end, is it a noun


def found_topics(
    doc: Doc,
    text: str,
    mentions: Sequence[Mention],
    *,
    skip: Sequence[tuple[int, int]],
    first: int,
    taken: Sequence[Topic],
) -> list[Topic]:
    """Noun phrases of two words or more that occur at least twice, the most frequent first, as topics t<first>….

    What is headed by the noun of an issue ("the draft treaty", "the observer mission") needs to occur only once, unless
    an actor goes by these words; the bare noun ("the treaty") joins the one phrase that it heads, or is a topic where
    it comes twice. `skip`: stretches that are no new content (pull quotes, titles, the byline). Needs parts of speech;
    empty without.
    """
    if not doc.has_annotation("POS"):
        return []
    closed = sorted([*skip, *((m.start, m.end) for m in mentions if m.kind == "name" and m.label not in _OPEN)])
    spans: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    surfaces: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    acting = sorted((m.start, m.end) for m in mentions if m.actor is not None)
    bare: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for phrase in _phrases(doc, text, closed):
        if len(phrase) == 1:
            if not _overlaps(acting, phrase[0][2], phrase[0][3]):
                bare[phrase[0][1]].append((phrase[0][2], phrase[0][3]))
            continue
        for size in range(2, min(_LONGEST, len(phrase)) + 1):
            part = phrase[-size:]
            key = (*(word for word, *_ in part[:-1]), part[-1][1])
            spans[key].append((part[0][2], part[-1][3]))
            surfaces[key][" ".join(text[part[0][2] : part[-1][3]].split())] += 1
    known = {plain(form).lower() for topic in taken for form in (topic.name, *topic.aliases)}
    chosen: list[tuple[str, ...]] = []
    for key in sorted(spans, key=lambda key: (-len(spans[key]) * (1 + 0.15 * len(key)), spans[key][0])):
        issue = key[-1] in _ISSUES and not any(_overlaps(acting, *span) for span in spans[key])
        if len(spans[key]) < 2 - issue or len(chosen) == MOST or " ".join(key) in known:
            continue
        if any(
            _within(key, other) or (_within(other, key) and len(spans[key]) >= len(spans[other])) for other in chosen
        ):
            continue
        chosen.append(key)
    for noun, places in bare.items():
        heading = [key for key in chosen if key[-1] == noun]
        if len(heading) == 1:
            spans[heading[0]] += places
        elif not heading and len(places) > 1 and len(chosen) < MOST and noun not in known:
            chosen.append((noun,))
            spans[noun,] = places
            surfaces[noun,][noun] = len(places)
    topics = []
    for at, key in enumerate(chosen, first):
        names = sorted(surfaces[key].items(), key=lambda item: (-item[1], item[0]))
        topics.append(
            Topic(f"t{at}", names[0][0], tuple(name for name, _ in names[1:]), tuple(sorted(set(spans[key]))))
        )
    return topics


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_left(spans, (end, end)) - 1
    return place >= 0 and spans[place][1] > start


def _within(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    return len(inner) <= len(outer) and outer[-len(inner) :] == inner


def _phrases(doc: Doc, text: str, closed: list[tuple[int, int]]) -> list[list[Word]]:
    """Runs of adjectives and nouns that end in a noun, none inside `closed`."""
    phrases: list[list[Word]] = []
    run: list[Word] = []
    at = 0
    noun, adjective, name, mark = (doc.vocab.strings[tag] for tag in ("NOUN", "ADJ", "PROPN", "PUNCT"))
    for index, (start, pos, length) in enumerate(doc.to_array(["IDX", "POS", "LENGTH"]).tolist()):
        if pos not in (noun, adjective, name):
            if pos == mark and run and text[start : start + length] in _HYPHENS:
                continue
            if run:
                _keep(run, phrases)
                run = []
            continue
        while at < len(closed) and closed[at][1] <= start:
            at += 1
        end = start + length
        low = plain(text[start:end]).lower()
        if (at < len(closed) and closed[at][0] <= start) or low in _EMPTY or not low[0].isalnum():
            _keep(run, phrases)
            run = []
            continue
        run.append((low, doc[index].lemma_.lower() or low, start, end, pos == noun))
        if text[end : end + 1] not in _AFTER:
            _keep(run, phrases)
            run = []
    _keep(run, phrases)
    return phrases


def _keep(run: list[Word], phrases: list[list[Word]]) -> None:
    while run and not run[-1][4]:
        run = run[:-1]
    if (len(run) > 1 and run[-1][1] not in _VAGUE) or (len(run) == 1 and run[0][1] in _ISSUES):
        phrases.append(list(run))


_HYPHENS = ("-", "‑")
_AFTER = (" ", "\n", *_HYPHENS)
_OPEN = frozenset({"ORG", "GPE", "NORP", "LOC", "PERSON", "FAC"})
_EMPTY = word_lists("actor_words.txt")["topics.empty"]
_ISSUES = word_lists("actor_words.txt")["topics.issues"]
_VAGUE = word_lists("actor_words.txt")["topics.vague"]
