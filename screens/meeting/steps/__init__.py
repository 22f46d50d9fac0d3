"""The panes of the guided meeting, one a kind of step."""
