"""What was said and by whom: quotation marks, reporting clauses, quotations, speakers.

Marks are matched by a parser and never guessed; rules over the words, and over a parse where there is one, decide
what the marks mean. `make_quotations` and `make_speakers` are the spaCy factories.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from inquit.linguistics.quotation_marks import Marked, find_marks
from inquit.quotations.quotations import Quotations, make_quotations
from inquit.quotations.speakers import Speakers, make_speakers

__all__ = ["Marked", "Quotations", "Speakers", "find_marks", "make_quotations", "make_speakers"]


class _Room(ModuleType):
    """This room, which is also the call `inquit.quotations(text)`: both have the name."""

    def __call__(self, source: Any, **options: Any) -> Any:
        """Return a row for each quotation of a text, path or row; see `inquit.pipeline.quotations`."""
        return import_module("inquit.pipeline").quotations(source, **options)


sys.modules[__name__].__class__ = _Room
