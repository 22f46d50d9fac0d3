"""Writes a backup: one ZIP file with data, history and archives, read back before it gets its name."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

import orjson

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.care.backup_reader import DATA, MANIFEST, MEMBER, read_zip
from store.care.data_copy import consistent_copy, data_file_bytes, name_taken, not_written
from store.engine.archive import FOLDER
from store.engine.file_format import APP, SCHEMA, Tables
from store.engine.files import create, link_into_place, read_all, remove, temporary_for
from store.engine.history_files import HISTORY, commit_range, finished, history_name
from store.engine.journal import Journal
from store.engine.storage import JournalStorage

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every member: the same data gives the same bytes."""


def write_backup(storage: JournalStorage, to: Path) -> None:
    """Write everything into one new ZIP file.

    Raises:
        StoreError: The file exists or cannot be written, or the data cannot be read.
    """
    if os.path.lexists(to):
        raise name_taken(to)
    tables, seq = consistent_copy(storage)
    temporary = temporary_for(to)
    try:
        remove(temporary)  # left by a killed process that had this number
        try:
            with os.fdopen(create(temporary), "wb") as file:
                _write(file.fileno(), storage.path, tables, seq)
                os.fsync(file.fileno())
            _read_back(temporary, tables, seq)
        except BaseException:
            remove(temporary)
            raise
        link_into_place(temporary, to)
    except FileExistsError as error:
        raise name_taken(to) from error
    except OSError as error:
        raise not_written(to, error) from error


def _write(descriptor: int, path: Path, tables: Tables, seq: int) -> None:
    digests: dict[str, str] = {}
    with (
        os.fdopen(os.dup(descriptor), "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle,
    ):
        for name, written in _members(path, tables, seq):
            if name not in digests:
                digests[name] = sha256(written).hexdigest()
                _put(bundle, name, written)
        manifest = {"app": APP, "schema": SCHEMA, "seq": seq, "files": digests}
        _put(bundle, MANIFEST, orjson.dumps(manifest, option=orjson.OPT_INDENT_2))


def _put(bundle: zipfile.ZipFile, name: str, written: bytes) -> None:
    member = zipfile.ZipInfo(name, EPOCH)
    member.external_attr = 0o660 << 16
    bundle.writestr(member, written, zipfile.ZIP_DEFLATED)


def _members(path: Path, tables: Tables, seq: int) -> Iterator[tuple[str, bytes]]:
    yield DATA, data_file_bytes(tables, seq)
    # The present journal is opened first: it may go to the history meanwhile, and is read all the same.
    present = Journal.open(path.with_name(f"{path.name}.journal"), writing=False)
    done: set[Path] = set()
    while waiting := [p for p in finished(path.parent / HISTORY) if p not in done]:
        done.add(waiting[0])  # small ones may be joined meanwhile: the joined one is found then
        yield from _finished_journal(waiting[0], seq)
    yield from _journal_up_to(present, seq)
    for archive in sorted((path.parent / FOLDER).glob("*.json")):
        yield f"{FOLDER}/{archive.name}", archive.read_bytes()


def _finished_journal(journal: Path, seq: int) -> Iterator[tuple[str, bytes]]:
    name = f"{HISTORY}/{journal.name}"
    if not MEMBER.fullmatch(name):
        return  # not of ktd's making
    base, last = commit_range(journal)
    if last <= seq:
        with suppress(FileNotFoundError):
            yield name, journal.read_bytes()
    elif base < seq:
        yield from _journal_up_to(Journal.open(journal, writing=False), seq)


def _journal_up_to(journal: Journal | None, seq: int) -> Iterator[tuple[str, bytes]]:
    """Yield a journal up to a commit as a finished journal, where it has lines up to there."""
    if journal is None:
        return
    with closing(journal):
        end, last = journal.start, journal.base
        for line in journal.lines():
            if line["seq"] > seq:
                break
            end, last = journal.offset, line["seq"]
        if end > journal.start:
            name = f"{HISTORY}/{history_name(journal.base, last)}"
            yield name, read_all(journal.descriptor)[:end]


def _read_back(written: Path, tables: Tables, seq: int) -> None:
    found, number, *_ = read_zip(written)
    if (found, number) != (tables, seq):
        raise StoreError(N_("{path} was not written as it should be; check the disk."), path=written)
