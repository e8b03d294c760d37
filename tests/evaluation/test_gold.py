"""Readers of gold standards: what they give, and what they say of a bad line."""

from __future__ import annotations

from pathlib import Path

import pytest

from inquit.evaluation.gold.conllu import read_treebank
from inquit.evaluation.gold.detokenized import detokenized
from inquit.evaluation.gold.entities import EntityMention, entity_mentions
from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.gold.iob2 import read_iob2
from inquit.evaluation.gold.polnear import Attribution, read_polnear
from inquit.evaluation.gold.rows import read_rows
from inquit.evaluation.gold.texts import LabelledText
from inquit.evaluation.label_map import read_label_map

ARTICLE = "Talks 😀\n\n“We wait,” envoy Okoro said.\n“And hope.”\n\nHe and Lind deny it.\n"


def at(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = ARTICLE.index(words, start + 1)
    return start, start + len(words)


def bound(id: str, label: str, *parts: tuple[int, int], surface: str | None = None) -> str:
    text = " ".join(ARTICLE[start:end] for start, end in parts) if surface is None else surface
    return f"{id}\t{label} {';'.join(f'{start} {end}' for start, end in parts)}\t{text}"


ANN = [
    bound("T1", "Source", at("envoy Okoro")),
    bound("T2", "Cue", at("said")),
    bound("T3", "Content", at("“And hope.”"), at("“We wait,”")),  # brat keeps the order of the clicks
    bound("T4", "Attribution", at("said")),
    "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
    bound("T5", "Discuss", at("deny")),
    bound("T6", "Content", at("it")),
    bound("T7", "Source", at("He")),
    bound("T8", "Attribution", at("deny")),
    "E2\tAttribution:T8 Cue:T5 Source:T7 Content2:T6",
    bound("T9", "Discard", at("Talks")),
    bound("T10", "Attribution-no-source", at("Talks")),
    "E3\tAttribution-no-source:T10 ",
    "#1\tAnnotatorNotes T9\tis this a title?",
]


def polnear(folder: Path, lines: list[str], *, name: str = "talks_4e07", text: str = ARTICLE) -> Path:
    (folder / "text").mkdir(exist_ok=True)
    (folder / "attributions").mkdir(exist_ok=True)
    (folder / "text" / "talks.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "attributions" / f"{name}.ann").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return folder


def test_polnear_gives_attributions_by_code_point(tmp_path: Path) -> None:
    (article,) = read_polnear(polnear(tmp_path, ANN))
    assert (article.id, article.text) == ("talks", ARTICLE)
    assert article.attributions == (
        Attribution((at("envoy Okoro"),), (at("said"),), (at("“We wait,”"), at("“And hope.”"))),
        Attribution((at("He"),), (at("deny"),), (at("it"),)),  # the remark "Discuss" stands on a cue
    )


def test_polnear_parts_with_only_white_space_between_are_one(tmp_path: Path) -> None:
    first, second = at("said."), at("“And hope.”")
    lines = [bound("T1", "Content", first, second), bound("T2", "Attribution", first), "E1\tAttribution:T2 Content:T1"]
    (article,) = read_polnear(polnear(tmp_path, lines))
    assert article.attributions == (Attribution(content=((first[0], second[1]),)),)


def test_polnear_surfaces_may_hold_line_ends(tmp_path: Path) -> None:
    span = (at("“And")[0], at("He")[1])
    lines = [bound("T1", "Content", span), bound("T2", "Attribution", span), "E1\tAttribution:T2 Content:T1"]
    assert ARTICLE[slice(*span)].count("\n") == 2
    (article,) = read_polnear(polnear(tmp_path, lines))
    assert article.attributions == (Attribution(content=(span,)),)


def test_polnear_takes_the_first_annotator_and_keeps_articles_without_attributions(tmp_path: Path) -> None:
    polnear(tmp_path, ANN, name="talks_ffff")
    (article,) = read_polnear(polnear(tmp_path, [], name="talks_0aaa"))
    assert article.attributions == ()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([*ANN, "T11 Cue 0 3"], r"talks_4e07\.ann:15: no line of brat"),
        ([bound("T1", "Cue", (0, 5), surface="Walks")], r"\.ann:1: T1 is 'Walks', where the text has 'Talks'"),
        ([bound("T1", "Cue", (0, 900))], r"\.ann:1: no span of the text: 0 900"),
        ([bound("T1", "Quote", (0, 5))], r"\.ann:1: 'Quote' is none of Source, Cue, Content"),
        (["E1\tAttribution:T1 Cue:T1"], r"\.ann:1: Cue:T1 is no source, cue or content of this file"),
        (["E1\tFeud:T1 Cue:T1"], r"\.ann:1: no attribution"),
        (["loose words"], r"\.ann:1: no line of brat"),
    ],
    ids=["line", "surface", "offsets", "label", "reference", "event", "words"],
)
def test_polnear_says_where_a_line_is_bad(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_polnear(polnear(tmp_path, lines))


def test_polnear_pairs_texts_and_annotations(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"holds no text/\*\.txt"):
        read_polnear(tmp_path)
    folder = polnear(tmp_path, ANN)
    (folder / "text" / "lonely.txt").write_text("…", encoding="utf-8")
    with pytest.raises(GoldError, match=r"lonely\.txt: no attributions/lonely_\*\.ann"):
        read_polnear(folder)
    (folder / "text" / "lonely.txt").unlink()
    (folder / "attributions" / "other_4e07.ann").write_text("", encoding="utf-8")
    with pytest.raises(GoldError, match=r"other_4e07\.ann: no text/other\.txt"):
        read_polnear(folder)


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
    ],
)
def test_tokens_are_spaced_as_in_print(words: str, text: str) -> None:
    found, spans = detokenized(words.split())
    assert found == text
    assert len(spans) == len(words.split())
    assert all(found[start:end].strip() for start, end in spans)


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


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("map.toml", 'PERSON = "PER"\nGPE = "LOC"\n'),
        ("map.txt", "# ours theirs\nPERSON PER\n\nGPE\tLOC # places\n"),
    ],
)
def test_a_map_of_labels(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_label_map(tmp_path / name) == {"PERSON": "PER", "GPE": "LOC"}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("m.toml", 'PER = "PERSON"', r"m\.toml: 'PER' is no label of inquit; there are: PERSON, NORP, FAC"),
        ("m.txt", "PERSON PER\nPER PERSON", r"m\.txt:2: 'PER' is no label"),
        ("m.txt", "PERSON", r"m\.txt:1: 1 words; a line is OURS THEIRS"),
        ("m.txt", "GPE LOC\nGPE PLACE", r"m\.txt:2: 'GPE' stands there twice"),
        ("m.toml", "PERSON = 3", r"m\.toml: PERSON is 3"),
        ("m.toml", "PERSON", r"m\.toml: "),
        ("m.txt", "# nothing", r"m\.txt: maps nothing"),
        ("m.txt", "ORG party|body\nGPE party", r"m\.txt: 'party' counts as party\|body and as party"),
    ],
)
def test_a_bad_map_of_labels_is_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_label_map(tmp_path / name)
