"""Third-person pronouns: whom "he", "her", "they" and "its" take up, or nobody where nothing decides.

Walks once over the text, meeting names, nominals ("the woman") and pronouns in order. A nominal becomes a mention, and
whom it names an actor, only when a pronoun takes it up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from inquit.actors.antecedents import NAME, NOMINAL, PRONOUN, Antecedents, Candidate, Seen
from inquit.actors.draft import Draft
from inquit.actors.exclusions import allowed
from inquit.actors.metonyms import Surroundings
from inquit.actors.name_words import given_names
from inquit.actors.person_nouns import DEFINITE, OWNED, Nominal, nominals, nouns
from inquit.actors.positions import Positions
from inquit.actors.traits import Pronoun, rows
from inquit.actors.tree import OBJECT, OTHER, OWNER, SUBJECT, Tree
from inquit.actors.words import Words
from inquit.record import Mention

PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
Link = tuple[Draft, float] | None
Choose = Callable[[Pronoun, list[Candidate], list[list[float]]], tuple[int, float] | None]
_FORMS = {
    **dict.fromkeys(("he", "she", "they"), SUBJECT),
    **dict.fromkeys(("him", "them", "himself", "herself", "themselves", "itself"), OBJECT),
    **dict.fromkeys(("his", "its", "their", "hers", "theirs"), OWNER),
}
_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_MINE = frozenset({"my", "our", "your"})
_THEIRS = frozenset({"his", "her", "its", "their", "whose"})
_LATER = 30  # sentences after which "the woman" is another
_LEAST = 0.7  # how sure a link must be to tell the gender of the person


class Event(msgspec.Struct):
    """What stands at a place: a mention (by index), a nominal, or a pronoun."""

    start: int
    order: int
    mention: int = -1
    nominal: Nominal | None = None
    word: str = ""
    length: int = 0


class Pronouns:
    """Resolves the pronouns of one document. `headings`: character spans of titles and headings."""

    def __init__(
        self,
        text: str,
        words: Words,
        around: Surroundings,
        starts: Sequence[int],
        *,
        headings: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.text, self.words, self.around = text, words, around
        self.positions = Positions(text, starts, headings)
        self.tree = Tree(around.doc)
        self.memory = Antecedents()
        self.chains: dict[str, Candidate] = {}
        self.speakers: dict[int, int] = {}
        self.alike: dict[str, Candidate] = {}
        self.meant: dict[int, int] = {}
        self.waiting: dict[int, list[tuple[int, int]]] = {}
        self.added: list[tuple[Mention, Link]] = []

    def resolve(
        self, mentions: Sequence[Mention], links: Sequence[Link], choose: Choose
    ) -> tuple[list[Mention], list[Link]]:
        """The mentions and their actors, those found here included, in text order."""
        self.mentions, self.links = mentions, list(links)
        self.events = self._events()
        for at, event in enumerate(self.events):
            if event.nominal is not None:
                self._nominal(event.nominal)
            elif event.word:
                self._pronoun(at, event, choose)
            else:
                self._name(event.mention)
        pairs = [*zip(self.mentions, self.links, strict=True), *self.added]
        if self.added:
            pairs.sort(key=lambda pair: (pair[0].start, -pair[0].end))
        return [mention for mention, _ in pairs], [link for _, link in pairs]

    def _events(self) -> list[Event]:
        words, events = self.words, []
        covered: dict[int, int] = {}
        for at, mention in enumerate(self.mentions):
            if mention.kind == "pronoun":
                word = self.text[mention.start : mention.end].lower()
                if word in PRONOUNS:
                    events.append(Event(mention.start, 0, at, None, word, mention.end - mention.start))
            elif mention.label in _LABELS:
                events.append(Event(mention.start, 2, at))
                covered.update(dict.fromkeys(range(words.at(mention.start), words.at(mention.end)), at))
        for at, low in enumerate(words.lower):
            if low in THEY or low in IT:
                events.append(Event(words.start[at], 0, -1, None, low, len(low)))
        for nominal in nominals(words, self.tree, self.around.index, self.positions.headings):
            if nominal.at not in covered and not self._says(nominal, covered):
                events.append(Event(nominal.start, 1, -1, nominal))
        events.sort(key=lambda event: (event.start, event.order))
        return events

    def _says(self, nominal: Nominal, covered: dict[int, int]) -> bool:
        """Whether a nominal only says something of a person just named ("Anna Falk, a clerk"), such as the gender."""
        token = self.around.index.get(self.words.start[nominal.at], -1)
        if token < 0 or not self.tree.parsed or self.tree.dep[token] != "appos":
            return False
        head = self.words.at(self.around.doc[self.tree.head[token]].idx)
        at = covered.get(head, -1)
        if at < 0 or self.mentions[at].label != "PERSON":
            return False
        link = self.links[at]
        if link and not link[0].gender:
            link[0].gender = nominal.noun.gender
        return True

    def _seen(self, start: int, end: int, token: int, kind: int, form: int = 0) -> Seen:
        role, verb = self.tree.place(token) if token >= 0 else (OTHER, -1)
        where = self.positions
        return Seen(
            start, end, where.sentence(start), where.paragraph(start), kind, form, role, verb, where.quote(start),
            token, heading=where.heading(start),
        )  # fmt: skip

    def _name(self, at: int) -> None:
        mention, link = self.mentions[at], self.links[at]
        head = self.around.token(mention.start, mention.end)
        seen = self._seen(
            mention.start, mention.end, head.i if head is not None else -1,
            NAME if mention.kind == "name" else NOMINAL, DEFINITE,
        )  # fmt: skip
        person = mention.label == "PERSON"
        seen.paired = person and self._paired(at)
        noun = None
        if mention.kind == "nominal" and person:
            noun = nouns().get(self.words.lower[self.words.at(mention.end) - 1])
        if link:
            draft = link[0]
            gender = draft.gender or (noun.gender if noun else "")
            if not gender and person:
                gender = given_names().get(draft.name.split(" ")[0], "").replace("e", "")
            self.memory.meet(draft, seen, gender=gender, plural=draft.label == "NORP")
        else:
            draft = Draft(" ".join(self.text[mention.start : mention.end].split()), mention.label, mention.start)
            draft.fixed = True
            self.memory.meet(draft, seen, gender=noun.gender if noun else "", open=mention.kind == "name")
            if mention.kind == "nominal":
                self.waiting[id(draft)] = [(at, -1)]
        self._speaks(seen, draft)

    def _nominal(self, nominal: Nominal) -> None:
        noun = nominal.noun
        token = self.around.index.get(self.words.start[nominal.at], -1)
        seen = self._seen(nominal.start, nominal.end, token, NOMINAL, nominal.form)
        owner, key = "", ""
        if nominal.form == OWNED:
            owner = self.words.lower[nominal.owner]
            whose = self.meant.get(self.words.start[nominal.owner], 0)
            key = f"{whose or owner} {noun.base} {noun.plural}" if whose or owner not in _THEIRS else ""
        general = f" {noun.base} {noun.plural}"
        known = self.alike.get(key if nominal.form == OWNED else general) if nominal.form in (DEFINITE, OWNED) else None
        if known is not None and seen.sentence - known.last.sentence <= _LATER:
            draft = known.draft
        else:
            surface = " ".join(self.text[nominal.start : nominal.end].split())
            draft = Draft(_ARTICLE.sub("", surface), "ORG" if noun.body else "PERSON", nominal.start)
            draft.gender = noun.gender
            draft.fixed = True
        candidate = self.memory.meet(draft, seen, gender=noun.gender, plural=noun.plural)
        candidate.mine = candidate.mine or owner in _MINE
        self.alike[general] = candidate
        if key:
            self.alike[key] = candidate
        self.waiting.setdefault(id(draft), []).append((nominal.start, nominal.end))
        self._speaks(seen, draft)

    def _speaks(self, seen: Seen, draft: Draft) -> None:
        """Note who leads a quotation in, or out of it."""
        if seen.quote or seen.role != SUBJECT:
            return
        after, before = self.positions.led(seen.start, seen.end)
        if after:
            self.speakers[after] = id(draft)
        if before:
            self.speakers.setdefault(before, id(draft))

    def _pronoun(self, at: int, event: Event, choose: Choose) -> None:
        if EITHER.match(self.text, max(0, event.start - 6)):
            return
        pronoun = self._described(event)
        memory = self.memory
        candidates = allowed(pronoun, memory.fitting(pronoun.kind, pronoun.gender, pronoun.sentence))
        if pronoun.kind == "person":
            self._ahead(at, pronoun, candidates)
        if not candidates:
            return
        chain = self.chains.get(pronoun.kind + pronoun.gender)
        found = choose(pronoun, candidates, rows(pronoun, candidates, self.tree, chain))
        if found is None:
            return
        candidate, score = candidates[found[0]], round(min(max(found[1], 0.0), 1.0), 3)
        if candidate.open:
            return
        self.take(event, pronoun, candidate, score)

    def take(self, event: Event, pronoun: Pronoun, candidate: Candidate, score: float) -> None:
        """Link a pronoun to whom it means, and with it the nominals that named him."""
        draft = candidate.draft
        draft.first = min(draft.first, event.start)
        for start, end in self.waiting.pop(id(draft), ()):
            if end < 0:
                self.links[start] = draft, 0.7
            else:
                mention = Mention(f"n{start}", start, end, draft.label, "nominal", None, 0.7)
                self.added.append((mention, (draft, 0.7)))
        if event.mention >= 0:
            self.links[event.mention] = draft, score
        else:
            mention = Mention(f"p{event.start}", event.start, pronoun.end, draft.label, "pronoun", None, score)
            self.added.append((mention, (draft, score)))
        if pronoun.kind == "person" and not draft.gender and score >= _LEAST:
            draft.gender = candidate.gender = pronoun.gender
        seen = Seen(
            event.start, pronoun.end, pronoun.sentence, pronoun.paragraph, PRONOUN, pronoun.role, pronoun.role,
            pronoun.verb, pronoun.quote, pronoun.token,
        )  # fmt: skip
        met = self.memory.meet(draft, seen, gender=pronoun.gender)
        self.chains[pronoun.kind + pronoun.gender] = met
        self.meant[event.start] = id(draft)
        self._speaks(seen, draft)

    def _described(self, event: Event) -> Pronoun:
        word, start = event.word, event.start
        token = self.around.index.get(start, -1)
        role, verb = self.tree.place(token) if token >= 0 else (OTHER, -1)
        if role == OTHER:
            role = _FORMS.get(word, OTHER)
        above = -1
        if verb >= 0:
            up = self.tree.head[verb]
            if role == OWNER:
                top = self.tree.top(verb)
                up = self.tree.head[top]
            above = up if up != verb else -1
        kind = "person" if word in PRONOUNS else "they" if word in THEY else "it"
        where = self.positions
        sentence, quote = where.sentence(start), where.quote(start)
        return Pronoun(
            word, start, start + event.length, kind, PRONOUNS.get(word, ""), sentence, where.paragraph(start), token,
            role, verb, above, quote, word.endswith(("self", "selves")), start - where.begin(sentence) < 3,
            self.memory.serial + 1, self.speakers.get(quote, 0),
        )  # fmt: skip

    def _ahead(self, at: int, pronoun: Pronoun, candidates: list[Candidate]) -> None:
        """Add the subject that follows in the sentence ("In his speech, Briand …") if nobody was met in it before."""
        if any(candidate.last.sentence == pronoun.sentence for candidate in candidates):
            return
        for event in self.events[at + 1 : at + 6]:
            if self.positions.sentence(event.start) != pronoun.sentence:
                return
            link = self.links[event.mention] if event.mention >= 0 and not event.word else None
            if link and link[0].label == "PERSON" and link[0].gender in ("", pronoun.gender):
                if any(candidate.draft is link[0] for candidate in candidates):
                    return
                mention = self.mentions[event.mention]
                head = self.around.token(mention.start, mention.end)
                seen = self._seen(mention.start, mention.end, head.i if head is not None else -1, NAME)
                seen.serial = self.memory.serial
                candidates.append(Candidate(link[0], seen, link[0].gender, False, count=1, named=True, ahead=True))
                return

    def _paired(self, at: int) -> bool:
        """Whether the person stands in a pair ("Aliyev and Pashinyan"), which no "he" takes up."""
        mention = self.mentions[at]
        return any(
            0 <= k < len(self.mentions)
            and self.mentions[k].label == "PERSON"
            and self.text[min(mention.end, self.mentions[k].end) : max(mention.start, self.mentions[k].start)]
            == " and "
            for k in (at - 1, at + 1)
        )


EITHER = re.compile(r".{0,6}\b(?:he|him|his|He|His)(?: or |/)(?:she|her)", re.DOTALL)
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
