"""How the ranker of antecedents was made: gold coreference, rows of traits, scikit-learn, export to plain arrays."""
