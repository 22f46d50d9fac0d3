"""What became of the data since a paper was sealed."""
