"""Reading: files, folders, globs and standard input → text and what is known of it; one module per format.

`formats.py` has the one table of suffixes. What cannot be read is a value, a DocumentError, and never stops the rest.
"""

from inquit.reading.documents import Reader, read
from inquit.reading.formats import suffix_of
from inquit.reading.raw import RawDocument, Region

__all__ = ["RawDocument", "Reader", "Region", "read", "suffix_of"]
