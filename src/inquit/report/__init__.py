"""Records for people to read. So far: a summary in plain text for the terminal."""

from inquit.report.summary import summary

__all__ = ["summary"]
