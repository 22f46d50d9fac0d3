"""Measurements of papers."""
