"""No test may reach the network; the pipeline is loaded once for all of them."""

from __future__ import annotations

import socket

import hypothesis
import pytest
from spacy.language import Language

import inquit

hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.load_profile("suite")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> None:
    def refuse(self: socket.socket, address: object, *_: object) -> None:
        if self.family != socket.AF_UNIX:
            raise AssertionError(f"a test reached for the network: {address}")

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", refuse)
    patch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture(scope="session")
def nlp() -> Language:
    return inquit.load()


@pytest.fixture(scope="session")
def nlp_tokens() -> Language:
    return inquit.load(tokens=True)
