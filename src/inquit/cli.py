"""The command line: it parses, calls the library, prints, and chooses the exit code. Nothing else of inquit does.

Exit codes: 0 all well; 1 could not run; 2 wrong usage; 3 finished, some inputs set aside and listed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from inquit import __version__
from inquit.errors import InquitError
from inquit.evaluation.tasks import Format, Task

app = typer.Typer(
    help="Who says what about whom in political writing, and do they favour it or oppose it?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
SET_ASIDE = 3


def main() -> None:
    """The entry point `inquit`."""
    try:
        app()
    except InquitError as error:
        _fail(str(error))
    except BrokenPipeError:  # the reader of our output has gone (`| head`)
        sys.stderr.close()
        sys.exit(1)


def _fail(message: str) -> NoReturn:
    print(f"inquit: {message}", file=sys.stderr)
    sys.exit(1)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"inquit {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None: ...


@app.command()
def annotate(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.", show_default=False),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A .jsonl (.jsonl.gz, .jsonl.zst) file, a folder (one file per input), or - for standard output.",
        ),
    ],
    base: Annotated[
        str | None,
        typer.Option(help="What makes tokens and sentences: inquit, a spaCy pipeline's name, or stanza:<language>."),
    ] = None,
    models: Annotated[str | None, typer.Option(metavar="DIR", help="The folder of Stanza's models.")] = None,
    tokens: Annotated[bool | None, typer.Option("--tokens/--no-tokens", help="Keep the tokens.")] = None,
    mentions: Annotated[
        str | None, typer.Option(help="Who finds names: inquit, or base (the base's entities).")
    ] = None,
    targets: Annotated[str | None, typer.Option(metavar="FILE", help="A codebook of targets (TOML).")] = None,
    stance_model: Annotated[
        str | None, typer.Option(metavar="DIR", help="A stance model of your own (train stance).")
    ] = None,
    settings: Annotated[str | None, typer.Option(metavar="FILE", help="Settings (TOML); options win.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Of text files that are not UTF-8 or UTF-16.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first input that cannot be read.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notices.")] = False,
) -> None:
    """Annotate documents: one JSON line for each. [library: inquit.batch.run]"""
    from inquit import batch
    from inquit.settings import settings as make_settings

    options = {
        "base": base, "models": models, "tokens": tokens, "mentions": mentions, "targets": targets,
        "encoding": encoding, "stance_model": stance_model,
    }  # fmt: skip
    chosen = make_settings(settings, **{key: value for key, value in options.items() if value is not None})
    set_aside = written = 0
    with _progress(quiet) as bar:
        for event in batch.run(inputs, output, settings=chosen, strict=strict):
            if event.kind == "written":
                written += 1
                bar.update(event.words)
            elif event.kind == "set_aside":
                set_aside += 1
                bar.say(f"set aside: {event.message}")
            elif not quiet:
                bar.say(event.message)
    if not quiet or set_aside:
        where = "standard output" if output == "-" else output
        print(f"{_count(written, 'document')} written to {where}, {set_aside} set aside", file=sys.stderr)
    if set_aside:
        raise typer.Exit(SET_ASIDE)


@app.command()
def quotes(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.", show_default=False),
    ],
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV: document, speaker, cue, kind, quotation, score.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The CSV, to a file.")] = None,
    base: Annotated[str | None, typer.Option(help="As for annotate.")] = None,
    settings: Annotated[str | None, typer.Option(metavar="FILE", help="Settings (TOML); options win.")] = None,
) -> None:
    """Print who says what: a line for each quotation. [library: inquit.quotations]"""
    from shutil import get_terminal_size

    from inquit import annotate_many
    from inquit.corpus import csv_lines, quotation_rows, whole_or_absent
    from inquit.reading import read
    from inquit.report import quotation_lines
    from inquit.settings import settings as make_settings

    chosen = make_settings(settings, **({} if base is None else {"base": base}))
    errors: list[InquitError] = []
    documents = annotate_many(read(inputs, settings=chosen), settings=chosen, on_error=errors.append)
    rows = (row for document in documents for row in quotation_rows(document))
    if output is not None:
        with whole_or_absent(output) as file:
            file.writelines(line.encode() for line in csv_lines(rows))
    else:
        for line in csv_lines(rows) if as_csv else quotation_lines(rows, width=get_terminal_size().columns):
            sys.stdout.buffer.write(line.encode())
        sys.stdout.buffer.flush()
    for error in errors:
        print(f"set aside: {error}", file=sys.stderr)
    if errors:
        raise typer.Exit(SET_ASIDE)


@app.command()
def judge(
    rows: Annotated[Path, typer.Argument(metavar="ROWS", help="A .jsonl or .csv file: text, holder, target.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="The .jsonl file to write.")],
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A stance model of your own, by its folder.")
    ] = None,
) -> None:
    """Judge who favours or opposes what, row by row. [library: inquit.stances.judge]"""
    import jsonlines
    import msgspec

    from inquit.corpus import whole_or_absent
    from inquit.stances import judge

    errors: list[InquitError] = []
    chosen = None
    if model is not None:
        from inquit.stances.trained import TrainedJudge

        chosen = TrainedJudge.load(model)
    with whole_or_absent(output) as file:
        writer = jsonlines.Writer(file, dumps=msgspec.json.encode)
        written = sum(1 for row in judge(rows, on_error=errors.append, network=chosen) if writer.write(row))
    _end_of_rows(written, output, errors)


train_app = typer.Typer(help="Train a model of your own.", no_args_is_help=True)
app.add_typer(train_app, name="train")


@train_app.callback()
def _train() -> None: ...


@train_app.command("stance")
def train_stance(
    rows: Annotated[Path, typer.Argument(metavar="ROWS", help="A .jsonl or .csv file of labelled rows.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder of the model.")],
    text_column: Annotated[str, typer.Option(help="The column of the text.")] = "text",
    label_column: Annotated[str, typer.Option(help="The column of the label.")] = "label",
    target_column: Annotated[str | None, typer.Option(help="The column of the target.")] = None,
    holder_column: Annotated[str | None, typer.Option(help="The column of the holder.")] = None,
    group_column: Annotated[
        str | None, typer.Option(help="Rows of one group (a document) stay on one side of a fold.")
    ] = None,
    strength: Annotated[float | None, typer.Option("-C", help="Of the fit; without it the best of five.")] = None,
    per_target: Annotated[bool, typer.Option("--per-target", help="A model for each target.")] = False,
    vectors: Annotated[bool, typer.Option("--vectors", help="Learn from the shipped judge's vectors too.")] = False,
    seed: Annotated[int, typer.Option(help="Of the folds and the solver.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Train a stance model on labelled rows. [library: inquit.stances.train]"""
    import warnings

    from inquit.stances import Columns, save, train

    columns = Columns(text_column, label_column, target_column, holder_column, group_column)
    errors: list[InquitError] = []

    def say(message: str) -> None:
        if not quiet:
            print(message, file=sys.stderr, flush=True)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        model, report = train(
            rows,
            columns=columns,
            C=strength,
            per_target=per_target,
            vectors=vectors,
            seed=seed,
            on_error=errors.append,
            on_step=say,
        )
    for warning in caught:
        print(f"warning: {warning.message}", file=sys.stderr)
    save(model, output, report)
    low, high = report.interval
    print(f"macro-F1 {report.macro_f1:.3f} (95 % interval {low:.3f} to {high:.3f}) by cross-validation, C {report.C:g}")
    _end_of_rows(report.rows, output, errors)


