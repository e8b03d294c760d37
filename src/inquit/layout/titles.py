"""The look of a title: its words' capitals; and a colon that parts a title from a speaker's label."""

from __future__ import annotations

from inquit.layout import marks

SMALL = {
    "a", "about", "after", "against", "amid", "an", "and", "are", "as", "at", "be", "before", "between", "but", "by",
    "for", "from", "her", "his", "in", "into", "is", "it", "its", "no", "nor", "not", "of", "off", "on", "or", "out",
    "over", "per", "than", "that", "the", "their", "this", "to", "under", "up", "v.", "via", "vs", "vs.", "with",
}  # fmt: skip
# First words of sentences rather than of titles.
PRONOUNS = {
    "i", "we", "it", "he", "she", "they", "this", "these", "that", "there", "allow", "let", "permit", "please", "thank",
}  # fmt: skip


def is_title_case(text: str, fewest: int = 1) -> bool:
    """Whether nearly all words but the small ones are capitalised, and at least `fewest` of them there are."""
    words = [word.strip("“”\"'‘’(),:;.?!—–-") for word in text.split()]
    words = [word for word in words if word and word.lower() not in SMALL and (word[0].isalpha() or len(words) == 1)]
    low = sum(word[0].islower() for word in words)
    return len(words) >= fewest and low * 6 <= len(words)


def is_spoken(text: str) -> bool:
    """Whether a line is a speaker's turn. "Brussels: A Tale of Two Summits" is none: a title may have a colon."""
    if not marks.is_label(text):
        return False
    name, _, said = text.partition(":")
    return not said.strip() or text[-1] in ".?!…" or name.isupper() or name in ("Q", "A") or not is_title_case(said)


def is_heading_like(text: str) -> bool:
    """Whether a line directly above a paragraph can be its heading, and not the first words of it."""
    return text.isupper() or (is_title_case(text, 2) and text.rsplit(None, 1)[-1] not in SMALL and text[-1] not in ",-")
