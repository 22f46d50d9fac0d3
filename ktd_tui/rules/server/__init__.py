"""The checks of ktd doctor."""
