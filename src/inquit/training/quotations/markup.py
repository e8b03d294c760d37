"""Documents with their quotations annotated in place: `⟦s1|The minister⟧ ⟦c1|said⟧ that ⟦q1|it would rain⟧.`

It reads; it learns nothing. `q`, `c` and `s` are content (several of one number: its parts), cue and source, `s1,2` of
two quotations. Brackets nest. After a line `=====` stands who speaks, `1 = Ada Okoro`, `?` where the text does not
tell.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from inquit.evaluation.gold.errors import GoldError
from inquit.record import Span

DOCUMENTS = Path(__file__).with_name("documents")
RULE = "\n=====\n"
_HELD = 5
_OPEN = re.compile(r"⟦([qcs])(\d+(?:,\d+)*)\|")
_LABELLED = re.compile(r"\s*(?:\([^)]*\)|,[^.:\n]*)?[.:—–-]+\s*")  # between a label and what is said
_SPEAKER = re.compile(r"(\d+)\s*=\s*(.*\S)")


class Told(msgspec.Struct, frozen=True):
    """A quotation by hand. `within`: the index of the one around it, or None; `turn`: a turn in a transcript."""

    parts: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: str | None
    within: int | None = None
    turn: bool = False

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


class Written(msgspec.Struct, frozen=True):
    """A document with its quotations in text order."""

    id: str
    text: str
    quotations: tuple[Told, ...]

    @property
    def held_out(self) -> bool:
        """Whether the encoder does not learn from it: every fifth by its number, so that decisions can be learned."""
        return int(self.id) % _HELD == _HELD - 1


def read_documents(folder: Path = DOCUMENTS) -> list[Written]:
    """The documents of a folder, by file name. Raises GoldError, a ValueError, that names the file."""
    return [
        parsed(path.read_text(encoding="utf-8"), path.stem, path=str(path)) for path in sorted(folder.glob("*.txt"))
    ]


def parsed(marked: str, id: str, *, path: str = "") -> Written:
    """The document of a marked-up text. Raises GoldError where the brackets do not fit or a speaker is missing."""
    body, _, foot = marked.partition(RULE)
    text, spans = _spans(body, path)
    speakers: dict[int, str | None] = {}
    for line in foot.strip().splitlines():
        told = _SPEAKER.fullmatch(line.strip())
        if told is None:
            raise GoldError(f"no line of a speaker: {line!r}", path=path)
        speakers[int(told[1])] = None if told[2] == "?" else told[2]
    parts: dict[int, list[Span]] = {}
    roles: dict[tuple[str, int], Span] = {}
    for kind, numbers, span in spans:
        for number in numbers:
            if kind == "q":
                parts.setdefault(number, []).append(span)
            else:
                roles.setdefault((kind, number), span)
    for number in {number for _, number in roles} - set(parts):
        raise GoldError(f"quotation {number} has no content", path=path)
    if set(parts) != set(speakers):
        raise GoldError(f"speakers and contents differ: {sorted(set(parts) ^ set(speakers))}", path=path)
    order = sorted(parts, key=lambda number: (min(parts[number]), -max(parts[number])[1]))
    found: list[Told] = []
    for number in order:
        own = tuple(sorted(parts[number]))
        around = (at for at in range(len(found) - 1, -1, -1) if _holds(found[at].parts, own[0]))
        cue, source = roles.get(("c", number)), roles.get(("s", number))
        turn = cue is None and source is not None and _is_turn(text, own[0], source)
        found.append(Told(own, cue, source, speakers[number], next(around, None), turn))
    return Written(id, text, tuple(found))


def _spans(body: str, path: str) -> tuple[str, list[tuple[str, list[int], Span]]]:
    """The text without brackets, and the bracketed spans."""
    plain: list[str] = []
    open_ones: list[tuple[str, list[int], int]] = []
    spans = []
    at = 0
    while at < len(body):
        opening = _OPEN.match(body, at)
        if opening:
            open_ones.append((opening[1], [int(number) for number in opening[2].split(",")], len(plain)))
            at = opening.end()
        elif body[at] == "⟧" and open_ones:
            kind, numbers, start = open_ones.pop()
            spans.append((kind, numbers, (start, len(plain))))
            at += 1
        elif body[at] in "⟦⟧":
            raise GoldError(f"a bracket that fits none: {body[at : at + 30]!r}", path=path)
        else:
            plain.append(body[at])
            at += 1
    if open_ones:
        raise GoldError(f"{len(open_ones)} brackets are not closed", path=path)
    return "".join(plain), spans


def _holds(parts: tuple[Span, ...], span: Span) -> bool:
    return any(start <= span[0] and span[1] <= end and (start, end) != span for start, end in parts)


def _is_turn(text: str, part: Span, source: Span) -> bool:
    """Whether a label opens the paragraph and all of the rest of it is said."""
    begin = text.rfind("\n", 0, source[0]) + 1
    between = text[source[1] : part[0]]
    if text[begin : source[0]].strip(" —–-") or not _LABELLED.fullmatch(between):
        return False
    return text[part[1] : part[1] + 1] in ("", "\n") or text[part[1] :].lstrip(" ").startswith(("(", "\n"))
