"""A table of criteria: its rows, which stands under which, the most points of each."""
