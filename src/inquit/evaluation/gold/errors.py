"""What is wrong with a gold standard."""

from __future__ import annotations

from inquit.errors import DocumentError


class GoldError(DocumentError, ValueError):
    """Mend this line of a gold standard, or choose another format: file, true line number and reason."""
