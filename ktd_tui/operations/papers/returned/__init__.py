"""Files that come back to the office: a paper that was edited in Word, signed elsewhere, scanned."""
