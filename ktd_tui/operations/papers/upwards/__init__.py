"""What goes up: the council's session, its decision, the ministry's yearly statistics."""
