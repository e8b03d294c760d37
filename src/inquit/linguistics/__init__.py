"""Tokens, sentences, tags and trees: the base that every document passes through first.

A base is a spaCy `Language`: our own English pipeline, any installed spaCy pipeline, or Stanza converted to spaCy.
Nothing here looks at who speaks, or goes to the network.
"""

from inquit.linguistics.sentences import make_sentences
from inquit.linguistics.spacy_base import add_syntax, load_base, load_tokenizer

__all__ = ["add_syntax", "load_base", "load_tokenizer", "make_sentences"]
