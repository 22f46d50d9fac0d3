"""The council, its blocs, units, people and accounts."""
