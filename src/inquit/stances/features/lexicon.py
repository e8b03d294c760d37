"""The shipped word lists of directed acts and appraisals, by every inflected form; no lemmatizer is needed."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from inquit import resources

IRREGULAR = {
    "fight": "fights fought fighting",
    "stand": "stands stood standing",
    "lie": "lies lied lying",
    "speak": "speaks spoke spoken speaking",
    "uphold": "upholds upheld upholding",
    "forgive": "forgives forgave forgiven forgiving",
    "steal": "steals stole stolen stealing",
    "ban": "bans banned banning",
    "slam": "slams slammed slamming",
    "shun": "shuns shunned shunning",
    "snub": "snubs snubbed snubbing",
    "plot": "plots plotted plotting",
    "rebel": "rebels rebelled rebelling",
    "compel": "compels compelled compelling",
    "expel": "expels expelled expelling",
    "annex": "annexes annexed annexing",
    "prefer": "prefers preferred preferring",
    "defer": "defers deferred deferring",
    "embargo": "embargoes embargoed embargoing",
    "regret": "regrets regretted regretting",
    "concur": "concurs concurred concurring",
    "veto": "vetoes vetoed vetoing",
    "credit": "credits credited crediting",
    "give": "gives gave given giving",
    "have": "has had having",
    "make": "makes made making",
    "feel": "feels felt feeling",
    "pay": "pays paid paying",
    "put": "puts putting",
    "lead": "leads led leading",
    "send": "sends sent sending",
    "submit": "submits submitted submitting",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "withhold": "withholds withheld withholding",
    "drop": "drops dropped dropping",
    "stop": "stops stopped stopping",
    "lose": "loses lost losing",
    "say": "says said saying",
    "think": "thinks thought thinking",
    "see": "sees saw seen seeing",
    "find": "finds found finding",
    "dub": "dubs dubbed dubbing",
    "become": "becomes became becoming",
    "commit": "commits committed committing",
    "show": "shows showed shown showing",
    "beg": "begs begged begging",
}
VERBS, NOUNS = frozenset("vd") | {"spoil", "serve"}, frozenset("ngo") | {"good"}


class Entry(msgspec.Struct, frozen=True):
    """A word of the lists. `kind`: the class letter of its line; `sign` 0 for the goods; `frames` only for acts."""

    word: str
    kind: str
    sign: int
    strength: int
    frames: tuple[str, ...] = ()


class Lexicon(msgspec.Struct, frozen=True):
    """`acts` and `appraisals`: lower-case form → entries."""

    acts: dict[str, tuple[Entry, ...]]
    appraisals: dict[str, tuple[Entry, ...]]


@cache
def lexicon() -> Lexicon:
    """Both lists, read once."""
    return Lexicon(acts=_table("stances/acts.txt"), appraisals=_table("stances/appraisal.txt"))


@cache
def word_class(name: str) -> frozenset[str]:
    """The forms of one of the classes in `classes.txt`. Raises KeyError."""
    return _classes()[name]


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in resources.text("stances/classes.txt").splitlines():
        if line.strip() and not line.startswith("#"):
            head, _, words = line.partition(" | ")
            name, kind = head.split()
            found.setdefault(name, set()).update(form for word in words.split() for form in forms(word, kind))
    return {name: frozenset(words) for name, words in found.items()}


def forms(word: str, kind: str) -> list[str]:
    """The inflected forms of a word: of a verb five, of a noun two, of an adjective one."""
    if kind in VERBS:
        return [word, *(IRREGULAR[word].split() if word in IRREGULAR else _verb_forms(word))]
    return [word, _with_s(word)] if kind in NOUNS else [word]


def _verb_forms(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [_with_s(verb), verb + "d", verb[:-1] + "ing"]
    past = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"
    return [_with_s(verb), past, verb + "ing"]


def _with_s(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(s|x|z|ch|sh)$", word) else "s")


def _table(name: str) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for line in resources.text(name).splitlines():
        if line.startswith("#") or not line.strip():
            continue
        head, _, words = line.partition("|")
        kind, weight, *frames = head.split()
        sign = {"+": 1, "-": -1}[weight[0]] if weight[1:] else 0
        for word in words.split():
            entry = Entry(word, kind, sign, int(weight[1:] or 0), tuple(frames[0].split(",")) if frames else ())
            for form in dict.fromkeys(forms(word, kind)):
                found.setdefault(form, []).append(entry)
    return {form: tuple(entries) for form, entries in found.items()}
