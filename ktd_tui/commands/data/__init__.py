"""Commands that take tables in, write them, and tell the history."""
