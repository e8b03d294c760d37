"""What is trained on is what the component reads: rows against the inputs of a running encoder; padding."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from inquit.encoder.inputs import Lexicon, Words, words_of
from inquit.encoder.network import Rows
from inquit.encoder.windows import cut
from inquit.linguistics import load_tokenizer
from inquit.linguistics.pieces import MAX_PIECES, SPECIAL, Pieces
from inquit.training.encoder.batches import MOST_PIECES, Batch, Batcher, Row, batches, padded
from inquit.training.encoder.crf import STATES
from inquit.training.encoder.lessons import Lesson, items_of
from inquit.training.encoder.network import ROLES
from inquit.training.linguistics.augment import Item, stretches, varied
from inquit.training.linguistics.batches import IGNORED, Labels
from inquit.training.linguistics.data import Word, read_treebank

INPUTS = ("pieces", "shapes", "gaps", "marks", "first", "last")
TEXTS = {
    "a sentence": "The envoy said that the fleet would sail.",
    "white space around": "  \n The envoy  sailed\tby May.\n\n",
    "paragraphs": "The envoy sailed.\n\nCanning wrote to him.\n \nHe replied.\n\n\nNo.",
    "carriage returns": "The envoy sailed.\r\n\r\nCanning wrote\r\nto him.\rHe replied.",
    "hard-wrapped": "The envoy said that the fleet would sail by May,\nand Canning wrote that it might\n  not sail.",
    "quotation marks": "“We want peace,” the envoy said, “and no war.” Canning ('the minister') wrote: \"No.\"",
    "a quotation over paragraphs": "He said: “We want peace.\n\n“We want no war.”\n\nCanning replied: “Yes.”",
    "a mark without its partner": "“We want peace, he said.\n\nCanning wrote” that it was no treaty.",
    "nested": "“He said ‘the fleet’s home’ to me,” Grey wrote. «Oui, ‹non›.»",
    "other characters": "M\u00a0Grey\u2011Canning, café\u0301, 🇬🇧 peace\u2028treaty \ufeffHe\u200b’s 1\u00ad men… № 5",
    "looks": "I A iPod U.S. NATO Lima McMahon 1840s B2 lower “” Éire ǅ 平和",
    "many pieces": "Supercalifragilisticexpialidocious-antidisestablishmentarianism was signed.",
    "a heading and a list": "THE TREATY OF LIMA\n\nThe envoy signed:\n\n- peace\n- no war\n- the fleet\n\nHe sailed.",
    "set apart": "Canning wrote:\n\n    We want peace at home, no war\n    in Lima or in May.\n\nThe envoy said no.",
    "verse": "Peace at home,\nno war,\n\nand in May\nthe fleet.",
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    """What a text passes through before the encoder."""
    found = load_tokenizer()
    found.add_pipe("inquit_layout", first=True)
    return found


class Undrawn(random.Random):
    """Never draws what varies a row."""

    def random(self) -> float:
        return 0.9


def run_time(doc: Doc, vocabulary: list[str]) -> tuple[dict[str, NDArray[np.int64]], Words]:
    """The inputs that the running encoder makes of a document that fits into one window, and its words."""
    words = words_of(doc, doc._.blocks, Lexicon(Pieces(vocabulary)))
    window, *more = cut(words)
    assert not more
    return Rows(words, [window]).batch([0]), words


def train_time(items: list[Item], vocabulary: list[str]) -> Row:
    (row,) = Batcher(Pieces(vocabulary), Labels([], [])).rows(Lesson(items, [0] * len(items)), Undrawn())
    return row


def agree(doc: Doc, vocabulary: list[str]) -> None:
    """Demand that training sees what the encoder sees."""
    inputs, words = run_time(doc, vocabulary)
    row = train_time(items_of(doc), vocabulary)
    for name in INPUTS:
        assert row[name] == inputs[name][0].tolist(), name
    assert row["breaks"] == words.blocks.astype(int).tolist()
    assert [known == IGNORED for known in row["starts"]] == words.blocks.tolist(), "what surely starts is not learned"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_training_sees_what_the_encoder_sees(nlp: Language, vocabulary: list[str], text: str) -> None:
    agree(nlp(text), vocabulary)


FRAGMENTS = st.sampled_from(
    [
        *("The envoy", "said", "peace", "Canning", "wrote", "I", "NO", "1.", ".", ",", ":", "(", ")", "—", "* * *"),
        *("“", "”", "‘", "’", '"', "'s", "«", "»", "🇬🇧", "e\u0301", "\ufeff", "\x00"),
        *(" ", " ", " ", "  ", "\t", "\u00a0", "\u2028", "\x0c"),
        *("\n", "\n", "\n\n", "\n\n", "\r\n", "\n    ", "\n- ", "\n\n> "),
    ]
)
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fragments=st.lists(FRAGMENTS, min_size=1, max_size=35))
def test_training_sees_what_the_encoder_sees_of_any_text(
    nlp: Language, vocabulary: list[str], fragments: list[str]
) -> None:
    doc = nlp("".join(fragments))
    if all(token.is_space for token in doc):
        return
    inputs, _ = run_time(doc, vocabulary)
    row = train_time(items_of(doc), vocabulary)
    alike = ["pieces", "shapes", "first", "last"]
    # training knows blocks by the layout alone and their marks by blank lines alone; the encoder goes by both
    text, blocks = doc.text, doc._.blocks
    if not any(BLANK_LINE.search(text, block.start, block.end) for block in blocks):
        alike.append("gaps")
        if all(BLANK_LINE.search(text, one.end, other.start) for one, other in pairwise(blocks)):
            alike.append("marks")
    for name in alike:
        assert row[name] == inputs[name][0].tolist(), name


TREEBANK = """# newdoc id = letters
# newpar
# sent_id = 1
1	Canning	Canning	PROPN	_	Number=Sing	2	nsubj	_	_
2	wrote	write	VERB	_	Tense=Past	0	root	_	SpaceAfter=No
3	:	:	PUNCT	_	_	2	punct	_	_
4	"	"	PUNCT	_	_	6	punct	_	SpaceAfter=No
5	We	we	PRON	_	_	6	nsubj	_	_
6	want	want	VERB	_	_	2	ccomp	_	_
7	peace	peace	NOUN	_	_	6	obj	_	SpaceAfter=No
8	.	.	PUNCT	_	_	6	punct	_	SpaceAfter=No
9	"	"	PUNCT	_	_	6	punct	_	_

