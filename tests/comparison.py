"""Comparing two records: every field must be equal, scores within 0.02, since processors differ in the last digits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from inquit.record import Document

TOLERANCE = 0.02


def differences(left: Document, right: Document) -> list[str]:
    """The JSON paths at which two records differ, with both values; empty when they agree."""
    return list(_differences("$", msgspec.to_builtins(left), msgspec.to_builtins(right)))


def _differences(path: str, left: Any, right: Any) -> Iterator[str]:
    if isinstance(left, dict) and isinstance(right, dict) and left.keys() == right.keys():
        for key in left:
            yield from _differences(f"{path}.{key}", left[key], right[key])
    elif isinstance(left, list | tuple) and isinstance(right, list | tuple) and len(left) == len(right):
        for at, (one, other) in enumerate(zip(left, right, strict=True)):
            yield from _differences(f"{path}[{at}]", one, other)
    elif isinstance(left, float) and isinstance(right, float) and ".score" in path:
        if abs(left - right) > TOLERANCE:
            yield f"{path}: {left} and {right}"
    elif left != right:
        yield f"{path}: {left!r:.200} and {right!r:.200}"
