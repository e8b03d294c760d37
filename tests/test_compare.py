"""`make compare`: three systems on the same texts in one run; one that raises does not end it."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from spacy.language import Language

SCRIPT = Path(__file__).parent / "benchmarks" / "compare.py"


@pytest.fixture(scope="module")
def compare() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compare", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_all_systems_are_measured_on_the_gold_set(compare: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    compare.main(["--documents", "3"])
    lines = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"our gold set: 3 documents, \d+ words, \d+ quotations", lines[0])
    systems = [line.strip().partition(":")[0] for line in lines if re.match(r"  \S", line)]
    assert systems == ["inquit", "inquit, rules alone", "textacy"]
    found = [re.findall(r"([\d.]+) \[", line) for line in lines if line.strip().startswith("any")]
    assert [len(figures) for figures in found] == [3, 3, 3]
    assert float(found[0][2]) > float(found[1][2]) > float(found[2][2]), "F1 over all kinds"
    assert "raised on" in next(line for line in lines if line.startswith("  textacy")), "odd numbers of marks"


def test_textacys_triples_become_quotations(compare: ModuleType, nlp_tokens: Language) -> None:
    doc = nlp_tokens("“The port will open before the winter,” the minister said. It was late.")
    (one,) = compare.by_textacy(doc)
    assert doc.text[one.start : one.end] == "The port will open before the winter,"
    assert doc.text[slice(*one.source)].endswith("minister")
    with pytest.raises(ValueError, match="unclosed"):
        compare.by_textacy(nlp_tokens("“The port will open,” he said. “It was late."))
