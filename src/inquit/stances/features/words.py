"""The tokens of a Doc as plain columns, and the grammar of one sentence over them.

It reads Universal Dependencies (nsubj:pass, obl, case) and ClearNLP labels (nsubjpass, prep, pobj) alike.
"""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj", "csubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})
OBJECTS = frozenset({"obj", "dobj"})
POSSESSORS = frozenset({"nmod:poss", "poss"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
MAX_CHILDREN = 64  # no word of a real sentence has more; a list of ten thousand names may
MAX_STEPS = 6  # a longer way up or along the tree says nothing any more


class Words:
    """Columns over a whole Doc, read once: `lower`, `pos`, `dep`, `head`. Indices are token indices."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.parsed = doc.has_annotation("DEP")
        self.tagged = doc.has_annotation("POS")
        self.lower = [token.lower_ for token in doc]

    @cached_property
    def starts(self) -> list[int]:
        """The character offset of each token."""
        return [token.idx for token in self.doc]

    @cached_property
    def ends(self) -> list[int]:
        """The character offset after each token."""
        return [start + len(word) for start, word in zip(self.starts, self.doc, strict=True)]

    @cached_property
    def pos(self) -> list[str]:
        return self._strings("POS")

    @cached_property
    def dep(self) -> list[str]:
        return self._strings("DEP")

    @cached_property
    def head(self) -> list[int]:
        if not len(self.doc):
            return []
        offsets = self.doc.to_array(["HEAD"]).astype("int64").ravel().tolist()
        return [at + offset for at, offset in enumerate(offsets)]

    def _strings(self, attribute: str) -> list[str]:
        if not len(self.doc):
            return []
        hashes = self.doc.to_array([attribute]).astype("uint64").ravel().tolist()
        strings = self.doc.vocab.strings
        names = {value: strings[int(value)] if value else "" for value in set(hashes)}
        return [names[value] for value in hashes]


class Tree:
    """The parse of the sentence `[start, end)` of tokens. Arcs that leave the sentence are ignored."""

    def __init__(self, words: Words, start: int, end: int) -> None:
        self.words, self.start, self.end = words, start, end
        self.lower, self.pos, self.dep = words.lower, words.pos, words.dep
        self._children: dict[int, list[int]] = {}
        head = words.head
        for at in range(start, end):
            if head[at] != at and len(found := self._children.setdefault(head[at], [])) < MAX_CHILDREN:
                found.append(at)

    def head(self, at: int) -> int:
        """The head of a token; itself for a root."""
        found = self.words.head[at]
        return found if self.start <= found < self.end else at

    def children(self, at: int) -> list[int]:
        return self._children.get(at, [])

    def of(self, at: int, labels: frozenset[str]) -> list[int]:
        """The children with one of these labels, each with what is coordinated with it."""
        return [found for child in self.children(at) if self.dep[child] in labels for found in self.coordinated(child)]

    def coordinated(self, at: int) -> list[int]:
        """A token and its conjuncts ("X, Y and Z")."""
        found: list[int] = []
        queue = [at]
        while queue and len(found) < MAX_STEPS:
            here = queue.pop(0)
            found.append(here)
            queue += [child for child in self.children(here) if self.dep[child] == "conj"]
        return found

    def objects(self, at: int) -> list[int]:
        return self.of(at, OBJECTS)

    def prepositional(self, at: int) -> list[tuple[str, int]]:
        """(preposition, its object) of everything that hangs on a token by a preposition; "by" for a bare agent."""
        found: list[tuple[str, int]] = []
        for child in self.children(at):
            label = self.dep[child]
            if label in ("prep", "agent", "dative"):
                pairs = [(self.lower[child], noun) for noun in self.children(child) if self.dep[noun] == "pobj"]
                found += [(word, one) for word, noun in pairs for one in self.coordinated(noun)]
            elif label.startswith(("obl", "nmod")) and label not in POSSESSORS:
                case = [self.lower[word] for word in self.children(child) if self.dep[word] == "case"]
                word = " ".join(case) or ("by" if label == "obl:agent" else "")
                found += [(word, one) for one in self.coordinated(child)]
        return found

    def after(self, at: int, *prepositions: str) -> list[int]:
        """The objects of these prepositions."""
        return [noun for word, noun in self.prepositional(at) if word in prepositions]

    def possessors(self, at: int) -> list[int]:
        """Whose it is: "X's …", "… of X", "… by X"."""
        return self.of(at, POSSESSORS) + self.after(at, "of", "by")

    def passive(self, at: int) -> bool:
        """Is this verb passive? "was blamed", "blamed by"."""
        labels = {self.dep[child] for child in self.children(at)}
        if labels & PASSIVE_SUBJECTS or labels & {"aux:pass", "auxpass", "obl:agent", "agent"}:
            return True
        return self.dep[at] in ("acl", "amod") and not self.lower[at].endswith("ing")

    def copular(self, at: int) -> bool:
        """Is this the predicate of "be" or the like? (ClearNLP hangs it on the verb.)"""
        if any(self.dep[child] == "cop" for child in self.children(at)):
            return True
        return self.dep[at] in ("attr", "acomp", "oprd") or (
            self.dep[at] == "xcomp" and self.pos[at] in ("ADJ", "NOUN")
        )

    def clause(self, at: int) -> int:
        """The token that the subject of a predicate hangs on: in ClearNLP the copula, else the predicate itself."""
        if self.dep[at] in ("attr", "acomp", "oprd") or (self.dep[at] == "xcomp" and self.pos[at] in ("ADJ", "NOUN")):
            return self.head(at)
        return at
