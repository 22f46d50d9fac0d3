"""One state of the data: documents by record id, validated into models when they are read."""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_origin

from pydantic import ValidationError

from ktd_tui.domain.base import Record
from ktd_tui.errors import NotFound, StoreError
from ktd_tui.i18n import N_
from store.shape import Document, Tables, wrong_value

R = TypeVar("R", bound=Record)
Models = dict[tuple[str, str], tuple[Document, Record]]
"""Validated models by table and record id, each with the document it was made from."""


class Snapshot:
    """Tables that nobody changes any more, so that several threads may read them without a lock.

    The cache of models outlives a snapshot: a model stays good as long as its document is equal.
    """

    def __init__(self, tables: Tables, path: Path, models: Models) -> None:
        self._tables = tables
        self._path = path
        self._models = models
        self._indexes: dict[str, dict[str, str]] = {}
        self._own: set[str] = set()

    def fork(self) -> "Snapshot":
        """Return a copy that ``note`` may change."""
        copy = Snapshot(self._tables, self._path, self._models)
        copy._indexes = dict(self._indexes)
        return copy

    def note(self, tables: Tables, table: str, record_id: str, doc_id: int | None) -> None:
        """Take in that a record was put at ``doc_id``, or deleted.

        Args:
            tables: All tables after that.
            table: The record's table.
            record_id: The record's id.
            doc_id: TinyDB's id of the document, None where it was deleted.
        """
        index = self._index(table)
        if table not in self._own:
            index = self._indexes[table] = dict(index)
            self._own.add(table)
        if doc_id is None:
            del index[record_id]
        else:
            index[record_id] = str(doc_id)
        self._tables = tables

    def doc_id(self, table: str, record_id: str) -> int | None:
        """Return TinyDB's id of a record's document, or None."""
        key = self._index(table).get(record_id)
        return None if key is None else int(key)

    def get(self, kind: type[R], record_id: str) -> R:
        """Return the record of that id.

        Raises:
            NotFound: There is none.
            StoreError: Its document does not fit the model.
        """
        key = self._index(kind.table).get(record_id)
        if key is None:
            raise NotFound(N_("The record {id} is not in the data any more."), id=record_id)
        return _lent(self._model(kind, record_id, self._tables[kind.table][key]))

    def find(self, kind: type[R], equals: dict[str, object]) -> list[R]:
        """Return the records whose fields have these values, sorted by id.

        Raises:
            StoreError: A document does not fit the model.
        """
        index = self._index(kind.table)
        documents = self._tables.get(kind.table, {})
        near = [i for i, key in index.items() if not _differs(documents[key], equals)]
        models = (self._model(kind, i, documents[index[i]]) for i in sorted(near))
        return [_lent(m) for m in models if all(getattr(m, name) == v for name, v in equals.items())]

    def _index(self, table: str) -> dict[str, str]:
        if table not in self._indexes:
            index: dict[str, str] = {}
            for key, document in self._tables.get(table, {}).items():
                record_id = document.get("id")
                if not isinstance(record_id, str):
                    raise wrong_value(self._path, table, record_id, "id")
                if record_id in index:
                    raise StoreError(
                        N_("The data file {path} has two records of one id in “{table}”: {id}."),
                        path=self._path,
                        table=table,
                        id=record_id,
                    )
                index[record_id] = key
            self._indexes[table] = index
        return self._indexes[table]

    def _model(self, kind: type[R], record_id: str, document: Document) -> R:
        known = self._models.get((kind.table, record_id))
        if known is not None and isinstance(known[1], kind):
            if known[0] is document:
                return known[1]
            if known[0] == document:  # the file was read anew; this record is as it was
                self._models[kind.table, record_id] = (document, known[1])
                return known[1]
        model = self._validated(kind, document)
        self._models[kind.table, record_id] = (document, model)
        return model

    def _validated(self, kind: type[R], document: Document) -> R:
        try:
            return kind.model_validate(document)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            raise wrong_value(self._path, kind.table, document.get("id"), place) from error


def _differs(document: Document, equals: dict[str, Any]) -> bool:
    """Tell whether the document cannot match, without the cost of validating it.

    Only plain values of one type are compared: anything else is for the model to say.
    """
    for name, value in equals.items():
        kept = document.get(name)
        if kept != value and isinstance(kept, str) and isinstance(value, str):
            return True
    return False


def _lent(model: R) -> R:
    """Return the model, or a copy where a caller could change it and so everybody's."""
    return model.model_copy(deep=True) if _changeable(type(model)) else model


@cache
def _changeable(kind: type[Record]) -> bool:
    return any(get_origin(f.annotation) in (dict, list, set) for f in kind.model_fields.values())
