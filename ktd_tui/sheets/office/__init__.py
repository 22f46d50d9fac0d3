"""Files of office programs, old and new: what they show, hide and merge."""
