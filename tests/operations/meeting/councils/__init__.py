"""Councils that are not the sample, and their meetings."""