def _end_of_rows(written: int, output: Path, errors: list[InquitError]) -> None:
    for error in errors:
        print(f"set aside: {error}", file=sys.stderr)
    print(f"{_count(written, 'row')} used, {output} written, {len(errors)} set aside", file=sys.stderr)
    if errors:
        raise typer.Exit(SET_ASIDE)


@app.command()
def validate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Corpora: .jsonl, .jsonl.gz, .jsonl.zst.")],
) -> None:
    """Check records: their shape, and that they make sense. [library: inquit.corpus.validate]"""
    from inquit.corpus import validate

    faults = 0
    records = 0
    for item in validate(files):
        if isinstance(item, InquitError):
            faults += 1
            print(item)
        else:
            records += 1
    print(f"{_count(records, 'record')} sound, {_count(faults, 'fault')}", file=sys.stderr)
    if faults:
        raise typer.Exit(SET_ASIDE)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the record. [library: inquit.record.json_schema]"""
    from inquit.record import json_schema

    _print_json(json_schema())


@app.command()
def info(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Print versions, models, their sha256 and licences. [library: inquit.about.info]"""
    from inquit.about import info

    about = info()
    if as_json:
        _print_json(about)
        return
    print(f"inquit {about['inquit']}, schema {about['schema']}, Python {about['python']}")
    for name, version in about["libraries"].items():
        print(f"  {name} {version or 'is not installed'}")
    print("models")
    for model in about["models"]:
        print(
            f"  {model['name']} {model['version']} ({model['kind']}, {model['licence']})\n    sha256 {model['sha256']}"
        )


