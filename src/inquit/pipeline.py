"""Putting the stages together: `load()` builds the pipeline, `annotate()` and `annotate_many()` run it to records.

Both go through one private function, so that single and batch results are identical.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec
from spacy.about import __version__ as SPACY_VERSION
from spacy.language import Language
from spacy.tokens import Doc

from inquit import __version__
from inquit.assembly import FROM_DOC, document_of
from inquit.corpus import QuotationRow, quotation_rows
from inquit.errors import DocumentError, SettingsError
from inquit.layers import register
from inquit.linguistics import add_syntax, load_base, load_tokenizer
from inquit.linguistics.digests import engine_name, model_digests, shipped_digest
from inquit.linguistics.spacy_base import OWN
from inquit.linguistics.windows import stitch, windows
from inquit.reading import RawDocument, Reader, suffix_of
from inquit.record import SCHEMA, Document, Provenance
from inquit.settings import Settings
from inquit.settings import settings as make_settings
from inquit.stances.component import own_digest

FIRST = "inquit_layout"
ENCODER = "inquit_encoder"
AFTER_BASE = (
    ENCODER,
    "inquit_sentences",
    "inquit_mentions",
    "inquit_actors",
    "inquit_quotations",
    "inquit_speakers",
    "inquit_stances",
)
SHIPPED = {
    "encoder": ENCODER,
    "antecedents": "inquit_actors",
    "quotations": "inquit_quotations",
    "judge": "inquit_stances",
}  # the models of our stages, and who runs them
BATCH_CHARACTERS = 200_000
OF_READING = {"encoding", "max_megabytes"}  # settings that concern no component

Input = str | Path | RawDocument | dict[str, Any]


def load(settings: Settings | str | Path | None = None, **options: Any) -> Language:
    """A spaCy `Language` with every stage of inquit, each a component.

    `settings`: a Settings or the path of a TOML file; `options`: single settings by keyword (see `Settings`). Add,
    replace or remove components as in any spaCy pipeline; `annotate(..., nlp=nlp)` makes records with it. Raises
    SettingsError (unknown setting, base not installed) and ModelError (weights missing or altered).
    """
    return _build(make_settings(settings, **options))


def _build(chosen: Settings) -> Language:
    own = chosen.base == OWN
    if own and chosen.mentions == "base":
        raise SettingsError("mentions='base' needs a base that finds names; 'inquit' leaves that to the encoder")
    nlp = load_tokenizer() if own else load_base(chosen.base, models=Path(chosen.models) if chosen.models else None)
    targets = msgspec.json.decode(msgspec.json.encode(chosen.targets))  # plain lists, as a config must have
    config: dict[str, dict[str, Any]] = {
        "inquit_mentions": {"source": chosen.mentions},
        "inquit_actors": {"targets": targets},
        "inquit_speakers": {"threshold": chosen.speaker_threshold},
        "inquit_stances": {
            "threshold": chosen.stance_threshold,
            "targets": targets,
            "model": chosen.stance_model,
        },
    }
    models = model_digests(nlp, chosen.base)
    nlp.add_pipe(FIRST, first=True)
    for name in AFTER_BASE:
        if name != ENCODER or chosen.mentions != "base":
            nlp.add_pipe(name, config=config.get(name, {}))
    for name, component in SHIPPED.items():
        if name == "judge" and chosen.stance_model is not None:
            models |= {"stance-model": own_digest(chosen.stance_model)}
        elif component in nlp.pipe_names:
            models |= shipped_digest(name)
    if own and chosen.tokens:  # last, so that the tokens are one more layer and change no other
        add_syntax(nlp)
    nlp.meta["inquit"] = dict(nlp.meta.get("inquit", {})) | {
        "base": engine_name(nlp, chosen.base), "models": models, "settings": chosen.digest,
        "tokens": chosen.tokens,
    }  # fmt: skip
    return nlp


@lru_cache(maxsize=4)
def _loaded(chosen: Settings) -> Language:
    nlp = _build(chosen)
    check(nlp)
    return nlp


def check(nlp: Language) -> None:
    """Does every component find what it needs? Raises SettingsError with what is needed, available and missing."""
    available: set[str] = {"doc._.meta", "doc._.structure"}
    for name in nlp.pipe_names:
        meta = nlp.get_pipe_meta(name)
        advice: dict[str, str] = getattr(nlp.get_pipe(name), "needs", {})  # what it needs as it is configured
        ours = [need for need in (*meta.requires, *advice) if need.startswith("doc._.")]
        if missing := [need for need in ours if need not in available]:
            raise SettingsError(
                f"the component {name!r} needs {', '.join(ours)}; before it there are"
                f" {', '.join(sorted(available))}; missing: {', '.join(missing)}"
                + "".join(f"; {advice[need]}" for need in missing if need in advice)
            )
        available.update(meta.assigns)


def annotate(
    source: Input, *, nlp: Language | None = None, settings: Settings | str | Path | None = None, **options: Any
) -> Document:
    """The record of one document.

    `source`: a text; a Path, or a string that is the path of an existing file; a row `{"text": …, "id": …, …}`; or a
    `RawDocument`. `nlp`: a pipeline from `load()`; without it one is built from `settings` and `options` and kept for
    the next call. With it, only `encoding` and `max_megabytes` may be given here. Raises DocumentError where the
    source cannot be read, or holds more than one document.
    """
    chosen = _chosen(nlp, settings, options)
    first, *more = islice(_raw([source], chosen), 2)
    if isinstance(first, DocumentError):
        raise first
    if more:
        raise DocumentError("holds more than one document: use annotate_many", path=str(source))
    return next(_run([first], _pipeline(nlp, chosen)))


def quotations(
    source: Input, *, nlp: Language | None = None, settings: Settings | str | Path | None = None, **options: Any
) -> list[QuotationRow]:
    """Who says what in one document: a row for each quotation. Called as `inquit.quotations(text)`; see `annotate`."""
    return quotation_rows(annotate(source, nlp=nlp, settings=settings, **options))


def annotate_many(
    sources: Iterable[Input | DocumentError],
    *,
    nlp: Language | None = None,
    on_error: Callable[[DocumentError], None] | None = None,
    settings: Settings | str | Path | None = None,
    **options: Any,
) -> Iterator[Document]:
    """The records of many documents, in order, one batch in memory at a time.

    `sources` are as for `annotate`; a Path may be a folder or a JSONL file and stands for all its documents.
    `on_error` is called with each source that cannot be read, which is then left out; without it, the first is raised.
    """
    chosen = _chosen(nlp, settings, options)
    nlp = _pipeline(nlp, chosen)

    def readable() -> Iterator[RawDocument]:
        for item in _raw(sources, chosen):
            if isinstance(item, RawDocument):
                yield item
            elif on_error is None:
                raise item
            else:
                on_error(item)

    return _run(readable(), nlp)


def _chosen(nlp: Language | None, settings: Settings | str | Path | None, options: dict[str, Any]) -> Settings:
    if nlp is not None and (late := sorted(options.keys() - OF_READING)):
        raise SettingsError(f"{late[0]!r} is a setting of the pipeline: give it to load(), not beside nlp=")
    return make_settings(settings, **options)


def _pipeline(nlp: Language | None, chosen: Settings) -> Language:
    if nlp is None:
        return _loaded(chosen)
    check(nlp)
    return nlp


def _raw(sources: Iterable[Input | DocumentError], chosen: Settings) -> Iterator[RawDocument | DocumentError]:
    numbers = count(1)
    with Reader(settings=chosen) as reader:
        for source in sources:
            if isinstance(source, RawDocument | DocumentError):
                yield source
            elif isinstance(source, Path) or (isinstance(source, str) and _is_path(source)):
                for item in reader.read(source):
                    for notice in getattr(item, "notices", ()):
                        warnings.warn(f"{source}: {notice}", stacklevel=2)
                    yield item
            else:
                yield _given(source, next(numbers))


def _is_path(source: str) -> bool:
    """A string is a path when a file is there, or when it can be nothing else: one word with a known suffix."""
    if len(source) > 4_000 or "\n" in source or "\0" in source:
        return False
    try:
        if Path(source).is_file():
            return True
    except (OSError, ValueError):  # too long a name, a lone surrogate
        return False
    return bool(suffix_of(source)) and not any(char.isspace() for char in source)


def _given(source: object, number: int) -> RawDocument | DocumentError:
    where = f"document {number}"
    row = {"text": source} if isinstance(source, str) else source
    if not isinstance(row, dict):
        return DocumentError(f"a {type(source).__name__} is no text, path or row", path=where)
    text, id = row.get("text"), row.get("id", f"text-{number}")
    if not isinstance(text, str):
        return DocumentError(f'a row needs "text", a string; this one has {", ".join(map(repr, row))}', path=where)
    return RawDocument(id=str(id), text=text, meta={key: row[key] for key in row if key not in ("text", "id")})


def _run(raws: Iterable[RawDocument], nlp: Language) -> Iterator[Document]:
    for batch in _batches(raws):
        if nlp.vocab.in_memory_zone:  # type: ignore[attr-defined]  # spaCy's stub lacks it
            documents = _records(nlp, batch)
        else:
            with nlp.memory_zone():
                documents = _records(nlp, batch)
        yield from documents


def _batches(raws: Iterable[RawDocument]) -> Iterator[list[RawDocument]]:
    batch: list[RawDocument] = []
    size = 0
    for raw in raws:
        if batch and size + len(raw.text) > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(raw)
        size += len(raw.text)
    if batch:
        yield batch


def _records(nlp: Language, raws: Sequence[RawDocument]) -> list[Document]:
    register()
    provenance = _provenance(nlp)
    keep_tokens = bool(nlp.meta.get("inquit", {}).get("tokens"))
    return [
        document_of(doc, raw, provenance=provenance, keep_tokens=keep_tokens)
        for doc, raw in zip(_analysed(nlp, raws), raws, strict=True)
    ]


def _analysed(nlp: Language, raws: Sequence[RawDocument]) -> Iterator[Doc]:
    """A Doc with every layer for each document: short ones through `nlp.pipe`, long ones window by window."""
    spans = [windows(raw.text) for raw in raws]
    short = nlp.pipe(_prepared(nlp, raw) for raw, found in zip(raws, spans, strict=True) if len(found) == 1)
    for raw, found in zip(raws, spans, strict=True):
        yield next(short) if len(found) == 1 else _long(nlp, raw, found)


def _long(nlp: Language, raw: RawDocument, spans: Sequence[tuple[int, int]]) -> Doc:
    """The base sees windows, our own stages the stitched whole."""
    names = nlp.pipe_names
    border = min((names.index(name) for name in AFTER_BASE if name in names), default=len(names))
    text = _analysable(raw.text)
    pieces = (nlp.make_doc(text[start:end]) for start, end in spans)
    doc = stitch(list(nlp.pipe(pieces, disable=names[border:], batch_size=8)))
    _give(doc, raw)
    for name in [FIRST, *names[border:]]:
        if name in names:
            doc = nlp.get_pipe(name)(doc)
    return doc


def _prepared(nlp: Language, raw: RawDocument) -> Doc:
    doc = nlp.make_doc(_analysable(raw.text))
    _give(doc, raw)
    return doc


def _give(doc: Doc, raw: RawDocument) -> None:
    doc._.meta = {
        key: _analysable(value) for key, value in raw.meta.items() if key in FROM_DOC and isinstance(value, str)
    }
    doc._.structure = raw.structure


def _analysable(text: str) -> str:
    """The text with lone surrogates, which spaCy cannot encode, replaced one for one."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _provenance(nlp: Language) -> Provenance:
    about = nlp.meta.get("inquit", {})
    base = about.get("base", f"{nlp.lang}_{nlp.meta.get('name', 'pipeline')}")
    made_by = msgspec.json.encode([about.get("settings"), nlp.pipe_names])
    return Provenance(
        version=__version__,
        schema=SCHEMA,
        engine=f"{base}, spaCy {SPACY_VERSION}",
        models=dict(about.get("models", {})),
        settings=hashlib.sha256(made_by).hexdigest()[:16],
    )
