"""The component of our English pipeline: sentence starts, tags, lemmas and dependency trees, from one small network.

The network runs in onnxruntime over windows of up to 254 word pieces. A window ends where a block does, or else before
its last, unfinished sentence, which opens the next window; no window depends on other documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from inquit.linguistics.lemmas import Lemmas
from inquit.linguistics.pieces import APART, SPECIAL, WRAPPED, Pieces, gap, shape
from inquit.linguistics.stops import CLOSING, FINAL
from inquit.linguistics.trees import best_tree

NAME = "inquit_syntax"
MOST_PIECES = 254
# Log-odds, chosen by reading UN speeches, news and essays: what the network doubts there are names that it never met.
AFTER_STOP, WITHOUT_STOP = -1.5, 1.5
_ENCODER, _RELATIONS, _LABELS, _LEMMAS = "encoder.onnx", "relations.onnx", "labels.json", "lemmas.json"
_FILES = (_ENCODER, _RELATIONS, _LABELS, _LEMMAS)
_OUTPUTS = ("starts", "tags", "arcs", "child", "head")
_ASSIGNS = ["token.is_sent_start", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "doc.sents"]


@Language.factory(NAME, assigns=_ASSIGNS, default_config={"threads": 1})
def make_syntax(nlp: Language, name: str, threads: int) -> Syntax:
    """The component `inquit_syntax`, empty until its weights are read."""
    return Syntax(nlp.vocab, threads=threads)


class Syntax:
    """Sets sentence starts, UPOS, morphology, lemmas and Universal Dependencies on a document.

    A sentence start that is preset (`token.is_sent_start` true or false) stays as it is, and a sentence always starts
    after a blank line. White-space tokens get the label `dep` and hang from the token before them. With
    `sentences_only` set, nothing but sentence starts is made.
    """

    def __init__(self, vocab: Vocab, *, threads: int = 1) -> None:
        self.vocab = vocab
        self.threads = threads
        self.sentences_only = False
        self._files: dict[str, bytes] = {}

    def __call__(self, doc: Doc) -> Doc:
        words = [token.i for token in doc if not token.is_space]
        if not words:
            return doc
        reading = _Reading(doc, words, self._pieces)
        begin, inside = 0, False
        while begin < len(words):
            begin, inside = self._window(reading, begin, inside)
        if self.sentences_only:
            # all at once: spaCy looks at the whole document each time that a token's start is set
            column: Any = np.array(doc.to_array(["SENT_START"]), dtype=np.int64).reshape(-1)
            found = np.where(reading.starts, 1, -1)
            column[words] = np.where(column[words] == 0, found, column[words])
            doc.from_array(["SENT_START"], column.astype(np.uint64).reshape(-1, 1))
            return doc
        return self._annotate(doc, reading)

    def _window(self, reading: _Reading, begin: int, inside: bool) -> tuple[int, bool]:
        """Read the words from `begin` on that fit one window; return where the next begins, and if inside a sentence.

        `inside`: the window goes on with a sentence that is longer than a window. Its part here is a tree of its own,
        hung from the root of the part before.
        """
        end, closed = reading.window(begin)
        wanted = _OUTPUTS[:1] if self.sentences_only else _OUTPUTS
        found = dict(zip(wanted, self._encoder.run(wanted, reading.inputs(begin, end)), strict=True))
        starts = np.flatnonzero(reading.decide(begin, end, found["starts"][0], inside)).tolist()
        edges = starts if starts[:1] == [0] else [0, *starts]
        cut = not closed and len(edges) == 1
        if cut:
            end = reading.pause(begin, end)
        elif not closed:
            end = begin + edges.pop()
        if not self.sentences_only:
            self._trees(reading, begin, [*edges, end - begin], found, inside)
        return end, cut

    def _trees(
        self, reading: _Reading, begin: int, edges: list[int], found: dict[str, NDArray[Any]], inside: bool
    ) -> None:
        size = edges[-1]
        arcs = found["arcs"][0]
        heads = np.zeros(size, dtype=np.int64)
        for left, right in pairwise(edges):
            columns = np.concatenate(([0], np.arange(left + 1, right + 1)))
            local = best_tree(arcs[left:right][:, columns])
            heads[left:right] = columns[local]
        sides = {"child": found["child"][:, :size], "head": found["head"], "heads": heads[None]}
        scores = self._relations.run(("relations",), sides)[0][0]
        scores[:, self._root] = -np.inf
        relations = np.where(heads == 0, self._root, scores.argmax(axis=1))
        place = slice(begin, begin + size)
        reading.tags[place] = found["tags"][0][:size]
        reading.relations[place] = relations
        reading.heads[place] = np.where(heads == 0, np.arange(size), heads - 1) + begin
        roots = np.flatnonzero(heads == 0) + begin
        if inside:
            reading.heads[roots[0]], reading.relations[roots[0]] = reading.root, self._go_on
            roots[0] = reading.root
        reading.root = int(roots[-1])

    def _annotate(self, doc: Doc, reading: _Reading) -> Doc:
        rows = np.zeros((len(doc), 5), dtype=np.int64)
        strings = self.vocab.strings
        space, filler = strings["SPACE"], strings.add("dep")
        words = reading.words
        for token in doc:
            if token.is_space:
                back = -1 if token.i and token.i > words[0] else 0
                rows[token.i] = (back, filler, space, 0, _signed(token.orth))
        tags, ids, relations = self._labels["tags"], self._tag_ids, self._relation_ids
        for place, word in enumerate(words):
            tag = reading.tags[place]
            pos, morph = ids[tag]
            upos, _, features = tags[tag].partition("|")
            lemma = strings.add(self._lemmas.of(doc[word].text, upos, features))
            offset = words[reading.heads[place]] - word
            rows[word] = (offset, relations[reading.relations[place]], pos, morph, _signed(lemma))
        values: Any = rows.view(np.uint64)
        doc.from_array(["HEAD", "DEP", "POS", "MORPH", "LEMMA"], values)
        return doc

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the network and its labels to the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._files.items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Syntax:
        """Read what `to_disk` wrote."""
        return self.set_files({name: (Path(path) / name).read_bytes() for name in _FILES})

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the network and its labels as one piece."""
        return msgspec.msgpack.encode(self._files)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Syntax:
        """Read what `to_bytes` returned."""
        return self.set_files(msgspec.msgpack.decode(data, type=dict[str, bytes]))

    def __getstate__(self) -> dict[str, Any]:
        """What pickle keeps: sessions of onnxruntime cannot be sent, so they are made anew from the files."""
        names = ("vocab", "threads", "sentences_only", "_files")
        return {name: self.__dict__[name] for name in names}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if self._files:
            self.set_files(self._files)

    def set_files(self, files: dict[str, bytes]) -> Syntax:
        """Take the network (two ONNX graphs), its labels and the tables of lemmas from memory."""
        self._files = files
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        providers = ["CPUExecutionProvider"]
        self._encoder = onnxruntime.InferenceSession(files[_ENCODER], options, providers=providers)
        self._relations = onnxruntime.InferenceSession(files[_RELATIONS], options, providers=providers)
        self._labels: dict[str, list[str]] = json.loads(files[_LABELS])
        self._pieces = Pieces(self._labels["pieces"])
        self._root = self._labels["relations"].index("root")
        self._go_on = self._labels["relations"].index("parataxis")
        strings = self.vocab.strings
        names = ["ROOT" if label == "root" else label for label in self._labels["relations"]]
        self._relation_ids = [_signed(strings.add(label)) for label in names]
        self._lemmas = Lemmas(**json.loads(files[_LEMMAS]))
        self._tag_ids = []
        for tag in self._labels["tags"]:
            pos, _, features = tag.partition("|")
            self._tag_ids.append((strings[pos], _signed(self.vocab.morphology.add(features))))
        return self


