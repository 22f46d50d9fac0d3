"""What an import reads of a table: cells, points, criteria, sums, and what the file was taken for."""
