"""Papers read as a clerk reads them."""
