"""Rules of the year: its stages, the pledge, who leads next."""
