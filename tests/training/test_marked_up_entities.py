"""The readers of entity sets in XML, JSON, CoNLL-U and brackets, on small files in the published formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from passages import PLACE, marked, written

from inquit.evaluation.gold.conllu import read_treebank
from inquit.training.encoder.entities import read_grobid, read_gum, read_re3d, read_sentences
from inquit.training.encoder.labelled import LABELS

GROBID = """<?xml version="1.0" encoding="UTF-8"?>
<corpus><subcorpus><document name="x"><p xml:id="P0">
<sentence>In <ENAMEX type="PERIOD">from 1878 to 1881</ENAMEX>, <ENAMEX type="TITLE">mayor of Cork</ENAMEX>
 <ENAMEX type="PERSON">Lord Salisbury</ENAMEX>&apos;s
 <ENAMEX type="MEASURE">six</ENAMEX><ENAMEX type="PERSON_TYPE">Tories</ENAMEX>
 left <ENAMEX type="LOCATION">Malta and Crete</ENAMEX>.</sentence>
<sentence><ENAMEX type="INSTITUTION">Ottoman Public Debt Administration (OPDA)</ENAMEX> broke the
 <ENAMEX type="LEGAL">Treaty of Berlin</ENAMEX> ; the <ENAMEX type="NATIONAL">Turkish</ENAMEX>
 <ENAMEX type="INSTITUTION">auxiliary police</ENAMEX>
 read <ENAMEX type="CREATION">The Times of Old</ENAMEX>.</sentence>
</p></document></subcorpus></corpus>
"""


def test_grobid_parts_lists_and_mends_spaces(tmp_path: Path) -> None:
    written(tmp_path / "a.en.training.xml", GROBID)
    (passage,) = read_grobid(tmp_path)
    assert "six Tories left Malta and Crete. Ottoman" in passage.text
    assert "Treaty of Berlin; the" in passage.text
    assert marked(passage) == {
        "from": "", "1878 to 1881": "DATE TIME", "mayor of Cork": "", "Lord": "", "Salisbury": "PERSON",
        "six": "CARDINAL MONEY ORDINAL PERCENT QUANTITY", "Tories": "NORP", "Malta": "GPE LOC", "and": "",
        "Crete": "GPE LOC", "Ottoman Public Debt Administration": "ORG", "(": "", "OPDA": "ORG",
        "Treaty of Berlin": "LAW", "Turkish": "NORP", "auxiliary police": "", "The Times of Old": "WORK_OF_ART",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [("</p>", "", "line 11"), ('<ENAMEX type="LEGAL">', "<ENAMEX>", "without a class")],
)
def test_grobid_says_where_it_is_wrong(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = written(tmp_path / "a.en.training.xml", GROBID.replace(old, new, 1))
    with pytest.raises(ValueError, match=message):
        read_grobid(path)


def re3d(folder: Path, text: str, entities: list[tuple[str, str, float]]) -> Path:
    written(folder / "source" / "documents.json", json.dumps({"_id": "d", "text": text}) + "\n")
    rows = [
        {
            "documentId": "d", "begin": text.index(value), "end": text.index(value) + len(value), "type": kind,
            "value": value, "confidence": confidence,
        }
        for value, kind, confidence in entities
    ]  # fmt: skip
    written(folder / "source" / "entities.json", "\n".join(map(json.dumps, rows)))
    return folder


def test_re3d_keeps_names_and_masks_phrases(tmp_path: Path) -> None:
    text = (
        "He told the Council of Four that President Paul Deschanel and rebel leaders left the old harbour"
        " near Smyrna. I agree, said Hope."
    )
    folder = re3d(
        tmp_path,
        text,
        [
            ("He", "Person", 1), ("the Council of Four", "Organisation", 1), ("rebel leaders", "Organisation", 1),
            ("President Paul Deschanel", "Person", 1), ("the old harbour", "Location", 1), ("Smyrna", "Location", 0.9),
            ("Hope", "Person", 0),
        ],
    )  # fmt: skip
    (passage,) = read_re3d(folder)
    assert marked(passage) == {
        "Council of Four": "GPE ORG", "President": "", "Paul Deschanel": "PERSON", "Smyrna": PLACE, "Hope": "",
    }  # fmt: skip
    written(folder / "source" / "entities.json", '{"documentId": "d"}\n')
    with pytest.raises(ValueError, match=r"entities\.json, line 1: no begin"):
        read_re3d(folder)


GUM = """# newdoc id = GUM_x
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# sent_id = GUM_x-1
1	President	President	NOUN	NNP	_	3	compound	_	Entity=(1-person-new-nnnnn-cf1-1-sgl
2	Maria	Maria	PROPN	NNP	_	3	compound	_	_
3	Silva	Silva	PROPN	NNP	_	5	nsubj	_	Entity=1)
4	herself	self	PRON	PRP	_	3	appos	_	_
5	toured	tour	VERB	VBD	_	0	root	_	_
6	the	the	DET	DT	_	7	det	_	Entity=(2-place-new-nnnnn-cf2-1-sgl(3-object-new-nnnnn-cf2-1-sgl
7	harbour	harbour	NOUN	NN	_	5	obj	_	Entity=3)
8	of	of	ADP	IN	_	9	case	_	_
9	Port	Port	PROPN	NNP	_	7	nmod	_	Entity=(4-place-new-nnnnn-cf2-1-sgl
10	Said	Said	PROPN	NNP	_	9	flat	_	Entity=4)2)
11	with	with	ADP	IN	_	12	case	_	_
12	Nile	Nile	PROPN	NNP	_	13	compound	_	Entity=(5-abstract-new-nnnnn-cf2-1-sgl
13	fever	fever	NOUN	NN	_	5	obl	_	Entity=5)|SpaceAfter=No
14	.	.	PUNCT	.	_	5	punct	_	_

