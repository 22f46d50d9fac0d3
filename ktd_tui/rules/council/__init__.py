"""Rules of the council: its blocs and units in order, and what becomes of a unit."""
