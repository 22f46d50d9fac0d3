"""Screens of the year at one look."""
