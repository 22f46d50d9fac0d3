"""TinyDB's Table, safe where several processes write and quick where it is long."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb import Storage
from tinydb.table import Table

Raw = dict[str, Mapping[Any, Any]]


class SharedTable(Table):
    """A table that trusts nothing it remembers from before another process wrote.

    TinyDB caches query results per table and the next id per process; both go stale, and
    ``insert_multiple`` would then overwrite another process's document. Call it under the lock.
    """

    _known: Raw | None = None
    """The content that ``_next_id`` was counted from."""

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        # TinyDB binds its default of 10 when it defines __init__: a class attribute would not change it.
        super().__init__(storage, name, cache_size, persist_empty)

    def put(self, document: dict[str, Any], doc_id: int | None) -> int:
        """Insert a document, or replace the one of that id as a whole (``upsert`` would mix the two)."""
        if doc_id is None:
            return int(self.insert(document))

        def updater(table: MutableMapping[int, Any]) -> None:
            table[doc_id] = document

        self._update_table(updater)
        return doc_id

    def _get_next_id(self) -> int:
        """Return one more than the largest id in the data now, counted only where the data is new."""
        raw = self._read_table()
        if raw is not self._known:
            self._known, self._next_id = raw, None
        return int(super()._get_next_id())  # type: ignore[no-untyped-call]  # TinyDB leaves it untyped

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        """Change a copy of the table: what was read before stays as it was if the write fails.

        TinyDB's own converts the keys of the whole table twice.
        """
        tables = self._storage.read() or {}
        current = tables.get(self.name, {})
        changed = dict(current)
        updater(_ByNumber(changed))
        if self._known is current:
            self._known = changed
        else:
            self._known = self._next_id = None
        self._storage.write({**tables, self.name: changed})
        self.clear_cache()


class _ByNumber(MutableMapping[int, Mapping[Any, Any]]):
    """TinyDB's updaters count documents by number; the file keeps them by text."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw

    def __getitem__(self, doc_id: int) -> dict[str, Any]:
        document = dict(self._raw[str(doc_id)])  # updaters change documents in place
        self._raw[str(doc_id)] = document
        return document

    def __setitem__(self, doc_id: int, document: Mapping[Any, Any]) -> None:
        self._raw[str(doc_id)] = document

    def __delitem__(self, doc_id: int) -> None:
        del self._raw[str(doc_id)]

    def __contains__(self, doc_id: object) -> bool:
        return str(doc_id) in self._raw

    def __iter__(self) -> Iterator[int]:
        return map(int, self._raw)

    def __len__(self) -> int:
        return len(self._raw)
