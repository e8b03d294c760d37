"""How the shipped weights were made, a room per model (extra `train`).

Nothing here is imported when the package is used.
"""
