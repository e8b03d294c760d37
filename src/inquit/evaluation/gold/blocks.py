"""Files whose sentences are lines between blank ones, under comments `# key = value`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from inquit.evaluation.gold.texts import lines_of


@dataclass(slots=True)
class Block:
    """The lines of a sentence: the number of the first, the comments, and (number, line) of all others."""

    line: int
    about: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[int, str]] = field(default_factory=list)


def blocks_of(path: Path, comment: re.Pattern[str]) -> Iterator[Block]:
    """The sentences of a file; `comment` matches where a comment begins. Raises GoldError if it cannot be read.

    Comments with a blank line after them are those of the next sentence.
    """
    block = Block(1)
    for number, line in lines_of(path):
        if not line.strip():
            if block.rows:
                yield block
            block = Block(number + 1, {} if block.rows else block.about)
        elif comment.match(line):
            key, _, value = line[1:].partition("=")
            block.about[key.strip()] = value.strip()
        else:
            block.rows.append((number, line))
    if block.rows:
        yield block
