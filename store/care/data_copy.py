"""Copies of all data as one plain TinyDB file: for exports, and before a restore or change of form."""

from pathlib import Path

import orjson

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from store.engine.files import create_file, make_folder
from store.errors import not_saved
from store.shared.archive import Archive, ArchivePlace
from store.shared.file_format import META, SCHEMA, Tables, tables_of_meta
from store.shared.shared_data import Followed, SharedData

BACKUPS = "backups"


def consistent_copy(storage: SharedData[Followed]) -> tuple[Tables, int]:
    """Return a copy of all tables as of one commit, and that commit's number.

    Raises:
        StoreError: The data cannot be read.
    """
    while True:
        before = storage.seq
        tables = storage.read()
        if storage.seq == before:  # else a commit came between
            return tables, before


def data_file_bytes(tables: Tables, seq: int, schema: int = SCHEMA) -> bytes:
    """Return the bytes of a data file."""
    meta = tables_of_meta(seq)[META]["1"] | {"schema": schema}
    return orjson.dumps({META: {"1": meta}, **tables})


def write_export(storage: SharedData[Followed], to: Path) -> None:
    """Write everything, archives included, into one new TinyDB file.

    Raises:
        StoreError: The file exists or cannot be written, or the data cannot be read.
    """
    tables, seq = consistent_copy(storage)
    _create_wanted(to, data_file_bytes(_with_archives(tables, storage.archives), seq))


def _create_wanted(to: Path, written: bytes) -> None:
    """Write a file that a person asked for.

    Raises:
        StoreError: It exists or cannot be written; nothing was left lying.
    """
    try:
        create_file(to, written)
    except FileExistsError as error:
        raise name_taken(to) from error
    except OSError as error:
        raise not_written(to, error) from error


def name_taken(path: Path) -> StoreError:
    """Return the error for a target file that exists already."""
    return StoreError(N_("{path} exists already; it was not overwritten. Choose another name."), path=path)


def not_written(path: Path, error: OSError) -> StoreError:
    """Return the error for a target file that could not be written."""
    return StoreError(N_("{path} could not be written: {reason}"), path=path, reason=os_reason(error))


def _with_archives(tables: Tables, archives: ArchivePlace) -> Tables:
    """Merge the archived records back into the tables: one file is to hold everything."""
    entries = tables.pop(Archive.table, {})
    for entry in entries.values():
        for name, documents in archives.read(Archive.model_validate(entry)).tables.items():
            table = tables.setdefault(name, {})
            first = max(map(int, table), default=0) + 1
            table |= {str(first + n): document for n, document in enumerate(documents.values())}
    return tables


def keep_copy(storage: SharedData[Followed], name: str, schema: int = SCHEMA) -> Path:
    """Copy the present state to ``backups/<name>-<UTC time>.json``; return that path.

    Raises:
        NotSaved: The disk refused it.
    """
    tables, seq = consistent_copy(storage)
    folder = storage.path.parent / BACKUPS
    stem = f"{name}-{storage.clock():%Y%m%dT%H%M%SZ}"
    try:
        make_folder(folder)
        return _put_numbered(folder, stem, data_file_bytes(tables, seq, schema))
    except OSError as error:
        raise not_saved(folder, error) from error


def _put_numbered(folder: Path, stem: str, written: bytes) -> Path:
    """Make ``<stem>.json``, or ``<stem>-2.json`` and so on where there is one of this second."""
    turn = 1
    while True:
        path = folder / (f"{stem}.json" if turn == 1 else f"{stem}-{turn}.json")
        try:
            create_file(path, written)
        except FileExistsError:
            turn += 1
        else:
            return path
