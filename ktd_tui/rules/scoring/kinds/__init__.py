"""The kinds of criteria in parts: what is typed of each, what it gives, the same reckoned again."""
