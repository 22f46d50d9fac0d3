"""What Textual lacks for Vietnamese over SSH: ordered keys, safe output, a line that may be cut."""
