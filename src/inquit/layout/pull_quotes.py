"""Pull quotes: lines set apart that repeat a sentence from nearby, word for word or nearly.

Candidates and text meet through an index of three-word shingles, so the cost is linear; only a few pairs are compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from inquit.layout import marks
from inquit.layout.lines import ends_sentence
from inquit.layout.passages import Passage
from inquit.record import Span

_FEWEST, _MOST = 6, 60  # words of a pull quote
_REACH = 6  # passages before and after
_COMPARED = 3  # passages compared with one candidate
_LONGER = 1.25  # a source has this many times the candidate's words: equals are a refrain
_STEM = 6  # letters: "demonstrated" and "demonstration" count as one word
_WORD = re.compile(r"[^\W_]+")
_TAIL = re.compile(r"[.!?…]{1,3}[\"'”’»)\]]{0,2}|[\"'”’»)\]]{1,2}")


def mark_pull_quotes(passages: Sequence[Passage], text: str) -> None:
    """Give pull quotes their kind and the passage that they repeat (`of`)."""
    candidates = _candidates(passages)
    if not candidates:
        return
    shingles: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, words in candidates.items():
        for shingle in dict.fromkeys(zip(words, words[1:], words[2:], strict=False)):
            shingles[shingle].append(at)
    hits: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for at, passage in enumerate(passages):
        if not _is_source(passage):
            continue
        words = candidates.get(at) or _stems(passage.text)
        for shingle in zip(words, words[1:], words[2:], strict=False):
            near = shingles.get(shingle)
            if near is None or near == [at]:
                continue
            for one in near[bisect_left(near, at - _REACH) : bisect_right(near, at + _REACH)]:
                if one != at and len(words) >= _LONGER * len(candidates[one]):
                    hits[one][at] += 1
    found: dict[int, tuple[int, Span]] = {}
    for one, counts in hits.items():
        if match := _best(candidates[one], counts, passages, text, one):
            found[one] = match
    for one, (source, span) in found.items():
        if source not in found:
            passages[one].kind, passages[one].of = "pull_quote", span


def _candidates(passages: Sequence[Passage]) -> dict[int, list[str]]:
    """Stems of the passages that could be pull quotes, by index, in order."""
    found: dict[int, list[str]] = {}
    for at, passage in enumerate(passages):
        if passage.kind is not None or len(passage.text) > 600 or len(passage.lines) > 8:
            continue
        if marks.list_mark(passage.text) or marks.is_label(passage.text) or passage.text[-1] in "?-–—:,;" or at == 0:
            continue
        words = _stems(passage.text)
        if _FEWEST <= len(words) <= _MOST and sum(len(word) > 3 and word.isalpha() for word in words) >= 4:
            found[at] = words
    times = Counter(tuple(words) for words in found.values())
    return {at: words for at, words in found.items() if times[tuple(words)] < 3}  # more often: a refrain


def _is_source(passage: Passage) -> bool:
    return passage.kind in (None, "paragraph", "block_quote", "list_item") and passage.words > _FEWEST


def _best(
    words: list[str], counts: Counter[int], passages: Sequence[Passage], text: str, one: int
) -> tuple[int, Span] | None:
    """The source that the candidate repeats best, with the span of the repeated words."""
    best: tuple[float, int, Span] | None = None
    ranked = sorted(counts, key=lambda at: (-min(counts[at], len(words)), abs(at - one), at))
    for at in ranked[:_COMPARED]:
        if counts[at] * 6 < len(words) - 2:
            continue
        source = passages[at]
        places = [found.span() for found in _spans(text[source.start : source.end])]
        stems = [text[source.start + a : source.start + b].casefold()[:_STEM] for a, b in places]
        match = _align(words, stems)
        if match is None:
            continue
        score, first, last = match
        start, end = source.start + places[first][0], source.start + places[last][1]
        if best is None or score > best[0]:
            best = (score, at, _with_marks(text, start, end, source, passages[one].text))
    return None if best is None else (best[1], best[2])


def _align(words: list[str], stems: list[str]) -> tuple[float, int, int] | None:
    """How much of `words` returns in `stems` (0..1), with the first and last index there; None if too little."""
    low, high = _window(words, stems)
    window = stems[low:high]
    blocks = [b for b in SequenceMatcher(None, words, window, autojunk=False).get_matching_blocks() if b.size]
    while len(blocks) > 1 and _is_stray(blocks[0], words):
        blocks.pop(0)
    while len(blocks) > 1 and _is_stray(blocks[-1], words):
        blocks.pop()
    if not blocks:
        return None
    longest = max(block.size for block in blocks)
    share = sum(block.size for block in blocks) / len(words)
    content = [word for word in words if len(word) > 3 or word.isdigit()]
    present = set(window)
    kept = sum(word in present for word in content) / max(len(content), 1)
    alike = (share >= 0.8 and longest >= 4) or (share >= 0.6 and kept >= 0.85 and longest >= 5)
    if not alike:
        return None
    return share, low + blocks[0].b, low + blocks[-1].b + blocks[-1].size - 1


def _window(words: list[str], stems: list[str]) -> tuple[int, int]:
    """The part of the source where most of the candidate's words lie."""
    wanted = set(words)
    width = len(words) * 2 + 8
    if len(stems) <= width:
        return 0, len(stems)
    shingles = set(zip(words, words[1:], words[2:], strict=False))
    values = [
        (stems[at] in wanted) + 2 * (tuple(stems[at : at + 3]) in shingles) if stems[at] in wanted else 0
        for at in range(len(stems))
    ]
    total = sum(values[:width])
    best, where = total, 0
    for at in range(width, len(stems)):
        total += values[at] - values[at - width]
        if total > best:
            best, where = total, at - width + 1
    return where, where + width


def _is_stray(block: tuple[int, int, int], words: list[str]) -> bool:
    """A single small word that matched by chance at the rim."""
    return block[2] == 1 and len(words[block[0]]) <= 3 and not words[block[0]].isdigit()


def _with_marks(text: str, start: int, end: int, source: Passage, quote: str) -> Span:
    """The span with the full stop and the marks that the pull quote has as well."""
    if ends_sentence(quote) or quote[-1] in "\"”’'":
        tail = _TAIL.match(text, end, source.end)
        end = tail.end() if tail else end
    if quote[0] in marks.OPENING and start > source.start and text[start - 1] in marks.OPENING:
        start -= 1
    return start, end


def _spans(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _WORD.finditer(text) if found[0] not in ("s", "S"))


def _stems(text: str) -> list[str]:
    return [word[:_STEM] for word in _WORD.findall(text.casefold()) if word != "s"]
