"""What can go wrong, named by what the caller can do about it.

Every error that inquit raises on purpose is an `InquitError`; anything else is a bug of ours.
"""

from __future__ import annotations


class InquitError(Exception):
    """The base of inquit's errors."""


class SettingsError(InquitError):
    """Mend the settings: an option, a codebook, a base or a pipeline is not as it must be."""


class ModelError(InquitError):
    """Restore the weights: a model file is missing, truncated or altered."""


class OutputError(InquitError):
    """Choose or free the place to write to: the output cannot be written."""


class DocumentError(InquitError):
    """Skip or mend this document: a file or a row of input cannot be read or annotated.

    `path` is the file as the caller gave it, `line` the row's true line number from 1 (None for a whole file)
    and `reason` the message without them.
    """

    def __init__(self, reason: str, *, path: str, line: int | None = None) -> None:
        self.reason = reason
        self.path = path
        self.line = line
        super().__init__(f"{self.place}: {reason}")

    @property
    def place(self) -> str:
        """`file` or `file:line`."""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.reason, self.path, self.line)


class RecordError(DocumentError):
    """Mend this line of a corpus: it is no valid record. `json_path` says where in it (`$.blocks[2].start`)."""

    def __init__(self, reason: str, *, path: str, line: int | None = None, json_path: str = "$") -> None:
        self.json_path = json_path
        super().__init__(reason if json_path == "$" else f"{json_path}: {reason}", path=path, line=line)


def _rebuild(kind: type[DocumentError], reason: str, path: str, line: int | None) -> DocumentError:
    return kind(reason, path=path, line=line)
