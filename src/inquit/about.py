"""What is installed: versions, and the shipped models with their licences and digests."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from inquit import __version__, resources
from inquit.record import SCHEMA

LIBRARIES = ("spacy", "stanza", "scikit-learn", "datasets", "jsonlines", "msgspec", "onnxruntime", "tokenizers")


def info() -> dict[str, Any]:
    """Versions of inquit, Python, the schema and the libraries (None: not installed), and a row for each model."""
    return {
        "inquit": __version__,
        "schema": SCHEMA,
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "models": [
            {
                "name": model.name,
                "version": model.version,
                "kind": model.kind,
                "licence": model.licence,
                "sha256": model.sha256,
            }
            for model in resources.manifests()
        ],
    }


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None
