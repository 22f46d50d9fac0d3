"""The TinyDB file that many processes share: snapshot, journal, history, archives, locks."""
