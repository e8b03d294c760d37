"""Treebanks read as text with anchored words, and varied without losing a word or an arc."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from inquit.training.linguistics.augment import stretches, varied
from inquit.training.linguistics.data import TreebankDocument, read_treebank


def row(number: str, form: str, lemma: str, upos: str, head: str, deprel: str, misc: str = "_") -> str:
    return "\t".join([number, form, lemma, upos, upos, "_", head, deprel, "_", misc])


CONLLU = "\n".join(
    [
        "# newdoc id = talks",
        "# newpar",
        "# sent_id = 1",
        row("1-2", "Don't", "_", "_", "_", "_"),
        row("1", "Do", "do", "AUX", "3", "aux"),
        row("2", "n't", "not", "PART", "3", "advmod"),
        row("3", "wait", "wait", "VERB", "0", "root", "SpaceAfter=No"),
        row("3.1", "ghost", "ghost", "VERB", "_", "_"),
        row("4", ".", ".", "PUNCT", "3", "punct"),
        "",
        "# sent_id = 2",
        row("1-2", "Imma", "_", "_", "_", "_"),
        row("1", "I", "I", "PRON", "3", "nsubj"),
        row("2", "will", "will", "AUX", "3", "aux"),
        row("3", "go", "go", "VERB", "0", "root", "SpaceAfter=No"),
        row("4", "!", "!", "PUNCT", "3", "punct"),
        "",
        "# newpar",
        "# sent_id = 3",
        row("1", "Peace", "peace", "NOUN", "0", "root"),
        row("2", "–", "–", "PUNCT", "1", "punct"),
        row("3", "now", "now", "ADV", "1", "advmod"),
        "",
        "# newdoc id = second",
        "# sent_id = 4",
        row("1", "Yes", "yes", "INTJ", "0", "root", "SpaceAfter=No"),
        row("2", ".", ".", "PUNCT", "1", "punct"),
        "",
        "",
    ]
)


@pytest.fixture
def documents(tmp_path: Path) -> list[TreebankDocument]:
    (tmp_path / "a.conllu").write_text(CONLLU, encoding="utf-8")
    return read_treebank(tmp_path)


def test_text_paragraphs_and_words(documents: list[TreebankDocument]) -> None:
    talks, second = documents
    assert talks.text == "Don't wait. Imma go!\n\nPeace – now"
    assert second.text == "Yes."
    assert [sentence.opens_paragraph for sentence in talks.sentences] == [True, False, True]
    first, imma, peace = talks.sentences
    assert [talks.text[w.start : w.end] for w in first.words] == ["Do", "n't", "wait", "."]
    assert [word.head for word in first.words] == [2, 2, -1, 2]
    # "Imma" does not spell out its words, which share its characters
    assert [(w.form, talks.text[w.start : w.end]) for w in imma.words[:2]] == [("I", "Imma"), ("will", "Imma")]
    assert talks.text[peace.start : peace.end] == "Peace – now"


def test_wrong_head_names_the_sentence(tmp_path: Path) -> None:
    (tmp_path / "bad.conllu").write_text("# sent_id = x7\n" + row("1", "No", "no", "INTJ", "5", "dep") + "\n\n")
    with pytest.raises(ValueError, match="x7"):
        read_treebank(tmp_path / "bad.conllu")


def test_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no \.conllu file"):
        read_treebank(tmp_path)


def test_sentence_that_is_not_spelt_out_is_not_learned_from(documents: list[TreebankDocument]) -> None:
    rng = random.Random(0)
    runs = [" ".join(word.form for s in run for word in s.words) for run in stretches(documents[:1], rng, 100)]
    assert runs == ["Do n't wait .", "Peace – now"]


def long_treebank(*rows: str) -> str:
    lines = []
    for number in range(12):
        lines += [*(["# newpar"] if number % 3 == 0 else []), f"# sent_id = {number}", *rows, ""]
    return "\n".join(lines) + "\n"


QUOTED = long_treebank(
    row("1", '"', '"', "PUNCT", "2", "punct", "SpaceAfter=No"),
    row("2", "Peace", "peace", "NOUN", "0", "root"),
    row("3", "-", "-", "PUNCT", "4", "punct"),
    row("4", "soon", "soon", "ADV", "2", "advmod", "SpaceAfter=No"),
    row("5", '"', '"', "PUNCT", "2", "punct", "SpaceAfter=No"),
    row("6", ".", ".", "PUNCT", "2", "punct"),
)
PLAIN = long_treebank(
    row("1", "Peace", "peace", "NOUN", "2", "nsubj"),
    row("2", "came", "come", "VERB", "0", "root", "SpaceAfter=No"),
    row("3", ".", ".", "PUNCT", "2", "punct"),
)


@pytest.mark.parametrize(
    ("treebank", "signs"),
    [
        (QUOTED, ["“Peace", "soon”", "—", "\n\n", "\u00a0", "  ", "PEACE"]),
        (
            PLAIN,
            [
                "“Peace came.”",
                '"Peace came."',
                r"came[,!?]” s?he \w+\.",
                r"[,!?][”\"] [a-z]+ [A-Z][a-z]+\.",
                r"came\.\d+",
            ],
        ),
    ],
)
def test_variation_keeps_words_arcs_and_sentences(tmp_path: Path, treebank: str, signs: list[str]) -> None:
    (tmp_path / "long.conllu").write_text(treebank, encoding="utf-8")
    (document,) = read_treebank(tmp_path)
    rng = random.Random(0)
    joined = ""
    for _ in range(400):
        for run in stretches([document], rng, 40):
            items = varied(document.text, run, rng)
            joined += "".join(item.form + item.gap for item in items) + "|"
            numbers, sentence = [], -1
            for item in items:
                sentence += item.first
                numbers.append(sentence)
            assert sentence + 1 == len(run)
            assert all(numbers[item.head] == number for item, number in zip(items, numbers, strict=True))
            roots = [(numbers[place], item.word.deprel) for place, item in enumerate(items) if item.head == place]
            assert roots == [(number, "root") for number in range(len(run))]
            assert sum(item.word.lemma == "peace" for item in items) == len(run)
    assert [sign for sign in signs if not re.search(sign, joined)] == []
    assert "”Peace" not in joined
