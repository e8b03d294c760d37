"""Records `inquit/1`, corrected by hand, as a gold standard; and predicted ones."""

from __future__ import annotations

from pathlib import Path

from inquit.corpus import Corpus, validate
from inquit.errors import RecordError
from inquit.record import Document


def read_gold_records(path: Path) -> list[Document]:
    """The records of a corpus file, folder or glob. Raises RecordError at the first that is unsound."""
    found: list[Document] = []
    for item in validate(Corpus.read(path).files):
        if isinstance(item, RecordError):
            raise item
        found.append(item)
    return found
