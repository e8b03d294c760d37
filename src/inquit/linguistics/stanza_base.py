"""Stanza as a base: its document converted to a spaCy `Doc` over the original text, offsets exact.

The tokenizer runs all of Stanza and makes the words, tags, lemmas and entities; the component `inquit_stanza` then
hangs the dependencies in, after other components have had their say on where sentences start. Models are read from a
folder and never downloaded. Stanza is imported when a pipeline is made, not before.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from inquit.errors import SettingsError

PENDING = "inquit_stanza"
# Stanza's processors in the order it runs them, with the ends of the file names that its training commands give.
PROCESSORS = {
    "tokenize": ("_tokenizer.pt",),
    "mwt": ("_mwt_expander.pt",),
    "pos": ("_tagger.pt",),
    "lemma": ("_lemmatizer.pt",),
    "depparse": ("_parser.pt",),
    "ner": ("_nertagger.pt",),
}
_PIECE = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class StanzaWord:
    """A word for the `Doc`. `head` is an index among the document's words (its own for a root)."""

    start: int
    end: int
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    opens: bool


def load_stanza(lang: str, *, tokens: bool = True, models: Path | None = None) -> Language:
    """Load Stanza's models for `lang` as a spaCy pipeline. See `inquit.linguistics.load_base`.

    `models` is a folder as Stanza downloads it (`resources.json`, `<lang>/<processor>/*.pt`), or one with models of
    your own training (`resources.json` holding `{}`, and `.pt` files named as Stanza's commands name them).
    """
    try:
        import stanza
        from stanza.resources.common import DEFAULT_MODEL_DIR
    except ImportError as error:
        raise SettingsError(f"the base 'stanza:{lang}' needs Stanza: pip install 'inquit[stanza]' ({error})") from error
    folder = models or Path(os.environ.get("STANZA_RESOURCES_DIR") or DEFAULT_MODEL_DIR)
    paths = _model_paths(folder, lang)
    wanted = [name for name in PROCESSORS if name in paths and (tokens or name in ("tokenize", "mwt"))]
    options: dict[str, Any] = {f"{name}_model_path": str(path) for name in wanted if (path := paths[name])}
    try:
        pipeline = stanza.Pipeline(
            lang,
            dir=str(folder),
            download_method=None,
            processors=",".join(wanted),
            use_gpu=False,
            logging_level="ERROR",
            allow_unknown_language=True,
            **options,
        )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise SettingsError(f"Stanza cannot load its models for {lang!r} from {folder}: {error}") from error
    try:
        nlp = spacy.blank(lang)
    except ImportError:
        nlp = spacy.blank("xx")
    nlp.tokenizer = StanzaTokenizer(pipeline, nlp.vocab)
    if "depparse" in wanted:
        nlp.add_pipe("inquit_stanza")
    return nlp


