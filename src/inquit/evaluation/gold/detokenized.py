"""Tokens put back into a text, for gold standards that keep no raw text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.evaluation.gold.texts import Span

_CLOSES = re.compile(r"[,.;:!?%)\]}’”…°]+|[’'](?:s|re|ve|ll|d|m|t)|n[’']t|''|-R[RSC]B-", re.IGNORECASE)
_OPENS = re.compile(r"[(\[{“‘#]|``|(?:US|C|A|NZ|HK)?[$£€¥]|-L[RSC]B-")
_WRITTEN = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}


def detokenized(words: Sequence[str]) -> tuple[str, list[Span]]:
    """The words as a text, spaced as in print, and the `[start, end)` of each in it."""
    pieces: list[str] = []
    spans: list[Span] = []
    inside = {'"': False, "'": False}
    length, glued = 0, True
    for at, word in enumerate(words):
        opens, closes = bool(_OPENS.fullmatch(word)), bool(_CLOSES.fullmatch(word))
        word = _WRITTEN.get(word, word)
        if word in inside and not opens:  # a straight mark opens and closes in turn
            owner = word == "'" and not inside[word] and at > 0 and words[at - 1][-1:] in "sS"
            closes = closes or owner or inside[word]
            opens = not closes
            inside[word] = opens
        elif word in inside:
            inside[word] = True
        if not (glued or closes):
            pieces.append(" ")
            length += 1
        spans.append((length, length + len(word)))
        pieces.append(word)
        length += len(word)
        glued = opens
    return "".join(pieces), spans
