"""A bloc's year: its stages, tasks, movements, registration and pledge."""
