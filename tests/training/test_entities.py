"""The readers of entity sets that are columns of words, on small files in the published formats."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from passages import PLACE, columns, marked, written

from inquit.training.encoder.entities import read_crossner, read_gmb, read_uner, read_wikigold

UNER = """# newdoc id = gazette
# sent_id = gazette-1
# text = Lord Curzon can't leave Teheran, the Persian said.
1	Lord	O
2	Curzon	B-PER	-	x
3	ca	O
4	n't	O
5	leave	O
6	Teheran	B-LOC	-	x
7	,	O
8	the	O
9	Persian	B-OTH	-	x
10	said	O
11	.	B-O	-	x

"""


def test_uner_is_aligned_with_the_text_of_the_sentence(tmp_path: Path) -> None:
    found = read_uner(written(tmp_path / "train.iob2", UNER))
    assert list(found) == ["gazette-1"]
    assert found["gazette-1"].text == "Lord Curzon can't leave Teheran, the Persian said."
    assert marked(found["gazette-1"]) == {"Curzon": "PERSON", "Teheran": PLACE, "Persian": ""}
    assert found["gazette-1"].annotated == {"PERSON", "ORG", "GPE", "LOC", "FAC"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("7\t,\tO", "7\t;\tO", "';' does not come next"),
        ("B-LOC", "B-PLANET", "unknown type 'PLANET'"),
        ("6\tTeheran\tB-LOC\t-\tx", "6\tTeheran", "bad.iob2:9: 'Teheran' is no tag"),
        ("# sent_id = gazette-1\n", "", "no sent_id"),
    ],
)
def test_uner_says_what_is_wrong_and_where(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = written(tmp_path / "bad.iob2", UNER.replace(old, new))
    with pytest.raises(ValueError, match=r"bad\.iob2:\d+: ") as raised:
        read_uner(path)
    assert message in str(raised.value)


def test_wikigold_begins_a_name_where_the_type_changes_and_keeps_peoples(tmp_path: Path) -> None:
    text = """
    -DOCSTART-/O
    The/O Dutch/I-MISC envoy/O Mr/I-PER ./I-PER Jan/I-PER Prins/I-PER left/O the/I-LOC Hague/I-LOC (/O Holland/I-LOC )/O
    Red/I-ORG Cross/I-ORG Geneva/I-LOC honoured/O Solferino/I-MISC ,/O then/O
    """
    passages = read_wikigold(columns(tmp_path / "w.txt", text, " "))
    assert [passage.text for passage in passages] == [
        "The Dutch envoy Mr. Jan Prins left the Hague (Holland)",
        "Red Cross Geneva honoured Solferino, then",
    ]
    assert marked(passages[0]) == {
        "Dutch": "NORP", "Mr.": "", "Jan Prins": "PERSON", "Hague": PLACE, "Holland": PLACE,
    }  # fmt: skip
    assert marked(passages[1]) == {"Red Cross": "ORG", "Geneva": PLACE, "Solferino": ""}
    assert {"NORP", "EVENT", "LANGUAGE"} <= passages[0].annotated
    assert "DATE" not in passages[0].annotated


def test_crossner_types(tmp_path: Path) -> None:
    text = (
        "Bismarck/B-politician left/O the/B-politicalparty Centre/I-politicalparty in/O Prussia/B-country after/O"
        " the/O 1890/B-election German/I-election federal/I-election election/I-election"
    )
    (passage,) = read_crossner(columns(tmp_path / "train.txt", text, "\t"))
    assert marked(passage) == {
        "Bismarck": "PERSON", "Centre": "ORG", "Prussia": "GPE", "1890 German federal election": "EVENT",
    }  # fmt: skip
    with pytest.raises(ValueError, match=r"train\.txt, sentence at line 1: unknown type 'planet'"):
        read_crossner(columns(tmp_path / "train.txt", "Mars/B-planet", "\t"))
    with pytest.raises(ValueError, match=r"train\.txt:1: .*no token and tag"):
        read_crossner(written(tmp_path / "train.txt", "Mars\n"))


def gmb(path: Path, *sentences: str) -> Path:
    rows = ["Sentence #,Word,POS,Tag"]
    for number, sentence in enumerate(sentences, 1):
        for at, word in enumerate(sentence.split()):
            form, _, tag = word.rpartition("/")
            rows.append(f'{f"Sentence: {number}" if not at else ""},"{form}",NN,{tag}')
    path.write_bytes(gzip.compress("\n".join(rows).encode("latin-1")))
    return path


def test_gmb_titles_peoples_and_doubts(tmp_path: Path) -> None:
    path = gmb(
        tmp_path / "ner.csv.gz",
        "Foreign/B-per Minister/I-per José/I-per Ruiz/I-per met/O Greek/B-gpe envoys/O in/O Lima/B-geo"
        " on/O Monday/B-tim ./O",
        "Greece/B-gpe left/O the/O Council/B-org of/O Europe/B-geo after/O operation/B-tim Dawn/B-eve",
        "Ruiz/B-org resigned/O",
    )
    first, second, third = read_gmb(path)
    assert first.text == "Foreign Minister José Ruiz met Greek envoys in Lima on Monday."
    assert marked(first) == {
        "Foreign Minister": "", "José Ruiz": "PERSON", "Greek": "NORP", "Lima": PLACE, "Monday": "DATE TIME",
    }  # fmt: skip
    assert marked(second) == {"Greece": "GPE", "Council": "", "Europe": "", "operation": "", "Dawn": ""}
    assert marked(third) == {"Ruiz": ""}, "a name that is mostly a person's is no organisation's"
    assert [passage.id for passage in read_gmb(path, limit=2, seed=4)] == [
        passage.id for passage in read_gmb(path, limit=2, seed=4)
    ]
    assert len(read_gmb(path, limit=2)) == 2


def test_gmb_says_where_it_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "ner.csv.gz"
    path.write_bytes(gzip.compress(b"Sentence #,Word,POS,Tag\nSentence: 1,Rome,NNP,B-geo\n,fell,VBD\n"))
    with pytest.raises(ValueError, match=r"ner\.csv\.gz, line 3"):
        read_gmb(path)
