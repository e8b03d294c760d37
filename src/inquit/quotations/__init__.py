"""What was said and by whom: quotation marks, reporting clauses, quotations, speakers.

Marks are matched by a parser and never guessed; rules over the words, and over a parse where there is one, decide
what the marks mean. `make_quotations` and `make_speakers` are the spaCy factories.
"""

from inquit.linguistics.quotation_marks import Marked, find_marks
from inquit.quotations.quotations import Quotations, make_quotations
from inquit.quotations.speakers import Speakers, make_speakers

__all__ = ["Marked", "Quotations", "Speakers", "find_marks", "make_quotations", "make_speakers"]
