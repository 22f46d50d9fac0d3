"""A bloc's year."""
