"""A bloc's meeting, from its agenda to the signed minutes."""
