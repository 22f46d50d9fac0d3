"""The papers, one a file: each composes a document from the data."""
