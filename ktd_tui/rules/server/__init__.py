"""What ktd doctor judges."""
