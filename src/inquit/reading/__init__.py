"""Reading: files, folders, globs and standard input → text and what is known of it; one module per format."""

from inquit.reading.raw import RawDocument, Region

__all__ = ["RawDocument", "Region"]
