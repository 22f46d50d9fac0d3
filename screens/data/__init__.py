"""Tables taken in, and the history."""
