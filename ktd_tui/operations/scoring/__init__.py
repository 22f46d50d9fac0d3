"""Criteria, scores, evidence, ranking and proposed titles."""
