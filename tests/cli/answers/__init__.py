"""What commands answer to programs."""
