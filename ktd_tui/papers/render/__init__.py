"""A document as PDF, plain text and Markdown."""
