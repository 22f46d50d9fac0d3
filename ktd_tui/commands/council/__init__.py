"""Commands on the council, its units, people and accounts."""
