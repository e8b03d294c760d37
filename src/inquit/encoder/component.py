"""The spaCy component `inquit_encoder`: one pass of the network over a document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from inquit import resources
from inquit.encoder.attributes import Attributes, annotated, write_starts
from inquit.encoder.heads import parts, trees
from inquit.encoder.inputs import Words, words_of
from inquit.encoder.names import scored
from inquit.encoder.network import FILES, Network, Scores
from inquit.encoder.starts import sentence_starts
from inquit.encoder.windows import chunks, cut
from inquit.errors import SettingsError
from inquit.layers import Encoded, Scored, register
from inquit.linguistics.lemmas import Lemmas

NAME = "inquit_encoder"
SYNTAX = ("auto", "never")
_SPANS = ("names", "roles")
_LAYERS = {  # the graph's roles as the layer names them
    "content": "contents", "cue": "cues", "source": "sources",
    "said": "said", "said_within": "said_within", "said_cue": "said_cues", "said_source": "said_sources",
}  # fmt: skip
_TREES = ("tags", "relations", "arcs")
_ASSIGNS = [
    "doc._.encoded", "token.is_sent_start", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head",
    "doc.sents",
]  # fmt: skip


@Language.factory(NAME, assigns=_ASSIGNS, default_config={"syntax": "auto", "threads": 1})
def make_encoder(nlp: Language, name: str, syntax: str, threads: int) -> Encoder:
    """The component `inquit_encoder`; the shipped network is read when the first document comes.

    `syntax`: "auto" (tags, lemmas and trees where the base has made no tree) or "never". Raises SettingsError.
    """
    register()
    return Encoder(nlp.vocab, syntax=syntax, threads=threads)


class Encoder:
    """Sets `doc._.encoded`, and sentence starts, tags, morphology, lemmas and trees where no base has set them.

    A sentence start that is preset (`token.is_sent_start` true or false) stays as it is; a block, or a blank line,
    always starts one. `doc._.blocks` is used where it is set. A document's result depends on no other document: the
    network's int8 scales are those of a batch, so no batch holds windows of two.
    """

    def __init__(self, vocab: Vocab, *, syntax: str = "auto", threads: int = 1) -> None:
        if syntax not in SYNTAX:
            raise SettingsError(f"the encoder's syntax cannot be {syntax!r}; there are: {', '.join(SYNTAX)}")
        self.vocab = vocab
        self.syntax = syntax
        self.threads = threads
        self._files: dict[str, bytes] = {}
        self._ready: tuple[Network, Attributes] | None = None

    def __call__(self, doc: Doc) -> Doc:
        network, attributes = self._ready or self._prepare()
        words = words_of(doc, doc._.blocks, network.lexicon)
        parsed = bool(annotated(doc, ["DEP"]))
        with_trees = self.syntax == "auto" and not parsed
        found = _Found(network, words, with_trees=with_trees)
        for windows in chunks(cut(words), words.blocks):
            found.add(network.read(words, windows, found.wanted))
        doc._.encoded = found.encoded()
        if with_trees and len(words):
            attributes.write(
                doc, words, tags=found.tags, relations=found.relations, heads=found.heads, joined=found.joined
            )
        elif len(words) and not parsed:
            write_starts(doc, words, found.starts)
        return doc

    def _prepare(self) -> tuple[Network, Attributes]:
        network = Network(self._files, threads=self.threads) if self._files else _shipped(self.threads)
        labels = network.labels
        self._ready = network, Attributes(self.vocab, labels.tags, labels.relations, _lemmas())
        return self._ready

    def set_files(self, files: dict[str, bytes]) -> Encoder:
        """Take the network and its labels (`FILES`) from memory instead of the shipped ones. Raises ModelError."""
        self._files = dict(files)
        self._prepare()
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the network and its labels to the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._all_files().items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read what `to_disk` wrote. Raises ModelError."""
        return self.set_files({name: file.read_bytes() for name in FILES if (file := Path(path) / name).is_file()})

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the network and its labels as one piece."""
        return msgspec.msgpack.encode(self._all_files())

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read what `to_bytes` returned. Raises ModelError."""
        return self.set_files(msgspec.msgpack.decode(data, type=dict[str, bytes]))

    def __getstate__(self) -> dict[str, Any]:
        """What pickle keeps: sessions of onnxruntime cannot be sent, so they are made anew when needed."""
        return {name: value for name, value in self.__dict__.items() if name != "_ready"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._ready = None

    def _all_files(self) -> dict[str, bytes]:
        return self._files or _shipped_files()


def _shipped_files() -> dict[str, bytes]:
    folder = resources.folder("encoder")
    return {name: (folder / name).read_bytes() for name in FILES}


@lru_cache(maxsize=2)
def _shipped(threads: int) -> Network:
    """The network that comes with the package, one for all pipelines of a process."""
    return Network(_shipped_files(), threads=threads)


@lru_cache(maxsize=1)
def _lemmas() -> Lemmas:
    path = resources.folder("english") / "pipeline" / "inquit_syntax" / "lemmas.json"
    return Lemmas(**json.loads(path.read_bytes()))


class _Found:
    """What is decided about a document's words, chunk by chunk."""

    def __init__(self, network: Network, words: Words, *, with_trees: bool) -> None:
        self._network, self._words, self._with_trees = network, words, with_trees
        self.wanted = ["starts", *_SPANS, *(_TREES if with_trees else ())]
        self.starts = np.zeros(len(words), dtype=bool)
        size = len(words) if with_trees else 0
        self.tags, self.relations = np.zeros((2, size), dtype=np.int16)
        self.heads = np.zeros(size, dtype=np.int32)
        self.joined: list[int] = []
        self._root = 0
        self._names: list[Scored] = []
        self._roles: dict[str, list[Scored]] = {role: [] for role in network.labels.roles}

    def add(self, scores: Scores) -> None:
        """Decode one chunk."""
        words, place = self._words, slice(scores.begin, scores.end)
        starts = self.starts[place] = sentence_starts(words, scores.begin, scores.end, scores.starts)
        begins, ends = words.starts[place], words.ends[place]
        self._names += scored(self._network.names.decode(scores.names, starts), begins, ends)
        decoded = self._network.chains.decode(scores.roles, words.blocks[place])
        for (role, spans), (first, after, sure) in zip(self._roles.items(), decoded, strict=True):
            spans += scored((first, after, [role] * len(first), sure), begins, ends)
        if self._with_trees:
            self.tags[place], self.relations[place] = scores.tags, scores.relations
            self._add_trees(scores, starts)

    def _add_trees(self, scores: Scores, starts: NDArray[np.bool_]) -> None:
        sentences = np.flatnonzero(starts) + scores.begin
        goes_on = not len(sentences) or int(sentences[0]) > scores.begin
        if goes_on:
            sentences = np.concatenate((np.array([scores.begin]), sentences))
        found = parts(sentences, scores.end, scores.windows, joined=goes_on)
        self._root, joined = trees(scores, found, self.heads, root=self._root)
        self.joined += joined

    def encoded(self) -> Encoded:
        """Return the layer."""
        found = {_LAYERS[role]: tuple(spans) for role, spans in self._roles.items()}
        return Encoded(names=tuple(self._names), **found)
