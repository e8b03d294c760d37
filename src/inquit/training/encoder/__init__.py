"""How the encoder's weights are made: labelled passages, training, export and its check.

Needs the extra `train`. Nothing here runs when a document is annotated.
"""
