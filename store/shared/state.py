"""The data in memory: TinyDB's tables, indexed by record, and what a transaction changes on top of them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

from store.contract import Key
from store.errors import duplicate_id
from store.shared.field_index import FieldIndex
from store.shared.file_format import Document, Tables, wrong_value

Op = tuple[str, str, int, Document] | tuple[str, str, int]
"""``("put", table, document id, document)`` or ``("del", table, document id)``."""
Former = Document | None
"""Of one op: the fields that a put changed, as they were; all of what was deleted; None for a new one."""


class State:
    """All documents, as of commit ``seq``. Changed only by ``apply``."""

    def __init__(self, tables: Tables, seq: int, path: Path) -> None:
        self.tables = tables
        self.seq = seq
        self.path = path
        self._keys: dict[str, dict[str, str]] = {}
        self._fields: dict[str, dict[str, FieldIndex]] = {}
        """By table, the fields that records were looked for by: an index is made when it is first asked."""
        self._last: dict[str, int] = {}
        self._begun = seq
        self._touched: dict[Key, int] = {}
        """The commit that changed a record last, since this state was read; the latest last."""

    def touched(self, since: int) -> frozenset[Key] | None:
        """Return which records the commits after that number changed; None where that is not known."""
        if since < self._begun:
            return None
        latest = takewhile(lambda key: self._touched[key] > since, reversed(self._touched))
        return frozenset(latest)

    def keys(self, table: str) -> dict[str, str]:
        """Return the document id of each record of a table, by record id.

        Raises:
            StoreError: A record has no id, or two have the same.
        """
        if table not in self._keys:
            index: dict[str, str] = {}
            for key, document in self.tables.get(table, {}).items():
                record_id = document.get("id")
                if not isinstance(record_id, str):
                    raise wrong_value(self.path, table, record_id, "id")
                if record_id in index:
                    raise duplicate_id(self.path, table, record_id)
                index[record_id] = key
            self._keys[table] = index
        return self._keys[table]

    def document(self, table: str, record_id: str) -> Document | None:
        """Return a record's document."""
        key = self.keys(table).get(record_id)
        return None if key is None else self.tables[table][key]

    def items(self, table: str) -> Iterable[tuple[str, Document]]:
        """Return document ids and documents of a table."""
        return self.tables.get(table, {}).items()

    def documents(self, table: str, texts: Mapping[str, str]) -> Iterable[tuple[str, Document]]:
        """Return record ids and documents of a table that may have these texts in these fields."""
        self.keys(table)  # says what is wrong with an id
        return [(document["id"], document) for _, document in self.candidates(table, texts)]

    def candidates(self, table: str, texts: Mapping[str, str]) -> Iterable[tuple[str, Document]]:
        """Return document ids and documents of a table that may have these texts in these fields."""
        documents = self.tables.get(table, {})
        if not texts or not documents:
            return documents.items()
        if "id" in texts:
            key = self.keys(table).get(texts["id"])
            return [] if key is None else [(key, documents[key])]
        known = self._fields.setdefault(table, {})
        for name in texts.keys() - known.keys():
            known[name] = FieldIndex(name, documents)
        fewest = min(texts, key=lambda name: known[name].count(texts[name]))
        return [(key, documents[key]) for key in known[fewest].keys(texts[fewest])]

    def last_key(self, table: str) -> int:
        """Return the largest document id that a table has."""
        if table not in self._last:
            self._last[table] = max(map(int, self.tables.get(table, ())), default=0)
        return self._last[table]

    def apply(self, ops: Iterable[Op]) -> set[Key]:
        """Take in the changes of the commit that follows; return which records they touch."""
        touched = set()
        for op in ops:
            table, key = op[1], str(op[2])
            documents = self.tables.setdefault(table, {})
            old = documents.pop(key, None) if op[0] == "del" else documents.get(key)
            new = op[3] if len(op) == 4 else None  # noqa: PLR2004  # a put
            if new is not None:
                documents[key] = new
                if table in self._last:
                    self._last[table] = max(self._last[table], op[2])
            elif self._last.get(table) == op[2]:
                del self._last[table]  # counted anew where it is asked for
            touched |= {(table, i) for d in (old, new) if d and isinstance(i := d.get("id"), str)}
            self._index(table, key, old, new)
        for one in touched:
            self._touched.pop(one, None)
            self._touched[one] = self.seq + 1
        return touched

    def _index(self, table: str, key: str, old: Document | None, new: Document | None) -> None:
        for field in self._fields.get(table, {}).values():
            field.change(key, old, new)
        index = self._keys.get(table)
        if index is None:
            return
        if old is not None:
            index.pop(old["id"], None)
        record_id = new.get("id") if new is not None else None
        if new is None or (isinstance(record_id, str) and record_id not in index):
            if record_id is not None:
                index[record_id] = key
        else:
            del self._keys[table]  # the next look makes it anew, and says what is wrong


