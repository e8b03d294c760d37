"""Names in columns and labelled rows: the texts and spans that they give, and what is said of a bad line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.evaluation.gold.conllu import read_treebank
from inquit.evaluation.gold.detokenized import detokenized
from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.gold.iob2 import read_iob2, runs, tagged_sentences
from inquit.evaluation.gold.rows import read_rows
from inquit.evaluation.gold.texts import Labelled, LabelledText


def labelled(document: LabelledText) -> list[tuple[str, str]]:
    return [(document.text[span.start : span.end], span.label) for span in document.spans]


UNER = """\
# newdoc id = treaty
# sent_id = 1
# text = Ada Okoro's aide (Lind) left.
1\tAda\tB-PER\t-\tann
2\tOkoro\tI-PER\t-\tann
3\t's\tO
4\taide\tB-O\t-\tann
5\t(\tO
6\tLind\tB-PER\t-\tann
7\t)\tO
8\tleft\tO
9\t.\tO

# sent_id = 2
# text = Oslo, Norway
1\tOslo\tB-LOC\t-\tann
2\t,\tO
3\tNorway\tB-LOC\t-\tann

# newdoc id = other
# text = # 1
1\t#\tO
2\t1\tO
"""


def test_iob2_with_texts_joins_the_sentences_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.iob2").write_text(UNER, encoding="utf-8")
    treaty, other = read_iob2(tmp_path)
    assert (treaty.id, treaty.text) == ("treaty", "Ada Okoro's aide (Lind) left.\n\nOslo, Norway")
    assert labelled(treaty) == [("Ada Okoro", "PER"), ("Lind", "PER"), ("Oslo", "LOC"), ("Norway", "LOC")]
    assert [treaty.text[start:end] for start, end in treaty.tokens][2:6] == ["'s", "aide", "(", "Lind"]
    assert (other.id, other.text, other.spans) == ("other", "# 1", ())


def test_iob2_without_texts_is_spaced_as_in_print_a_document_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("Lind\tB-PER\n's\tO\n(\tO\nOslo\tI-LOC\n)\tO\n.\tO\n\nNATO\tB-ORG\nNATO\tB-ORG\n", encoding="utf-8")
    first, second = read_iob2(path)
    assert (first.id, first.text) == ("names-1", "Lind's (Oslo).")
    assert labelled(first) == [("Lind", "PER"), ("Oslo", "LOC")]
    assert labelled(second) == [("NATO", "ORG"), ("NATO", "ORG")]


def test_iob1_and_docstart(tmp_path: Path) -> None:
    path = tmp_path / "wiki.txt"
    path.write_text(
        "-DOCSTART- O\n\nOslo I-LOC\nLind I-PER\nBo I-PER\n\nIt O\n\n-DOCSTART- -X- -X- O\n\nRome NNP I-NP I-LOC\n",
        encoding="utf-8",
    )
    first, second = read_iob2(path)
    assert labelled(first) == [("Oslo", "LOC"), ("Lind Bo", "PER")]
    assert first.text == "Oslo Lind Bo\n\nIt"
    assert labelled(second) == [("Rome", "LOC")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Oslo\tB-LOC\nLind\n", r"a\.iob2:2: 'Lind' is no token and tag"),
        ("Oslo\tX-LOC\n", r"a\.iob2:1: 'X-LOC' is no tag"),
        ("# text = Oslo\n1\tRome\tO\n", r"a\.iob2:2: 'Rome' does not come next"),
        ("# text = Oslo or Rome\n1\tOslo\tO\n2\tRome\tO\n", r"a\.iob2:3: 'Rome' does not come next"),
        ("# newdoc id = a\n1\tOslo\tO\n\n# newdoc id = a\n1\tOslo\tO\n", r"the id 'a' stands there twice"),
    ],
)
def test_iob2_says_where_a_line_is_bad(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.iob2").write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_iob2(tmp_path / "a.iob2")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("He did n't , she said .", "He didn't, she said."),
        ("the `` old '' treaty", 'the "old" treaty'),
        ('the " old " treaty', 'the "old" treaty'),
        ("it cost $ 5 ( -LRB- -RRB- )", "it cost $5 (())"),
        ("the envoys ' plan", "the envoys' plan"),
        ('a " good " day ( so - called )', 'a "good" day (so - called)'),
        ("`` No '' , -LRB- 5 % -RRB- Metternich 's", '"No", (5%) Metternich\'s'),
    ],
)
def test_tokens_are_spaced_as_in_print(words: str, text: str) -> None:
    assert detokenized(words.split())[0] == text


@given(st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=5), max_size=12))
def test_every_token_keeps_its_place(words: list[str]) -> None:
    text, spans = detokenized(words)
    marks = {"``": '"', "''": '"'}
    assert [text[start:end] for start, end in spans] == [marks.get(word, word) for word in words]


def test_runs_of_both_schemes() -> None:
    tags = ["B-A", "I-A", "B-A", "B-O", "I-B", "I-A", "O", "I-A"]
    assert list(runs(tags)) == [(0, 2, "A"), (2, 3, "A"), (4, 5, "B"), (5, 6, "A"), (7, 8, "A")]


@pytest.mark.parametrize("tag", ["X-A", "B", "B-", "", "O-", "OB-A"])
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="is no tag"):
        list(runs(["O", tag]))


def test_sentences_stand_by_themselves_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.iob2"
    path.write_text("-DOCSTART- O\n\n\nLind\tB-PER\n.\tO\n\n" + UNER, encoding="utf-8")
    start, bare, first, second, third = tagged_sentences(path)
    assert (start.tokens, start.document) == ((), "")
    assert (bare.line, bare.id, bare.text, bare.document) == (4, "", "Lind.", None)
    assert bare.tokens == ((0, 4), (4, 5))
    assert [(one.line, one.id, one.document) for one in (first, second, third)] == [
        (10, "1", "treaty"), (22, "2", None), (28, "", "other"),
    ]  # fmt: skip
    assert second.spans == (Labelled(0, 4, "LOC"), Labelled(6, 12, "LOC"))


def test_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(
        '{"id": "a", "text": "Ada left", "spans": [{"start": 0, "end": 3, "label": "PERSON"}], "who": "ann"}\n\n',
        encoding="utf-8",
    )
    (document,) = read_rows(path)
    assert labelled(document) == [("Ada", "PERSON")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('\n{"id": "a"}\n', r'rows\.jsonl:2: .*missing required field `text`.*a row has "id"'),
        (
            '{"id": "a", "text": "Ada", "spans": [{"start": 1, "end": 9, "label": "X"}]}',
            r"rows\.jsonl:1: \$\.spans\[0\]: \[1, 9\)",
        ),
        ("nonsense", r"rows\.jsonl:1: "),
        ('{"id": "a", "text": "", "spans": []}\n' * 2, r"the id 'a' stands there twice"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "rows.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_rows(tmp_path / "rows.jsonl")


def test_bad_utf8_and_missing_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.iob2").write_bytes(b"Oslo\tO\n\xff\tO\n")
    with pytest.raises(GoldError, match=r"a\.iob2:.*not UTF-8"):
        read_iob2(tmp_path / "a.iob2")
    for read in (read_iob2, read_treebank, read_rows):
        with pytest.raises(GoldError, match="No such file"):
            read(tmp_path / "none")
