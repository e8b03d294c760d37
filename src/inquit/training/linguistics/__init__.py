"""The English pipeline's making: treebanks to text, text to batches, batches to weights, weights to a spaCy folder.

`train` and `evaluate` are the commands; `config.cfg` holds what was chosen.
"""
