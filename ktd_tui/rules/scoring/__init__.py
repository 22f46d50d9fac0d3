"""Rules of scores: points, layers, ranks, titles."""
