"""Commands on a bloc's year."""
