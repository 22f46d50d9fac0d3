"""Rules: pure functions on the models. No I/O, no clock, no sentences that are not msgids."""
