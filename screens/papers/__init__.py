"""The year's papers."""
