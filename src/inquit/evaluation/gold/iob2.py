"""Names in columns: a token and its IOB tag a line, sentences between blank lines.

Three published layouts are read: number, token, tag (Universal NER; with `# text =`, `# newdoc id`); token, tag
(CrossNER, WikiGold); and token, …, tag (CoNLL 2003). Runs may begin with B- or, as in IOB1, with I-.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from inquit.evaluation.gold.blocks import Block, blocks_of
from inquit.evaluation.gold.detokenized import detokenized
from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.gold.texts import Labelled, LabelledText, Span, files_of, one_of_each

SENTENCE_BREAK = "\n\n"
_COMMENT = re.compile(r"# [^\t=]*=")  # a token may be "#" too
_DOCSTART = "-DOCSTART-"


class TaggedSentence(msgspec.Struct, frozen=True):
    """A sentence: the line of its first token, its `sent_id` (or ""), its text, and spans and tokens by character.

    `document`: the id of the document that begins with it, "" for one without (`-DOCSTART-`, which is no token), None
    inside one.
    """

    line: int
    id: str
    text: str
    spans: tuple[Labelled, ...]
    tokens: tuple[Span, ...]
    document: str | None = None


def read_iob2(path: Path) -> list[LabelledText]:
    """The documents of a file, or of every `.iob2` in a folder.

    Sentences under one `# newdoc id` (or `-DOCSTART-`) are one document, each a paragraph of its own, so that what
    reads it has the context and knows where sentences end, as the published results do; in a file without either,
    each sentence is a document. Raises GoldError with file and line.
    """
    documents = [document for file in files_of(path, ".iob2") for document in _documents(file)]
    one_of_each((document.id for document in documents), path)
    return documents


def tagged_sentences(path: Path) -> Iterator[TaggedSentence]:
    """The sentences of a file. A sentence's text is its `# text =`, else its tokens, spaced as in print.

    Raises GoldError with file and line.
    """
    for block in blocks_of(path, _COMMENT):
        rows = [row for number, line in block.rows if (row := _row(line, number, path))]
        document = block.about.get("newdoc id") or block.about.get("newdoc") or None
        if rows and rows[0][1] == _DOCSTART:
            document = document or ""
            del rows[0]
        text, places = _placed(block, rows, path)
        spans = tuple(labelled_runs([tag for _, _, tag in rows], places))
        yield TaggedSentence(block.rows[0][0], block.about.get("sent_id", ""), text, spans, tuple(places), document)


def runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The `first, last + 1, label` of each run of tags; I- after O or after another label begins one too.

    The label `O` (`B-O`, in Universal NER) is none. Raises ValueError for what is no tag.
    """
    begun: tuple[int, str] | None = None
    for at, tag in enumerate([*tags, "O"]):
        prefix, dash, label = tag.partition("-")
        if tag != "O" and not (prefix in ("B", "I") and dash and label):
            raise ValueError(f"{tag[:40]!r} is no tag: O, B-… or I-…")
        if label == "O":
            prefix, label = "O", ""
        if begun and (prefix != "I" or label != begun[1]):
            yield begun[0], at, begun[1]
            begun = None
        if label and begun is None:
            begun = (at, label)


def labelled_runs(tags: Sequence[str], places: Sequence[Span]) -> Iterator[Labelled]:
    """The runs of the tags of tokens that stand at `places`. Raises ValueError for what is no tag."""
    for first, end, label in runs(tags):
        yield Labelled(places[first][0], places[end - 1][1], label)


def _documents(path: Path) -> Iterator[LabelledText]:
    id = ""
    group: list[TaggedSentence] = []
    number = 0
    for sentence in tagged_sentences(path):
        if sentence.document is not None or not id:
            if group:
                yield _joined(id, group)
            number += 1
            group, id = [], "" if sentence.document is None else sentence.document or f"{path.stem}-{number}"
        if not sentence.tokens:
            continue
        if id:
            group.append(sentence)
        else:
            yield _joined(sentence.id or f"{path.stem}-{number}", [sentence])
    if group:
        yield _joined(id, group)


def _row(line: str, number: int, path: Path) -> tuple[int, str, str] | None:
    """(line number, token, tag), or None for a multi-word token, whose words follow, and an empty node."""
    columns = line.split("\t") if "\t" in line else line.split()
    if len(columns) < 2:
        raise GoldError(f"{line[:40]!r} is no token and tag", path=str(path), line=number)
    numbered = "\t" in line and len(columns) > 2
    if numbered and not columns[0].isdecimal():
        if columns[0].replace("-", "").replace(".", "").isdecimal():
            return None
        numbered = False
    token, tag = (columns[1], columns[2]) if numbered else (columns[0], columns[-1])
    try:
        next(runs([tag]), None)
    except ValueError as error:
        raise GoldError(str(error), path=str(path), line=number) from error
    return number, token, tag


def _joined(id: str, group: list[TaggedSentence]) -> LabelledText:
    tokens: list[Span] = []
    spans: list[Labelled] = []
    at = 0
    for sentence in group:
        spans += (Labelled(at + span.start, at + span.end, span.label) for span in sentence.spans)
        tokens += ((at + start, at + end) for start, end in sentence.tokens)
        at += len(sentence.text) + len(SENTENCE_BREAK)
    return LabelledText(id, SENTENCE_BREAK.join(one.text for one in group), tuple(spans), tuple(tokens))


def _placed(block: Block, rows: list[tuple[int, str, str]], path: Path) -> tuple[str, list[Span]]:
    """The sentence's text and the `[start, end)` of each token in it."""
    text = block.about.get("text")
    if text is None:
        return detokenized([token for _, token, _ in rows])
    places: list[Span] = []
    at = 0
    for number, token, _ in rows:
        start = text.find(token, at)
        if start < 0 or text[at:start].strip():
            raise GoldError(f"{token[:40]!r} does not come next in `# text =`", path=str(path), line=number)
        at = start + len(token)
        places.append((start, at))
    return text, places
