"""`make train` says what it needs before it does anything."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
VARIABLES = (
    "EWT",
    "GUM",
    "MINILM",
    "POLNEAR",
    "UNER",
    "WIKIGOLD",
    "CROSSNER",
    "GMB",
    "GROBID",
    "LITBANK",
    "STANCE",
    "OUT",
)


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in a folder with nothing but the Makefile; no variable comes from around it."""
    shutil.copy(ROOT / "Makefile", folder)
    path = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=path, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_without_data_it_names_every_set_and_where_it_is_published(tmp_path: Path) -> None:
    done = make(tmp_path, "train")
    assert done.returncode == 2
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    described = [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("   ")]
    assert described == list(VARIABLES)
    assert f"missing: {' '.join(VARIABLES)}" in lines
    for name in ("UD English EWT", "GUM", "MiniLM", "PolNeAR", "Universal NER", "Wikigold", "CrossNER", "Groningen",
                 "GROBID-NER", "LitBank"):  # fmt: skip
        assert name in done.stderr
    assert done.stderr.count("https://") + done.stderr.count("http://") == 10
    assert [path.name for path in tmp_path.iterdir()] == ["Makefile"], "nothing is installed"


def test_it_says_which_sets_are_missing(tmp_path: Path) -> None:
    given = [f"{name}=here" for name in VARIABLES if name not in ("GMB", "OUT")]
    done = make(tmp_path, "train", *given)
    assert done.returncode == 2
    assert "missing: GMB OUT" in done.stderr.splitlines()


def test_with_all_data_it_trains_everything(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).touch()
    done = make(tmp_path, "--dry-run", "train", *(f"{name}=my {name.lower()}" for name in VARIABLES))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.replace("\\\n", " ").splitlines()
    found = [" ".join(line.split()[2:]) for line in lines if " -m inquit.training." in line]
    encoder = (
        'inquit.training.encoder.train --minilm "my minilm" --polnear "my polnear" --ewt "my ewt" --gum "my gum"'
        ' --uner "my uner" --wikigold "my wikigold" --crossner "my crossner" --gmb "my gmb" --grobid "my grobid"'
    )
    assert found == [
        'inquit.training.linguistics.train --ewt "my ewt" --gum "my gum" --minilm "my minilm" --out "my out/english"',
        f'{encoder} --out "my out/first"',
        f'{encoder} --stage second --resume "my out/first/network.pt" --out "my out/second"',
        f'{encoder} --stage third --resume "my out/second/network.pt" --out "my out/third"',
        f'{encoder} --stage fourth --resume "my out/third/network.pt" --out "my out/encoder"',
        'inquit.training.actors.train --gum "my gum/train/dep" --litbank "my litbank/coref/brat"'
        ' --out "my out/antecedents"',
        'inquit.training.quotations.train --out "my out/quotations"',
        'inquit.training.stances.train --minilm "my minilm" --sets "my stance" --out "my out/judge-first"',
        'inquit.training.stances.train --minilm "my minilm" --sets "my stance"'
        ' --resume "my out/judge-first/network.pt" --passes 1 --seed 1 --out "my out/judge"',
    ]
