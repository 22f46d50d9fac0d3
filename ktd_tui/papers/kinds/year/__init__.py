"""Papers of the year that need no meeting: plan, regulation, guide to scoring."""
