"""What goes to the terminal: what is drawn, what each cell shows, and the cheapest way there."""
