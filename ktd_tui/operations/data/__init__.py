"""Tables taken in and written, the history of changes, undo."""
