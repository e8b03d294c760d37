"""The one table of suffixes: which module reads which files, and what it needs installed."""

from __future__ import annotations

import importlib
import importlib.util
import re

import msgspec

from inquit.reading.parsed import Parser, Refused


class Format(msgspec.Struct, frozen=True):
    """How files of one kind are read.

    `module`: of this room, its function `parse` reads one document; None: rows, each a document. `needs`: packages of
    the extra `readers`. `confined`: parsed in a child process with limits on memory and time.
    """

    name: str
    module: str | None
    needs: tuple[str, ...] = ()
    confined: bool = False

    def check(self) -> None:
        """Raises Refused that says what to install, where a package is missing."""
        missing = [package for package in self.needs if importlib.util.find_spec(package) is None]
        if missing:
            raise Refused(f"reading {self.name} needs {', '.join(missing)}: pip install 'inquit[readers]'")

    def parser(self) -> Parser:
        """The function that reads one document of this format."""
        parse: Parser = importlib.import_module(f"inquit.reading.{self.module}").parse
        return parse


TEXT = Format("text", "plain")
MARKDOWN = Format("Markdown", "markdown")
ROWS = Format("JSON lines", None)
HTML = Format("HTML", "html", ("lxml", "trafilatura"), confined=True)
DOCX = Format("DOCX", "docx", ("docx", "lxml"), confined=True)
PDF = Format("PDF", "pdf", ("pypdf",), confined=True)

FORMATS: dict[str, Format] = {
    ".txt": TEXT, ".text": TEXT,
    ".md": MARKDOWN, ".markdown": MARKDOWN,
    ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".docx": DOCX,
    ".pdf": PDF,
    ".jsonl": ROWS, ".ndjson": ROWS,
}  # fmt: skip
PACKINGS = (".gz", ".zst")
KNOWN = f"{' '.join(FORMATS)}, each also with {' or '.join(PACKINGS)}"

_SUFFIX = re.compile(r"\.\w*[^\W\d]\w*")  # ".txt", ".7z"; neither the ".5" of "draft 1.5" nor ". policy"


class Name(msgspec.Struct, frozen=True):
    """A file's name taken apart: `stem`, `suffix` in lower case ("" for none), `packing` (".gz", ".zst" or "")."""

    stem: str
    suffix: str
    packing: str

    @property
    def format(self) -> Format | None:
        """How it is read; None for a suffix that is not in the table (or for none)."""
        return FORMATS.get(self.suffix)


def taken_apart(name: str) -> Name:
    """Take a file's name (no folders) apart: "Essay.HTML.gz" → "Essay", ".html", ".gz"."""
    stem, packing = _cut(name)
    if packing not in PACKINGS:
        return Name(stem, packing, "")
    stem, suffix = _cut(stem)
    return Name(stem, suffix, packing)


def suffix_of(path: str) -> str:
    """The suffix by which a path is read, with its packing (".jsonl.gz"); "" where it is not a known one."""
    name = taken_apart(path.replace("\\", "/").rpartition("/")[2])
    return name.suffix + name.packing if name.format else ""


def _cut(name: str) -> tuple[str, str]:
    stem, dot, rest = name.rpartition(".")
    if stem and _SUFFIX.fullmatch(dot + rest):
        return stem, (dot + rest).lower()
    return name, ""
