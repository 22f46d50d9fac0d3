"""The year's papers: composed, printed, sealed, registered, verified."""
