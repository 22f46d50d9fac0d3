"""The store on a TinyDB JSON file."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from tinydb import TinyDB
from tinydb.table import Document

from ktd_tui.domain.base import Record
from ktd_tui.errors import Conflict, NotFound, Refused, StoreError
from ktd_tui.i18n import N_
from store.atomic import AtomicJSONStorage
from store.lock import held
from store.table import SharedTable

R = TypeVar("R", bound=Record)

APP, SCHEMA = "ktd", 1
META = "_meta"


class TinyStore:
    """``store.contract.Store`` on one TinyDB file that several processes share.

    Reads come from memory after one stat and never wait for a lock: the file is replaced as a whole.
    """

    def __init__(self, path: Path, *, create: bool, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only
        self._mutex = threading.RLock()
        self._depth = 0
        self._storage = AtomicJSONStorage(path)
        if create and not path.exists() and not read_only:
            self._create()
        self._db = TinyDB(storage=lambda: self._storage)
        self._db.table_class = SharedTable
        self._models: dict[tuple[str, str], tuple[dict[str, Any], Record]] = {}
        self._indexes: dict[str, dict[str, int]] = {}
        self.refresh()
        self._check_meta()

    def _create(self) -> None:
        with held(self._lock_path, self._holder):
            if not self._path.exists():  # another process may have been first
                self._storage.write({META: {"1": {"app": APP, "schema": SCHEMA, "seq": 0}}})

    @property
    def _lock_path(self) -> Path:
        return self._path.with_name(f"{self._path.name}.lock")

    @property
    def _holder(self) -> str:
        return f"pid {os.getpid()} (uid {os.getuid()})"

    def _check_meta(self) -> None:
        meta = self._storage.read().get(META, {}).get("1", {})
        if meta.get("app") != APP:
            raise StoreError(
                N_("The data file {path} was not made by ktd. It was left as it is."), path=self._path
            )
        found = meta.get("schema")
        if not isinstance(found, int) or found > SCHEMA:
            raise StoreError(
                N_(
                    "The data file {path} was made by a newer ktd (form {found}, "
                    "this one knows {known}). Update ktd."
                ),
                path=self._path,
                found=found,
                known=SCHEMA,
            )

    # reading ------------------------------------------------------------------------------------

    def get(self, kind: type[R], record_id: str) -> R:
        """See ``Store.get``."""
        with self._mutex:
            self._current()
            return self._model(kind, record_id)

    def find(self, kind: type[R], **equals: object) -> list[R]:
        """See ``Store.find``."""
        with self._mutex:
            self._current()
            records = [self._model(kind, record_id) for record_id in sorted(self._index(kind.table))]
        return [r for r in records if all(getattr(r, name) == value for name, value in equals.items())]

    def _current(self) -> None:
        if not self._depth:
            self.refresh()

    def refresh(self) -> bool:
        """See ``Store.refresh``."""
        with self._mutex:
            if self._depth or not self._storage.reload():
                return False
            self._indexes.clear()
            return True

    def _index(self, table: str) -> dict[str, int]:
        """Return doc ids by record id.

        Raises:
            StoreError: Two documents have one id, or a document has none.
        """
        if table not in self._indexes:
            index: dict[str, int] = {}
            for doc_id, doc in self._storage.read().get(table, {}).items():
                record_id = doc.get("id")
                if not isinstance(record_id, str) or record_id in index:
                    raise StoreError(
                        N_("The data file {path} has two records of one id in “{table}”: {id}."),
                        path=self._path,
                        table=table,
                        id=record_id,
                    )
                index[record_id] = int(doc_id)
            self._indexes[table] = index
        return self._indexes[table]

    def _model(self, kind: type[R], record_id: str) -> R:
        doc_id = self._index(kind.table).get(record_id)
        if doc_id is None:
            raise NotFound(N_("The record {id} is not in the data any more."), id=record_id)
        doc = self._storage.read()[kind.table][str(doc_id)]
        known = self._models.get((kind.table, record_id))
        if known and known[0] is doc and isinstance(known[1], kind):
            return known[1]
        model = self._validated(kind, doc)
        self._models[kind.table, record_id] = (doc, model)
        return model

    def _validated(self, kind: type[R], doc: dict[str, Any]) -> R:
        try:
            return kind.model_validate(doc)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            raise StoreError(
                N_("The data file {path} holds a wrong value: {table}, record {id}, field “{field}”."),
                path=self._path,
                table=kind.table,
                id=doc.get("id"),
                field=".".join(str(part) for part in first["loc"]),
            ) from error

    # writing ------------------------------------------------------------------------------------

    def save(self, record: R) -> R:
        """See ``Store.save``."""
        fresh = record.model_copy(update={"rev": record.rev + 1})
        with self.transaction("save"):
            doc_id = self._checked(record)
            doc = fresh.model_dump(mode="json")
            table = self._db.table(record.table)
            if doc_id is None:
                doc_id = table.insert(doc)
            else:
                table.upsert(Document(doc, doc_id=doc_id))
            self._index(record.table)[record.id] = doc_id
            self._models.pop((record.table, record.id), None)
        return fresh

    def delete(self, record: Record) -> None:
        """See ``Store.delete``."""
        with self.transaction("delete"):
            doc_id = self._checked(record)
            if doc_id is not None:
                self._db.table(record.table).remove(doc_ids=[doc_id])
                del self._index(record.table)[record.id]
                self._models.pop((record.table, record.id), None)

    def _checked(self, record: Record) -> int | None:
        """Return the document's id after comparing revisions."""
        doc_id = self._index(record.table).get(record.id)
        theirs = self._model(type(record), record.id) if doc_id is not None else None
        if (theirs.rev if theirs else 0) != record.rev:
            raise Conflict(
                N_("Somebody else changed this meanwhile; yours was not saved over it. F5 shows theirs."),
                mine=record,
                theirs=theirs,
            )
        return doc_id

    @contextmanager
    def transaction(self, why: str) -> Iterator[None]:
        """See ``Store.transaction``."""
        del why  # the journal will keep it
        with self._mutex:
            if self._depth:
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                return
            if self._read_only:
                raise Refused(N_("ktd was opened read-only; nothing was changed."))
            with held(self._lock_path, self._holder):
                self.refresh()
                yield from self._outermost()

    def _outermost(self) -> Iterator[None]:
        self._depth, self._storage.held = 1, True
        try:
            yield
            self._commit()
        except BaseException:
            self._storage.forget()
            self._indexes.clear()
            self._models.clear()
            raise
        finally:
            self._depth, self._storage.held = 0, False

    def _commit(self) -> None:
        if self._storage.dirty:
            meta = self._db.table(META)
            seq = int(meta.all()[0]["seq"]) + 1
            meta.update({"seq": seq}, doc_ids=[1])
        self._storage.flush()

    def close(self) -> None:
        """See ``Store.close``."""
        self._db.close()
