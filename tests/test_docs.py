"""The documents cannot rot: every snippet of the README runs, every command, setting and make target is described."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inquit.cli import app
from inquit.record import LAYERS, Document
from inquit.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```(python|console)\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a reader of the README has at hand."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "corpus"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def test_python_snippets_run_and_print_what_they_say(place: Path) -> None:
    code = [body for language, body in SNIPPETS if language == "python"]
    assert code
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(code)],
        cwd=place,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    promised = [line.removeprefix("# ") for body in code for line in body.splitlines() if line.startswith("# ")]
    printed = done.stdout.splitlines()
    for line in promised:
        assert line in printed


def test_console_snippets_run_and_print_what_they_say(place: Path) -> None:
    commands = 0
    for language, body in SNIPPETS:
        if language != "console":
            continue
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            program, *rest = shlex.split(line, comments=True)
            if program in ("make", "git", "cd", "pip"):
                if program == "make":
                    assert f"{rest[0]}:" in (ROOT / "Makefile").read_text()
                continue
            assert program == "inquit"
            commands += 1
            shell = f"{shlex.quote(sys.executable)} -m {line}"  # a shell, for its wildcards
            done = subprocess.run(
                shell, shell=True, cwd=place, capture_output=True, text=True, encoding="utf-8", check=False
            )
            assert done.returncode == 0, (line, done.stderr)
            printed = [line.strip() for line in (done.stdout + done.stderr).splitlines()]
            for expected in output.splitlines():
                if expected.strip() not in ("", "…"):
                    assert expected.strip() in printed, line
    assert commands


def test_every_command_and_its_library_call_is_described() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__
        assert f"inquit {name}" in README
        call = re.search(r"\[library: ([\w.]+)\]", command.callback.__doc__ or "")
        assert call, f"{name} names no library call"
        assert call[1].removeprefix("inquit.") in README


def test_every_setting_field_and_layer_is_described() -> None:
    for name in (*Settings.__struct_fields__, *Document.__struct_fields__, *LAYERS):
        assert f"`{name}`" in README


def test_every_make_target_is_described() -> None:
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    assert targets
    for target in targets[1].split():
        assert f"make {target}" in README


def test_every_link_of_the_readme_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("https://"):
            assert (ROOT / target).exists(), target


def test_the_changelog_has_this_version() -> None:
    from inquit import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_excerpt_is_from_the_corpus() -> None:
    (record,) = [json.loads(line) for line in (ROOT / "corpus" / "defining-strategic-direction.jsonl").open("rb")]
    (excerpt,) = re.findall(r"^```json\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    shown = [json.loads(line) for line in excerpt.splitlines()]
    assert shown
    for item in shown:
        assert item in record["quotations"] + record["actors"] + record["stances"]
