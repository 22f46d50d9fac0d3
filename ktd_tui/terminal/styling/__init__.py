"""How widgets get their styles: what the stylesheet says of one is found once, and kept."""
