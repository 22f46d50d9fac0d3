"""The papers that one unit, or one person, writes of themselves."""
