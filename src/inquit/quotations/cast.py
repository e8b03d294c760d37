"""The actors of one document while speakers are found: lookup by place, new ones for documents and the unnamed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

import msgspec

from inquit.actors.gazetteer import plain_known
from inquit.actors.person_nouns import nouns
from inquit.quotations.lexicon import DOCUMENTS, PRONOUNS, listed
from inquit.record import Actor, Label, Mention, Span

_BODIES = listed(
    """government ministry authorities administration office council party army embassy agency group side delegation
    committee commission court campaign company department parliament senate congress union police presidency
    opposition leadership spokesperson's foundation institute university association coalition alliance board bank
    team regime military organization organisation mission bureau secretariat assembly house"""
)
_ARTICLES = listed("the a an this that these those")
_NOT_NAMES = PRONOUNS | {"i", "we", "you", "one", "both", "others", "some", "many", "all", "there", "so", "here"}
_PREPOSITIONS = listed("of in for from to at by on with that who which during about after between") | {","}
_TITLES = listed(
    """mr mrs ms miss dr sir lord lady the an a hon madame mme monsieur herr frau prof professor senator president
    minister ambassador judge justice captain colonel general admiral"""
)
_APPOSITION = re.compile(r"(?:,|\s\().*\Z", re.DOTALL)
_ROLES = {"q": "interviewer", "question": "interviewer", "a": "interviewee", "answer": "interviewee"}
LONGEST_NAME = 10
_STEM = 6  # letters that two nouns of one person share: "delegate" of a "delegation"


class Cast:
    """Mentions and actors of one document; grows as speakers are added."""

    def __init__(self, text: str, mentions: tuple[Mention, ...], actors: tuple[Actor, ...]) -> None:
        self.text = text
        self.mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self.starts = [mention.start for mention in self.mentions]
        self.actors = {actor.id: actor for actor in actors}
        self.added: list[Mention] = []
        self._by_name = {name.casefold(): actor.id for actor in actors for name in (actor.name, *actor.aliases)}
        self._joint = {tuple(sorted(actor.members)): actor.id for actor in actors if actor.members}
        self._documents: dict[str, str] = {}  # head noun → the document of that kind named last
        self._labels: dict[str, str] = {}  # label of a transcript → actor
        self.unknown: str | None = None  # the person without a name who spoke last
        self._named = {mention.actor for mention in mentions if mention.kind == "name"}
        self.renamed = False
        self._mentions_of: dict[str, list[Mention]] = {}
        self._by_mention = {mention.actor for mention in mentions}
        self._numbers = {"a": _next(self.actors), "m": _next(mention.id for mention in mentions)}

    def inside(self, span: Span) -> list[Mention]:
        """Mentions that lie in the span, by start."""
        low, high = bisect_left(self.starts, span[0]), bisect_right(self.starts, span[1] - 1)
        return [mention for mention in self.mentions[low : min(high, low + 40)] if mention.end <= span[1]]

    def of(self, actor: str) -> list[Mention]:
        """The mentions of an actor that the document came with, in text order."""
        if not self._mentions_of:
            for mention in self.mentions:
                if mention.actor is not None:
                    self._mentions_of.setdefault(mention.actor, []).append(mention)
        return self._mentions_of.get(actor, [])

    def label_of(self, actor: str | None) -> Label | None:
        """The label of an actor."""
        found = self.actors.get(actor) if actor else None
        return found.label if found else None

    def voice(self, actor: str | None) -> str | None:
        """Whose voice a capital's or a seat's is: "official Lisbon", "the Kremlin"; others speak for themselves."""
        found = self.actors.get(actor) if actor else None
        if found is None or found.represents not in self.actors:
            return actor
        known = plain_known(found.name)
        return found.represents if known is not None and known.kind in ("capital", "seat") else actor

    def joint(self, members: list[str], span: Span) -> str:
        """The actor for several that speak as one; made once for the same members."""
        key = tuple(sorted(members))
        if key not in self._joint:
            names = [self.actors[member].name for member in members]
            labels = [self.actors[member].label for member in members]
            name = f"{', '.join(names[:-1])} and {names[-1]}"
            label = labels[0] if len(set(labels)) == 1 else "ORG"
            self._joint[key] = self._new(Actor("", name, label, members=tuple(members)), span)
        return self._joint[key]

    def unnamed(self, span: Span) -> str | None:
        """An actor named by the source's own words: a document, a body, somebody without a name."""
        words = _APPOSITION.sub("", self.text[span[0] : span[1]]).split()
        while words and words[0].casefold() in _ARTICLES and words[1:2] != ["who"]:
            words.pop(0)
        if not words or not words[0][0].isalnum():
            return None
        if words[0].casefold().strip(",.") in _NOT_NAMES and (len(words) == 1 or _all_of_them(words)):
            return None
        head_at = next((at for at, word in enumerate(words) if at and word.casefold() in _PREPOSITIONS), len(words))
        if len(words) > LONGEST_NAME:
            words = words[: max(head_at, 1)][:LONGEST_NAME]
        head = words[min(head_at, len(words)) - 1].casefold().strip(",.;:’'")
        name = " ".join(words).rstrip(" ,.;:")
        if not any(letter.isalpha() for letter in name):
            return None
        document = DOCUMENTS.get(head) or DOCUMENTS.get(head.removesuffix("s"))
        known = self._by_name.get(name.casefold())
        if known is None and document and len(words) == 1:
            known = self._documents.get(head)
        if known is None:
            label: Label = document or ("ORG" if head in _BODIES else "PERSON")
            known = self._new(Actor("", name, label), span)
            self._by_name[name.casefold()] = known
        if document:
            self._documents[head] = known
        if self.actors[known].label == "PERSON" and known not in self._by_mention:
            self.unknown = known
        return known

    def is_nameless(self, actor: str) -> bool:
        """Whether the text never names this actor: "the delegate"."""
        return actor not in self._named and not self.actors[actor].roles and not self.actors[actor].members

    def describe(self, actor: str, span: Span) -> None:
        """Call somebody without a name by the longest words that lead in what he says; he spoke last."""
        old = self.actors[actor]
        if old.label != "PERSON":
            return
        words = _APPOSITION.sub("", self.text[span[0] : span[1]]).split()
        if words[:1] and words[0].casefold() in _ARTICLES:
            words.pop(0)
        name = " ".join(words)
        if name.casefold().startswith(old.name.casefold() + " ") and len(words) <= LONGEST_NAME:
            self.actors[actor] = msgspec.structs.replace(old, name=name)
            self._by_name.setdefault(name.casefold(), actor)
            self.renamed = True
        self.unknown = actor

    def again(self, span: Span, now: str | None = None) -> str | None:
        """Whom "the delegate" means if a member of a delegation, without a name, spoke last. `now`: whom else."""
        words = self.text[span[0] : span[1]].casefold().split()
        if len(words) < 2 or words[0] not in ("the", "this", "that"):
            return None
        if len(words) == 2 and (titled := self._titled(words[1], span[0])):
            return titled
        if self.unknown is None:
            return None
        if words[1] == "same":
            return self.unknown
        own = [word.strip(",.;:’'") for word in self.actors[self.unknown].name.casefold().split()]
        head = words[-1].strip(",.;:’'")
        same = len(words) == 2 and any(word[:_STEM] == head[:_STEM] for word in own if len(word) >= 4)
        return self.unknown if same and self.unknown != now else None

    def _titled(self, title: str, place: int) -> str | None:
        """The person last named with a title ("Count Arvesdal", then "the Count")."""
        high = bisect_left(self.starts, place)
        for mention in reversed(self.mentions[max(0, high - 60) : high]):
            if mention.label != "PERSON" or mention.kind != "name" or mention.actor not in self.actors:
                continue
            if self.text[max(0, mention.start - 20) : mention.start].casefold().split()[-1:] == [title]:
                return mention.actor
        return None

    def header(self, span: Span, first: int, epithets: Callable[[str], frozenset[str]]) -> str:
        """The actor that a transcript's label names.

        `first`: where the first turn begins; A is who came before it. `epithets`: the words beside an actor's name.
        """
        name, _, aside = " ".join(self.text[span[0] : span[1]].split()).partition(" (")
        titled = aside.split(" ")[0].casefold().strip(".") in _TITLES
        asks = name.casefold() in ("q", "question") and aside[:1].isupper()  # QUESTION (Kyiv Wire)
        named = aside.rstrip(")") if titled or asks else ""
        keys = [_bare(named)] if asks else [_bare(name), *([_bare(named)] if named else [])]
        found = next((self._labels[key] for key in keys if key in self._labels), None)
        if found is None and name.casefold() in ("a", "answer"):
            found = self._asked(first)
        for key in reversed(keys):
            found = found or self._of_label(key, epithets)
        if found is None:
            end = span[0] + len(self.text[span[0] : span[1]].partition("(")[0].rstrip())
            found = self._new(
                Actor("", _lowered(named) or _ROLES.get(name.casefold(), _lowered(name)), "PERSON"), (span[0], end)
            )
        elif self.actors[found].name.isupper() and self.actors[found].label == "PERSON":
            old = self.actors[found]
            self.actors[found] = msgspec.structs.replace(old, name=_lowered(old.name), aliases=(*old.aliases, old.name))
        self._labels.update(dict.fromkeys(keys, found))
        return found

    def _of_label(self, key: str, epithets: Callable[[str], frozenset[str]]) -> str | None:
        """The person or body whose name has all the words of a label, or whose office it is."""
        words = key.split()
        if not words:
            return None
        for actor in self.actors.values():
            if actor.label not in ("PERSON", "ORG") or actor.members:
                continue
            names = {word for one in (actor.name, *actor.aliases) for word in _bare(one).split()}
            if all(word in names for word in words) or any(key == _bare(role) for role in actor.roles):
                return actor.id
        if words[-1] not in nouns():
            return None
        titled = [one.id for one in self.actors.values() if one.label == "PERSON" and one.id in self._named]
        return next((id for id in titled if set(words) <= epithets(id)), None)

    def _asked(self, first: int) -> str | None:
        """The person of whom the words before an interview speak most; of equals the first."""
        counts: dict[str, int] = {}
        for mention in self.mentions:
            if mention.start >= first:
                break
            full = mention.kind == "name" and " " in self.text[mention.start : mention.end]
            if full and mention.label == "PERSON" and mention.actor in self.actors and mention.actor != "a0":
                counts[mention.actor] = counts.get(mention.actor, 0) + 1
        return max(counts, key=lambda actor: counts[actor], default=None)

    def _new(self, actor: Actor, span: Span) -> str:
        id = self._id("a")
        self.actors[id] = msgspec.structs.replace(actor, id=id)
        self.added.append(Mention(self._id("m"), span[0], span[1], actor.label, "nominal", id, 0.8))
        return id

    def _id(self, letter: str) -> str:
        self._numbers[letter] += 1
        return f"{letter}{self._numbers[letter] - 1}"


def _all_of_them(words: list[str]) -> bool:
    """ "some of them", not "one of the bankers"."""
    return words[1].casefold() == "of" and (len(words) < 4 or words[0].casefold() != "one")


def _lowered(name: str) -> str:
    """A label in capitals as one writes names."""
    return name.title() if name.isupper() and len(name) > 3 else name


def _bare(name: str) -> str:
    """A label in lower case without titles and stops."""
    words = [word.strip(".,:;()").removesuffix("’s") for word in name.casefold().split()]
    bare = [word for word in words if word and word not in _TITLES]
    return " ".join(bare or [word for word in words if word not in _ARTICLES])


def _next(ids: object) -> int:
    numbers = [int(id[1:]) for id in ids if id[1:].isdigit()]  # type: ignore[attr-defined]
    return max(numbers, default=-1) + 1
