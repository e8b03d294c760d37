"""The corpus: JSON lines of records in and out. Reading one imports neither spaCy nor torch."""

from inquit.corpus.corpus import SUFFIXES, Corpus
from inquit.corpus.reader import read_records
from inquit.corpus.rows import QuotationRow, csv_lines, quotation_rows
from inquit.corpus.validation import Problem, problems, validate
from inquit.corpus.writer import record_writer, whole_or_absent, write

__all__ = [
    "SUFFIXES",
    "Corpus",
    "Problem",
    "QuotationRow",
    "csv_lines",
    "problems",
    "quotation_rows",
    "read_records",
    "record_writer",
    "validate",
    "whole_or_absent",
    "write",
]
