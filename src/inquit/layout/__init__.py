"""Layout: text → blocks. Titles, bylines, headings, paragraphs, lists, notes, pull quotes and block quotes, told from
plain text by blank lines, position, shape and marks; from the structure of the file's format where it knows one.
`lay_out` is a plain function; `make_layout` is the factory of the spaCy component `inquit_layout`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inquit.layout.blocks import lay_out
from inquit.layout.front_matter import read_front_matter

if TYPE_CHECKING:
    from inquit.layout.component import make_layout

__all__ = ["lay_out", "make_layout", "read_front_matter"]


def __getattr__(name: str) -> Any:
    if name == "make_layout":  # imported when asked for: it brings spaCy, which takes seconds
        from inquit.layout.component import make_layout

        return make_layout
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
