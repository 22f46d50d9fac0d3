"""Tables of an office (CSV, XLSX, YAML): read with the place of every cell, and written. Knows no domain."""