"""


def test_gum_keeps_names_over_the_text_of_the_treebank(tmp_path: Path) -> None:
    path = written(tmp_path / "GUM_x.conllu", GUM)
    (passage,) = read_gum(path).values()
    assert passage.text == read_treebank(path)[0].text
    assert marked(passage) == {"President": "", "Maria Silva": "PERSON", "Port Said": PLACE, "Nile": ""}


def test_gum_gives_a_name_marked_twice_the_type_of_the_inner_mention(tmp_path: Path) -> None:
    text = GUM.replace("Entity=(2-place-new-nnnnn-cf2-1-sgl(3", "Entity=(3").replace(
        "of\tof\tADP\tIN\t_\t9\tcase\t_\t_", "the\tthe\tDET\tDT\t_\t9\tdet\t_\tEntity=(2-organization-x"
    )
    (passage,) = read_gum(written(tmp_path / "GUM_x.conllu", text)).values()
    assert marked(passage)["Port Said"] == PLACE


def test_gum_says_which_bracket_was_not_opened(tmp_path: Path) -> None:
    path = written(tmp_path / "GUM_x.conllu", GUM.replace("Entity=4)2)", "Entity=4)9)"))
    with pytest.raises(ValueError, match=r"GUM_x\.conllu: GUM_x-1: 9\) closes no mention"):
        read_gum(path)


def test_sentences_written_by_hand(tmp_path: Path) -> None:
    text = "# c\n\n[Talleyrand|PERSON] left [Vienna|GPE] [in June|DATE], [xx|]. [sic] stays.\n"
    (passage,) = read_sentences(written(tmp_path / "s.txt", text))
    assert passage.text == "Talleyrand left Vienna in June, xx. [sic] stays."
    assert marked(passage) == {"Talleyrand": "PERSON", "Vienna": "GPE", "in June": "DATE", "xx": ""}
    assert passage.annotated == frozenset(LABELS)


@pytest.mark.parametrize("line", ["[Rome|CITY] fell.", "Rome|GPE] fell.", "[[Rome|GPE]|LOC] fell."])
def test_sentences_say_where_they_are_wrong(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"s\.txt, line 2"):
        read_sentences(written(tmp_path / "s.txt", f"# c\n{line}\n"))
