"""Records for people to read. So far: a summary in plain text for the terminal."""

from inquit.report.summary import quotation_lines, summary

__all__ = ["quotation_lines", "summary"]
