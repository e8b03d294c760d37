"""The network itself: its files, its labels, and reading a chunk of windows into scores per word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, InvalidGraph, InvalidProtobuf

from inquit.encoder.inputs import Lexicon, Words
from inquit.encoder.names import NameLabels
from inquit.encoder.roles import Chains
from inquit.encoder.windows import Window
from inquit.errors import ModelError
from inquit.linguistics.pieces import APART, FIRST, LAST, MAX_PIECES, SPECIAL, Pieces

GRAPH, LABELS = "encoder.onnx", "labels.json"
FILES = (GRAPH, LABELS)
BATCH_PIECES = 512  # padding counted; larger batches leave the processor's cache
_PADDING = 0.8  # no window is padded to more than 1 / 0.8 of its length


class Labels(msgspec.Struct, frozen=True):
    """What the numbers in the graph's answers mean; see `Chains` for the tables of `transitions`, `begin`, `end`."""

    pieces: list[str]
    tags: list[str]
    relations: list[str]
    names: list[str]
    roles: list[str]
    states: list[str]
    transitions: list[list[list[float]]]
    begin: list[list[float]]
    end: list[list[float]]
    version: str = ""


class Scores:
    """What the network says of the words `[begin, end)` of a chunk.

    Per word: `starts` (words,) log-odds that a sentence begins; `tags`, `relations` (words,) label numbers; `names`
    (words, 1 + 2 × labels) and `roles` (words, roles, states) scores. `arcs` has (read words, 1 + read words) scores of
    heads for each window. What was not asked for is empty.
    """

    def __init__(self, windows: Sequence[Window], columns: dict[str, NDArray[Any]], arcs: list[NDArray[Any]]) -> None:
        self.windows = windows
        self.begin, self.end = windows[0].start, windows[-1].end
        self.arcs = arcs
        empty = np.zeros(0, dtype=np.float32)
        self.starts, self.names, self.roles = (columns.get(name, empty) for name in ("starts", "names", "roles"))
        self.tags, self.relations = (columns.get(name, empty) for name in ("tags", "relations"))


class Network:
    """The ONNX graph with its labels. Raises ModelError where a file is missing or no such thing."""

    def __init__(self, files: dict[str, bytes], *, threads: int = 1) -> None:
        for name in FILES:
            if name not in files:
                raise ModelError(f"the encoder lacks {name}; write it again with to_disk, or leave it to the package")
        try:
            self.labels = msgspec.json.decode(files[LABELS], type=Labels)
        except msgspec.DecodeError as error:
            raise ModelError(f"the encoder's {LABELS} is not as it must be: {error}") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # it would keep a plan for every shape that ever came
        try:
            self._session = onnxruntime.InferenceSession(files[GRAPH], options, providers=["CPUExecutionProvider"])
        except (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf) as error:
            raise ModelError(f"the encoder's {GRAPH} is cut or altered: {error}") from error
        self.lexicon = Lexicon(Pieces(self.labels.pieces))
        self.names = NameLabels(self.labels.names)
        labels = self.labels
        self.chains = Chains(labels.states, labels.transitions, labels.begin, labels.end)

    def read(self, words: Words, windows: Sequence[Window], wanted: Sequence[str]) -> Scores:
        """Return the scores that are `wanted` (names of the graph's outputs) for the words that the windows keep."""
        begin, end = windows[0].start, windows[-1].end
        columns: dict[str, NDArray[Any]] = {}
        arcs: list[NDArray[Any]] = [np.zeros((0, 1), dtype=np.float32)] * len(windows)
        rows = Rows(words, windows)
        for group in batches(rows.sizes):
            answers = self._session.run(wanted, rows.batch(group))
            for name, answer in zip(wanted, answers, strict=True):
                if name != "arcs" and name not in columns:
                    columns[name] = np.zeros((end - begin, *answer.shape[2:]), dtype=answer.dtype)
                for row, number in enumerate(group):
                    window = windows[number]
                    if name == "arcs":
                        read = window.right - window.left
                        arcs[number] = answer[row, :read, : read + 1]
                    else:
                        kept = answer[row, window.start - window.left : window.end - window.left]
                        columns[name][window.start - begin : window.end - begin] = kept
        return Scores(windows, columns, arcs)


def batches(sizes: Sequence[int]) -> list[list[int]]:
    """Return the numbers of windows in batches: like sizes together, the longest first, padded little."""
    groups: list[list[int]] = []
    longest = 0
    for number in sorted(range(len(sizes)), key=lambda number: (-sizes[number], number)):
        full = not groups or (len(groups[-1]) + 1) * longest > BATCH_PIECES or sizes[number] < _PADDING * longest
        if full:
            groups.append([])
            longest = sizes[number]
        groups[-1].append(number)
    return groups


class Rows:
    """The windows of a chunk as rows of the graph's inputs."""

    def __init__(self, words: Words, windows: Sequence[Window]) -> None:
        self._windows = windows
        self._origin = origin = windows[0].left
        span = slice(origin, windows[-1].right)
        kinds, sizes = words.kinds[span], words.sizes[span]
        self._total = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)))
        self._sizes = sizes
        self._pieces = words.forms.pieces[kinds][np.arange(MAX_PIECES) < sizes[:, None]]
        self._shapes = np.repeat(words.forms.shapes[kinds], sizes)
        self._marks = np.repeat(words.marks[span], sizes)
        self._gaps = np.zeros(len(self._pieces), dtype=np.int8)
        self._gaps[self._total[:-1]] = words.gaps[span]
        edges = [(window.left - origin, window.right - origin) for window in windows]
        self.sizes = [int(self._total[right] - self._total[left]) + 2 for left, right in edges]

    def batch(self, group: Sequence[int]) -> dict[str, NDArray[np.int64]]:
        """Return the graph's inputs for some of the windows, padded to the longest."""
        length = max(self.sizes[number] for number in group)
        words = max(self._windows[number].right - self._windows[number].left for number in group)
        pieces, shapes, gaps, marks = np.zeros((4, len(group), length), dtype=np.int64)
        first, last = np.zeros((2, len(group), words), dtype=np.int64)
        pieces[:, 0] = SPECIAL.index(FIRST)
        for row, number in enumerate(group):
            window = self._windows[number]
            left, right = window.left - self._origin, window.right - self._origin
            begin, end = int(self._total[left]), int(self._total[right])
            inside = slice(1, 1 + end - begin)
            pieces[row, inside] = self._pieces[begin:end]
            pieces[row, 1 + end - begin] = SPECIAL.index(LAST)
            shapes[row, inside] = self._shapes[begin:end]
            gaps[row, inside] = self._gaps[begin:end]
            gaps[row, 1] = APART
            marks[row, inside] = self._marks[begin:end]
            first[row, : right - left] = self._total[left:right] - begin + 1
            last[row, : right - left] = self._total[left + 1 : right + 1] - begin
        return {"pieces": pieces, "shapes": shapes, "gaps": gaps, "marks": marks, "first": first, "last": last}
