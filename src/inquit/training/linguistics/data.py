"""Treebanks in CoNLL-U, read as raw text with words anchored to it by character offsets.

Reads UD English EWT (one file) and GUM (a folder with one file per document) in their published form, and turns
stretches of them into spaCy examples. It does not train, and does not vary the text: see `augment.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import conllu

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. `start, end` are offsets in the text of its document, half-open, in code points.

    `head` is the index of the head among the words of the sentence, or -1 for the root. Words of a multi-word token
    whose forms do not spell out the token share the token's offsets.
    """

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a treebank: its words, and whether a paragraph begins with it."""

    words: tuple[Word, ...]
    opens_paragraph: bool

    @property
    def spelt_out(self) -> bool:
        """Whether every word has characters of its own."""
        return all(word.end <= following.start for word, following in pairwise(self.words))

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return max(word.end for word in self.words)


@dataclass(frozen=True, slots=True)
class TreebankDocument:
    """A document of a treebank: paragraphs joined by a blank line, sentences as their `SpaceAfter` says."""

    id: str
    text: str
    sentences: tuple[Sentence, ...]


def read_treebank(path: Path) -> list[TreebankDocument]:
    """Read a `.conllu` file, or every one in a folder (in order of name), as documents.

    Raises `ValueError` with the sentence's id if a sentence has no words or a head that does not exist.
    """
    files = sorted(path.rglob("*.conllu")) if path.is_dir() else [path]
    if not files:
        raise ValueError(f"no .conllu file in {path}")
    documents: list[TreebankDocument] = []
    for file in files:
        with file.open(encoding="utf-8") as lines:
            documents.extend(_documents(conllu.parse_incr(lines), file.stem))
    return documents


def _documents(sentences: Iterable[conllu.TokenList], stem: str) -> Iterator[TreebankDocument]:
    document_id = stem
    group: list[conllu.TokenList] = []
    for tokens in sentences:
        if "newdoc id" in tokens.metadata or "newdoc" in tokens.metadata:
            if group:
                yield _join(document_id, group)
            document_id, group = tokens.metadata.get("newdoc id") or stem, []
        group.append(tokens)
    if group:
        yield _join(document_id, group)


def _join(document_id: str, group: list[conllu.TokenList]) -> TreebankDocument:
    text, sentences = "", []
    glue = ""
    for tokens in group:
        opens = not text or "newpar" in tokens.metadata or "newpar id" in tokens.metadata
        if text:
            text += PARAGRAPH_BREAK if opens else glue
        sentence_text, words, glue = _sentence(tokens, len(text))
        text += sentence_text
        sentences.append(Sentence(tuple(words), opens))
    return TreebankDocument(document_id, text, tuple(sentences))


def _sentence(tokens: conllu.TokenList, offset: int) -> tuple[str, list[Word], str]:
    """Return the text of a sentence, its words at `offset`, and what stands between it and the next sentence."""
    surface = {token["id"][0]: token for token in tokens if isinstance(token["id"], tuple) and token["id"][1] == "-"}
    syntactic = [token for token in tokens if isinstance(token["id"], int)]
    if not syntactic:
        raise ValueError(f"{tokens.metadata.get('sent_id')}: a sentence without words")
    text, spans, glue = "", [], " "
    inside = 0
    for token in syntactic:
        if token["id"] <= inside:
            continue
        multiword = surface.get(token["id"])
        start = offset + len(text)
        owner = multiword or token
        text += owner["form"]
        if multiword:
            inside = multiword["id"][2]
            forms = [word["form"] for word in syntactic if token["id"] <= word["id"] <= inside]
            spans.extend(_split(owner["form"], forms, start))
        else:
            spans.append((start, offset + len(text)))
        glue = "" if (owner["misc"] or {}).get("SpaceAfter") == "No" else " "
        text += glue
    if glue:
        text = text[:-1]
    words = [_word(token, span, len(syntactic), tokens) for token, span in zip(syntactic, spans, strict=True)]
    return text, words, glue


def _split(surface: str, forms: list[str], start: int) -> list[tuple[int, int]]:
    if "".join(forms).lower() != surface.lower():
        return [(start, start + len(surface))] * len(forms)
    spans = []
    for form in forms:
        spans.append((start, start + len(form)))
        start += len(form)
    return spans


def _word(token: dict[str, Any], span: tuple[int, int], count: int, tokens: conllu.TokenList) -> Word:
    head = token["head"]
    if head is None or not 0 <= head <= count:
        raise ValueError(f"{tokens.metadata.get('sent_id')}: word {token['id']} has no head")
    feats = "|".join(f"{key}={value}" for key, value in sorted((token["feats"] or {}).items()))
    lemma = token["lemma"] if token["lemma"] != "_" or token["form"] == "_" else token["form"]
    return Word(
        span[0], span[1], token["form"], lemma, token["upos"], token["xpos"] or "", feats, head - 1, token["deprel"]
    )