@app.command()
def show(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Corpora: .jsonl, .jsonl.gz, .jsonl.zst.")],
    id: Annotated[str | None, typer.Option("--id", help="Only the document of this id.")] = None,
) -> None:
    """Print who said what about whom. [library: inquit.report.summary]"""
    from shutil import get_terminal_size

    from inquit.corpus import Corpus
    from inquit.report import summary

    corpus = Corpus.read(files)
    if id is not None:
        try:
            documents = [corpus[id]]
        except KeyError:
            _fail(f"no document has the id {id!r}")
    width = get_terminal_size().columns
    for at, document in enumerate(documents if id is not None else corpus):
        print(("\n" if at else "") + summary(document, width=width))


@app.command()
def evaluate(
    task: Annotated[Task, typer.Argument(metavar="TASK", help="What to measure.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="The gold standard: a file or folder.")],
    predicted: Annotated[
        Path | None, typer.Argument(metavar="[PRED]", help="Records with its ids; without them, the pipeline runs.")
    ] = None,
    format: Annotated[Format, typer.Option(help="Of the gold standard.")] = Format.INQUIT,
    labels: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="Our labels of mentions → the gold's (TOML, or two columns)."),
    ] = None,
    base: Annotated[str | None, typer.Option(help="As for annotate.")] = None,
    mentions: Annotated[str | None, typer.Option(help="Whose mentions: base or inquit.")] = None,
    models: Annotated[str | None, typer.Option(metavar="DIR", help="The folder of Stanza's models.")] = None,
    settings: Annotated[str | None, typer.Option(metavar="FILE", help="Settings (TOML); options win.")] = None,
    resamples: Annotated[int, typer.Option(min=0, help="Of the bootstrap over documents.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="Of the bootstrap.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of the table.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The JSON, to a file too.")
    ] = None,
) -> None:
    """Measure annotations against a gold standard. [library: inquit.evaluation.evaluate]"""
    from inquit.corpus import whole_or_absent
    from inquit.evaluation import evaluate
    from inquit.settings import settings as make_settings

    options = {"base": base, "mentions": mentions, "models": models}
    chosen = make_settings(settings, **{key: value for key, value in options.items() if value is not None})
    report = evaluate(
        task, gold, predicted, format=format, labels=labels, settings=chosen, resamples=resamples, seed=seed
    )
    if output is not None:
        with whole_or_absent(output) as file:
            file.write(f"{report.json()}\n".encode())
    print(report.json() if as_json else report.table())


class _Bar:
    """Progress on standard error when that is a terminal; messages above the bar."""

    def __init__(self, hidden: bool) -> None:
        from tqdm import tqdm

        self._bar = tqdm(
            unit=" documents", disable=hidden or not sys.stderr.isatty(), file=sys.stderr, dynamic_ncols=True
        )
        self._words = 0

    def update(self, words: int) -> None:
        self._words += words
        self._bar.set_postfix_str(f"{self._words} words", refresh=False)
        self._bar.update()

    def say(self, message: str) -> None:
        self._bar.write(message, file=sys.stderr)

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()


def _progress(quiet: bool) -> _Bar:
    return _Bar(quiet)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _print_json(value: object) -> None:
    import msgspec

    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


if __name__ == "__main__":
    main()