# sent_id = 2
1	The	the	DET	_	_	2	det	_	_
2	envoy	envoy	NOUN	_	_	3	nsubj	_	_
3	sailed	sail	VERB	_	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	_	_	3	punct	_	_

# newpar
# sent_id = 3
1	No	no	DET	_	_	2	det	_	_
2	treaty	treaty	NOUN	_	_	5	nsubj	_	_
3	was	be	AUX	_	_	5	aux	_	SpaceAfter=No
4	n't	not	PART	_	_	5	advmod	_	_
5	signed	sign	VERB	_	_	0	root	_	SpaceAfter=No
6	.	.	PUNCT	_	_	5	punct	_	_

"""


def doc_of(items: Sequence[Item], nlp: Language) -> Doc:
    """A document of exactly these words."""
    words: list[str] = []
    spaces: list[bool] = []
    for item in items:
        words.append(item.form)
        spaces.append(item.gap.startswith(" "))
        if rest := item.gap.removeprefix(" "):
            words.append(rest)
            spaces.append(False)
    return nlp.get_pipe("inquit_layout")(Doc(nlp.vocab, words=words, spaces=spaces))  # type: ignore[operator]


def test_varied_treebanks_look_as_texts_do(nlp: Language, vocabulary: list[str], tmp_path: Any) -> None:
    path = tmp_path / "train.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    (document,) = read_treebank(path)
    rng, alike = random.Random(3), 0
    for _ in range(60):
        for run in stretches([document], rng, 60):
            items = varied(document.text, run, rng)
            inputs, words = run_time(doc_of(items, nlp), vocabulary)
            row = train_time(items, vocabulary)
            for name in ("pieces", "shapes", "first", "last"):
                assert row[name] == inputs[name][0].tolist(), name
            # the layout judges for itself whether a line break ends a block; treebanks know
            if row["breaks"] == words.blocks.astype(int).tolist():
                alike += 1
                assert row["gaps"] == inputs["gaps"][0].tolist()
                assert row["marks"] == inputs["marks"][0].tolist()
    assert alike > 60


def items(count: int, *, sentence: int = 10) -> list[Item]:
    """Words of three pieces each; a sentence's words hang from its first."""
    word = Word(0, 3, "abq", "abq", "NOUN", "", "Number=Sing", 0, "obj")
    return [
        Item(word, "abq", " ", at - at % sentence, at % sentence == 0, at % (5 * sentence) == 0) for at in range(count)
    ]


