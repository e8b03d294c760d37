"""A trained model as a folder: `model.skops`, `report.json`, a card, a picture, and a manifest with their checksums.

Nothing is unpickled: skops rebuilds the types of a fixed list only.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Literal
from zipfile import BadZipFile

import msgspec
import sklearn
import skops.io
from skops.io.exceptions import UntrustedTypesFoundException

from inquit.errors import ModelError, OutputError
from inquit.stances.card import card, picture
from inquit.stances.fitting import StanceReport
from inquit.stances.model import StanceModel

FORMAT: Literal["stance-model/1"] = "stance-model/1"
ALLOWED = ("inquit.stances.model.StanceModel", "inquit.stances.model.Linear")
MODEL, REPORT, CARD, PICTURE, MANIFEST = "model.skops", "report.json", "README.md", "confusion.svg", "manifest.json"


class Manifest(msgspec.Struct, frozen=True):
    """What is in the folder. `sklearn`: the version that wrote it; `files`: name → sha256."""

    format: str
    sklearn: str
    files: dict[str, str]

    @property
    def sha256(self) -> str:
        """One digest for the whole model."""
        return hashlib.sha256(
            "".join(f"{self.files[name]}  {name}\n" for name in sorted(self.files)).encode()
        ).hexdigest()


def save(model: StanceModel, folder: str | Path, report: StanceReport | None = None) -> None:
    """Write a fitted model to a folder, made if need be. Raises OutputError."""
    folder = Path(folder)
    files: dict[str, bytes] = {MODEL: skops.io.dumps(model)}
    if report is not None:
        files[REPORT] = msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"
        files[CARD] = card(report).encode()
        files[PICTURE] = picture(report).encode()
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    files[MANIFEST] = msgspec.json.format(msgspec.json.encode(Manifest(FORMAT, sklearn.__version__, digests)), indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():  # the manifest last: without it, the folder is no model
            (folder / name).write_bytes(data)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror}") from error


def load(folder: str | Path) -> StanceModel:
    """The model in a folder. Raises ModelError: no such folder, altered, of another version, or of other types."""
    return _model(*_verified(Path(folder)))


def manifest(folder: str | Path) -> Manifest:
    """The manifest of a model's folder, its files verified. Raises ModelError."""
    return _verified(Path(folder))[0]


def _verified(folder: Path) -> tuple[Manifest, Path, bytes]:
    try:
        found = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except OSError as error:
        raise ModelError(f"{folder} is no folder of a stance model: {MANIFEST}: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise ModelError(f"{folder / MANIFEST}: {error}") from error
    if found.format != FORMAT:
        raise ModelError(f"{folder} holds a {found.format!r}; this version of inquit reads {FORMAT!r}: train it again")
    if _release(found.sklearn) != _release(sklearn.__version__):
        raise ModelError(
            f"{folder} was written by scikit-learn {found.sklearn}, not {sklearn.__version__}, which is installed:"
            " train it again"
        )
    data = b""
    for name, expected in sorted(found.files.items()):
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            raise ModelError(f"{folder / name}: {error.strerror}") from error
        if hashlib.sha256(content).hexdigest() != expected:
            raise ModelError(f"{folder / name} was altered since the model was written")
        data = content if name == MODEL else data
    return found, folder, data


def _model(found: Manifest, folder: Path, data: bytes) -> StanceModel:
    try:
        foreign = sorted(set(skops.io.get_untrusted_types(data=data)) - set(ALLOWED))
        if foreign:
            raise ModelError(f"{folder / MODEL} has types that no stance model has: {', '.join(foreign)}")
        model: Any = skops.io.loads(data, trusted=list(ALLOWED))
    except (UntrustedTypesFoundException, BadZipFile, ValueError, KeyError, OSError) as error:
        raise ModelError(f"{folder / MODEL} cannot be read: {error}") from error
    if not isinstance(model, StanceModel):
        raise ModelError(f"{folder / MODEL} holds a {type(model).__name__}, no StanceModel")
    return model


def _release(version: str) -> tuple[str, ...]:
    return tuple(version.split(".")[:2])
