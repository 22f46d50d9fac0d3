"""Papers that one unit writes of itself: its report, its own points, what it deserves an award for."""
