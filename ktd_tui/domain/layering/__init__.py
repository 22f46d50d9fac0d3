"""Who scores, and what it counts."""
