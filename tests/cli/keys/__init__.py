"""What keys do, by command."""
