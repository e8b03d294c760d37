"""Metrics against gold standards, with confidence intervals: sentences, mentions, actors, quotations, stances.

The readers of other corpora are in `gold/`. Nothing here trains or corrects.
"""

from inquit.evaluation.evaluation import evaluate
from inquit.evaluation.report import Estimate, Report, Score
from inquit.evaluation.tasks import FORMATS_OF, Format, Task

__all__ = ["FORMATS_OF", "Estimate", "Format", "Report", "Score", "Task", "evaluate"]
