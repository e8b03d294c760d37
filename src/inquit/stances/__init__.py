"""Stances: who favours or opposes what, with the words that show it.

`pairs` proposes a holder and a target, `features` says what the words show, `judge` decides.
"""

from inquit.stances.component import Stances, make_stances
from inquit.stances.judge import Judgement, Signal, judge
from inquit.stances.pairs import Pair

__all__ = ["Judgement", "Pair", "Signal", "Stances", "judge", "make_stances"]
