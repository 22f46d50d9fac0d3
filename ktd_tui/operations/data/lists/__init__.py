"""Lists of an office, row by row."""
