"""Dialogs: each returns one value, or None where it was left with Esc."""