class _Reading:
    """The words of one document as numbers, and what is decided about each."""

    def __init__(self, doc: Doc, words: list[int], pieces: Pieces) -> None:
        self.words = words
        self.forms: list[str] = []
        self.ids: list[tuple[int, ...]] = []
        self.shapes: list[int] = []
        self.gaps: list[int] = []
        self.preset: list[bool | None] = []
        text, end = doc.text, 0
        for word in words:
            token = doc[word]
            form = token.text
            space = text[end : token.idx]
            end = token.idx + len(form)
            start = True if not self.ids or space.count("\n") > 1 else token.is_sent_start
            self.preset.append(start)
            self.forms.append(form)
            self.ids.append(pieces.of(form))
            self.shapes.append(shape(form))
            self.gaps.append(APART if start else gap(space))
        self.starts = np.zeros(len(words), dtype=bool)
        self.tags, self.relations, self.heads = np.zeros((3, len(words)), dtype=np.int64)
        self.root = 0  # place of the root of the sentence read last

    def window(self, begin: int) -> tuple[int, bool]:
        """Return the end of the window that starts at word `begin`, and whether a sentence surely ends there."""
        size, end, block = 2, begin, begin
        while end < len(self.words) and (size := size + len(self.ids[end])) <= MOST_PIECES + 2:
            if self.preset[end]:
                block = end
            end += 1
        if end == len(self.words) or self.preset[end]:
            return end, True
        return (block, True) if block > begin else (end, False)

    def inputs(self, begin: int, end: int) -> dict[str, NDArray[np.int64]]:
        """Return the network's inputs for the words from `begin` to `end`, as a batch of one."""
        pieces, shapes, gaps = [SPECIAL.index("[CLS]")], [0], [0]
        first, last = [], []
        for place in range(begin, end):
            ids = self.ids[place]
            first.append(len(pieces))
            pieces.extend(ids)
            last.append(len(pieces) - 1)
            shapes.extend([self.shapes[place]] * len(ids))
            gaps.append(APART if place == begin else self.gaps[place])
            gaps.extend([0] * (len(ids) - 1))
        pieces.append(SPECIAL.index("[SEP]"))
        values = {"pieces": pieces, "shapes": [*shapes, 0], "gaps": [*gaps, 0], "first": first, "last": last}
        return {name: np.array([value], dtype=np.int64) for name, value in values.items()}

    def decide(self, begin: int, end: int, scores: NDArray[np.float32], inside: bool) -> NDArray[np.bool_]:
        """Return which words of the window start a sentence, from log-odds and from what is preset."""
        for place in range(begin, end):
            preset = self.preset[place]
            self.starts[place] = scores[place - begin] > self._doubt(place) if preset is None else preset
        self.starts[begin] = not inside
        return self.starts[begin:end]

    def _doubt(self, place: int) -> float:
        """Return the log-odds above which a word starts a sentence: fewer after a full stop, more without one."""
        before = self.forms[place - 1]
        stop = self.forms[place - 2] if before in CLOSING and place > 1 else before
        if stop in FINAL:
            return AFTER_STOP if self.forms[place][0].isupper() else 0.0
        return WITHOUT_STOP if before[-1].isalnum() and self.gaps[place] not in (WRAPPED, APART) else 0.0

    def pause(self, begin: int, end: int) -> int:
        """Return the last place in a window's second half where a sentence that is longer makes a pause."""
        for marks in (";:", ",—–"):
            for place in range(end - 1, (begin + end) // 2, -1):
                if self.forms[place] in marks:
                    return place + 1
        return end


def _signed(key: int) -> int:
    """A 64-bit hash as the signed number with the same bits."""
    return key - (1 << 64) if key >= 1 << 63 else key
