"""The year at one look."""
