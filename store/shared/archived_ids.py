"""Which archive holds a record: asked of what is gone from the live data, as a history does line by line."""

from collections.abc import Iterable

from store.shared.archive import Archive, ArchivePlace


class ArchivedIds:
    """The ids in each archive, read when they are first asked for; an archive never changes."""

    def __init__(self, archives: ArchivePlace) -> None:
        self._archives = archives
        self._known: dict[str, frozenset[str]] = {}

    def holder(self, entries: Iterable[Archive], record_id: str) -> Archive | None:
        """Return the first archive that holds a record of this id.

        Raises:
            StoreError: One cannot be read, or is not as it was written.
        """
        return next((entry for entry in entries if record_id in self._ids(entry)), None)

    def _ids(self, entry: Archive) -> frozenset[str]:
        if entry.sha256 not in self._known:
            tables = self._archives.read(entry).tables.values()
            self._known[entry.sha256] = frozenset(d["id"] for documents in tables for d in documents.values())
        return self._known[entry.sha256]
