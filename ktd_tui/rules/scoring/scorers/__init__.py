"""Who scores: the layers of a set, how their scorers join, and what each layer counts in the result."""
