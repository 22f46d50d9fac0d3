"""Of which form the data is, and of which generation the programs that have it open."""
