"""The data as a whole and the machine it lies on."""
