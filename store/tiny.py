"""The store on a TinyDB JSON file."""

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from tinydb import TinyDB

from ktd_tui.domain.base import Record
from ktd_tui.errors import Conflict, NotFound, Refused
from ktd_tui.i18n import N_
from store.atomic import AtomicJSONStorage
from store.lock import held
from store.shape import META, empty_tables
from store.snapshot import Models, Snapshot
from store.table import SharedTable

R = TypeVar("R", bound=Record)


class _Database(TinyDB):
    table_class = SharedTable


class TinyStore:
    """``store.contract.Store`` on one TinyDB file that several processes share.

    Reads come from memory after one stat and never wait, neither for another process nor for a
    transaction of another thread: the file is replaced as a whole, and so is the snapshot.
    """

    def __init__(self, path: Path, *, create: bool, read_only: bool) -> None:
        self._lock_path = path.with_name(f"{path.name}.lock")
        self._read_only = read_only
        self._closed = False
        self._writer = threading.RLock()
        """Held for a whole transaction: one thread writes at a time."""
        self._mutex = threading.Lock()
        """Held for moments: file and snapshot change together."""
        self._owner: int | None = None
        self._news = False
        self._models: Models = {}
        self._storage = AtomicJSONStorage(path)
        if create and not read_only and not os.path.lexists(path):
            self._create()
        self._storage.reload()
        self._base = self._storage.tables
        self._snapshot = self._work = self._taken()
        self._db = _Database(storage=lambda: self._storage)

    def _create(self) -> None:
        with held(self._lock_path):
            if not os.path.lexists(self._storage.path):  # another process may have been first
                self._storage.write(empty_tables())

    def _taken(self) -> Snapshot:
        return Snapshot(self._base, self._storage.path, self._models)

    # reading ------------------------------------------------------------------------------------

    def get(self, kind: type[R], record_id: str) -> R:
        """See ``Store.get``."""
        return self._visible().get(kind, record_id)

    def find(self, kind: type[R], /, **equals: object) -> list[R]:
        """See ``Store.find``."""
        if unknown := equals.keys() - kind.model_fields.keys():
            raise TypeError(f"{kind.__name__} has no field {', '.join(sorted(unknown))}")
        return self._visible().find(kind, equals)

    def refresh(self) -> bool:
        """See ``Store.refresh``."""
        if self._closed or self._in_transaction:
            return False
        self._update()
        with self._mutex:
            news, self._news = self._news, False
        return news

    @property
    def _in_transaction(self) -> bool:
        return self._owner == threading.get_ident()

    def _visible(self) -> Snapshot:
        """Return what this thread is to see: its transaction's state, else the file's."""
        if self._in_transaction:
            return self._work
        if not self._closed:
            self._update()
        return self._snapshot

    def _update(self) -> None:
        with self._mutex:
            self._news |= self._storage.reload()
            if self._base is not self._storage.tables:  # read anew, or committed and then interrupted
                self._base = self._storage.tables
                self._snapshot = self._taken()

    # writing ------------------------------------------------------------------------------------

    def save(self, record: R) -> R:
        """See ``Store.save``."""
        with self._writing("save"):
            self._check_revision(record)
            document = record.model_dump(mode="json", warnings="none") | {"rev": record.rev + 1}
            fresh = type(record).model_validate(document)  # nothing is kept that could not be read again
            doc_id = self._table(record.table).put(document, self._work.doc_id(record.table, record.id))
            self._note(record, doc_id)
        return fresh

    def delete(self, record: Record) -> None:
        """See ``Store.delete``."""
        with self._writing("delete"):
            self._check_revision(record)
            doc_id = self._work.doc_id(record.table, record.id)
            if doc_id is None:
                raise NotFound(N_("The record {id} is not in the data any more."), id=record.id)
            self._table(record.table).remove(doc_ids=[doc_id])
            self._note(record, None)

    def _table(self, name: str) -> SharedTable:
        table = self._db.table(name)
        if not isinstance(table, SharedTable):
            raise TypeError(name)
        return table

    def _note(self, record: Record, doc_id: int | None) -> None:
        self._work.note(self._storage.read(), record.table, record.id, doc_id)

    def _check_revision(self, record: Record) -> None:
        exists = self._work.doc_id(record.table, record.id) is not None
        theirs = self._work.get(type(record), record.id) if exists else None
        if record.rev == (theirs.rev if theirs else 0):
            return
        message = N_("Somebody else deleted this meanwhile; yours was not saved.")
        if theirs:
            message = N_(
                "Somebody else changed this meanwhile; yours was not saved over it. F5 shows theirs."
            )
        raise Conflict(message, mine=record, theirs=theirs)

    def _writing(self, why: str) -> AbstractContextManager[None]:
        return nullcontext() if self._in_transaction else self.transaction(why)

    @contextmanager
    def transaction(self, why: str) -> Iterator[None]:
        """See ``Store.transaction``."""
        with self._writer:
            if self._in_transaction:
                yield from self._nested()
                return
            if self._closed:
                raise RuntimeError("the store is closed")
            if self._read_only:
                raise Refused(N_("ktd was opened read-only; nothing was changed."))
            with held(self._lock_path):
                self._update()
                yield from self._outermost(why)

    def _outermost(self, why: str) -> Iterator[None]:
        self._storage.hold()
        self._work, self._owner = self._snapshot.fork(), threading.get_ident()
        try:
            yield
            self._commit(why)
        finally:
            self._owner, self._work = None, self._snapshot
            self._storage.release()

    def _nested(self) -> Iterator[None]:
        """Undo the inner part alone where its exception is caught outside it."""
        work, pending = self._work, self._storage.pending
        self._work = work.fork()
        try:
            yield
        except BaseException:
            self._work = work
            self._storage.rewind(pending)
            raise

    def _commit(self, why: str) -> None:
        """Bring the transaction to the disk, then show it to the other threads.

        This is the one place through which every change passes: a journal line (``seq``, ``why`` and
        the documents put and deleted) would be written here, instead of the whole file.
        """
        del why  # the file keeps the state, not the history
        if self._storage.pending is None:
            return
        meta = self._storage.read()[META]["1"]
        self._table(META).put({**meta, "seq": meta["seq"] + 1}, 1)
        self._storage.commit()
        with self._mutex:
            self._snapshot, self._base = self._work, self._storage.tables

    def close(self) -> None:
        """See ``Store.close``; a transaction of another thread is waited for."""
        with self._writer:
            self._closed = True
            self._db.close()
