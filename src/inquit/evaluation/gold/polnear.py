"""PolNeAR's folders: `text/*.txt` beside `attributions/*.ann` in brat's standoff format.

It reads attributions and their three roles; it does not score. The corpus: E. Newell, D. Margolin and D. Ruths, "An
Attribution Relations Corpus for Political News", LREC 2018. The format: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from inquit.evaluation.gold.errors import GoldError

Span = tuple[int, int]

ROLES = ("source", "cue", "content")
EVENTS = ("Attribution", "Attribution-no-source")
NO_ROLES = (*EVENTS, "Discuss", "Discard")  # triggers of events, and remarks of annotators to each other
_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.DOTALL)
_EVENT = re.compile(r"E\d+\t([^\s:]+):T\d+((?: [A-Za-z]+\d*:T\d+)*) *")
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}\Z")
_OTHER_LINES = ("#", "R", "A", "M", "N", "*")  # brat's notes, relations, attributes, …: none of them holds a role


class Attribution(msgspec.Struct, frozen=True):
    """One attribution. Each role is the `[start, end)` parts of its text, in text order; none where it has none."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


class PolnearDocument(msgspec.Struct, frozen=True):
    """One article as one annotator read it; attributions in text order of their first part."""

    id: str
    text: str
    attributions: tuple[Attribution, ...] = ()


def read_polnear(folder: Path) -> list[PolnearDocument]:
    """The articles of one half of PolNeAR, by file name.

    `folder` holds `text/<article>.txt` and `attributions/<article>_<annotator>.ann`; of an article's several
    annotators the first by file name counts. Offsets are code points. Parts of a role with only white space between
    them are one part (brat breaks a span at each line end), and a second content of an attribution (`Content2`)
    joins the first. Raises GoldError, a ValueError, with file and line, for a line that is not brat's or not of the
    text, and for an article without annotations or the reverse.
    """
    texts = {path.stem: path for path in sorted((folder / "text").glob("*.txt"))}
    notes: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem if path.stem in texts else _ANNOTATOR.sub("", path.stem)
        if name not in texts:
            raise GoldError(f"no text/{name}.txt beside it", path=str(path))
        notes.setdefault(name, path)
    if not texts:
        raise GoldError("holds no text/*.txt: PolNeAR has text/ and attributions/", path=str(folder))
    documents = []
    for name, path in texts.items():
        if name not in notes:
            raise GoldError(f"no attributions/{name}_*.ann for it", path=str(path))
        text = _read(path)
        documents.append(PolnearDocument(name, text, _attributions(text, notes[name])))
    return documents


def _read(path: Path) -> str:
    """The text with its line ends as they are, since brat counts them."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(str(error), path=str(path)) from error


def _attributions(text: str, path: Path) -> tuple[Attribution, ...]:
    spans: dict[str, tuple[str, tuple[Span, ...]]] = {}
    events: list[tuple[int, list[tuple[str, str]]]] = []
    lines = _read(path).split("\n")
    at = 0
    while at < len(lines):
        number, line = at + 1, lines[at].rstrip("\r")
        at += 1
        if line.startswith("T"):
            bound = _BOUND.fullmatch(line)
            if bound is None:
                raise GoldError(f"no line of brat: {line[:60]!r}", path=str(path), line=number)
            id, label, offsets, surface = bound.groups()
            parts = _parts(offsets, text, path, number)
            want = _bare("".join(text[start:end] for start, end in parts))
            seen = _bare(surface)
            while seen != want and want.startswith(seen) and at < len(lines):  # its text holds line ends
                seen += _bare(lines[at])
                at += 1
            if seen != want:
                raise GoldError(
                    f"{id} is {surface[:40]!r}, where the text has {text[slice(*parts[0])][:40]!r}",
                    path=str(path),
                    line=number,
                )
            if label.casefold() not in ROLES and label not in NO_ROLES:
                raise GoldError(
                    f"{label!r} is none of {', '.join((*map(str.title, ROLES), *NO_ROLES))}",
                    path=str(path),
                    line=number,
                )
            spans[id] = (label.casefold(), _joined(sorted(parts), text))
        elif line.startswith("E"):
            event = _EVENT.fullmatch(line)
            if event is None or event[1] not in EVENTS:
                raise GoldError(f"no attribution: {line[:60]!r}", path=str(path), line=number)
            events.append((number, [tuple(pair.split(":")) for pair in event[2].split()]))
        elif line.strip() and not line.startswith(_OTHER_LINES):
            raise GoldError(f"no line of brat: {line[:60]!r}", path=str(path), line=number)
    found = [_attribution(roles, spans, text, path, number) for number, roles in events]
    return tuple(sorted((one for one in found if _first(one) is not None), key=lambda one: _first(one) or 0))


def _attribution(
    roles: list[tuple[str, str]], spans: dict[str, tuple[str, tuple[Span, ...]]], text: str, path: Path, number: int
) -> Attribution:
    found: dict[str, list[Span]] = {role: [] for role in ROLES}
    for name, id in roles:
        label, parts = spans.get(id, ("", ()))
        role = label if label in ROLES else name.rstrip("0123456789").casefold()  # a cue may be marked "Discuss"
        if not label or role not in ROLES:
            raise GoldError(f"{name}:{id} is no source, cue or content of this file", path=str(path), line=number)
        found[role] += parts
    return Attribution(**{role: _joined(sorted(all_parts), text) for role, all_parts in found.items()})


def _first(one: Attribution) -> int | None:
    return min((start for parts in (one.source, one.cue, one.content) for start, _ in parts), default=None)


def _parts(offsets: str, text: str, path: Path, number: int) -> list[Span]:
    parts = [(int(start), int(end)) for start, end in (pair.split() for pair in offsets.split(";"))]
    if any(not start < end <= len(text) for start, end in parts):
        raise GoldError(f"no span of the text: {offsets}", path=str(path), line=number)
    return parts


def _joined(parts: list[Span], text: str) -> tuple[Span, ...]:
    """The parts without white space at their ends; those with none but white space between them are one."""
    joined: list[Span] = []
    for start, end in parts:
        surface = text[start:end]
        start, end = end - len(surface.lstrip()), start + len(surface.rstrip())
        if start >= end:
            continue
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _bare(text: str) -> str:
    return "".join(text.split())
