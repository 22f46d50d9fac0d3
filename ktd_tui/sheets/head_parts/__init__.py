"""What a table's head is made of: texts over columns, marks, decisions that it names."""
