"""The words that end a sentence, and those that may follow such a word within it."""

from __future__ import annotations

FINAL = frozenset({".", "!", "?", "…"})
CLOSING = frozenset("\"'”’»)]")
