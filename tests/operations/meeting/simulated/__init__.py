"""A meeting in which anything may happen, and a plain log of it beside."""
