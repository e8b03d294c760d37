"""The child process: what it cannot do to its parent."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from inquit.reading import child as child_module
from inquit.reading.child import Child
from inquit.reading.parsed import Options, Parsed, Refused

# A parser that does what its file says, put where the child finds it.
ROGUE = """
import os, sys, time
from inquit.reading.parsed import Parsed, Refused
from inquit.reading.formats import FORMATS, Format
def parse(data, options):
    match data.decode():
        case "sleep": time.sleep(60)
        case "eat": return Parsed(str(len(bytearray(4_000_000_000))))
        case "crash": os.abort()
        case "exit": os._exit(3)
        case "raise": raise KeyError("/Root")
        case "refuse": raise Refused("is not liked")
        case "print": print("noise"); sys.stdout.flush(); os.write(1, b"more noise")
    return Parsed("fine " + str(os.getpid()))
sys.modules["inquit.reading.rogue"] = sys.modules[__name__]
FORMATS[".rogue"] = Format("rogue", "rogue")
"""


@pytest.fixture
def rogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rogue.py").write_text(ROGUE, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(child_module, "_START", child_module._START.replace("from inquit", "import rogue; from inquit"))


def parse(child: Child, order: str) -> Parsed:
    return child.parse("rogue", order.encode(), Options())


@pytest.mark.usefixtures("rogue")
def test_each_end_of_a_child_costs_one_file() -> None:
    orders = {
        "eat": "takes more than 500 MB of memory to parse",
        "crash": "makes the parser crash (SIGABRT)",
        "exit": "makes the parser fail: status 3",
        "raise": "makes the parser fail: KeyError: '/Root'",
        "refuse": "is not liked",
    }
    with Child(megabytes=500) as child:
        for order, reason in orders.items():
            with pytest.raises(Refused) as caught:
                parse(child, order)
            assert str(caught.value) == reason
            assert parse(child, "").text.startswith("fine ")


@pytest.mark.usefixtures("rogue")
def test_a_late_child_is_stopped() -> None:
    with Child(seconds=1.5) as child:
        with pytest.raises(Refused, match=r"^takes more than 1.5 s to parse$"):
            parse(child, "sleep")
        assert parse(child, "").text.startswith("fine")


@pytest.mark.usefixtures("rogue")
def test_one_child_serves_many_files_whatever_it_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    with Child() as child:
        assert len({parse(child, "print").text for _ in range(5)}) == 1
    monkeypatch.setattr(child_module, "FILES_A_CHILD", 2)
    with Child() as child:
        assert len({parse(child, "").text for _ in range(4)}) == 2


def test_a_module_in_the_current_folder_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    (tmp_path / "lxml.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [folder for folder in sys.path if folder])
    with Child() as child:
        assert child.parse("html", b"<p>Fine.", Options()).text == "Fine."
