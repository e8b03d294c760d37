"""Train what decides on quotations and writes the folder that the package ships.

    python -m inquit.training.quotations.train --out OUT

It learns from our own documents, and runs the pipeline of this package over them: train the encoder before. What is a
quotation is learned from those alone that the encoder has not seen, since it knows the others too well.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from inquit.actors.ranker import Rankers
from inquit.pipeline import load
from inquit.quotations.candidates import TRAITS as RANKED
from inquit.training.quotations.markup import DOCUMENTS, read_documents
from inquit.training.quotations.said import learned, rows_of
from inquit.training.quotations.speakers import learned as learn_speakers
from inquit.training.saving import write_model

VERSION = "1.0.0"
LICENCE = "Apache-2.0"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, learn, write, and print what documents held out say."""
    parser = argparse.ArgumentParser(description="Train the decisions on quotations.")
    parser.add_argument("--documents", type=Path, default=DOCUMENTS, help="folder of marked-up documents")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    chosen = parser.parse_args(arguments)
    documents = read_documents(chosen.documents)
    nlp = load()
    fresh = [one for one in documents if one.held_out]
    said = learned(lambda policy: rows_of(nlp, fresh, policy))
    models: dict[str, msgspec.Struct] = {"said.json": said}
    quotations = nlp.get_pipe("inquit_quotations")
    quotations.model = said  # type: ignore[attr-defined]
    rankers, models["certainty.json"] = learn_speakers(nlp, documents)
    models["speakers.json"] = Rankers(RANKED, rankers)
    export({name: msgspec.json.encode(model) + b"\n" for name, model in models.items()}, chosen.out)


def export(files: dict[str, bytes], out: Path) -> None:
    """Write the files with their checksums."""
    write_model(files, out, name="quotations", version=VERSION, licence=LICENCE, kind="logistic")


if __name__ == "__main__":
    main()
