"""What was tried against a server, and the page that tells of it."""
