"""What imports what: imports go up DESIGN's list of rooms only, and heavy libraries come only when needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "inquit"
# From the bottom up; a room may import the rooms before it, and itself.
ROOMS = (
    "record", "errors", "settings", "resources", "reading", "corpus", "layers", "layout", "linguistics", "encoder",
    "actors", "quotations", "stances", "assembly", "pipeline", "about", "exchange", "evaluation", "batch", "report",
    "training", "cli",
)  # fmt: skip
HEAVY = ("spacy", "torch", "stanza", "sklearn", "datasets", "pandas", "onnxruntime", "thinc", "numpy", "trafilatura")


def rooms_imported(path: Path) -> set[str]:
    """The rooms that a file imports, anywhere in it, also inside functions and under TYPE_CHECKING."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "inquit":
            found.update(alias.name for alias in node.names if alias.name in ROOMS)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("inquit."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found.update(alias.name.split(".")[1] for alias in node.names if alias.name.startswith("inquit."))
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
    return found


def test_every_room_has_its_place() -> None:
    names = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert names - {"__init__", "__main__"} <= set(ROOMS)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_up_the_list_only(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room in ("__init__", "__main__"):
        return
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    assert rooms_imported(path) <= allowed


def modules_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after some code."""
    code += "\nimport sys; print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.__stdout__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


HELP = """
import sys
from inquit.cli import app
sys.argv = ["inquit", "--help"]
try:
    app()
except SystemExit:
    pass
"""


@pytest.mark.parametrize(
    "code",
    ["import inquit", "from inquit import Corpus; Corpus.read", "import inquit.reading", HELP],
    ids=["import", "corpus", "reading", "help"],
)
def test_light_things_load_nothing_heavy(code: str) -> None:
    assert modules_after(code).isdisjoint(HEAVY)


def test_reading_a_corpus_loads_nothing_heavy() -> None:
    corpus = PACKAGE.parents[1] / "corpus"
    loaded = modules_after(f"import inquit; print(next(iter(inquit.Corpus.read({str(corpus)!r}))).quotations)")
    assert loaded.isdisjoint(HEAVY)


def test_the_lazy_names_are_there() -> None:
    loaded = modules_after("import inquit; inquit.annotate, inquit.annotate_many, inquit.load")
    assert "spacy" in loaded
    assert loaded.isdisjoint({"stanza", "datasets", "trafilatura"})  # thinc imports torch where it is installed


def test_an_unknown_name_is_an_attribute_error() -> None:
    import inquit

    with pytest.raises(AttributeError, match="no attribute 'anotate'"):
        inquit.anotate  # noqa: B018
    assert set(inquit.__all__) <= set(dir(inquit))
