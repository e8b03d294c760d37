"""Measure an English pipeline on a treebank, from raw text and with gold tokens.

`python -m inquit.training.linguistics.evaluate PIPELINE TREEBANK…` prints a JSON object per treebank. The measures are
those of the CoNLL 2018 shared task: F1 over words aligned by their characters, subtypes of relations left out.
Intervals are 95 % percentile intervals from a bootstrap over documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from spacy.language import Language
from spacy.tokens import Doc

from inquit.evaluation.bootstrap import RESAMPLES, scores
from inquit.evaluation.counts import Counts, Key
from inquit.evaluation.gold.conllu import TreebankDocument, Word, read_treebank
from inquit.evaluation.spans import positions
from inquit.linguistics import load_base

MEASURES = ("tokens", "sentences", "upos", "feats", "lemmas", "uas", "las")


def evaluate(
    nlp: Language, documents: Sequence[TreebankDocument], *, gold_tokens: bool = False, resamples: int = RESAMPLES
) -> dict[str, dict[str, float]]:
    """Return F1 in percent, with `low` and `high` of its 95 % interval, for each of `MEASURES`.

    The first token of each paragraph is preset as the start of a sentence, as in the package. With `gold_tokens`, words
    and sentences are those of the treebank.
    """
    make = _gold_documents if gold_tokens else _raw_documents
    rows = [_counts(document, doc) for document, doc in zip(documents, nlp.pipe(make(nlp, documents)), strict=True)]
    counts: list[Counts] = [
        {
            Key(name, "all"): {"precision": (correct, system), "recall": (correct, gold)}
            for name, (gold, system, correct) in zip(MEASURES, row, strict=True)
        }
        for row in rows
    ]
    found = {score.measure: score.figures["f1"] for score in scores(counts, resamples=resamples)}
    return {
        name: {
            key: value
            for key, value in (("f1", found[name].value), ("low", found[name].low), ("high", found[name].high))
            if value is not None
        }
        for name in MEASURES
    }


def _raw_documents(nlp: Language, documents: Sequence[TreebankDocument]) -> Iterator[Doc]:
    for document in documents:
        yield preset_blocks(nlp.make_doc(document.text))


def _gold_documents(nlp: Language, documents: Sequence[TreebankDocument]) -> Iterator[Doc]:
    for document in documents:
        words = [word for sentence in document.sentences for word in sentence.words]
        following = [*(word.start for word in words[1:]), words[-1].end]
        starts: list[bool | int | None] = [
            not index for sentence in document.sentences for index in range(len(sentence.words))
        ]
        spaces = [then > word.end for word, then in zip(words, following, strict=True)]
        forms = [document.text[word.start : word.end] for word in words]
        yield Doc(nlp.vocab, words=forms, spaces=spaces, sent_starts=starts)


def preset_blocks(doc: Doc) -> Doc:
    """Mark the first token, and each that follows a blank line, as the start of a sentence."""
    blank = True
    for token in doc:
        if token.is_space:
            blank = blank or token.text.count("\n") > 1
        else:
            if blank:
                token.is_sent_start = True
            blank = False
    return doc


def _counts(document: TreebankDocument, doc: Doc) -> list[tuple[int, int, int]]:
    """Return (gold, system, correct) for each of `MEASURES`.

    Offsets count the characters that are not white space, so that gold tokens need not carry the original spaces.
    """
    gold_at = positions(document.text)
    system_at = positions(doc.text)
    tokens = [token for token in doc if not token.is_space]
    system = {(system_at[token.idx], system_at[token.idx + len(token)]): token for token in tokens}
    words: list[Word] = []
    heads: list[int | None] = []
    for sentence in document.sentences:
        base = len(words)
        words.extend(sentence.words)
        heads.extend(None if word.head < 0 else base + word.head for word in sentence.words)
    keys = [(gold_at[word.start], gold_at[word.end]) for word in words]
    matched = [
        (word, heads[i], system[key]) for i, (word, key) in enumerate(zip(words, keys, strict=True)) if key in system
    ]
    upos = feats = lemmas = uas = las = 0
    for word, head, token in matched:
        upos += word.upos == token.pos_
        feats += word.feats == str(token.morph)
        lemmas += word.lemma == token.lemma_
        its_head = None if token.head is token or token.head.i == token.i else token.head
        key = (system_at[its_head.idx], system_at[its_head.idx + len(its_head)]) if its_head is not None else None
        attached = key == (keys[head] if head is not None else None)
        uas += attached
        las += attached and token.dep_.lower().split(":")[0] == word.deprel.split(":")[0]
    gold_sentences = {(gold_at[s.start], gold_at[s.end]) for s in document.sentences}
    spans = [[token for token in sent if not token.is_space] for sent in doc.sents]
    system_sentences = {(system_at[s[0].idx], system_at[s[-1].idx + len(s[-1])]) for s in spans if s}
    sentences = (len(gold_sentences), len(system_sentences), len(gold_sentences & system_sentences))
    sizes = (len(words), len(tokens))
    return [(*sizes, len(matched)), sentences, *((*sizes, n) for n in (upos, feats, lemmas, uas, las))]


def main(
    pipeline: Annotated[Path, typer.Argument(help="Folder of the spaCy pipeline.")],
    treebanks: Annotated[list[Path], typer.Argument(help="A .conllu file or a folder of them, once per treebank.")],
    resamples: Annotated[int, typer.Option(help="Bootstrap resamples.")] = RESAMPLES,
) -> None:
    """Print the measures of PIPELINE on each treebank, from raw text and with gold tokens."""
    nlp = load_base(str(pipeline))
    for path in treebanks:
        documents = read_treebank(path)
        report = {
            "treebank": str(path),
            "documents": len(documents),
            "raw": evaluate(nlp, documents, resamples=resamples),
            "gold_tokens": evaluate(nlp, documents, gold_tokens=True, resamples=resamples),
        }
        print(json.dumps(report, indent=1))


if __name__ == "__main__":
    typer.run(main)
