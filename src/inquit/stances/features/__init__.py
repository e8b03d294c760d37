"""What in a sentence can show a stance: directed acts, appraisals, and how far the sentence vouches for them.

Everything here works on token indices and word lists; who the words stand for is decided in `pairs`.
"""

from inquit.stances.features.cue import Cue
from inquit.stances.features.find import find_cues
from inquit.stances.features.words import Words

__all__ = ["Cue", "Words", "find_cues"]
