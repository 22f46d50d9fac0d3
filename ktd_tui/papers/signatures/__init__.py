"""Digital signatures in a PDF that came back: read by pyHanko, in a process that is given up in time."""
