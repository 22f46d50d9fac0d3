"""Commands of the year at one look."""
