"""Measurements: ratios against a yardstick that runs beside them. Not tests: nothing fails on a slow day."""
