"""What ktd is measured beside: Textual as it is."""
