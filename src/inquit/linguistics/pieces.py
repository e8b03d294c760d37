"""Words as the network of the English pipeline reads them: word pieces, letter case, the space before."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

PAD, UNKNOWN, FIRST, LAST = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
SPECIAL = (PAD, UNKNOWN, FIRST, LAST)
MAX_PIECES = 8
TOUCHING, SPACED, WRAPPED, APART = range(4)
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u00ad": ""})


class Pieces:
    """Splits single words into numbered word pieces; a word's answer is remembered."""

    def __init__(self, vocabulary: list[str]) -> None:
        """`vocabulary` lists the pieces by number; it begins with `SPECIAL`."""
        model = WordPiece({piece: number for number, piece in enumerate(vocabulary)}, unk_token=UNKNOWN)
        self._tokenizer = Tokenizer(model)
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        """Return the piece numbers of `word`, 1 to `MAX_PIECES`; of a longer word, the first six and the last two."""
        ids = self._tokenizer.encode(word[:200].translate(_HYPHENS), add_special_tokens=False).ids
        if len(ids) > MAX_PIECES:
            ids = ids[: MAX_PIECES - 2] + ids[-2:]
        return tuple(ids) or (SPECIAL.index(UNKNOWN),)


def shape(word: str) -> int:
    """Return the class of a word's look, 1 to 7: lower, Title, UPPER, one capital, mIxed, with a digit, other."""
    if word.islower():
        return 6 if any(map(str.isdigit, word)) else 1
    if any(map(str.isdigit, word)):
        return 6
    if word.isupper():
        return 4 if len(word) == 1 else 3
    if word[:1].isupper() and word[1:].islower():
        return 2
    return 5 if any(unicodedata.category(character) == "Lu" for character in word) else 7


def gap(space: str) -> int:
    """Return the class of the white space before a word: none, a space, a line break."""
    if not space:
        return TOUCHING
    return WRAPPED if "\n" in space or "\r" in space else SPACED
