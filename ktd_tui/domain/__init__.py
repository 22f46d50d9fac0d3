"""The domain: frozen pydantic models without behaviour beyond their own consistency."""
