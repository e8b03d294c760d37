"""Treebank text varied as real essays vary: white space, quotation marks, hyphens, case, missing full stops.

Every variation keeps the words and their annotation; only forms and the space between words change. Random choices come
from the generator that is passed in, so a run can be repeated.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from inquit.training.linguistics.data import Sentence, TreebankDocument, Word

CURLY_APOSTROPHES = str.maketrans("'`", "’‘")
STRAIGHT = str.maketrans("‘’“”", "''\"\"")
MAX_WRAP = 90
PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
REPORTS = [
    ("said", "say"),
    ("asked", "ask"),
    ("cried", "cry"),
    ("replied", "reply"),
    ("added", "add"),
    ("wrote", "write"),
]
SUBJECTS = [
    ("he", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"),
    ("she", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"),
    *((name, "Number=Sing") for name in ("Smith", "Haddad", "Petrova", "Baker", "Okafor", "Lindqvist")),
]


@dataclass(slots=True)
class Item:
    """A word as it shall look, with the white space that follows it.

    `head` is its head's place in the run (its own for a root); `first` says that a sentence begins with it, `block`
    that a block does.
    """

    word: Word
    form: str
    gap: str
    head: int
    first: bool
    block: bool


def stretches(documents: Sequence[TreebankDocument], rng: random.Random, words: int) -> Iterator[list[Sentence]]:
    """Cut documents, in random order, into runs of neighbouring sentences of up to about `words` words.

    A run ends where a paragraph does if it can, or after a random sentence, one in twelve. A sentence with a token that
    its words do not spell out is left out.
    """
    for document in rng.sample(list(documents), len(documents)):
        run: list[Sentence] = []
        size, limit = 0, rng.randint(words // 6, words)
        for sentence in document.sentences:
            may_cut = sentence.opens_paragraph or rng.random() < 1 / 12
            if run and ((size >= limit and may_cut) or size >= 2 * limit or not sentence.spelt_out):
                yield run
                run, size, limit = [], 0, rng.randint(words // 6, words)
            if sentence.spelt_out:
                run.append(sentence)
                size += len(sentence.words)
        if run:
            yield run


def varied(text: str, run: Sequence[Sentence], rng: random.Random) -> list[Item]:
    """Return the words of a run of sentences of `text`, with some of its features varied."""
    items = _items(text, run)
    _add_quotes(items, rng)
    _add_notes(items, rng)
    _vary_joins(items, rng)
    _vary_forms(items, rng)
    _wrap(items, rng)
    return items


def _items(text: str, run: Sequence[Sentence]) -> list[Item]:
    items: list[Item] = []
    for number, sentence in enumerate(run):
        base = len(items)
        for index, word in enumerate(sentence.words):
            head = base + (word.head if word.head >= 0 else index)
            opens = index == 0 and (number == 0 or sentence.opens_paragraph)
            items.append(Item(word, word.form, "", head, index == 0, opens))
    for item, following in pairwise(items):
        item.gap = text[item.word.end : following.word.start]
    return items


def _add_notes(items: list[Item], rng: random.Random) -> None:
    """Put the figure of a footnote behind some sentences ("the war.12"): it belongs to the sentence that it follows."""
    for place in range(len(items) - 1, 0, -1):
        item = items[place]
        closes = place + 1 == len(items) or items[place + 1].first
        if closes and item.form in (".", "”", '"') and items[place - 1].form.isalpha() and rng.random() < 0.025:
            figure = str(rng.randint(1, 140))
            word = Word(0, 0, figure, figure, "NUM", "CD", "NumForm=Digit|NumType=Card", 0, "dep")
            start = next(at for at in range(place, -1, -1) if items[at].first)
            _insert(items, place + 1, word, item.gap, root=_root(items, start, place + 1))
            item.gap = ""


def _add_quotes(items: list[Item], rng: random.Random) -> None:
    """Put quotation marks around some sentences, and end some quoted clauses with "!" or "?" instead of a comma."""
    starts = [place for place, item in enumerate(items) if item.first]
    for start, end in reversed(list(zip(starts, [*starts[1:], len(items)], strict=True))):
        forms = {item.form for item in items[start:end]}
        if rng.random() < 0.08 and items[end - 1].form in (".", "!", "?") and not forms & set('"“”«»'):
            root = _root(items, start, end)
            _insert(items, end, Word(0, 0, '"', '"', "PUNCT", "''", "", 0, "punct"), items[end - 1].gap, root=root)
            items[end - 1].gap = ""
            block, items[start].first, items[start].block = items[start].block, False, False
            _insert(items, start, Word(0, 0, '"', '"', "PUNCT", "``", "", 0, "punct"), "", root=root)
            items[start].first, items[start].block = True, block
            if rng.random() < 0.5:
                _add_report(items, start, end + 2, rng)
    for comma, mark, following in zip(items, items[1:], items[2:], strict=False):
        quoted = comma.form == "," and mark.form in ('"', "”") and not comma.gap and mark.gap
        if quoted and following.form.islower() and rng.random() < 0.25:
            comma.form = rng.choice("!?")


def _add_report(items: list[Item], start: int, end: int, rng: random.Random) -> None:
    """Let somebody say the quoted sentence from `start` to `end`: “We stay.” becomes “We stay,” he said."""
    root, gap = _root(items, start, end), items[end - 1].gap
    subject, features = rng.choice(SUBJECTS)
    words = [
        Word(0, 0, subject, subject, "PRON" if subject.islower() else "PROPN", "", features, 0, "nsubj"),
        Word(0, 0, *rng.choice(REPORTS), "VERB", "VBD", PAST, 0, "root"),
        Word(0, 0, ".", ".", "PUNCT", ".", "", 0, "punct"),
    ]
    if not subject.islower() and rng.random() < 0.5:
        words[:2] = words[1::-1]
    verb = end + next(place for place, word in enumerate(words) if word.upos == "VERB")
    for place, word in enumerate(words):
        _insert(items, end + place, word, "" if place == 1 else " ", root=root)
    for item in items[end : end + 3]:
        item.head = verb
    items[end - 1].gap, items[end + 2].gap = " ", gap
    items[root].head, items[end - 1].head, items[start].head = verb, root, root
    items[root].word = replace(items[root].word, head=0, deprel="ccomp")
    if items[end - 2].form == ".":
        items[end - 2].form = rng.choice(",,!?")


def _insert(items: list[Item], place: int, word: Word, gap: str, *, root: int) -> None:
    """Insert a word at `place`, hung from the word that is at `root` before."""
    for item in items:
        item.head += item.head >= place
    items.insert(place, Item(word, word.form, gap, root + (root >= place), False, False))


def _root(items: list[Item], start: int, end: int) -> int:
    return next(place for place in range(start, end) if items[place].head == place)


def _vary_joins(items: list[Item], rng: random.Random) -> None:
    style = rng.random()
    for item, following in pairwise(items):
        if following.block:
            closed = item.form[-1] in ".!?”\"’'"
            item.gap = "\n\n" if style < 0.6 else "\n" if style < 0.7 else rng.choice(["\n\n\n", "\n \n", "\r\n\r\n"])
            if style > 0.9 and closed:
                item.gap = " "
                following.block = False
        elif item.gap == " ":
            draw = rng.random()
            if draw < 0.002:
                item.gap = "\u00a0"
            elif draw < 0.004 or (following.first and draw < 0.05):
                item.gap = "  "


def _vary_forms(items: list[Item], rng: random.Random) -> None:
    quotes = rng.random()
    if quotes < 0.35:
        _curl_quotes(items)
    elif quotes < 0.5:
        for item in items:
            item.form = item.form.translate(STRAIGHT)
    hyphens = rng.random()
    if hyphens < 0.12:
        for item in items:
            if item.form == "-" and not item.gap:
                item.form = "\u2011"
    elif hyphens > 0.9:
        _lengthen_dashes(items, spaced=hyphens > 0.95)
    case = rng.random()
    if case < 0.02:
        for item in items:
            item.form = item.form.lower()
    elif case > 0.985:
        for item in items:
            item.form = item.form.upper()
    if rng.random() < 0.08:
        _drop_final_stop(items)
    for start, item in enumerate(items):
        if item.block and rng.random() < 0.04:
            for other in items[start : start + 12]:
                if other.block and other is not item:
                    break
                other.form = other.form.upper()


def _curl_quotes(items: list[Item]) -> None:
    opens = True
    for place, item in enumerate(items):
        if item.form == '"':
            before, after = not place or items[place - 1].gap != "", item.gap != ""
            opens = before if before != after else opens
            item.form = "“" if opens else "”"
            opens = not opens
        else:
            item.form = item.form.translate(CURLY_APOSTROPHES)


def _lengthen_dashes(items: list[Item], *, spaced: bool) -> None:
    """Write dashes as one long dash, with the spaces around it or without."""
    for before, item in pairwise(items):
        if item.form in ("--", "-", "–") and item.gap == " " and before.gap == " ":
            item.form = "—"
            if not spaced:
                before.gap = item.gap = ""


def _drop_final_stop(items: list[Item]) -> None:
    """Remove the full stop that ends the run, or a block in it, when nothing depends on it."""
    last = len(items) - 1
    heads = {item.head for index, item in enumerate(items) if index != last}
    if last > 0 and items[last].form == "." and not items[last].first and last not in heads:
        items.pop()
        items[-1].gap = ""


def _wrap(items: list[Item], rng: random.Random) -> None:
    if rng.random() > 0.25:
        return
    width, column, indent = rng.randint(45, MAX_WRAP), 0, rng.choice(["", "", "", "  "])
    for item in items:
        column += len(item.form) + len(item.gap)
        if "\n" in item.gap:
            column = 0
        elif item.gap == " " and column > width:
            item.gap, column = "\n" + indent, 0
