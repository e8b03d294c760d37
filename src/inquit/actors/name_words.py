"""The words that names are made of, and those that are none: heads, particles, given names, common words."""

from __future__ import annotations

from functools import cache

from inquit.actors.lists import word_lists
from inquit.record import Label
from inquit.resources import text

PARTICLES = word_lists("actor_words.txt")["names.particles"]
# Function words and the like: a capital on them is owed to their place. Read where the encoder's lessons are made.
STOP = word_lists("actor_words.txt")["names.stop"]


@cache
def heads() -> dict[str, Label]:
    """Head word → label. A word of several lists keeps the first."""
    table: dict[str, Label] = {}
    lists = word_lists("name_heads.txt")
    for label in _HEAD_LABELS:
        for word in sorted(lists[label]):
            table.setdefault(word, label)
    return table


_HEAD_LABELS: tuple[Label, ...] = ("ORG", "LAW", "EVENT", "FAC", "LOC", "GPE")


@cache
def common_words() -> frozenset[str]:
    """Words that are seldom names."""
    return frozenset(line for line in text("common_words.txt").splitlines() if line[:1] != "#")


@cache
def given_names() -> dict[str, str]:
    """Given name → m, f or e (either)."""
    lists = word_lists("given_names.txt")
    return {name: key for key in "emf" for name in sorted(lists[key])}
