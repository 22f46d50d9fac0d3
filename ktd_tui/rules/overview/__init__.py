"""The year at one look: how far it is, what a leader decides, where points are lost."""
