"""What is done to a question and its rounds: put, opened, counted, declared void, followed by another."""
