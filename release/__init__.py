"""What is given out of ktd: the Debian package, and the list of what is in it."""
