"""The commands of ``ktd`` that need no screen: each module adds its parsers and runs them."""
