"""Writes `resources/common_words.txt`: English words that stand in lower case far more often than in capitals.

Counted over the UN General Debate (CC0), one JSON row with `text` per line, gzipped. Run it as
`python -m inquit.training.common_words UN_GENERAL_DEBATE.jsonl.gz`.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from inquit.resources import ROOT

EVERY = 8
MINIMUM = 6
SHARE = 0.9
_LOWER = re.compile(r"(?<![\w’'.-])[a-z]{2,}(?![\w’'])")
_INNER_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+(?![\w’'])")


def common_words(texts: list[str]) -> list[str]:
    """Words that are in lower case at least MINIMUM times and in SHARE of their uses inside a sentence, sorted."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        lower.update(_LOWER.findall(text))
        capital.update(word.lower() for word in _INNER_CAPITAL.findall(text))
    return sorted(
        word for word, count in lower.items() if count >= MINIMUM and count >= SHARE * (count + capital[word])
    )


def main(path: Path) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for at, row in enumerate(rows) if at % EVERY == 0]
    words = common_words(texts)
    head = (
        "# English words that are seldom names; counted over the UN General Debate (CC0) by training/common_words.py."
    )
    (ROOT / "common_words.txt").write_text(f"{head}\n" + "\n".join(words) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
