"""Many documents, from files to files: nothing lost, nothing written twice."""

from inquit.batch.run import Event, run

__all__ = ["Event", "run"]
