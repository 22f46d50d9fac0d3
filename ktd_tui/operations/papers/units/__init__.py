"""The papers of one unit: what they are composed from, and their rows in the table of kinds."""
