"""Treebanks in CoNLL-U, read as raw text with words anchored to it by character offsets.

Reads UD English EWT (one file) and GUM (a folder with one file per document) in their published form. The format:
https://universaldependencies.org/format.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from inquit.evaluation.gold.blocks import Block, blocks_of
from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.gold.texts import files_of

PARAGRAPH_BREAK = "\n\n"
_COMMENT = re.compile("#")


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. `start, end` are offsets in the text of its document, half-open, in code points.

    `head` is the index of the head among the words of the sentence, or -1 for the root. Words of a multi-word token
    whose forms do not spell out the token share the token's offsets. `misc` is the last column as it stands.
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
    misc: str = "_"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a treebank: its words, whether a paragraph begins with it, and its `sent_id`."""

    words: tuple[Word, ...]
    opens_paragraph: bool
    id: str = ""

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
    """A document of a treebank: paragraphs joined by a blank line, sentences as their `SpaceAfter` says.

    `entity_fields` names the fields of `Entity=` in the words' `misc` (`# global.Entity`), none where it has none.
    """

    id: str
    text: str
    sentences: tuple[Sentence, ...]
    entity_fields: tuple[str, ...] = ()


def read_treebank(path: Path) -> list[TreebankDocument]:
    """Read a `.conllu` file, or every one in a folder (in order of name), as documents.

    A document begins at `# newdoc`, a paragraph at `# newpar`. Raises GoldError, a ValueError, with file, line and the
    sentence's id if a row is none of CoNLL-U, a sentence has no words or a head does not exist.
    """
    documents: list[TreebankDocument] = []
    for file in files_of(path, ".conllu"):
        documents.extend(_documents(file))
    return documents


def _documents(path: Path) -> Iterator[TreebankDocument]:
    id, fields = path.stem, ""
    group: list[Block] = []
    for sentence in blocks_of(path, _COMMENT):
        if "newdoc id" in sentence.about or "newdoc" in sentence.about:
            if group:
                yield _join(id, group, fields, path)
            id, group = sentence.about.get("newdoc id") or path.stem, []
        fields = sentence.about.get("global.Entity", fields)
        group.append(sentence)
    if group:
        yield _join(id, group, fields, path)


def _join(id: str, group: Sequence[Block], fields: str, path: Path) -> TreebankDocument:
    pieces: list[str] = []
    sentences = []
    length, glue = 0, ""
    for sentence in group:
        opens = not length or "newpar" in sentence.about or "newpar id" in sentence.about
        if length:
            glue = PARAGRAPH_BREAK if opens else glue
            pieces.append(glue)
            length += len(glue)
        text, words, glue = _read(sentence, length, path)
        pieces.append(text)
        length += len(text)
        sentences.append(Sentence(tuple(words), opens, sentence.about.get("sent_id", "")))
    return TreebankDocument(id, "".join(pieces), tuple(sentences), tuple(fields.split("-")) if fields else ())


def _read(sentence: Block, offset: int, path: Path) -> tuple[str, list[Word], str]:
    """The text of a sentence, its words at `offset`, and what stands between it and the next sentence."""
    name = sentence.about.get("sent_id", "")
    surface: dict[int, tuple[int, list[str]]] = {}
    rows: list[tuple[int, list[str]]] = []
    for line, row in sentence.rows:
        columns = row.split("\t")
        if len(columns) != 10:
            raise GoldError(f"{len(columns)} columns; CoNLL-U has 10, between tabs", path=str(path), line=line)
        number, dash, last = columns[0].partition("-")
        if dash and number.isdecimal() and last.isdecimal():
            surface[int(number)] = (int(last), columns)
        elif columns[0].isdecimal():
            rows.append((line, columns))
        elif "." not in columns[0]:  # an empty node has no text
            raise GoldError(f"{name}: {columns[0]!r} numbers no word", path=str(path), line=line)
    if not rows:
        raise GoldError(f"{name}: a sentence without words", path=str(path), line=sentence.line)
    text, spans, glue = "", [], " "
    inside = 0
    for _, columns in rows:
        first = int(columns[0])
        if first <= inside:
            continue
        start = offset + len(text)
        inside, owner = surface.get(first, (first, columns))
        text += owner[1]
        forms = [row[1] for _, row in rows if first <= int(row[0]) <= inside] if first in surface else [owner[1]]
        spans += _split(owner[1], forms, start)
        glue = "" if "SpaceAfter=No" in owner[9].split("|") else " "
        text += glue
    if glue:
        text = text[:-1]
    words = [_word(row, span, len(rows), name, path) for row, span in zip(rows, spans, strict=True)]
    return text, words, glue


def _split(surface: str, forms: list[str], start: int) -> list[tuple[int, int]]:
    if "".join(forms).lower() != surface.lower():
        return [(start, start + len(surface))] * len(forms)
    spans = []
    for form in forms:
        spans.append((start, start + len(form)))
        start += len(form)
    return spans


def _word(row: tuple[int, list[str]], span: tuple[int, int], count: int, name: str, path: Path) -> Word:
    line, (number, form, lemma, upos, xpos, feats, head, deprel, _, misc) = row
    if not head.isdecimal() or int(head) > count:
        raise GoldError(f"{name}: word {number} has no head", path=str(path), line=line)
    return Word(
        *span,
        form,
        lemma if lemma != "_" else form,
        upos,
        "" if xpos == "_" else xpos,
        "" if feats == "_" else "|".join(sorted(feats.split("|"), key=lambda pair: pair.partition("=")[::2])),
        int(head) - 1,
        deprel,
        misc,
    )
