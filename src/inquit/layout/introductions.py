"""The words that introduce a quotation set apart: "… said that", "he wrote:", "in the words of the treaty:"."""

from __future__ import annotations

import re

_VERB = (
    r"(?:sa(?:id|y|ys|ying)|stat(?:e|es|ed|ing)|declar(?:e|es|ed|ing)|wr(?:ote|ites|ite|itten|iting)|announc(?:e|es|ed|ing)"
    r"|argu(?:e|es|ed|ing)|claim(?:s|ed|ing)?|insist(?:s|ed|ing)?|not(?:e|es|ed|ing)|remark(?:s|ed|ing)?|add(?:s|ed|ing)"
    r"|explain(?:s|ed|ing)?|emphasi[sz](?:e|es|ed|ing)|stress(?:es|ed|ing)?|underlin(?:e|es|ed|ing)|underscor(?:e|es|ed)"
    r"|conclud(?:e|es|ed|ing)|warn(?:s|ed|ing)?|observ(?:e|es|ed)|t(?:old|ells)|repl(?:y|ies|ied)|answer(?:s|ed)|assert(?:s|ed)?"
    r"|affirm(?:s|ed)?|maintain(?:s|ed)?|admit(?:s|ted)|acknowledg(?:e|es|ed)|confirm(?:s|ed)|reiterat(?:e|es|ed)|recall(?:s|ed)?"
    r"|pointed\s+out|points\s+out|put\s+it|tweet(?:s|ed)|posted|read(?:s|ing)?|report(?:s|ed)|quot(?:e|es|ed|ing)|testif(?:ies|ied)"
    r"|propos(?:e|es|ed)|pledg(?:e|es|ed)|vow(?:s|ed)|promis(?:e|es|ed)|predict(?:s|ed)|suggest(?:s|ed)|respond(?:s|ed)"
    r"|continu(?:es|ed)|proclaim(?:s|ed)?|provid(?:e|es|ed)|stipulat(?:e|es|ed)|complain(?:s|ed)|exclaim(?:s|ed)|asked|asks"
    r"|recount(?:s|ed)|lament(?:s|ed)|believ(?:e|es|ed)|indicat(?:e|es|ed)|clarif(?:ies|ied)|cit(?:e|es|ed))"
)
_NOUN = (
    r"(?:words?|statements?|remarks|letter|speech|declaration|communiqu[eé]|passage|quotation|quote|text|telegram|resolution"
    r"|article|report|memorandum|testimony|phrase|excerpts?|message|interview|according\s+to|preamble)"
)
_THAT = re.compile(_VERB + r"\b[^.!?\n]*\bthat[,:]?$", re.IGNORECASE)
_AT_END = re.compile(
    _VERB + r"(?:\s+(?:the\s+following|as\s+follows|this|in\s+part|so|thus|again|further|in\s+full))?[,:]?$",
    re.IGNORECASE,
)
_CUE = re.compile(r"\b(?:" + _VERB + "|" + _NOUN + r")\b", re.IGNORECASE)
_LISTS = re.compile(
    r"\b(?:these|types?|kinds?|ways|reasons|points|questions|categories|steps|following(?!\s+(?:words?|statement|terms)))\b[^.]*:$",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:I|we|let\s+me|let\s+us|my|our|me)\b")
_SENTENCE = re.compile(r"[.!?]['\"”’)]*\s+(?=[A-Z“\"‘(])")


def introduces(text: str) -> bool:
    """Whether the text breaks off where somebody's words must follow: at a reporting "that", verb or colon."""
    last = _last_sentence(text)
    if last.endswith(("that", "that:", "that,")):
        return _THAT.search(last) is not None
    if last.endswith(":"):
        return _CUE.search(last) is not None and last.count(" ") > 0 and not _is_own(last) and not _LISTS.search(last)
    return last[-1:] in ",dseykt" and last.count(" ") > 0 and _AT_END.search(last[-60:]) is not None and _says(last)


def points(text: str) -> bool:
    """Whether the text ends with a colon, whatever the words before it."""
    return text.endswith(":")


def _last_sentence(text: str) -> str:
    tail = text[-400:]
    found = list(_SENTENCE.finditer(tail))
    return tail[found[-1].end() :] if found else tail


def _is_own(last: str) -> bool:
    """The author's own announcement: "let me say this:"."""
    clause = last[-120:]
    return _OWN.search(clause) is not None


def _says(last: str) -> bool:
    """A bare verb of saying at the very end introduces only where it is no noun or participle of something else."""
    return (
        re.search(
            r"\b(?:he|she|they|it|who|also|[A-Z][\w’'-]+)\s+(?:also\s+|then\s+|once\s+|later\s+|has\s+|had\s+)?\w+[,:]?$",
            last,
        )
        is not None
    )
