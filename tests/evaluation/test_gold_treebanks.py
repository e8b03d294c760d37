"""Treebanks and their `Entity=`: the mentions that they give, and what is said of a bad row."""

from __future__ import annotations

from pathlib import Path

import pytest

from inquit.evaluation.gold.conllu import read_treebank
from inquit.evaluation.gold.entities import EntityMention, entity_mentions
from inquit.evaluation.gold.errors import GoldError


def row(number: int, form: str, misc: str = "_", upos: str = "NOUN") -> str:
    return "\t".join([str(number), form, form, upos, "_", "_", "0" if number == 1 else "1", "dep", "_", misc])


FIELDS = "GRP-etype-infstat-salience-centering-minspan-link-identity"
HEADER = f"# newdoc id = talks\n# global.Entity = {FIELDS}\n# sent_id = s1\n"


def treebank(path: Path, rows: list[str], header: str = HEADER) -> Path:
    path.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_entities_of_a_treebank(tmp_path: Path) -> None:
    path = treebank(
        tmp_path / "a.conllu",
        [
            row(1, "The", "Entity=(1-person-new-nn-cf1-2-coref-Ada_Okoro-x"),
            row(2, "envoy"),
            row(3, "of", "SpaceAfter=Yes"),
            row(4, "Norway", "Entity=(2-place-new-nn-cf2-1-sgl)1)|SpaceAfter=No"),
            row(5, "said"),
            row(6, "she", "Entity=(1-person-giv:act-nn-cf1-1-ana)", "PRON"),
        ],
    )
    (document,) = read_treebank(path)
    assert document.text == "The envoy of Norwaysaid she"
    assert entity_mentions(document, path) == (
        EntityMention(0, 19, "1", "person", ((4, 9),), False),
        EntityMention(13, 19, "2", "place", ((13, 19),), False),
        EntityMention(24, 27, "1", "person", ((24, 27),), True),
    )


@pytest.mark.parametrize(
    ("rows", "header", "message"),
    [
        ([row(1, "Ada", "Entity=1)")], HEADER, r"a\.conllu: s1: 1\) closes no mention"),
        ([row(1, "Ada", "Entity=(1-person-x")], HEADER, r"a\.conllu: s1: \(1 is never closed"),
        ([row(1, "Ada", "Entity=(1-person-x)")], "# sent_id = s1\n", r"no `# global\.Entity`"),
    ],
)
def test_entities_that_do_not_close_are_named(tmp_path: Path, rows: list[str], header: str, message: str) -> None:
    path = treebank(tmp_path / "a.conllu", rows, header)
    (document,) = read_treebank(path)
    with pytest.raises(GoldError, match=message):
        entity_mentions(document, path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# x\n1\tAda\t_\n", r"a\.conllu:2: 3 columns; CoNLL-U has 10"),
        (row(1, "Ada").replace("\t0\t", "\t7\t"), r"a\.conllu:1: .*word 1 has no head"),
        ("one" + row(1, "Ada")[1:], r"a\.conllu:1: .*'one' numbers no word"),
        ("# sent_id = x\n" + row(1, "Ada").replace("1", "1.1", 1), r"a\.conllu:1: x: a sentence without words"),
    ],
)
def test_a_bad_row_of_a_treebank_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.conllu").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_treebank(tmp_path / "a.conllu")
