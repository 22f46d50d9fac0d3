"""Finds the model of each table, and the documents that do not fit theirs."""

from collections.abc import Iterable, Iterator
from enum import Enum, EnumType
from functools import cache
from hashlib import sha256
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ValidationError

import ktd_tui.domain
from ktd_tui.domain.base import Record
from store.shared.archive import Archive
from store.shared.file_format import Document, Tables


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
    """

    table: str
    key: str
    record_id: object
    field: str
    duplicate: bool = False


def misfits(tables: Tables) -> Iterator[Misfit]:
    """Yield the documents that do not fit; tables that this ktd does not know are passed over."""
    for table, kind in models().items():
        documents = tables.get(table, {})
        kept: dict[str, str] = {}
        for key, document in documents.items():
            field = wrong_field(kind, document)
            record_id = document.get("id")
            if field is not None:
                yield Misfit(table, key, record_id, field)
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


def wrong_field(kind: type[Record], document: Document) -> str | None:
    """Return the path of the field that does not fit the model, or None."""
    if not isinstance(document.get("id"), str):
        return "id"  # a model would make one up
    try:
        kind.model_validate(document)
    except ValidationError as error:
        return ".".join(str(part) for part in error.errors(include_url=False)[0]["loc"])
    return None
