"""A tiny network in the encoder's format, whose answers follow from the words alone, so that tests know them."""

from __future__ import annotations

import io
import json
import warnings
from typing import Any

import numpy as np
import spacy
import torch
from spacy.language import Language
from torch import Tensor, nn

from inquit.encoder.inputs import Forms, Words
from inquit.linguistics.pieces import MAX_PIECES, SPECIAL

NAMES = ["PERSON", "GPE"]
TAGS = ["NOUN|Number=Sing", "PROPN|Number=Sing", "VERB|Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "PUNCT|"]
RELATIONS = ["nsubj", "root", "punct"]
STATES = ["O", "B", "I", "E", "S"]
# A word → its number in TAGS, its state of a name (0 O, 1 B-PERSON, 2 I-PERSON, 3 B-GPE, 4 I-GPE).
WORDS = {
    "mora": (1, 1), "vale": (1, 2), "aland": (1, 3), "said": (2, 0), "went": (2, 0), "minister": (0, 0),
    "peace": (0, 0), ".": (3, 0), ",": (3, 0), "“": (3, 0), "”": (3, 0),
}  # fmt: skip
LETTERS = [*"abcdefghijklmnopqrstuvwxyz", *(f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")]
PIECES = [*SPECIAL, *WORDS, *LETTERS]
SAID, WENT, STOP, MINISTER = (PIECES.index(word) for word in ("said", "went", ".", "minister"))


class TinyNetwork(nn.Module):
    """A sentence starts after a full stop; all words hang from the verb, else from the word before; words in quotation
    marks are content, "said" is a cue, "minister" a source.
    """

    def __init__(self) -> None:
        super().__init__()
        tags, names = torch.zeros(len(PIECES), dtype=torch.long), torch.zeros(len(PIECES), 1 + 2 * len(NAMES))
        names[:, 0] = 4.0
        for word, (tag, name) in WORDS.items():
            tags[PIECES.index(word)] = tag
            names[PIECES.index(word), name] = 8.0
        # "mora" alone may go on with a name, a little better than begin one
        names[PIECES.index("mora"), 2] = 8.5
        verbs = torch.zeros(len(PIECES))
        verbs[[SAID, WENT]] = 8.0
        self.register_buffer("tags", tags)
        self.register_buffer("names", names)
        self.register_buffer("verbs", verbs)
        self.register_buffer("relations", torch.tensor([0, 0, 1, 2]))

    def forward(
        self, pieces: Tensor, shapes: Tensor, gaps: Tensor, marks: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        word = torch.gather(pieces, 1, first)
        before = torch.gather(pieces, 1, first - 1 + (first == 0).long())
        # every input has a part in the answer, or the exporter would leave it out
        unused = (shapes.sum() + gaps.sum() + last.sum()) * 0.0
        starts = torch.where(before == STOP, 4.0, -4.0) + unused
        tags = self.tags[word]
        verb = self.verbs[word]
        places = torch.cumsum(torch.ones_like(word), dim=1)
        near = (places[:, :, None] - 1 == places[:, None, :]).float() * 3
        arcs = torch.cat([verb[:, :, None] + 1, near + verb[:, None, :]], dim=2)
        marked = (torch.gather(marks, 1, first) == 1).float()
        zero = torch.zeros_like(marked)
        content = torch.stack([zero + 2, marked * 6, marked * 6, marked * 6, marked * 6], dim=2)
        cue = torch.stack([zero + 2, zero, zero, zero, (word == SAID).float() * 6], dim=2)
        source = torch.stack([zero + 2, zero, zero, zero, (word == MINISTER).float() * 6], dim=2)
        roles = torch.stack([content, cue, source], dim=2)
        return starts, tags, self.relations[tags], arcs, self.names[word], roles


def tiny_files() -> dict[str, bytes]:
    """The files of a tiny encoder."""
    inputs = ["pieces", "shapes", "gaps", "marks", "first", "last"]
    outputs = ["starts", "tags", "relations", "arcs", "names", "roles"]
    axes = {name: {0: "batch", 1: "length"} for name in inputs[:4]}
    axes |= {name: {0: "batch", 1: "words"} for name in [*inputs[4:], *outputs]}
    axes["arcs"] = {0: "batch", 1: "words", 2: "heads"}
    sample = (*[torch.ones(2, 7, dtype=torch.long)] * 4, *[torch.ones(2, 4, dtype=torch.long)] * 2)
    stream: Any = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            TinyNetwork().eval(), sample, stream, input_names=inputs, output_names=outputs, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
    # to go on costs nothing, to begin costs: of all ways through a marked stretch the longest is best
    moves = np.zeros((3, 5, 5))
    moves[:, :, [STATES.index("B"), STATES.index("S")]] = -1.0
    labels = {
        "pieces": PIECES, "tags": TAGS, "relations": RELATIONS, "names": NAMES, "states": STATES,
        "roles": ["content", "cue", "source"], "transitions": moves.tolist(), "begin": [[0.0] * 5] * 3,
        "end": [[0.0] * 5] * 3, "version": "0.0.1",
    }  # fmt: skip
    return {"encoder.onnx": stream.getvalue(), "labels.json": json.dumps(labels).encode()}


def pipeline(files: dict[str, bytes], **config: Any) -> Language:
    """A bare pipeline with a tiny encoder."""
    nlp = spacy.blank("en")
    component: Any = nlp.add_pipe("inquit_encoder", config=config)
    component.set_files(files)
    return nlp


def words_like(sizes: list[int], *, blocks: list[int] = [0], flags: dict[int, int] | None = None) -> Words:  # noqa: B006
    """Words of so many pieces, blocks beginning at some of them. `flags`: of single words."""
    count = len(sizes)
    column = np.array(sizes, dtype=np.int32).reshape(count)
    marked = np.zeros(count, dtype=np.int8)
    for at, value in (flags or {}).items():
        marked[at] = value
    pieces = np.where(np.arange(MAX_PIECES) < column[:, None], 7, 0).astype(np.int32)
    forms = Forms(np.arange(count, dtype=np.uint64), pieces, column, np.ones(count, dtype=np.int8), marked)
    begins = np.zeros(count, dtype=bool)
    begins[[at for at in blocks if at < count]] = True
    places = np.arange(count, dtype=np.int32)
    zero = np.zeros(count, dtype=np.int8)
    return Words(forms, places, 2 * places, 2 * places + 1, places, column, zero, zero, begins.astype(np.int8), begins)
