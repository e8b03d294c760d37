"""The parse of a document as plain lists: the role of a word and what governs it. Empty where the base has no parse."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

SUBJECT, OBJECT, OBLIQUE, OWNER, OTHER = range(5)
_ROLES = {
    **dict.fromkeys(("nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj", "agent"), SUBJECT),
    **dict.fromkeys(("obj", "iobj", "dobj", "dative"), OBJECT),
    **dict.fromkeys(("obl", "obl:agent", "nmod", "pobj", "obl:tmod", "obl:unmarked"), OBLIQUE),
    **dict.fromkeys(("nmod:poss", "poss"), OWNER),
}
_CLIMB = frozenset({"conj", "appos", "flat", "compound", "goeswith", "list"})
_NOUNS = ("NOUN", "PROPN", "PRON")


class Tree:
    """Lists by token: `head` (index of the head, itself for a root), `dep` (label), `nouns` (how many before it)."""

    def __init__(self, doc: Doc) -> None:
        self.parsed = doc.has_annotation("DEP")
        self.tagged = doc.has_annotation("POS")
        size = len(doc)
        self.head: list[int] = list(range(size))
        self.dep: list[str] = []
        self.pos: list[str] = []
        self.nouns: list[int] = [0] * (size + 1)
        strings = doc.vocab.strings
        if self.parsed:
            rows = doc.to_array(["HEAD", "DEP"])
            self.head = (rows[:, 0].astype(np.int64) + np.arange(size)).tolist()
            keys = rows[:, 1].tolist()
            names = {key: strings[key] if key else "" for key in set(keys)}
            self.dep = [names[key] for key in keys]
        if self.tagged:
            keys = doc.to_array("POS").tolist()
            names = {key: strings[key] if key else "" for key in set(keys)}
            self.pos = [names[key] for key in keys]
            is_noun = [name in _NOUNS for name in self.pos]
            self.nouns = [0, *np.cumsum(is_noun).tolist()]

    def top(self, at: int) -> int:
        """The word that stands for a conjunct or a part of a name: the first of its chain."""
        for _ in range(4):
            if self.dep[at] not in _CLIMB or self.head[at] == at:
                break
            at = self.head[at]
        return at

    def place(self, at: int) -> tuple[int, int]:
        """The role of a word and the index of its governor, -1 where it has none or nothing is parsed."""
        if not self.parsed:
            return OTHER, -1
        at = self.top(at)
        head = self.head[at]
        return _ROLES.get(self.dep[at], OTHER), head if head != at else -1

    def predicate(self, at: int) -> bool:
        """Whether a noun is said of somebody ("she was a teacher"): a root with its subject, or a spaCy `attr`."""
        if not self.parsed:
            return False
        if self.dep[at] == "attr":
            return True
        return any(self.head[k] == at and self.dep[k] == "cop" for k in range(max(0, at - 6), at))
