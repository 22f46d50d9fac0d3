"""Finds the model of each table, and the documents that do not fit theirs."""

from collections.abc import Iterable, Iterator
from enum import Enum, EnumType
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ValidationError

import ktd_tui.domain
from ktd_tui.domain.base import Record
from ktd_tui.errors import StoreError
from store.shared.archive import Archive
from store.shared.file_format import Document, Tables, damaged_record, unknown_here, wrong_value


@cache
def models() -> dict[str, type[Record]]:
    """Return the model of each table."""
    rooms = [import_module(room.name) for room in walk_packages(ktd_tui.domain.__path__, "ktd_tui.domain.")]
    kinds = [kind for room in rooms for kind in vars(room).values() if _is_stored(kind)]
    return {kind.table: kind for kind in [*kinds, Archive]}


@cache
def shape_of_records() -> str:
    """Return a mark of all fields that records have, those of the values in them, too.

    And of the words that a field chooses from: a former ktd cannot read a word that came later.
    """
    seen: dict[str, list[str]] = {}
    waiting: list[Any] = list(models().values())
    while waiting:
        kind = waiting.pop()
        waiting += get_args(kind)
        if get_origin(kind) is Literal:
            seen[repr(kind)] = []
        elif isinstance(kind, EnumType):
            words: Iterable[Enum] = kind.__members__.values()
            seen[kind.__name__] = sorted(str(word.value) for word in words)
        elif isinstance(kind, type) and issubclass(kind, BaseModel) and kind.__name__ not in seen:
            seen[kind.__name__] = sorted(kind.model_fields)
            waiting += [field.annotation for field in kind.model_fields.values()]
    return sha256(repr(sorted(seen.items())).encode()).hexdigest()[:16]


def _is_stored(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record) and kind is not Record


class Misfit(NamedTuple):
    """A document that the store could not read.

    Attributes:
        key: TinyDB's number of the document.
        record_id: Its id, or what stands there.
        field: The field that does not fit, or "id" where another document has the same id.
        duplicate: Another document has the same id, and is the one to keep.
        newer: A later ktd's, or a hand's: a field or word that this ktd does not know, and all else fits.
    """

    table: str
    key: str
    record_id: object
    field: str
    duplicate: bool = False
    newer: bool = False

    def error(self, path: Path, *, opened: bool = False) -> StoreError:
        """Return the error for it; of data that is open it says what mends that."""
        if self.newer:
            return unknown_here(path, self.table, self.record_id, self.field)
        return (damaged_record if opened else wrong_value)(path, self.table, self.record_id, self.field)


UNKNOWN = frozenset({"extra_forbidden", "enum", "literal_error"})
"""Pydantic's names for what a later ktd's record has: a field, a word to choose from."""


def misfit_of(table: str, key: str, record_id: object, error: ValidationError) -> Misfit:
    """Return what does not fit in a document, from why its model refused it."""
    found = error.errors(include_url=False)
    field = ".".join(str(part) for part in found[0]["loc"])
    return Misfit(table, key, record_id, field, newer={one["type"] for one in found} <= UNKNOWN)


def misfits(tables: Tables) -> Iterator[Misfit]:
    """Yield the documents that do not fit; tables that this ktd does not know are passed over."""
    for table, kind in models().items():
        documents = tables.get(table, {})
        kept: dict[str, str] = {}
        for key, document in documents.items():
            record_id = document.get("id")
            if (misfit := _misfit(kind, key, document)) is not None:
                yield misfit
            elif isinstance(record_id, str):
                other = kept.get(record_id)
                if other is None or _newer(document, documents[other]):
                    kept[record_id], loser = key, other
                else:
                    loser = key
                if loser is not None:
                    yield Misfit(table, loser, record_id, "id", duplicate=True)


def _newer(one: Document, other: Document) -> bool:
    return int(one.get("rev", 0)) > int(other.get("rev", 0))


def _misfit(kind: type[Record], key: str, document: Document) -> Misfit | None:
    record_id = document.get("id")
    if not isinstance(record_id, str):
        return Misfit(kind.table, key, record_id, "id")  # a model would make one up
    try:
        kind.model_validate(document)
    except ValidationError as error:
        return misfit_of(kind.table, key, record_id, error)
    return None
