"""Finds the documents of a table by the text that a field has, without a look at every one."""

from collections.abc import Iterable, Mapping

from store.shared.file_format import Document


class FieldIndex:
    """Which documents of one table have which text in one field.

    A document without the field, or with something else than a text there, may stand for any value (the
    model's default, say): it is a candidate for every question.

    Args:
        name: The field.
        documents: The table's documents by document id.
    """

    def __init__(self, name: str, documents: Mapping[str, Document]) -> None:
        self._name = name
        self._by_text: dict[str, dict[str, None]] = {}
        self._of_no_text: dict[str, None] = {}
        for key, document in documents.items():
            self._keys_beside(document)[key] = None

    def _keys_beside(self, document: Document) -> dict[str, None]:
        """Return the document ids among which this document's stands."""
        value = document.get(self._name)
        return self._by_text.setdefault(value, {}) if isinstance(value, str) else self._of_no_text

    def change(self, key: str, old: Document | None, new: Document | None) -> None:
        """Take in that a document was put, changed or deleted (``new`` None)."""
        if old is not None:
            self._keys_beside(old).pop(key, None)
        if new is not None:
            self._keys_beside(new)[key] = None

    def count(self, text: str) -> int:
        """Return how many documents may have this text in the field."""
        return len(self._by_text.get(text, ())) + len(self._of_no_text)

    def keys(self, text: str) -> Iterable[str]:
        """Return the ids of the documents that may have this text in the field."""
        return [*self._by_text.get(text, ()), *self._of_no_text]
