"""How a trained model is written: its files, and the manifest with which `resources` verifies them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path


def write_model(files: Mapping[str, bytes], out: Path, *, name: str, version: str, licence: str, kind: str) -> None:
    """Write the files and `manifest.json` to the folder `out`, made if need be."""
    out.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (out / path).write_bytes(data)
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())}
    manifest = {"name": name, "version": version, "licence": licence, "kind": kind, "files": digests}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
