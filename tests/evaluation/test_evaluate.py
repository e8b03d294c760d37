"""The whole of it, by the library and by the command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import spacy
from documents import TEXT, at, small
from spacy.language import Language
from spacy.tokens import Doc
from typer.testing import CliRunner

from inquit.cli import app
from inquit.corpus import write
from inquit.errors import RecordError, SettingsError
from inquit.evaluation import FORMATS_OF, Format, Report, Task, evaluate
from inquit.evaluation.actors import EntityText, actor_counts
from inquit.evaluation.counts import Key
from inquit.evaluation.gold.entities import EntityMention
from inquit.evaluation.gold.errors import GoldError
from inquit.layers import Encoded, Scored, register
from inquit.record import Actor, Block, Document, Mention, Sentence


def corpus(path: Path, *documents: Document) -> Path:
    write(documents, path)
    return path


def renamed(id: str, **fields: Any) -> Document:
    return msgspec.structs.replace(small(), id=id, **fields)


@pytest.mark.parametrize("task", Task)
def test_a_corpus_is_all_right_by_itself(task: Task, tmp_path: Path) -> None:
    path = corpus(tmp_path / "gold.jsonl", small(), renamed("other"))
    report = evaluate(task, path, path, resamples=10)
    assert report.documents == 2
    for score in report.scores:
        for figure in score.figures.values():
            assert figure.value in ((100.0,) if score.gold else (None,)), score


def test_the_command_gives_what_the_library_gives(tmp_path: Path) -> None:
    gold = corpus(tmp_path / "gold.jsonl", small(), renamed("other"))
    predicted = corpus(tmp_path / "predicted.jsonl", renamed("other"), renamed("small", quotations=(), stances=()))
    for task in Task:
        report = evaluate(task, gold, predicted, resamples=20, seed=3)
        arguments = ["evaluate", task, str(gold), str(predicted), "--resamples", "20", "--seed", "3"]
        table = CliRunner().invoke(app, [*arguments, "-o", str(tmp_path / "report.json")])
        assert table.output == report.table() + "\n"
        assert msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=Report) == report
        assert CliRunner().invoke(app, [*arguments, "--json"]).output == report.json() + "\n"


def test_documents_are_matched_by_id(tmp_path: Path) -> None:
    gold = corpus(tmp_path / "gold.jsonl", renamed("a"), renamed("b", quotations=(), stances=()))
    predicted = corpus(tmp_path / "predicted.jsonl", renamed("b", quotations=(), stances=()), renamed("a"))
    assert evaluate("quotations", gold, predicted, resamples=0).score("content exact").figures["f1"].value == 100.0


def test_missing_and_extra_documents_are_listed(tmp_path: Path) -> None:
    gold = corpus(tmp_path / "gold.jsonl", *(renamed(f"g{at}") for at in range(12)))
    predicted = corpus(tmp_path / "predicted.jsonl", renamed("g0"), renamed("new"))
    with pytest.raises(RecordError, match=r"predicted\.jsonl: .*missing: g1, .* g10 and 1 more; not in the gold: new"):
        evaluate("sentences", gold, predicted)


def test_another_text_is_refused(tmp_path: Path) -> None:
    gold = tmp_path / "rows.jsonl"
    gold.write_text('{"id": "small", "text": "The Pact", "spans": []}', encoding="utf-8")
    with pytest.raises(RecordError, match=r"small: the text is not the gold's: 'Treaty.*', there 'Pact'"):
        evaluate("sentences", gold, corpus(tmp_path / "p.jsonl", small()), format="jsonl")


def rows(path: Path, spans: Iterable[tuple[tuple[int, int], str]], text: str = TEXT) -> Path:
    found = [{"start": start, "end": end, "label": label} for (start, end), label in spans]
    path.write_bytes(msgspec.json.encode({"id": "small", "text": text, "spans": found}))
    return path


def test_white_space_makes_no_difference(tmp_path: Path) -> None:
    text = TEXT.replace("\n\n", "\n \n").replace(" Her", "\u00a0 Her")
    wide = (text.index("Minister") - 1, text.index("dead.”") + 7)
    gold = rows(tmp_path / "rows.jsonl", [(wide, "x")], text)
    score = evaluate("sentences", gold, corpus(tmp_path / "p.jsonl", small()), format="jsonl").score("exact")
    assert (score.gold, score.predicted, score.figures["recall"].value) == (1, 3, 100.0)


def test_mentions_of_another_label_set(tmp_path: Path) -> None:
    gold = rows(tmp_path / "rows.jsonl", [(at("Ada Okoro"), "PER"), (at("Lindqvist"), "PER"), (at("treaty"), "MISC")])
    predicted = corpus(
        tmp_path / "p.jsonl",
        renamed(
            "small",
            mentions=(
                Mention("m0", *at("Minister"), "PERSON", kind="nominal"), Mention("m1", *at("Ada Okoro"), "PERSON"),
                Mention("m2", *at("rival"), "DATE"), Mention("m3", *at("Bo Lindqvist"), "PERSON"),
            ),
            actors=small().actors, quotations=(), stances=(),
        ),
    )  # fmt: skip
    report = evaluate("mentions", gold, predicted, format="jsonl", labels={"PERSON": "PER", "GPE": "LOC"})
    exact = report.score("exact")  # the nominal, the DATE and the MISC count for nothing
    assert (exact.gold, exact.predicted, exact.figures["precision"].value) == (2, 2, 50.0)
    assert report.notes == (
        "the gold has no LOC; it has MISC, PER",
        "left out of the gold, since the map leads to none of them: MISC",
    )
    with pytest.raises(GoldError, match=r"unknown label 'MISC'; there are: PERSON, .*a map of labels"):
        evaluate("mentions", gold, predicted, format="jsonl")


def test_labels_of_theirs_may_count_as_one(tmp_path: Path) -> None:
    gold = rows(tmp_path / "rows.jsonl", [(at("Ada Okoro"), "envoy"), (at("Bo Lindqvist"), "person")])
    predicted = corpus(tmp_path / "p.jsonl", small())
    both = evaluate("mentions", gold, predicted, format="jsonl", labels={"PERSON": "envoy|person"})
    assert both.score("exact", "envoy|person").figures["f1"].value == 100.0
    one = evaluate("mentions", gold, predicted, format="jsonl", labels={"PERSON": "envoy"})
    assert one.score("exact", "envoy").figures["precision"].value == 50.0


def test_iob2_widens_predictions_to_its_tokens(tmp_path: Path) -> None:
    (tmp_path / "gold.iob2").write_text(
        "# newdoc id = small\n# text = the pro-Okoro camp\n1\tthe\tO\n2\tpro-Okoro\tB-PER\n3\tcamp\tO\n",
        encoding="utf-8",
    )
    text = "the pro-Okoro camp"
    document = renamed(
        "small", text=text, blocks=(Block("b0", "paragraph", 0, 18),), sentences=(Sentence("s0", 0, 18, "b0"),),
        mentions=(Mention("m0", 8, 13, "PERSON"),), actors=(Actor("a0", "author", "PERSON"),),
        tokens=None, topics=(), quotations=(), stances=(),
    )  # fmt: skip
    (tmp_path / "map.toml").write_text('PERSON = "PER"\n', encoding="utf-8")
    predicted = corpus(tmp_path / "p.jsonl", document)
    report = evaluate("mentions", tmp_path / "gold.iob2", predicted, format="iob2", labels=tmp_path / "map.toml")
    assert report.score("exact", "PER").figures["f1"].value == 100.0
    without_tokens = rows(tmp_path / "rows.jsonl", [((4, 13), "PERSON")], text)
    assert evaluate("mentions", without_tokens, predicted, format="jsonl").score("exact").figures["f1"].value == 0.0


def test_roles_of_records_against_rows(tmp_path: Path) -> None:
    gold = rows(
        tmp_path / "rows.jsonl",
        [
            (at("the treaty is dead."), "content"),
            (at("said"), "cue"),
            (at("Ada Okoro"), "source"),
            (at("praised"), "cue"),
        ],
    )
    report = evaluate("quotations", gold, corpus(tmp_path / "p.jsonl", small()), format="jsonl", resamples=0)
    values = {label: report.score("exact", label).figures["f1"].value for label in ("content", "cue", "source")}
    assert values == {"content": 100.0, "cue": 66.67, "source": 0.0}
    assert report.score("overlap", "source").figures["recall"].value == pytest.approx(100 * 2 * 8 / 24, abs=0.01)


class Roles:
    """A stand-in for the encoder: "Envoy X said Y ." has source, cue and content."""

    def __call__(self, doc: Doc) -> Doc:
        cue = doc.text.index("said")
        doc._.encoded = Encoded(
            contents=(Scored(cue + 5, len(doc.text) - 1, "content", 0.9),),
            cues=(Scored(cue, cue + 4, "cue", 0.9),),
            sources=(Scored(0, cue - 1, "source", 0.9),),
        )
        return doc


@Language.factory("evaluation_roles")
def make_roles(nlp: Language, name: str) -> Roles:
    register()
    return Roles()


def test_polnear_scores_the_encoder(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    for number, (text, source) in enumerate([("Envoy Lind said no.", "Envoy Lind"), ("Envoy Bo said yes.", "Bo")]):
        begin, cue = text.index(source), text.index("said")
        content = text[cue + 5 : -1]
        (tmp_path / "text" / f"{number}.txt").write_text(text, encoding="utf-8")
        (tmp_path / "attributions" / f"{number}_4e07.ann").write_text(
            f"T1\tSource {begin} {begin + len(source)}\t{source}\nT2\tCue {cue} {cue + 4}\tsaid\n"
            f"T3\tContent {cue + 5} {cue + 5 + len(content)}\t{content}\nT4\tAttribution {cue} {cue + 4}\tsaid\n"
            "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n",
            encoding="utf-8",
        )
    nlp = spacy.blank("en")
    with pytest.raises(SettingsError, match="no inquit_encoder"):
        evaluate("quotations", tmp_path, format="polnear", nlp=nlp)
    nlp.add_pipe("evaluation_roles", name="inquit_encoder")
    report = evaluate("quotations", tmp_path, format="polnear", nlp=nlp)
    values = {label: report.score("exact", label).figures["f1"].value for label in ("all", "content", "cue", "source")}
    assert values == {"all": pytest.approx(83.33), "content": 100.0, "cue": 100.0, "source": 50.0}


def test_without_predictions_the_pipeline_runs(tmp_path: Path, nlp: Language) -> None:
    path = tmp_path / "gold.conllu"
    lines = ["# newdoc id = a"]
    for sentence in (["The", "envoy", "left", "."], ["Nobody", "answered", "."]):
        for number, form in enumerate(sentence, 1):
            head = "0" if number == 1 else "1"
            lines.append("\t".join([str(number), form, form, "X", "_", "_", head, "dep", "_", "_"]))
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
    names = nlp.pipe_names
    score = evaluate("sentences", path, format="conllu", nlp=nlp).score("exact")
    assert (score.gold, score.figures["f1"].value) == (2, 100.0)
    assert nlp.pipe_names == names


def test_actors_against_entities() -> None:
    text = "Envoy Ada Okoro left Oslo. She waved."
    gold = EntityText(
        "a", text,
        (
            EntityMention(0, 15, "1", "person", ((6, 9),), False),
            EntityMention(21, 25, "2", "place", ((21, 25),), False),
            EntityMention(27, 30, "1", "person", ((27, 30),), True),
        ),
    )  # fmt: skip
    predicted = renamed(
        "a", text=text,
        actors=(Actor("a1", "Ada Okoro", "PERSON"), Actor("a2", "Oslo", "GPE"), Actor("a3", "wave", "LAW")),
        mentions=(
            Mention("m0", 6, 15, "PERSON", actor="a1"), Mention("m1", 21, 25, "GPE", actor="a2"),
            Mention("m2", 27, 30, "PERSON", kind="pronoun", actor="a1"), Mention("m3", 31, 36, "LAW", actor="a3"),
            Mention("m4", 0, 5, "PERSON", kind="nominal"),
        ),
    )  # fmt: skip
    found = actor_counts(gold, predicted)
    assert found[Key("pronouns", "all")] == {"accuracy": (1, 1), "coverage": (1, 1)}
    assert found[Key("b-cubed", "all")] == {"precision": (3, 3), "recall": (3, 3)}  # no LAW in the three types
    assert found[Key("b-cubed", "person")]["recall"] == (2, 2)


@pytest.mark.parametrize(
    ("task", "format"), [(task, format) for task in Task for format in Format if format not in FORMATS_OF[task]]
)
def test_what_does_not_go_together_is_refused(task: Task, format: Format, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=rf"^{task} cannot be measured against '{format}', but: inquit"):
        evaluate(task, tmp_path, format=format)


def test_other_wrong_uses_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no task 'topics'; there are: sentences, mentions"):
        evaluate("topics", tmp_path)
    with pytest.raises(SettingsError, match="a map of labels is for mentions"):
        evaluate("stances", tmp_path, labels={"PERSON": "PER"})
    with pytest.raises(SettingsError, match="'PER' is no label of inquit; there are: PERSON"):
        evaluate("mentions", tmp_path, labels={"PER": "PERSON"})
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(GoldError, match="holds no document"):
        evaluate("sentences", tmp_path / "empty.jsonl", format="jsonl")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["evaluate", "topics", "gold.jsonl"], 2, "sentences"),
        (["evaluate", "stances", "gold.jsonl", "--format", "csv"], 2, "polnear"),
        (["evaluate", "stances", "gold.jsonl", "--format", "iob2"], 1, "stances cannot be measured against 'iob2'"),
        (["evaluate", "stances", "none.jsonl"], 1, "none.jsonl"),
        (["evaluate", "mentions", "bad.iob2", "--format", "iob2"], 1, "bad.iob2:1: 'Q' is no tag"),
    ],
)
def test_exit_codes(arguments: list[str], code: int, message: str, tmp_path: Path) -> None:
    (tmp_path / "bad.iob2").write_text("Oslo\tQ\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "inquit", *arguments], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_sentences_of_a_record_count_by_the_record(tmp_path: Path) -> None:
    gold = corpus(tmp_path / "gold.jsonl", small())
    first, *_ = small().sentences
    one = Sentence("s1", small().sentences[1].start, small().sentences[2].end, "b1")
    predicted = corpus(tmp_path / "p.jsonl", renamed("small", sentences=(first, one)))
    score = evaluate("sentences", gold, predicted).score("exact")
    assert (score.gold, score.predicted, score.figures["recall"].value) == (3, 2, 33.33)
