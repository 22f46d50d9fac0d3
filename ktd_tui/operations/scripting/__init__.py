"""A meeting by words instead of keys: one act at a time, or a whole script."""
