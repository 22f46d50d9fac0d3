"""One person in the data: what it holds of them, and what of it may go."""
