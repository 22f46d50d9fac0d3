"""Scores, criteria, ranking and titles."""
