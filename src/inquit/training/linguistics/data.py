"""The treebanks that the training reads; their reader is `inquit.evaluation.gold.conllu`."""

from inquit.evaluation.gold.conllu import PARAGRAPH_BREAK, Sentence, TreebankDocument, Word, read_treebank

__all__ = ["PARAGRAPH_BREAK", "Sentence", "TreebankDocument", "Word", "read_treebank"]
