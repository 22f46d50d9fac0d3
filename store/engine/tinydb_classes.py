"""TinyDB's Storage and Table on ktd's data: safe where several processes write, and quick where it is long.

ktd opens its data as a ``TinyDBStorage``, but calls only what that inherits. ``write``, ``table`` and all of
``StoreTable`` serve TinyDB's own class alone: programs that say ``TinyDB(…)`` while ktd runs, and TinyDB's
own test suite, which runs over both.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from tinydb import Storage
from tinydb.table import Document, Table

from ktd_tui.clock import Clock, now
from ktd_tui.errors import Conflict
from store.contract import Author
from store.engine.storage import NOBODY, JournalStorage
from store.errors import OVERTAKEN, opened_read_only
from store.shared.file_format import Tables


class TinyDBStorage(JournalStorage, Storage):
    """A TinyDB storage whose data several processes share.

    The arguments are JSONStorage's; encoding and JSON options are fixed by the form of the file.

    Args:
        path: The data file; the journal and the lock lie beside it.
        create_dirs: Make the directories above it.
        encoding: Ignored.
        access_mode: ``"r"`` refuses every change; anything else makes the file where it is missing.
        author: In whose name is written.
        clock: What says when, for the history.
        **options: Ignored.
    """

    def __init__(
        self,
        path: str | Path,
        create_dirs: bool = False,
        encoding: str | None = None,
        access_mode: str = "r+",
        author: Author = NOBODY,
        clock: Clock = now,
        **options: object,
    ) -> None:
        del encoding, options
        path, read_only = Path(path), access_mode in {"r", "rb"}
        if create_dirs:
            path.parent.mkdir(parents=True, exist_ok=True)
        (path if read_only else path.parent).stat()  # TinyDB's callers know FileNotFoundError
        self._read_at = 0
        super().__init__(path, read_only=read_only, author=author, clock=clock)

    def _copy(self) -> Tables:
        self._read_at = self.live.others_commits
        return super()._copy()

    def table(self, name: str) -> dict[str, dict[str, Any]]:
        """Return a table's documents by document id; they are the data's own, to be copied before use."""
        return self._ask(lambda view: dict(view.items(name)))

    def last_key(self, name: str) -> int:
        """Return the largest document id of a table."""
        return self._ask(lambda view: view.last_key(name))

    def write(self, data: Tables) -> None:
        """Put whole tables in the place of all others, as TinyDB's own Table does.

        Raises:
            Conflict: Another process has committed since ``read``.
            NotSaved: The disk refused it; the data is as before.
            Refused: The storage is read-only.
        """
        if self.read_only:
            raise opened_read_only()
        with self.live.writer, self.live.lock:
            self.live.catch_up()
            if self.live.others_commits != self._read_at:
                raise Conflict(
                    OVERTAKEN,
                    mine=None,
                    theirs=None,
                )
            self.compaction.exchange(data)


class OwnDocument(Document):
    """A document that its reader may change without changing the data in memory."""

    def __init__(self, value: Mapping[str, Any], doc_id: int) -> None:
        super().__init__(deepcopy(dict(value)), doc_id)


def _own(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a document that TinyDB takes for one of this table's, where it has an id to be kept."""
    return OwnDocument(document, document.doc_id) if isinstance(document, Document) else document


class StoreTable(Table):
    """A table whose every change is a transaction of the storage, in proportion to what it changes.

    TinyDB caches query results per table and the next id per process. Both go stale when another
    process writes, and ``insert_multiple`` would then overwrite its document: here the one is emptied
    and the other chosen under the lock.
    """

    document_class = OwnDocument

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = Table.default_query_cache_capacity,
        persist_empty: bool = False,
    ) -> None:
        super().__init__(storage, name, cache_size)
        self._cached_at = -1
        if persist_empty and name not in self._journal.read():
            self._journal.write({**self._journal.read(), name: {}})

    @property
    def _journal(self) -> TinyDBStorage:
        if not isinstance(self._storage, TinyDBStorage):
            raise TypeError(type(self._storage).__name__)
        return self._storage

    def search(self, cond: Any) -> list[Document]:
        """Return the documents that meet a condition; from the cache only while nobody has written."""
        self._journal.live.catch_up()
        if self._cached_at != self._journal.seq:
            self.clear_cache()
            self._cached_at = self._journal.seq
        return super().search(cond)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document; its id is chosen under the lock."""
        with self._journal.transaction("insert"):
            return int(super().insert(_own(document)))

    def insert_multiple(self, documents: Any) -> list[int]:
        """Insert documents; their ids are chosen under the lock."""
        with self._journal.transaction("insert"):
            return [int(i) for i in super().insert_multiple(map(_own, documents))]

    def upsert(self, document: Mapping[str, Any], cond: Any = None) -> list[int]:
        """Update the documents that meet a condition, or insert one, at once."""
        with self._journal.transaction("upsert"):
            return [int(i) for i in super().upsert(_own(document), cond)]

    def _get_next_id(self) -> int:
        """Return an id that no document has, in the data or in the transaction."""
        # TinyDB sets it to None where an id was given; it is declared as nothing else.
        given: int | None = self._next_id
        fresh = self._journal.last_key(self.name) + 1 if given is None else given
        self._next_id = fresh + 1  # type: ignore[assignment]  # as above
        return fresh

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return {**self._journal.table(self.name)}

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._journal.transaction("update"):
            updater(_ByNumber(self._journal, self.name))
            self._next_id = None
        self.clear_cache()


class _ByNumber(MutableMapping[int, Mapping[str, Any]]):
    """A table as TinyDB's updaters see it: by number, its documents theirs to change."""

    def __init__(self, storage: TinyDBStorage, name: str) -> None:
        self._storage = storage
        self._name = name

    def __getitem__(self, doc_id: int) -> dict[str, Any]:
        document = self._storage.overlay.at(self._name, str(doc_id))
        if document is None:
            raise KeyError(doc_id)
        own = deepcopy(document)
        self._storage.overlay.put(self._name, str(doc_id), own)
        return own

    def __setitem__(self, doc_id: int, document: Mapping[str, Any]) -> None:
        self._storage.overlay.put(self._name, str(doc_id), dict(document))

    def __delitem__(self, doc_id: int) -> None:
        self._storage.overlay.remove(self._name, str(doc_id))

    def clear(self) -> None:
        """Delete every document."""
        for doc_id in list(self):
            del self[doc_id]

    def __contains__(self, doc_id: object) -> bool:
        return self._storage.overlay.at(self._name, str(doc_id)) is not None

    def __iter__(self) -> Iterator[int]:
        return (int(key) for key, _ in list(self._storage.overlay.items(self._name)))

    def __len__(self) -> int:
        return sum(1 for _ in self)
