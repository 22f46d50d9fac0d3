"""Commands on the data as a whole and on the machine."""
