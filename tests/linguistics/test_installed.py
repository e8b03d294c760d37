"""Any spaCy pipeline can be the base."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

import inquit
from inquit.linguistics import load_base

TEXT = "The Treaty\n\n“Never,” Minister Ada Okoro said. President Bo Lind condemned Portugal. Nobody answered."


@pytest.mark.parametrize("finder", [None, "sentencizer", "senter"])
def test_a_pipeline_without_sentences_gets_them(tmp_path: Path, finder: str | None) -> None:
    nlp = spacy.blank("en")
    if finder:
        nlp.add_pipe(finder)
    if finder == "senter":
        nlp.initialize()
    nlp.to_disk(tmp_path / "own")
    found = load_base(str(tmp_path / "own"))
    assert found.pipe_names == [finder or "sentencizer"]


def test_another_base_gives_a_whole_record(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "own")
    document = inquit.annotate(TEXT, base=str(tmp_path / "own"), tokens=True)
    assert [document.text_of(sentence) for sentence in document.sentences] == [
        "The Treaty", "“Never,” Minister Ada Okoro said.", "President Bo Lind condemned Portugal.", "Nobody answered.",
    ]  # fmt: skip
    assert [document.name_of(quotation.speaker) for quotation in document.quotations] == ["Ada Okoro"]
    assert document.provenance.engine.startswith("en_pipeline, spaCy 3.")
    assert sorted(document.provenance.models) == [
        "antecedents-1.1.0",
        "en_pipeline-0.0.0",
        "encoder-1.1.0",
        "judge-1.0.0",
        "quotations-1.0.0",
    ]
    assert str(tmp_path) not in repr(document.provenance)


def test_stanza_gives_a_whole_record() -> None:
    models = Path(__file__).parents[1] / "fixtures" / "stanza"
    document = inquit.annotate(TEXT, base="stanza:en", models=str(models), tokens=True)
    assert document.provenance.engine.startswith("stanza:en, spaCy 3.")
    assert sorted(document.provenance.models) == [
        "antecedents-1.1.0", "en_own_mwt_expander.pt", "en_own_nertagger.pt", "en_own_nocharlm_tokenizer.pt",
        "encoder-1.1.0", "judge-1.0.0", "quotations-1.0.0",
    ]  # fmt: skip
    assert document.text_of(document.sentences[0]) == "The Treaty"
    assert [document.name_of(quotation.speaker) for quotation in document.quotations] == ["Ada Okoro"]
