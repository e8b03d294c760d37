"""`evaluate`: a gold standard read, the predictions found or made, and one report of the two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inquit.errors import SettingsError
from inquit.evaluation.actors import actor_counts, read_entities
from inquit.evaluation.attributions import EVIDENCE, POSITION, quotation_counts, stance_counts
from inquit.evaluation.bootstrap import RESAMPLES, scores
from inquit.evaluation.counts import Counts
from inquit.evaluation.gold.conllu import read_treebank
from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.gold.iob2 import read_iob2
from inquit.evaluation.gold.polnear import read_polnear
from inquit.evaluation.gold.records import read_gold_records
from inquit.evaluation.gold.rows import read_rows
from inquit.evaluation.gold.texts import Labelled, LabelledText, one_of_each
from inquit.evaluation.judged import evaluate_rows
from inquit.evaluation.label_map import LABELS, groups_of, read_label_map
from inquit.evaluation.labelled import ROLES, mention_counts, role_counts, roles_of_article, sentence_counts
from inquit.evaluation.overlapping import found_counts
from inquit.evaluation.predictions import annotated, encoded, name_of, read_predictions
from inquit.evaluation.report import Report
from inquit.evaluation.tasks import FORMATS_OF
from inquit.record import Document
from inquit.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language


def evaluate(
    task: str,
    gold: str | Path,
    predicted: str | Path | None = None,
    *,
    format: str = "inquit",
    labels: str | Path | Mapping[str, str] | None = None,
    nlp: Language | None = None,
    settings: Settings | str | Path | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Report:
    """Measure the sentences, mentions, actors, quotations or stances of records against a gold standard.

    `gold`: a file or folder in `format`, one of `tasks.FORMATS_OF[task]`. `predicted`: a corpus of records with the
    gold's ids; without it, the pipeline `nlp` (else the one of `settings`) annotates the gold's texts. `labels`: for
    mentions, a map from our labels to the gold's, or its file (see `read_label_map`). Intervals are percentile
    intervals of `resamples` drawings of documents with this seed. What each measure is stands with its function:
    `sentence_counts`, `mention_counts`, `actor_counts`, `role_counts`, `quotation_counts`, `stance_counts`; for
    `format="rows"`, labelled rows in place of documents, `evaluate_rows`. Raises
    SettingsError for a task and format that do not go together, and GoldError or RecordError, with file and line, for
    what cannot be read or compared.
    """
    if task not in FORMATS_OF:
        raise SettingsError(f"no task {task!r}; there are: {', '.join(FORMATS_OF)}")
    if format not in FORMATS_OF[task]:
        raise SettingsError(f"{task} cannot be measured against '{format}', but: {', '.join(FORMATS_OF[task])}")
    if labels is not None and task != "mentions":
        raise SettingsError("a map of labels is for mentions")
    path = Path(gold)
    if format == "rows":
        judged = Path(predicted) if predicted is not None else None
        return evaluate_rows(path, judged, settings=settings, resamples=resamples, seed=seed)
    chosen = read_label_map(Path(labels)) if isinstance(labels, str | Path) else labels
    try:
        groups_of(chosen or {})
    except ValueError as error:
        raise SettingsError(str(error)) from error
    texts = _READERS[task, format](path)
    if not texts:
        raise GoldError("holds no document", path=str(path))
    one_of_each((text.id for text in texts), path)
    notes = _check(task, format, texts, chosen, path)
    if predicted is not None:
        system = str(predicted)
        answers: Iterable[Any] = read_predictions(Path(predicted), texts)
    else:
        nlp = _pipeline(nlp, settings)
        system = name_of(nlp)
        answers = encoded(texts, nlp) if format == "polnear" else annotated(texts, nlp, task)
    count = _counter(task, format, chosen)
    counts = [count(text, answer) for text, answer in zip(texts, answers, strict=True)]
    return Report(
        task=task,
        format=format,
        gold=str(gold),
        system=system,
        documents=len(texts),
        resamples=resamples,
        seed=seed,
        scores=scores(counts, resamples=resamples, seed=seed, macro=(POSITION, EVIDENCE)),
        notes=tuple(notes),
    )


def _sentences_of_treebank(path: Path) -> list[LabelledText]:
    return [
        LabelledText(one.id, one.text, tuple(Labelled(each.start, each.end, "sentence") for each in one.sentences))
        for one in read_treebank(path)
    ]


def _said_of_polnear(path: Path) -> list[Document]:
    from inquit.evaluation.gold.said import read_said  # brings spaCy, which `inquit --help` need not pay for

    return read_said(path)


def _roles_of_polnear(path: Path) -> list[LabelledText]:
    return [roles_of_article(article) for article in read_polnear(path)]


# Readers give documents with an id and a text each, and counters take one of them and what was predicted for it: which
# type goes with which is fixed by these two tables, not by types.
_READERS: dict[tuple[str, str], Callable[[Path], Sequence[Any]]] = {
    ("sentences", "inquit"): read_gold_records,
    ("sentences", "conllu"): _sentences_of_treebank,
    ("sentences", "jsonl"): read_rows,
    ("mentions", "inquit"): read_gold_records,
    ("mentions", "iob2"): read_iob2,
    ("mentions", "jsonl"): read_rows,
    ("actors", "inquit"): read_gold_records,
    ("actors", "conllu"): read_entities,
    ("quotations", "inquit"): read_gold_records,
    ("quotations", "polnear"): _roles_of_polnear,
    ("quotations", "polnear-said"): _said_of_polnear,
    ("quotations", "jsonl"): read_rows,
    ("stances", "inquit"): read_gold_records,
}


def _counter(task: str, format: str, labels: Mapping[str, str] | None) -> Callable[[Any, Any], Counts]:
    if task == "quotations" and format in ("polnear", "jsonl"):
        return role_counts
    if format == "polnear-said":
        return found_counts
    counters: dict[str, Callable[[Any, Any], Counts]] = {
        "sentences": sentence_counts,
        "mentions": partial(mention_counts, labels=labels),
        "actors": actor_counts,
        "quotations": lambda gold, predicted: found_counts(gold, predicted) | quotation_counts(gold, predicted),
        "stances": stance_counts,
    }
    return counters[task]


def _check(task: str, format: str, texts: Sequence[Any], labels: Mapping[str, str] | None, path: Path) -> list[str]:
    """Notes for the reader. Raises GoldError for a label that cannot be right, which lists the valid ones."""
    if format in ("inquit", "polnear-said") or task not in ("mentions", "quotations"):
        return []
    there = sorted({span.label for text in texts for span in text.spans})
    if task == "mentions" and labels:
        notes = []
        groups = groups_of(labels)
        if absent := sorted(set(groups) - set(there)):
            notes.append(f"the gold has no {', '.join(absent)}; it has {', '.join(there)}")
        if left := [label for label in there if label not in groups]:
            notes.append(f"left out of the gold, since the map leads to none of them: {', '.join(left)}")
        return notes
    valid = LABELS if task == "mentions" else ROLES
    if unknown := [label for label in there if label not in valid]:
        hint = "; a map of labels can say what is what" if task == "mentions" else ""
        raise GoldError(f"unknown label {unknown[0]!r}; there are: {', '.join(valid)}{hint}", path=str(path))
    return []


def _pipeline(nlp: Language | None, settings: Settings | str | Path | None) -> Language:
    if nlp is not None:
        return nlp
    from inquit.pipeline import load

    return load(settings)
