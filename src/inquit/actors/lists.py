"""The shipped word lists of this room, read once: `key: words` lines."""

from __future__ import annotations

from functools import cache

from inquit.resources import text


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of one file, each as a set of its space-separated words. `#` starts a comment line."""
    table = {}
    for line in text(name).splitlines():
        if line.strip() and not line.startswith("#"):
            key, _, words = line.partition(":")
            table[key] = frozenset(words.split())
    return table


@cache
def pairs(name: str, key: str) -> dict[str, str]:
    """A list of `word=value` words as a dictionary."""
    return dict(item.split("=", 1) for item in sorted(word_lists(name)[key]))
