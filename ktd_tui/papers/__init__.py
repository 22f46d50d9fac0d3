"""Papers: one document model, composed from the data, rendered as PDF and as text."""
