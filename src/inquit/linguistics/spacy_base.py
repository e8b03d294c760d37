"""The bases: our own English pipeline, an installed spaCy pipeline, or Stanza (see `stanza_base.py`)."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from inquit import resources
from inquit.errors import SettingsError
from inquit.linguistics.syntax import NAME, Syntax

OWN = "inquit"
STANZA = "stanza:"
# What finds sentences comes first: the first that a pipeline has is kept when only sentences are asked for.
_SENTENCE_FINDERS = (NAME, "senter", "sentencizer", "parser")


def load_base(name: str = OWN, *, tokens: bool = True, models: Path | None = None) -> Language:
    """Load the base pipeline that makes tokens, sentences, tags and dependencies. Nothing is downloaded.

    `name` is `"inquit"` for the English pipeline that ships with the package, `"stanza:<lang>"` for Stanza, or the
    name or path of an installed spaCy pipeline. Without `tokens` only tokens and sentence starts are made: the
    components that do more are left out. `models` is the folder of Stanza's models (default: `STANZA_RESOURCES_DIR`,
    else Stanza's own default folder).

    Every base keeps sentence starts that are preset on the document; an installed pipeline that finds no sentences gets
    spaCy's `sentencizer`. Raises SettingsError if a model is missing,
    saying what to install or where it looked, and ModelError if a shipped file is missing or altered.
    """
    if name.startswith(STANZA):
        from inquit.linguistics.stanza_base import load_stanza

        return load_stanza(name.removeprefix(STANZA), tokens=tokens, models=models)
    if models is not None:
        raise SettingsError(f"a model folder ({models}) goes with a base 'stanza:<lang>', not with {name!r}")
    path = str(_own_folder()) if name == OWN else name
    try:
        nlp = spacy.load(path)
    except OSError as error:
        raise SettingsError(
            f"no spaCy pipeline {name!r} is installed; install it (pip install {name}, or python -m spacy download "
            f"{name}), give the path of one, or use 'inquit' or 'stanza:<lang>'"
        ) from error
    if not set(_SENTENCE_FINDERS) & set(nlp.pipe_factories.values()):
        nlp.add_pipe("sentencizer")
    if not tokens:
        _keep_sentences(nlp)
    return nlp


def load_tokenizer() -> Language:
    """The tokenizer of our own English pipeline, without its network. Raises ModelError."""
    return spacy.load(_own_folder(), exclude=[NAME])


def add_syntax(nlp: Language) -> None:
    """Add the network of our own English pipeline as the last component: tags, lemmas and trees."""
    component: Syntax = nlp.add_pipe(NAME, last=True)  # type: ignore[assignment]  # spaCy's type knows no components
    component.from_disk(_own_folder() / NAME)


def _own_folder() -> Path:
    return resources.folder("english") / "pipeline"


def _keep_sentences(nlp: Language) -> None:
    """Leave out what sentence starts do not need."""
    for _, component in nlp.pipeline:
        if isinstance(component, Syntax):
            component.sentences_only = True
    finder = next((name for name in _SENTENCE_FINDERS if name in nlp.pipe_names), None)
    if finder is None:
        return
    for name in nlp.pipe_names:
        if name not in (finder, "tok2vec", "transformer"):
            nlp.disable_pipe(name)
