"""Care for the data: backup, restore, check, repair, changes of form."""
