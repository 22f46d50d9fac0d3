"""Results of a year: what decides beside points, and how people settle what is equal."""
