"""Papers by which what the meeting voted for goes up: list, draft decision, extract, written opinion."""