def test_windows_of_a_long_lesson(vocabulary: list[str], labels: Labels) -> None:
    batcher = Batcher(Pieces(vocabulary), labels)
    own = Lesson(items(700), list(range(1, 701)), {"cue": [at % 5 for at in range(700)]})
    left_out = set()
    for seed in range(12):
        rows = list(batcher.rows(own, random.Random(seed)))
        names = [number for row in rows for number in row["names"]]
        assert names == list(range(701 - len(names), 701)), "every word once, but for some at the start"
        assert len(names) > 640
        left_out.add(700 - len(names))
        roles = [state for row in rows for state in row["roles"]]
        assert roles[ROLES.index("cue") :: len(ROLES)] == [at % 5 for at in range(700 - len(names), 700)]
        for row in rows:
            words = len(row["first"])
            assert len(row["pieces"]) <= MOST_PIECES
            assert row["pieces"][0] == SPECIAL.index("[CLS]")
            assert row["pieces"][-1] == SPECIAL.index("[SEP]")
            assert row["gaps"][1] == 3, "nothing is known of what stands before a window"
            assert row["starts"][0] == IGNORED
            assert all(head == IGNORED or 0 <= head <= words for head in row["heads"])
            assert {row["relations"][0], row["tags"][0]} == {labels.relations.index("obj"), 1}
    assert 0 in left_out
    assert len(left_out) > 1
    assert list(batcher.rows(own, random.Random(4))) == list(batcher.rows(own, random.Random(4)))


def test_heads_count_from_the_window_and_are_unknown_beyond_it(vocabulary: list[str], labels: Labels) -> None:
    own = Lesson(items(140, sentence=100), [0] * 140)
    first, second = Batcher(Pieces(vocabulary), labels).rows(own, Undrawn())
    assert [len(row["first"]) for row in (first, second)] == [74, 66]
    assert first["heads"] == [0] + [1] * 73
    assert second["heads"] == [IGNORED] * 26 + [0] + [27] * 39


def test_long_words_keep_their_edges(vocabulary: list[str]) -> None:
    word = Word(0, 26, "abcdefghijklmnopqrstuvwxyz", "", "X", "", "", 0, "dep")
    row = train_time([Item(word, word.form, "", 0, True, True)], vocabulary)
    assert (row["first"], row["last"]) == ([1], [MAX_PIECES])
    assert [vocabulary[number] for number in row["pieces"][-3:]] == ["##y", "##z", "[SEP]"]


def test_padding(vocabulary: list[str], labels: Labels) -> None:
    batcher = Batcher(Pieces(vocabulary), labels)
    long, short = (
        next(batcher.rows(Lesson(items(count), [1] * count, roles), Undrawn()))
        for count, roles in ((20, {}), (7, {"content": [1] * 7, "said_source": [3] * 7}))
    )
    batch = padded([long, short])
    assert batch.pieces.shape == batch.shapes.shape == batch.gaps.shape == batch.marks.shape == (2, 62)
    assert batch.roles.shape == (2, 20, len(ROLES))
    assert batch.taught.tolist() == [[False] * 7, [True, *[False] * 5, True]]
    assert batch.roles[1, 6].tolist() == [1, *[0] * 5, 3]
    assert set(batch.roles[1, 7:].flatten().tolist()) == {STATES.index("O")}
    assert (batch.pieces[1] != 0).sum() == 7 * 3 + 2
    for name in ("starts", "tags", "heads", "relations", "breaks"):
        column = getattr(batch, name)
        assert column.shape == (2, 20)
        assert set(column[1, 7:].tolist()) == {IGNORED}, name
    assert set(batch.names[1, 7:].tolist()) == {0}
    assert batch.first[1, 7:].sum() == batch.last[1, 7:].sum() == 0


def test_batches_have_every_row_once_and_about_as_many_pieces_as_asked(vocabulary: list[str], labels: Labels) -> None:
    batcher = Batcher(Pieces(vocabulary), labels)
    rows = [next(batcher.rows(Lesson(items(1 + at % 40), [at + 1] * (1 + at % 40)), Undrawn())) for at in range(120)]

    def drawn(seed: int) -> list[Batch]:
        return list(batches(rows, random.Random(seed), pieces=600))

    found = drawn(0)
    assert sorted(number for batch in found for number in batch.names[:, 0].tolist()) == list(range(1, 121))
    sizes = [batch.pieces.numel() for batch in found]
    assert max(sizes) <= 600 + 12 * 24
    assert sum(sizes) < 1.3 * sum(len(row["pieces"]) for row in rows), "like lengths stand together"
    assert all(torch.equal(one.pieces, other.pieces) for one, other in zip(found, drawn(0), strict=True))
    assert [batch.names[0, 0].item() for batch in drawn(1)] != [batch.names[0, 0].item() for batch in found]
