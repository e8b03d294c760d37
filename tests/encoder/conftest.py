"""The tiny encoder, made once."""

from __future__ import annotations

import pytest
from spacy.language import Language
from tiny_encoder import pipeline, tiny_files


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    return tiny_files()


@pytest.fixture(scope="session")
def tiny(files: dict[str, bytes]) -> Language:
    return pipeline(files)
