"""Commands on scores and titles."""
