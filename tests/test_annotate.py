"""The main job, by the library and by the command line: one table of cases drives both."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import inquit
from inquit.corpus import problems, read_records
from inquit.errors import DocumentError, SettingsError
from inquit.record import Document, encode

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
CODEBOOK = '[[target]]\nname = "harbour treaty"\naliases = ["treaty of the harbour"]\n'

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def cli(tmp_path: Path) -> Run:
    def run(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "inquit", *map(str, arguments)],
            cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False, **options,
        )  # fmt: skip

    return run


def by_library(path: Path, options: dict[str, Any]) -> Document:
    return inquit.annotate(path, **options)


def by_command_line(path: Path, options: dict[str, Any]) -> Document:
    from typer.testing import CliRunner

    from inquit.cli import app

    out = path.parent / "out.jsonl"
    flags: list[str] = []
    for name, value in options.items():
        flags += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    done = CliRunner().invoke(app, ["annotate", str(path), "-o", str(out), *flags])
    assert done.exit_code == 0, done.output
    (document,) = read_records(out)
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_library_and_command_line_give_what_the_table_says(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / case["file"]
    path.write_text(case["text"].strip(), encoding="utf-8")
    (tmp_path / "codebook.toml").write_text(CODEBOOK)
    options = dict(case.get("options", {}))
    if "targets" in options:
        options["targets"] = tmp_path / options["targets"]
    document = by_library(path, options)
    assert encode(by_command_line(path, options)) == encode(document)
    assert problems(document) == []
    assert document.id == path.stem
    assert [block.kind for block in document.blocks] == case["blocks"]
    assert len(document.sentences) == case["sentences"]
    if "quotations" in case:
        found = [(item.kind, document.text_of(item), document.name_of(item.speaker)) for item in document.quotations]
        assert found == [tuple(row) for row in case["quotations"]]
    if "stances" in case:
        stances = [(document.name_of(x.holder), document.name_of(x.target), x.label) for x in document.stances]
        assert stances == [tuple(row) for row in case["stances"]]
    if "topics" in case:
        assert [topic.name for topic in document.topics] == case["topics"]
    if "tokens" in case:
        assert document.tokens is not None
        spans = zip(document.tokens.start, document.tokens.end, strict=True)
        assert [document.text[start:end] for start, end in spans] == case["tokens"]
    else:
        assert document.tokens is None
    for key in ("title", "author"):
        if key in case:
            assert document.meta[key] == case[key]


def test_a_folder_becomes_a_file_per_input_and_the_bad_are_listed(tmp_path: Path, cli: Run) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("Austria praised the treaty.")
    (folder / "deep" / "b.txt").write_text("Prussia condemned the treaty.")
    (folder / "empty.txt").write_text("")
    (folder / "rows.jsonl").write_text('{"id": "r1", "text": "One."}\n\n{"id": "r2"}\n{"id": "r3", "text": "Two."}\n')
    done = cli("annotate", "in", "-o", "out")
    assert done.returncode == 3
    assert "set aside: in/empty.txt: is empty" in done.stderr
    assert "set aside: in/rows.jsonl:3: " in done.stderr
    assert "4 documents written to out, 2 set aside" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.jsonl", "deep-b.jsonl", "rows.jsonl"]
    assert [item.id for item in read_records(tmp_path / "out" / "rows.jsonl")] == ["r1", "r3"]
    assert cli("validate", *sorted((tmp_path / "out").iterdir())).returncode == 0


def test_strict_stops_at_the_first_and_leaves_nothing(tmp_path: Path, cli: Run) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "One."}\n{"text": ""}\n')
    done = cli("annotate", "rows.jsonl", "-o", "out.jsonl", "--strict")
    assert done.returncode == 1
    assert done.stderr.startswith("inquit: rows.jsonl:2: ")
    assert [path.name for path in tmp_path.iterdir()] == ["rows.jsonl"]


def test_standard_input_to_standard_output(tmp_path: Path, cli: Run) -> None:
    done = cli("annotate", "-", "-o", "-", input="Austria praised the treaty.")
    assert done.returncode == 0
    assert json.loads(done.stdout)["text"] == "Austria praised the treaty."
    assert "1 document written to standard output, 0 set aside" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["annotate", "nowhere.txt", "-o", "out.jsonl"], 3, "nowhere.txt: no such file or folder"),
        (["annotate", "a.txt", "-o", "out.jsonl", "--base", "en_nowhere"], 1, "en_nowhere"),
        (["annotate", "a.txt", "-o", "out.jsonl", "--settings", "bad.toml"], 1, "no setting 'tokenz'; there are: base"),
        (["annotate", "a.txt", "-o", "a.txt/out.jsonl"], 1, "a.txt/out.jsonl: cannot be written"),
        (["annotate", "a.txt"], 2, "--output"),
        (["validate", "nowhere.jsonl"], 3, "nowhere.jsonl: No such file"),
        (["show", "nowhere.jsonl"], 1, "no corpus file"),
        (["shout"], 2, "No such command"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, cli: Run, arguments: list[str], code: int, message: str) -> None:
    (tmp_path / "a.txt").write_text("Austria praised the treaty.")
    (tmp_path / "bad.toml").write_text("tokenz = true")
    done = cli(*arguments)
    assert done.returncode == code, done.stderr
    assert message in done.stdout + done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_schema_info_and_show(tmp_path: Path, cli: Run) -> None:
    assert json.loads(cli("schema").stdout)["title"] == "inquit/1"
    about = json.loads(cli("info", "--json").stdout)
    assert {model["name"] for model in about["models"]} >= {"english"}
    assert all(len(model["sha256"]) == 64 and model["licence"] for model in about["models"])
    assert about["libraries"]["stanza"]
    assert about["models"][0]["sha256"] in cli("info").stdout
    (tmp_path / "a.txt").write_text("“The harbour will be opened,” Minister Ada Okoro said.\n\nEnd\x1b[31m")
    assert cli("annotate", "a.txt", "-o", "c.jsonl").returncode == 0
    shown = cli("show", "c.jsonl").stdout
    assert "Ada Okoro (minister)" in shown
    assert "The harbour will be opened" in shown
    assert "\x1b" not in shown
    assert cli("show", "c.jsonl", "--id", "zzz").returncode == 1
    assert cli("--version").stdout.strip() == f"inquit {inquit.__version__}"


TEXTS = [
    "Austria praised the treaty.",
    "“Never,” Minister Ada Okoro said.",
    "x " * 25_000,
    "“" * 500,
    "\r\n\r\nA\u2028B",
]


def test_single_and_many_are_the_same(nlp: Language) -> None:
    rows = [{"id": f"d{at}", "text": text} for at, text in enumerate(TEXTS)]
    many = list(inquit.annotate_many(rows, nlp=nlp))
    assert [encode(document) for document in many] == [encode(inquit.annotate(row, nlp=nlp)) for row in rows]
    assert [encode(document) for document in many] == [
        encode(document) for document in inquit.annotate_many(rows, nlp=nlp)
    ]


def test_annotate_many_streams_and_tells_of_errors(nlp: Language, tmp_path: Path) -> None:
    taken: list[int] = []

    def sources() -> Any:
        for at in range(200):
            taken.append(at)
            yield {"id": f"d{at}", "text": "word " * 2000}

    first = next(inquit.annotate_many(sources(), nlp=nlp))
    assert first.id == "d0"
    assert len(taken) < 50
    errors: list[DocumentError] = []
    mixed: list[Any] = ["One.", tmp_path / "no.txt", {"id": "x"}, 7, {"id": "y", "text": "Two."}]
    found = list(inquit.annotate_many(mixed, nlp=nlp, on_error=errors.append))
    assert [document.text for document in found] == ["One.", "Two."]
    assert len(errors) == 3
    with pytest.raises(DocumentError, match=r"no\.txt: no such file"):
        list(inquit.annotate_many(mixed, nlp=nlp))


def test_annotate_refuses_what_is_not_one_document(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    with pytest.raises(DocumentError, match="holds more than one document"):
        inquit.annotate(tmp_path / "rows.jsonl", nlp=nlp)
    with pytest.raises(DocumentError, match="no such file"):
        inquit.annotate("missing.txt", nlp=nlp)


def test_a_row_keeps_its_keys(nlp: Language) -> None:
    document = inquit.annotate({"id": 7, "text": "One.", "party": "Whig", "year": 1832}, nlp=nlp)
    assert document.id == "7"
    assert document.meta == {"party": "Whig", "year": 1832}


def test_a_user_may_change_the_pipeline(nlp: Language) -> None:
    own = inquit.load()
    own.remove_pipe("inquit_stances")
    document = inquit.annotate("Austria praised Prussia.", nlp=own)
    assert document.stances == ()
    assert inquit.annotate("Austria praised Prussia.", nlp=nlp).stances != ()
    assert document.provenance.settings != inquit.annotate("x", nlp=nlp).provenance.settings
    own.remove_pipe("inquit_mentions")
    with pytest.raises(SettingsError, match=r"'inquit_actors' needs doc\._\.mentions; before it there are .*missing"):
        inquit.annotate("Austria praised Prussia.", nlp=own)


def test_options_of_the_pipeline_go_to_load(nlp: Language) -> None:
    with pytest.raises(SettingsError, match=r"'tokens' is a setting of the pipeline: give it to load\(\)"):
        inquit.annotate("x", nlp=nlp, tokens=True)


def test_a_saved_pipeline_gives_the_same_record(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "nlp")
    text = "The Treaty\n\n“Never,” Minister Ada Okoro said. Portugal condemned the treaty."
    again = inquit.annotate(text, nlp=spacy.load(tmp_path / "nlp"))
    assert encode(again) == encode(inquit.annotate(text, nlp=nlp))


def test_layers_survive_bytes_and_binary_collections(nlp: Language) -> None:
    """So they survive `nlp.pipe(n_process=2)`, which sends a Doc as bytes, and a DocBin on disk."""
    doc = nlp("“Never,” Minister Ada Okoro said. Portugal condemned the treaty.")
    collection = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (stored,) = DocBin(store_user_data=True).from_bytes(collection).get_docs(nlp.vocab)
    for copy in (Doc(nlp.vocab).from_bytes(doc.to_bytes()), stored):
        assert copy._.quotations == doc._.quotations != ()
        assert copy._.blocks == doc._.blocks != ()
        assert copy._.stances == doc._.stances


def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path) -> None:
    row = json.dumps({"text": "Austria praised the treaty. " * 2_000})
    (tmp_path / "rows.jsonl").write_text(f"{row}\n" * 60)
    command = [sys.executable, "-m", "inquit", "annotate", "rows.jsonl", "-o", "out.jsonl"]
    heed = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731 (a shell's background jobs ignore it)
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, preexec_fn=heed) as process:
        while process.poll() is None and not list(tmp_path.glob(".out*")):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) not in (0, 3)
    assert [path.name for path in tmp_path.iterdir()] == ["rows.jsonl"]


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, cli: Run) -> None:
    import resource

    (tmp_path / "a.txt").write_text("Austria praised the treaty. " * 500)
    limit = (4_096, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    done = cli(
        "annotate", "a.txt", "-o", "out.jsonl", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    )
    assert done.returncode == 1
    assert "out.jsonl: cannot be written: File too large" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_reader_that_leaves_is_no_crash(tmp_path: Path) -> None:
    row = json.dumps({"text": "Austria praised the treaty. " * 200})
    (tmp_path / "rows.jsonl").write_text(f"{row}\n" * 20)
    command = f"{shlex.quote(sys.executable)} -m inquit annotate rows.jsonl -o - | head -c 10"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert len(done.stdout) == 10
    assert "Traceback" not in done.stderr


def test_the_stages_are_these(nlp: Language) -> None:
    ours = {
        name: (nlp.get_pipe_meta(name).requires, nlp.get_pipe_meta(name).assigns)
        for name in nlp.pipe_names
        if name.startswith("inquit_")
    }
    registered = json.loads((Path(__file__).parent / "stages.json").read_text())
    assert json.loads(json.dumps(ours)) == registered


HOSTILE = [
    "\ud800 alone", "\0\0\0", "a:" * 4_000, "☃" * 8_000, "“" * 5_000, "((" * 2_000, "\n" * 50_000 + "x",
    "A" * 20_000, "\u202eabc\u2066", "e\u0301" * 2_000, "1." * 2_000, "\ufeff\u200b", "> " * 3_000, "# " * 3_000,
    "He said: " * 1_000, "Mr. " * 2_000, "’" * 4_000, "\t\v\f\x1c\x85", "，。「」" * 1_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_gives_a_sound_record(text: str, nlp_tokens: Language) -> None:
    document = inquit.annotate({"id": "h", "text": text}, nlp=nlp_tokens)
    assert document.text == text
    assert problems(document) == []


@hypothesis_settings(max_examples=60)
@given(st.text(st.characters() | st.sampled_from("“”‘’\"' .,:\n\n’s—"), max_size=300))
def test_any_text_gives_a_sound_record(nlp_tokens: Language, text: str) -> None:
    document = inquit.annotate({"id": "h", "text": text}, nlp=nlp_tokens)
    assert document.text == text
    assert problems(document) == []


def test_tokens_are_one_more_layer_and_change_no_other() -> None:
    text = (
        "Kenya\n\n“Never,” Minister Ada Okoro of Kenya said on 3 May 2020. She accused Portugal of a breach. "
        "Bo Lind, Portugal’s president, replied that his government had signed the Lisbon Treaty."
    )
    bare, full = inquit.annotate(text), inquit.annotate(text, tokens=True)
    assert bare.tokens is None
    assert full.tokens is not None
    layers = [name for name in Document.__struct_fields__ if name not in ("tokens", "provenance")]
    assert {name: getattr(bare, name) for name in layers} == {name: getattr(full, name) for name in layers}
    assert bare.mentions
    assert bare.quotations
    assert {full.text[start:end] for start, end in zip(full.tokens.start, full.tokens.end, strict=True)} >= {"Never"}


def test_the_tagger_and_the_parser_run_for_tokens_only() -> None:
    assert "inquit_syntax" not in inquit.load().pipe_names
    assert inquit.load(tokens=True).pipe_names[-1] == "inquit_syntax"


def test_mentions_may_be_those_of_another_base(tmp_path: Path, cli: Run) -> None:
    base = spacy.blank("en")
    base.add_pipe("sentencizer")
    base.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Zorblax"}])  # type: ignore[attr-defined]
    base.to_disk(tmp_path / "base")
    text = "Zorblax met Angela Merkel in Berlin."

    def names(**options: Any) -> list[tuple[str, str]]:
        document = inquit.annotate(text, base=str(tmp_path / "base"), **options)
        return [(document.text_of(mention), mention.label) for mention in document.mentions if mention.kind == "name"]

    assert ("Zorblax", "PERSON") in names(mentions="base")
    assert ("Angela Merkel", "PERSON") not in names(mentions="base")
    assert ("Angela Merkel", "PERSON") in names()
    assert "inquit_encoder" not in inquit.load(base=str(tmp_path / "base"), mentions="base").pipe_names
    (tmp_path / "a.txt").write_text(text)
    done = cli("annotate", "a.txt", "-o", "out.jsonl", "--base", "base", "--mentions", "base")
    assert done.returncode == 0, done.stderr
    (document,) = read_records(tmp_path / "out.jsonl")
    assert isinstance(document, Document)
    assert ("Zorblax", "PERSON") in [(document.text_of(mention), mention.label) for mention in document.mentions]


def test_our_own_base_finds_no_names_by_itself() -> None:
    with pytest.raises(SettingsError, match="needs a base that finds names"):
        inquit.load(mentions="base")
    with pytest.raises(SettingsError, match="mentions"):
        inquit.load(mentions="spacy")
