"""Writes a backup: one ZIP file with data, history and archives, read back before it gets its name.

Papers that lie in a database are in it, too; those in a folder are copied with other files.
"""

import os
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import orjson

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.care.backup_reader import DATA, MANIFEST, MEMBER, read_zip
from store.care.data_copy import consistent_copy, data_file_bytes, name_taken, not_written
from store.care.opening import paper_place_of
from store.directory import PAPERS
from store.engine.files import create, link_into_place, remove, temporary_for
from store.shared.archive import FOLDER
from store.shared.file_format import APP, SCHEMA, Tables
from store.shared.shared_data import Followed, SharedData

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every member: the same data gives the same bytes."""


def write_backup(storage: SharedData[Followed], to: Path) -> None:
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
                _write(file.fileno(), storage, tables, seq)
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


def _write(descriptor: int, storage: SharedData[Followed], tables: Tables, seq: int) -> None:
    digests: dict[str, str] = {}
    with (
        os.fdopen(os.dup(descriptor), "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle,
    ):
        for name, written in _members(storage, tables, seq):
            if name not in digests:
                digests[name] = sha256(written).hexdigest()
                _put(bundle, name, written)
        manifest = {"app": APP, "schema": SCHEMA, "seq": seq, "files": digests}
        _put(bundle, MANIFEST, orjson.dumps(manifest, option=orjson.OPT_INDENT_2))


def _put(bundle: zipfile.ZipFile, name: str, written: bytes) -> None:
    member = zipfile.ZipInfo(name, EPOCH)
    member.external_attr = 0o660 << 16
    bundle.writestr(member, written, zipfile.ZIP_DEFLATED)


def _members(storage: SharedData[Followed], tables: Tables, seq: int) -> Iterator[tuple[str, bytes]]:
    yield DATA, data_file_bytes(tables, seq)
    yield from ((name, part) for name, part in storage.journals(seq) if MEMBER.fullmatch(name))
    yield from ((f"{FOLDER}/{name}.json", part) for name, part in storage.archives.all())
    yield from ((f"{PAPERS}/{name}", part) for name, part in paper_place_of(storage).beside_records())


def _read_back(written: Path, tables: Tables, seq: int) -> None:
    found, number, *_ = read_zip(written)
    if (found, number) != (tables, seq):
        raise StoreError(N_("{path} was not written as it should be; check the disk."), path=written)