def _model_paths(folder: Path, lang: str) -> dict[str, Path | None]:
    """Return the processors that the folder has models for; the value is the file if Stanza must be told of it."""
    advice = f"download them where there is a network (stanza.download({lang!r}, model_dir=…)) and pass models="
    try:
        listed = lang in json.loads((folder / "resources.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"no Stanza models for {lang!r}: looked in {folder} ({error}); {advice}") from error
    own: dict[str, Path | None] = {}
    for name, endings in PROCESSORS.items():
        files = sorted(path for path in folder.rglob(f"{lang}_*.pt") if path.name.endswith(endings))
        if files:
            own[name] = files[0]
    downloaded: dict[str, Path | None] = {}
    for name in PROCESSORS:
        if files := sorted((folder / lang / name).glob("*.pt")):
            downloaded[name] = None if listed else files[0]
    found = own | downloaded
    if "tokenize" not in found:
        raise SettingsError(f"no Stanza tokenizer for {lang!r} in {folder}; {advice}")
    return found


class StanzaTokenizer:
    """Makes a `Doc` of a text by running a `stanza.Pipeline`; every character of the text is kept."""

    def __init__(self, pipeline: Any, vocab: Vocab) -> None:
        self.pipeline = pipeline
        self.vocab = vocab

    @property
    def model_files(self) -> list[Path]:
        """The files of the models that the pipeline runs."""
        paths = (processor.config.get("model_path") for processor in self.pipeline.processors.values())
        return [Path(path) for path in paths if path]

    def __call__(self, text: str) -> Doc:
        if not text.strip():
            return Doc(self.vocab, words=[text] if text else [], spaces=[False] if text else [])
        document = self.pipeline(text)
        words = read_words(document.to_dict(), text)
        doc = make_doc(self.vocab, text, words)
        entities = [
            span
            for entity in document.ents
            if (span := doc.char_span(entity.start_char, entity.end_char, label=entity.type, alignment_mode="expand"))
        ]
        doc.set_ents(filter_spans(entities))
        return doc


def read_words(sentences: list[list[dict[str, Any]]], text: str) -> list[StanzaWord]:
    """Return the words of a Stanza document (as `Document.to_dict` gives it), anchored in `text`.

    The words of a multi-word token each get their characters if they spell it out ("don't": do, n't). Otherwise ("du":
    de, le) the token is one word: the syntactic top of its words gives tag, head and relation, and lemmas are joined.
    """
    words: list[StanzaWord] = []
    for sentence in sentences:
        units = _units(sentence, text)
        base = len(words)
        place = {number: base + index for index, (_, _, numbers) in enumerate(units) for number in numbers}
        entries = {entry["id"]: entry for entry in sentence if isinstance(entry["id"], int)}
        entries |= {entry["id"][0]: entry for entry in sentence if _is_single(entry["id"])}
        for index, (start, end, numbers) in enumerate(units):
            top = min(numbers, key=lambda number: _depth(number, entries))
            entry = entries.get(top, {})
            head = entry.get("head") or 0
            words.append(
                StanzaWord(
                    start,
                    end,
                    " ".join(entries[number].get("lemma") or "" for number in numbers if number in entries).strip(),
                    entry.get("upos") or "",
                    entry.get("feats") or "",
                    place.get(head, base + index),
                    "ROOT" if "head" in entry and not head else entry.get("deprel") or "",
                    index == 0,
                )
            )
    return words


def _is_single(number: Any) -> bool:
    return isinstance(number, tuple | list) and len(number) == 1


def _units(sentence: list[dict[str, Any]], text: str) -> list[tuple[int, int, list[int]]]:
    """Return (start, end, numbers of the words) of each unit of a sentence that becomes a word of the `Doc`."""
    forms = {entry["id"]: entry["text"] for entry in sentence if isinstance(entry["id"], int)}
    units: list[tuple[int, int, list[int]]] = []
    inside = 0
    for entry in sentence:
        number = entry["id"]
        if isinstance(number, int):
            if number > inside:
                units.append((entry["start_char"], entry["end_char"], [number]))
            continue
        start, end = entry["start_char"], entry["end_char"]
        numbers = list(range(number[0], number[-1] + 1))
        inside = number[-1]
        pieces = [forms.get(each, "") for each in numbers]
        if "".join(pieces) == text[start:end]:
            for each, piece in zip(numbers, pieces, strict=True):
                units.append((start, start + len(piece), [each]))
                start += len(piece)
        else:
            units.append((start, end, numbers))
    return units


def _depth(number: int, entries: dict[int, dict[str, Any]]) -> int:
    depth = 0
    while number in entries and (number := entries[number].get("head") or 0) and depth < len(entries):
        depth += 1
    return depth


def make_doc(vocab: Vocab, text: str, words: list[StanzaWord]) -> Doc:
    """Return a `Doc` of exactly `text` with `words`, the dependencies left in `user_data` for `inquit_stanza`."""
    forms: list[str] = []
    spaces: list[bool] = []
    owners: list[StanzaWord | None] = []
    place: list[int] = []
    at = 0
    for word in [*words, None]:
        start = word.start if word else len(text)
        filler = text[at:start]
        if filler.startswith(" ") and forms:
            spaces[-1] = True
            filler = filler[1:]
        for piece in _PIECE.findall(filler):
            forms.append(piece)
            spaces.append(False)
            owners.append(None)
        if word:
            place.append(len(forms))
            forms.append(text[word.start : word.end])
            spaces.append(False)
            owners.append(word)
            at = word.end
    tagged = any(word.upos for word in words)
    doc = Doc(
        vocab,
        words=forms,
        spaces=spaces,
        pos=[
            owner.upos if owner else "SPACE" if form.isspace() else ""
            for owner, form in zip(owners, forms, strict=True)
        ]
        if tagged
        else None,
        morphs=[owner.feats if owner else "" for owner in owners] if tagged else None,
        lemmas=[owner.lemma if owner else form for owner, form in zip(owners, forms, strict=True)]
        if any(word.lemma for word in words)
        else None,
        sent_starts=[bool(owner and owner.opens) or not index for index, owner in enumerate(owners)],
    )
    if any(word.deprel for word in words):
        numbers = [(place[owner.head], owner.deprel) if owner else (-1, "dep") for owner in owners]
        doc.user_data[PENDING] = numbers
    return doc


@Language.component("inquit_stanza", assigns=["token.dep", "token.head"])
def hang_dependencies(doc: Doc) -> Doc:
    """Set the dependencies that the Stanza tokenizer left; an arc across a sentence start is cut."""
    pending: list[tuple[int, str]] | None = doc.user_data.pop(PENDING, None)
    if pending is None:
        return doc
    rows = np.zeros((len(doc), 2), dtype=np.int64)
    sentence = 0
    sentence_of = []
    for token in doc:
        sentence += token.i > 0 and token.is_sent_start is True
        sentence_of.append(sentence)
    tops: dict[int, int] = {}
    for index, (_, label) in enumerate(pending):
        if label == "ROOT" and sentence_of[index] not in tops:
            tops[sentence_of[index]] = index
    for index, (head, label) in enumerate(pending):
        number = sentence_of[index]
        if head < 0:
            head = index - 1 if index and sentence_of[index - 1] == number else index
        elif sentence_of[head] != number or (head == index and tops.get(number) != index):
            top = tops.setdefault(number, index)
            head, label = (index, "ROOT") if top == index else (top, "dep")
        rows[index] = (head - index, _signed(doc.vocab.strings.add(label)))
    values: Any = rows.view(np.uint64)
    doc.from_array(["HEAD", "DEP"], values)
    return doc


def _signed(key: int) -> int:
    return key - (1 << 64) if key >= 1 << 63 else key
