"""What every engine shares: the data in memory, what a thread sees of it, its transactions."""
