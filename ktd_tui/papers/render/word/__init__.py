"""A paper as a Word file (.docx), from the same document model and the same styles as the PDF."""
