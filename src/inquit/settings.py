"""Everything that a user can set, in one frozen struct; from keywords or from a TOML file."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any, Literal

import msgspec

from inquit.errors import SettingsError


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An issue of the user's codebook. `statement` says what favouring it means ("The mission is good")."""

    name: str
    aliases: tuple[str, ...] = ()
    statement: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a pipeline.

    base: what makes tokens and sentences: "inquit", an installed spaCy pipeline, or "stanza:<language>".
    models: the folder of Stanza's models; None: where Stanza looks by itself.
    tokens: keep the tokens in the record.
    mentions: who finds names: "inquit" (our encoder), or "base": an installed spaCy pipeline or Stanza by its own
    entities.
    targets: the codebook: topics that every document is judged for, besides those found in it.
    speaker_threshold: a speaker whose score (0..1) is lower is left null.
    stance_model: the folder of a stance model of one's own (`inquit train stance`), in the place of the shipped one.
    stance_threshold: a stance whose score (0..1) is lower is left out.
    encoding: of text files; None: UTF-8, UTF-16 by its byte order mark, else detected.
    max_megabytes: larger files (after decompression) are set aside.
    """

    base: str = "inquit"
    models: str | None = None
    tokens: bool = False
    mentions: Literal["inquit", "base"] = "inquit"
    targets: tuple[Target, ...] = ()
    speaker_threshold: float = 0.4
    stance_model: str | None = None
    stance_threshold: float = 0.5
    encoding: str | None = None
    max_megabytes: float = 64.0

    def __post_init__(self) -> None:
        for name in ("speaker_threshold", "stance_threshold"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ValueError(f"{name} is {getattr(self, name)}, outside 0..1")
        if not self.max_megabytes > 0:
            raise ValueError(f"max_megabytes is {self.max_megabytes}, not above 0")
        names = [target.name for target in self.targets]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"the codebook has the target {twice[0]!r} twice")

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that change with any setting that can change a record."""
        raw = msgspec.to_builtins(self)
        del raw["models"], raw["max_megabytes"], raw["stance_model"]  # provenance names that model by its sha256
        return hashlib.sha256(msgspec.json.encode(raw, order="sorted")).hexdigest()[:16]


def settings(start: Settings | str | Path | None = None, /, **changes: Any) -> Settings:
    """Settings from another Settings or a TOML file (default: the defaults), changed by keywords.

    `targets` may be the path of a codebook, in a TOML file relative to that file. Raises SettingsError, which names an
    unknown key and lists the valid ones.
    """
    if isinstance(start, Settings):
        raw, where = msgspec.to_builtins(start), ""
    elif start is not None:
        raw, where = _toml(Path(start)), f"{start}: "
        if isinstance(raw.get("targets"), str):
            raw["targets"] = msgspec.to_builtins(codebook(Path(start).parent / raw["targets"]))
    else:
        raw, where = {}, ""
    if isinstance(changes.get("targets"), str | Path):
        changes["targets"] = codebook(changes["targets"])
    raw |= {key: msgspec.to_builtins(value) for key, value in changes.items()}
    if unknown := sorted(raw.keys() - set(Settings.__struct_fields__)):
        raise SettingsError(f"{where}no setting {unknown[0]!r}; there are: {', '.join(Settings.__struct_fields__)}")
    try:
        return msgspec.convert(raw, Settings)
    except (msgspec.ValidationError, ValueError) as error:
        raise SettingsError(f"{where}{error}") from error


def codebook(path: str | Path) -> tuple[Target, ...]:
    """The targets of a codebook: a TOML file with a `[[target]]` table for each. Raises SettingsError."""
    raw = _toml(Path(path))
    try:
        found = msgspec.convert(raw, _Codebook).target
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path}: {error}; a codebook has [[target]] tables of name, aliases, statement") from error
    for target in found:
        if not target.name.strip():
            raise SettingsError(f"{path}: a target without a name")
    return found


class _Codebook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    target: tuple[Target, ...]


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from error
    except ValueError as error:  # bad TOML, bad UTF-8
        raise SettingsError(f"{path}: {error}") from error
