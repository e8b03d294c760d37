"""What is measured: records from a file, or what the pipeline makes of the gold's texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from inquit import __version__
from inquit.errors import RecordError, SettingsError
from inquit.evaluation.gold.records import read_gold_records
from inquit.evaluation.gold.texts import Labelled, LabelledText
from inquit.record import Document

if TYPE_CHECKING:
    from spacy.language import Language

# The last stage that a task needs; those after it do not run.
LAST = {
    "sentences": "inquit_sentences",
    "mentions": "inquit_actors",
    "actors": "inquit_actors",
    "quotations": "inquit_speakers",
    "stances": "inquit_stances",
}
ENCODER = "inquit_encoder"
LISTED = 10


class Text(Protocol):
    """A document of a gold standard, of any kind."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...


def read_predictions(path: Path, gold: Sequence[Text]) -> list[Document]:
    """The records of a corpus for the gold's documents, in their order.

    Raises RecordError where an id is missing or too many (they are listed), or a text is another one; white space may
    differ.
    """
    found = {document.id: document for document in read_gold_records(path)}
    wanted = {one.id for one in gold}
    missing = [one.id for one in gold if one.id not in found]
    extra = [id for id in found if id not in wanted]
    if missing or extra:
        parts = [f"{what}: {_listed(ids)}" for what, ids in (("missing", missing), ("not in the gold", extra)) if ids]
        raise RecordError("other documents than the gold's; " + "; ".join(parts), path=str(path))
    for one in gold:
        mine, theirs = ("".join(text.split()) for text in (one.text, found[one.id].text))
        if mine != theirs:
            at = next((at for at, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]), None)
            at = min(len(mine), len(theirs)) if at is None else at
            raise RecordError(
                f"{one.id}: the text is not the gold's: {theirs[at : at + 20]!r}, there {mine[at : at + 20]!r}",
                path=str(path),
            )
    return [found[one.id] for one in gold]


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids[:LISTED]) + (f" and {len(ids) - LISTED} more" if len(ids) > LISTED else "")


def annotated(gold: Sequence[Text], nlp: Language, task: str) -> Iterator[Document]:
    """The pipeline's record of each text. It sees the text alone, not the gold's `meta`; later stages do not run."""
    from inquit.pipeline import annotate_many
    from inquit.reading import RawDocument

    with nlp.select_pipes(disable=_after(nlp, LAST[task])):
        yield from annotate_many((RawDocument(id=one.id, text=one.text, meta={}) for one in gold), nlp=nlp)


def encoded(gold: Sequence[Text], nlp: Language) -> Iterator[LabelledText]:
    """The encoder's contents, cues and sources of each text. Raises SettingsError where there is no encoder."""
    if ENCODER not in nlp.pipe_names:
        raise SettingsError(
            f"this pipeline has no {ENCODER}, whose roles are measured here; it has {', '.join(nlp.pipe_names)}."
            " Records can be measured instead: give them as predictions"
        )
    with nlp.select_pipes(disable=_after(nlp, ENCODER)):
        for one, doc in zip(gold, nlp.pipe(one.text for one in gold), strict=True):
            layer = doc._.encoded
            roles = (("content", layer.contents), ("cue", layer.cues), ("source", layer.sources))
            spans = (Labelled(span.start, span.end, label) for label, found in roles for span in found)
            yield LabelledText(one.id, one.text, tuple(spans))


def _after(nlp: Language, name: str) -> list[str]:
    names = nlp.pipe_names
    return names[names.index(name) + 1 :] if name in names else []


def name_of(nlp: Language) -> str:
    """What the report calls a pipeline."""
    about = nlp.meta.get("inquit", {})
    return f"inquit {__version__}, base {about.get('base', nlp.meta.get('name', 'pipeline'))}"
