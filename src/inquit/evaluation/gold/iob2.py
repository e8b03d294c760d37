"""Names in columns: a token and its IOB tag a line, sentences between blank lines.

Three published layouts are read: number, token, tag (Universal NER; with `# text =`, `# newdoc id`); token, tag
(CrossNER, WikiGold); and token, …, tag (CoNLL 2003). Runs may begin with B- or, as in IOB1, with I-.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from inquit.evaluation.gold.detokenized import detokenized
from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.gold.texts import Labelled, LabelledText, Span, files_of, lines_of, one_of_each

SENTENCE_BREAK = "\n\n"
_DOCSTART = "-DOCSTART-"


@dataclass(slots=True)
class _Sentence:
    """A sentence's comments and its (line number, token, tag)."""

    line: int
    about: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[int, str, str]] = field(default_factory=list)


def read_iob2(path: Path) -> list[LabelledText]:
    """The documents of a file, or of every `.iob2` in a folder.

    Sentences under one `# newdoc id` (or `-DOCSTART-`) are one document, each a paragraph of its own, so that what
    reads it has the context and knows where sentences end, as the published results do; in a file without either,
    each sentence is a document. A sentence's text is its `# text =`, else its tokens, spaced as in print. The label `O`
    (`B-O`, in Universal NER) is none. Raises GoldError with file and line.
    """
    documents = [document for file in files_of(path, ".iob2") for document in _documents(file)]
    one_of_each((document.id for document in documents), path)
    return documents


def _documents(path: Path) -> Iterator[LabelledText]:
    id = ""
    group: list[_Sentence] = []
    number = 0
    for sentence in _sentences(path):
        newdoc = sentence.about.get("newdoc id") or sentence.about.get("newdoc")
        docstart = sentence.rows[0][1] == _DOCSTART
        if newdoc or docstart or not id:
            if group:
                yield _joined(id, group, path)
            number += 1
            group, id = [], newdoc or (f"{path.stem}-{number}" if docstart else "")
        if docstart:
            del sentence.rows[0]
        if not sentence.rows:
            continue
        if id:
            group.append(sentence)
        else:
            yield _joined(sentence.about.get("sent_id") or f"{path.stem}-{number}", [sentence], path)
    if group:
        yield _joined(id, group, path)


def _sentences(path: Path) -> Iterator[_Sentence]:
    sentence = _Sentence(1)
    for number, line in lines_of(path):
        if not line.strip():
            if sentence.rows:
                yield sentence
                sentence = _Sentence(number + 1)
        elif line.startswith("# ") and not sentence.rows and "=" in line:
            key, _, value = line[2:].partition("=")
            sentence.about[key.strip()] = value.strip()
        else:
            _add(sentence, line, number, path)
    if sentence.rows:
        yield sentence


def _add(sentence: _Sentence, line: str, number: int, path: Path) -> None:
    columns = line.split("\t") if "\t" in line else line.split()
    if len(columns) < 2:
        raise GoldError(f"{line[:40]!r} is no token and tag", path=str(path), line=number)
    numbered = "\t" in line and len(columns) > 2
    if numbered and not columns[0].isdecimal():
        if columns[0].replace("-", "").replace(".", "").isdecimal():
            return  # the row of a multi-word token or of an empty node: its words follow, or it has none
        numbered = False
    token, tag = (columns[1], columns[2]) if numbered else (columns[0], columns[-1])
    prefix, dash, label = tag.partition("-")
    if tag != "O" and not (prefix in ("B", "I") and dash and label):
        raise GoldError(f"{tag[:40]!r} is no tag: O, B-… or I-…", path=str(path), line=number)
    sentence.rows.append((number, token, "O" if label == "O" else tag))


def _joined(id: str, group: list[_Sentence], path: Path) -> LabelledText:
    texts: list[str] = []
    tokens: list[Span] = []
    spans: list[Labelled] = []
    at = 0
    for sentence in group:
        text, places = _placed(sentence, path)
        places = [(at + start, at + end) for start, end in places]
        spans += _runs([tag for _, _, tag in sentence.rows], places)
        tokens += places
        texts.append(text)
        at += len(text) + len(SENTENCE_BREAK)
    return LabelledText(id, SENTENCE_BREAK.join(texts), tuple(spans), tuple(tokens))


def _placed(sentence: _Sentence, path: Path) -> tuple[str, list[Span]]:
    """The sentence's text and the `[start, end)` of each token in it."""
    text = sentence.about.get("text")
    if text is None:
        return detokenized([token for _, token, _ in sentence.rows])
    places: list[Span] = []
    at = 0
    for number, token, _ in sentence.rows:
        start = text.find(token, at)
        if start < 0 or text[at:start].strip():
            raise GoldError(f"{token[:40]!r} does not come next in `# text =`", path=str(path), line=number)
        at = start + len(token)
        places.append((start, at))
    return text, places


def _runs(tags: list[str], places: list[Span]) -> Iterator[Labelled]:
    """The runs of tags; I- after O or after another label begins one too."""
    begun: tuple[int, str] | None = None
    for at, tag in enumerate([*tags, "O"]):
        prefix, _, label = tag.partition("-")
        if begun and (prefix != "I" or label != begun[1]):
            yield Labelled(places[begun[0]][0], places[at - 1][1], begun[1])
            begun = None
        if label and begun is None:
            begun = (at, label)
