"""The rules of the council."""
