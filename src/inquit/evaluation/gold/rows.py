"""Labelled texts as JSON lines: `{"id": …, "text": …, "spans": [{"start": …, "end": …, "label": …}]}`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from inquit.evaluation.gold.errors import GoldError
from inquit.evaluation.gold.texts import Labelled, LabelledText, files_of, lines_of, one_of_each


class _Row(msgspec.Struct):
    """A row; keys that it does not name are passed over."""

    id: str
    text: str
    spans: list[Labelled]


def read_rows(path: Path) -> list[LabelledText]:
    """The rows of a `.jsonl` file, or of every one in a folder. Raises GoldError with file and line."""
    found: list[LabelledText] = []
    decoder = msgspec.json.Decoder(_Row)
    for file in files_of(path, ".jsonl"):
        for number, line in lines_of(file):
            if not line.strip():
                continue
            try:
                row = decoder.decode(line)
            except msgspec.DecodeError as error:
                hint = '; a row has "id", "text" and "spans" of {"start", "end", "label"}'
                raise GoldError(f"{error}{hint}", path=str(file), line=number) from error
            for at, span in enumerate(row.spans):
                if not 0 <= span.start < span.end <= len(row.text):
                    raise GoldError(
                        f"$.spans[{at}]: [{span.start}, {span.end}) is no span of a text of {len(row.text)} characters",
                        path=str(file),
                        line=number,
                    )
            found.append(LabelledText(row.id, row.text, tuple(row.spans)))
    one_of_each((one.id for one in found), path)
    return found
