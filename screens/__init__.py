"""The screens: one file each, named for what the user does there."""
