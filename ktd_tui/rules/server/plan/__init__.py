"""What a server has of ktd, as docs/server.md asks for it: steps and texts, nothing is carried out here."""
