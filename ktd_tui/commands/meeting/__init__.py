"""Commands on meetings."""