class Overlay:
    """The changes of one transaction on top of a state, which stays as it is meanwhile."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._changed: dict[str, dict[str, Document | None]] = {}
        self._keys: dict[Key, str | None] = {}
        self._last: dict[str, int] = {}

    def copy(self) -> "Overlay":
        """Return an overlay that goes on from here."""
        fork = Overlay(self._state)
        fork._changed = {table: dict(changed) for table, changed in self._changed.items()}
        fork._keys = dict(self._keys)
        fork._last = dict(self._last)
        return fork

    def changes(self, table: str) -> bool:
        """Tell whether anything of a table is changed."""
        return bool(self._changed.get(table))

    def key(self, table: str, record_id: str) -> str | None:
        """Return the document id of a record."""
        if (table, record_id) in self._keys:
            return self._keys[table, record_id]
        return self._state.keys(table).get(record_id)

    def document(self, table: str, record_id: str) -> Document | None:
        """Return a record's document."""
        key = self.key(table, record_id)
        return None if key is None else self.at(table, key)

    def at(self, table: str, key: str) -> Document | None:
        """Return the document of a document id."""
        changed = self._changed.get(table, {})
        return changed[key] if key in changed else self._state.tables.get(table, {}).get(key)

    def documents(self, table: str, texts: Mapping[str, str]) -> Iterator[tuple[str, Document]]:
        """Yield record ids and documents of a table that may have these texts in these fields."""
        changed = self._changed.get(table, {})
        for key, document in self._state.candidates(table, texts):
            if key not in changed:
                yield document["id"], document
        yield from ((document["id"], document) for document in changed.values() if document is not None)

    def items(self, table: str) -> Iterator[tuple[str, Document]]:
        """Yield document ids and documents of a table."""
        changed, before = self._changed.get(table, {}), self._state.tables.get(table, {})
        for key, document in before.items():
            now = changed.get(key, document)
            if now is not None:
                yield key, now
        for key, fresh in changed.items():
            if fresh is not None and key not in before:
                yield key, fresh

    def tables(self) -> Tables:
        """Return all tables as they would be."""
        return {name: dict(self.items(name)) for name in {**self._state.tables, **self._changed}}

    def last_key(self, table: str) -> int:
        """Return the largest document id in use."""
        return max(self._state.last_key(table), self._last.get(table, 0))

    def put(self, table: str, key: str, document: Document) -> None:
        """Put a document in place of the one of that document id, or as a new one."""
        self._forget(table, key)
        self._changed.setdefault(table, {})[key] = document
        self._last[table] = max(int(key), self._last.get(table, 0))
        if isinstance(record_id := document.get("id"), str):
            self._keys[table, record_id] = key

    def remove(self, table: str, key: str) -> None:
        """Delete a document."""
        self._forget(table, key)
        if key in self._state.tables.get(table, {}):
            self._changed.setdefault(table, {})[key] = None
        else:
            self._changed[table].pop(key)

    def _forget(self, table: str, key: str) -> None:
        old = self.at(table, key)
        if old and isinstance(record_id := old.get("id"), str):
            self._keys[table, record_id] = None

    def ops(self) -> tuple[list[Op], list[Former]]:
        """Return the changes, and what was there before each of them."""
        ops: list[Op] = []
        former: list[Former] = []
        for table, changed in self._changed.items():
            before = self._state.tables.get(table, {})
            for key, document in changed.items():
                old = before.get(key)
                if document is None:
                    ops.append(("del", table, int(key)))
                    former.append(old)
                elif document != old:
                    ops.append(("put", table, int(key), document))
                    former.append(None if old is None else _differing(old, document))
        return ops, former


def _differing(old: Document, new: Document) -> dict[str, Any]:
    return {name: old.get(name) for name in {**old, **new} if old.get(name) != new.get(name)}


def changed_keys(before: Tables, after: Tables) -> set[Key]:
    """Return which records are others in two states."""
    found: set[Key] = set()
    for table in {**before, **after}:
        old = {d.get("id"): d for d in before.get(table, {}).values()}
        new = {d.get("id"): d for d in after.get(table, {}).values()}
        found |= {(table, str(i)) for i in {**old, **new} if old.get(i) != new.get(i)}
    return found
