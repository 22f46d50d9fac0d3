"""Commands where something is wrong with the machine."""
