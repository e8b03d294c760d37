"""Stances: who favours or opposes what, with the words that show it.

`pairs` and `candidates` propose a holder and a target, `features` says what the words show, `network` judges, and
`deciding` has the last word. `judging` does the same for rows of a user's own.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from inquit.stances.component import Stances, make_stances
from inquit.stances.judging import judge
from inquit.stances.tables import RowError

if TYPE_CHECKING:
    from inquit.stances.fitting import Columns, StanceReport, train
    from inquit.stances.model import StanceModel
    from inquit.stances.saving import load, save
    from inquit.stances.trained import TrainedJudge

_NEED_SKLEARN = {
    "Columns": "fitting", "StanceReport": "fitting", "train": "fitting", "StanceModel": "model", "load": "saving",
    "save": "saving", "TrainedJudge": "trained",
}  # fmt: skip

__all__ = [
    "Columns",
    "RowError",
    "StanceModel",
    "StanceReport",
    "Stances",
    "TrainedJudge",
    "judge",
    "load",
    "make_stances",
    "save",
    "train",
]


def __getattr__(name: str) -> Any:
    if name in _NEED_SKLEARN:
        return getattr(import_module(f"inquit.stances.{_NEED_SKLEARN[name]}"), name)
    raise AttributeError(f"module 'inquit.stances' has no attribute {name!r}")
