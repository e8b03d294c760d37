"""What the judge's answers become: thresholds, what explains an author's tone, the bound on what is read, summaries."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

import inquit
from inquit.record import Stance, StanceLabel, summarised
from inquit.settings import Target
from inquit.stances import component
from inquit.stances.deciding import ALONE, TONE, Ballot, decided, explained, explaining, required, turned
from inquit.stances.network import Question
from inquit.stances.packing import MAX_PIECES, Asked, Packer, padded
from inquit.stances.weighing import Judgement, Signal

BLAME = Signal(-1, 3, "act:blame")


def ballot(
    holder: str = "a1", target: str = "a2", *, quotation: str | None = None, signals: Sequence[Signal] = ()
) -> Ballot:
    named = None if holder == "a0" else (0, 3)
    return Ballot(holder, target, quotation, 0, 10, Asked(named, (5, 8)), (0, 10), tuple(signals))


def judgement(label: StanceLabel, score: float, via: str = "judge") -> Judgement:
    rest = (1 - score) / 2
    scores: dict[StanceLabel, float] = {"favor": rest, "against": rest, "neutral": rest}
    return Judgement(label, score, scores | {label: score}, via)


def test_words_that_show_it_move_the_judge() -> None:
    judged = {"favor": 0.2, "against": 0.4, "neutral": 0.4}
    alone, shown = decided(ballot(), judged), decided(ballot(signals=[BLAME]), judged)
    assert (shown.label, shown.via) == ("against", "act:blame")
    assert shown.scores["against"] > alone.scores["against"]
    assert sum(shown.scores.values()) == pytest.approx(1, abs=0.002)


def test_the_judge_may_overrule_the_words() -> None:
    found = decided(ballot(signals=[BLAME]), {"favor": 0.97, "against": 0.01, "neutral": 0.02})
    assert (found.label, found.via) == ("favor", "judge")


def test_what_is_required() -> None:
    assert required(0.5, ballot(), judgement("favor", 0.9, "act:back")) == 0.5
    assert required(0.5, ballot(), judgement("favor", 0.9)) == 0.5 + ALONE
    assert required(0.5, ballot("a0"), judgement("favor", 0.9)) == 0.5 + TONE
    assert required(0.5, ballot("a0", quotation="q0"), judgement("favor", 0.9)) == 0.5 + ALONE
    assert required(0.5, ballot("a0"), judgement("neutral", 0.9)) == 0.5
    assert required(0.9, ballot("a0"), judgement("favor", 0.9)) == 0.95


def test_an_act_of_somebody_explains_the_tone_towards_both() -> None:
    acts = explaining([(ballot("a1", "a2"), judgement("favor", 0.9)), (ballot("a3", "a4"), judgement("neutral", 0.9))])
    for target, is_explained in (("a1", True), ("a2", True), ("a3", False), ("a4", False)):
        assert explained(ballot("a0", target), judgement("favor", 0.9), acts) is is_explained
    assert not explained(ballot("a0", "a2"), judgement("favor", 0.9, "appraisal:fair"), acts)
    assert not explained(ballot("a5", "a2"), judgement("favor", 0.9), acts)


class Counting:
    """A judge that counts what it is asked, and always favours."""

    labels = ("favor", "against", "neutral")

    def __init__(self) -> None:
        self.passages = self.pairs = 0

    def probabilities(self, questions: Sequence[Question]) -> list[NDArray[np.float64]]:
        self.passages += len(questions)
        self.pairs += sum(len(asked) for _, asked in questions)
        return [np.tile([0.9, 0.05, 0.05], (len(asked), 1)) for _, asked in questions]


def test_what_is_read_grows_with_the_document_and_no_faster() -> None:
    sentence = "Ivo Marn praised Ada Okoro, and Lena Holt blamed the brave United Nations for its terrible war. "
    nlp = inquit.load()
    counts = []
    for times in (100, 400):
        judge = Counting()
        nlp.get_pipe("inquit_stances").network = judge
        document = inquit.annotate(sentence * times, nlp=nlp)
        assert judge.passages <= max(component.LEAST, len(document.text.split()) * 1.5 // component.WORDS_PER_PASSAGE)
        counts.append(judge.pairs)
    assert counts[1] <= 4.5 * counts[0]


def test_codebook_targets_are_judged_wherever_they_are_named() -> None:
    text = "Ivo Marn came. He read out the harbour plan. " + "Nothing else was said. " * 3
    settings = {"targets": (Target("the harbour plan"),)}
    document = inquit.annotate(text, **settings)
    assert [one for one in document.stances if document.name_of(one.target) == "the harbour plan"]


def test_a_statement_says_which_side_is_favour() -> None:
    judged, stated = {"favor": 0.1, "against": 0.7, "neutral": 0.2}, {"favor": 0.9, "against": 0.1, "neutral": 0.0}
    found = turned(judged, stated)
    assert found["neutral"] == 0.2
    assert sum(found.values()) == pytest.approx(1)
    assert found["favor"] > judged["favor"]
    text = "Ivo Marn came to Geneva. The harbour plan is a disgrace and a terrible mistake."
    plan = Target("harbour plan", (), "The harbour plan is bad")
    document = inquit.annotate({"text": text, "author": "Ada Okoro"}, targets=(plan,), stance_threshold=0.0)
    assert [one.target for one in document.stances if document.name_of(one.target) == "harbour plan"]


def test_stances_of_a_document_sum_up() -> None:
    document = inquit.annotate(
        "Ivo Marn praised the United Nations. Ivo Marn thanked the United Nations."
        " Lena Holt condemned the United Nations."
    )
    found = {document.name_of(one.holder): one for one in document.stances_summary()}
    assert found["Ivo Marn"].counts["favor"] == len(found["Ivo Marn"].ids) == 2
    assert found["Lena Holt"].mean < 0 < found["Ivo Marn"].mean
    assert not found["Ivo Marn"].contradictory


def stance(id: str, favor: float, against: float) -> Stance:
    label: StanceLabel = "favor" if favor > against else "against"
    scores: dict[StanceLabel, float] = {"favor": favor, "against": against, "neutral": 1 - favor - against}
    return Stance(id, "a1", "a2", label, max(favor, against), scores, 0, 1)


def test_contradictions_stay_in_sight() -> None:
    (one,) = summarised(("x", "y", each.id, each) for each in (stance("x0", 0.9, 0.05), stance("x1", 0.05, 0.9)))
    assert one.contradictory
    assert one.counts == {"favor": 1, "against": 1, "neutral": 0}
    assert one.mean == 0
    assert one.interval[0] < -0.9 < 0.9 < one.interval[1]
    (sure,) = summarised(("x", "y", f"x{at}", stance(f"x{at}", 0.95, 0.02)) for at in range(20))
    assert sure.interval[1] - sure.interval[0] < 0.25
    assert json.dumps(sure.counts)


VOCABULARY = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[AUTHOR]",
    "[HOLDER]",
    "[TARGET]",
    "[STATEMENT]",
    "[ANSWER]",
    "a",
    "b",
    "c",
)


def test_a_row_has_the_passage_once_and_markers_for_each_pair() -> None:
    packer = Packer(VOCABULARY)
    row = packer.row("a b c", [Asked((0, 1), (4, 5)), Asked(None, (2, 3)), Asked(None, "c a")])
    pieces, first, last, places, _, groups = row.columns.tolist()
    assert pieces == [2, 9, 10, 11, 3, 5, 6, 8, 4, 6, 8, 4, 7, 11, 9, 8]
    assert groups == [0] * 5 + [1] * 3 + [2] * 3 + [3] * 5
    assert (first[5], last[6], places[5], places[6]) == (9, 11, 1, 3)
    assert row.readings.tolist() == [[5, 6, 7, 1, 3], [8, 9, 10, 0, 2], [11, 12, 15, 0, 12]]
    inputs = padded([row, packer.row("b", [Asked(None, (0, 1))])])
    assert inputs["groups"][1].tolist()[-1] == -1
    assert inputs["readings"][-1].tolist() == [one + row.size for one in (3, 4, 5, 0, 1)]


def test_a_long_passage_is_cut_around_what_is_asked() -> None:
    packer = Packer(VOCABULARY)
    text = "a " * 5000 + "b c " + "a " * 5000
    row = packer.row(text, [Asked((10000, 10001), (10002, 10003))])
    assert row.size == MAX_PIECES + 2 + 3
    assert 10 in row.columns[0]
    assert 11 in row.columns[0]


@pytest.mark.parametrize("text", ["", " ", "\u200b", "🙂"])
def test_passages_without_a_piece(text: str) -> None:
    row = Packer(VOCABULARY).row(text, [Asked((0, 1), (0, 1))])
    assert row.readings.shape == (1, 5)


def test_hostile_sentences_take_linear_time() -> None:
    started = time.monotonic()
    inquit.annotate("Ivo Marn blamed " + ", ".join(f"Ada Okoro{at}" for at in range(3000)) + ".")
    assert time.monotonic() - started < 30
