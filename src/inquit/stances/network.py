"""The judging network: passages and what is asked about them in, calibrated probabilities out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Protocol

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, InvalidGraph, InvalidProtobuf

from inquit import resources
from inquit.errors import ModelError
from inquit.stances.packing import Asked, Packer, Row, padded

NAME = "judge"
BATCH_PIECES = 512  # padding counted
MAX_PAIRS = 12  # of a passage in one row; more make another row of it
Question = tuple[str, Sequence[Asked]]


class Judge(Protocol):
    """What judges: the shipped network, or a model of a researcher's own."""

    labels: tuple[str, ...]

    def probabilities(self, questions: Sequence[Question]) -> list[NDArray[np.float64]]:
        """For each passage the probabilities of its pairs, (pairs, labels); rows sum to 1."""


class Labels(msgspec.Struct, frozen=True):
    """The pieces and the labels by number; for each kind of question the calibration, (labels, labels + 1)."""

    pieces: list[str]
    labels: list[str]
    calibration: dict[str, list[list[float]]]
    version: str = ""


class JudgingNetwork:
    """The ONNX graph `judge.onnx` with its `labels.json`. Raises ModelError where one is no such thing."""

    def __init__(self, graph: bytes, labels: bytes, *, threads: int = 1) -> None:
        try:
            found = msgspec.json.decode(labels, type=Labels)
        except msgspec.DecodeError as error:
            raise ModelError(f"the judge's labels.json is not as it must be: {error}") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False
        try:
            self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        except (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf) as error:
            raise ModelError(f"the judge's judge.onnx is cut or altered: {error}") from error
        self.labels = tuple(found.labels)
        self._scale = {kind: np.array(matrix, dtype=np.float64) for kind, matrix in found.calibration.items()}
        self._packer = Packer(found.pieces)

    def probabilities(self, questions: Sequence[Question]) -> list[NDArray[np.float64]]:
        """For each passage the probabilities of its pairs, (pairs, 3), in the order of `labels`; rows sum to 1."""
        scores = self.scores(questions)
        return [
            np.array([self._calibrated(row, one) for row, one in zip(rows, asked, strict=True)]).reshape(rows.shape)
            for rows, (_, asked) in zip(scores, questions, strict=True)
        ]

    def scores(self, questions: Sequence[Question]) -> list[NDArray[np.float32]]:
        """For each passage the scores of its pairs before calibration, (pairs, 3)."""
        found = [np.zeros((len(asked), len(self.labels)), dtype=np.float32) for _, asked in questions]
        for question, pair, scores, _ in self._answers(questions, ["scores"]):
            found[question][pair] = scores
        return found

    def vectors(self, questions: Sequence[Question]) -> list[NDArray[np.float32]]:
        """For each passage what the judge makes of its pairs before it decides, (pairs, width)."""
        found: dict[tuple[int, int], NDArray[np.float32]] = {}
        for question, pair, _, vector in self._answers(questions, ["scores", "vectors"]):
            found[question, pair] = vector
        return [
            np.array([found[number, pair] for pair in range(len(asked))]) for number, (_, asked) in enumerate(questions)
        ]

    def _answers(self, questions: Sequence[Question], wanted: list[str]) -> Iterator[tuple[int, int, Any, Any]]:
        rows: list[Row] = []
        places: list[tuple[int, int, int]] = []  # question, its first pair and the end of its pairs
        for number, (text, asked) in enumerate(questions):
            for start in range(0, len(asked), MAX_PAIRS):
                part = asked[start : start + MAX_PAIRS]
                rows.append(self._packer.row(text, part))
                places.append((number, start, start + len(part)))
        for group in _batches([row.size for row in rows]):
            scores, *vectors = self._session.run(wanted, padded([rows[number] for number in group]))
            done = 0
            for number in group:
                question, start, end = places[number]
                for pair in range(start, end):
                    yield question, pair, scores[done], vectors[0][done] if vectors else None
                    done += 1

    def _calibrated(self, scores: NDArray[np.float32], asked: Asked) -> NDArray[np.float64]:
        # no set has statements that somebody named speaks on; how sure to be is the author's there
        matrix = self._scale.get(asked.kind, self._scale[asked.kind.replace("named", "author")])
        logits = matrix[:, :-1] @ scores.astype(np.float64) + matrix[:, -1]
        raised = np.exp(logits - logits.max())
        found: NDArray[np.float64] = raised / raised.sum()
        return found


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the rows in batches, like sizes together, the longest first."""
    group: list[int] = []
    for number in sorted(range(len(sizes)), key=lambda number: (-sizes[number], number)):
        if group and (len(group) + 1) * sizes[group[0]] > BATCH_PIECES:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


@lru_cache(maxsize=1)
def shipped() -> JudgingNetwork:
    """The network that comes with the package, verified and kept. Raises ModelError."""
    root = resources.folder(NAME)
    return JudgingNetwork((root / "judge.onnx").read_bytes(), (root / "labels.json").read_bytes())
