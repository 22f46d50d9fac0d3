"""Measurements of what is stored and read in."""
