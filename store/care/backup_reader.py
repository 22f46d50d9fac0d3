"""Reads a backup for a restore, and checks all of it before anything is changed."""

import re
import zipfile
import zlib
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.care.forms.migrations import form_of, migrated
from store.engine.snapshot import SIZE_LIMIT, read_snapshot
from store.errors import too_large, unreadable
from store.models import misfits
from store.shared.archive import FOLDER, Archive, ArchivePlace
from store.shared.file_format import META, Tables, check_form, parse
from store.shared.state import State

DATA, MANIFEST = "ktd.json", "manifest.json"
ZIP_BEGINS = b"PK\x03\x04"
MEMBER = re.compile(r"ktd\.json|history/\d{12}-\d{12}\.jsonl|archive/[^/\0]+\.json|papers/(?!\.|.*/\.)[^\0]+")
"""What a backup may hold: names that lead to no other place."""
_NOT_WHOLE = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, KeyError, TypeError, AttributeError,
)  # fmt: skip
"""What zipfile and a manifest of another shape raise; RuntimeError: an encrypted member."""


class Backup(NamedTuple):
    """The content of a backup that was read and found whole.

    Attributes:
        tables: The data, in the present form.
        seq: The last commit that it holds.
        path: Its file.
        members: SHA-256 of its other files (history, archives, papers), by name; empty for a plain data file.
    """

    tables: Tables
    seq: int
    path: Path
    members: dict[str, str]

    def read(self, member: str) -> bytes:
        """Return the bytes of a file in the backup.

        Raises:
            StoreError: It cannot be read any more.
        """
        try:
            with zipfile.ZipFile(self.path) as bundle:
                return bundle.read(member)
        except (OSError, *_NOT_WHOLE) as error:
            raise _damaged(self.path, error) from error

    def check_archives(self, archives: ArchivePlace) -> None:
        """Check that every archive that the data names is in the backup, or among these.

        Raises:
            StoreError: One is missing, or another than the one that is named.
        """
        for entry in self.tables.get(Archive.table, {}).values():
            name = f"{FOLDER}/{entry['id']}.json"
            if self.members.get(name, archives.digest(entry["id"])) != entry["sha256"]:
                raise StoreError(
                    N_("The backup {path} needs the archive {name}, which is missing. Nothing was changed."),
                    path=self.path,
                    name=name,
                )


def is_zip_backup(path: Path) -> bool:
    """Tell whether a file is a backup with its history (a ZIP file), not a plain data file.

    Raises:
        StoreError: It cannot be read.
    """
    try:
        if not path.is_file():  # a pipe would be waited for; what else it is, its reader says
            return False
        with path.open("rb") as file:
            return file.read(len(ZIP_BEGINS)) == ZIP_BEGINS
    except OSError as error:
        raise unreadable(path, error) from error


def read_backup(path: Path) -> Backup:
    """Read a backup, or a plain data file, and check all of it.

    Raises:
        StoreError: It is not whole, not ktd's, of a newer ktd, or a record does not fit; it is named.
    """
    real = path.resolve()
    if not real.exists():
        raise StoreError(N_("There is no file {path}."), path=path)
    tables, seq, form, members = read_zip(real) if is_zip_backup(real) else _read_data_file(real)
    tables = migrated(tables, form)
    check_readable(tables, seq, real)
    return Backup(tables, seq, real, members)


def check_readable(tables: Tables, seq: int, path: Path) -> None:
    """Check that the store can read every record.

    Raises:
        StoreError: One does not fit its model, or two have one id.
    """
    state = State(tables, seq, path)
    for misfit in misfits(tables):
        if misfit.duplicate:
            state.keys(misfit.table)  # says so
        raise misfit.error(path)


def _read_data_file(path: Path) -> tuple[Tables, int, int, dict[str, str]]:
    tables, seq, _ = read_snapshot(path)
    return tables, seq, form_of(path), {}


def read_zip(path: Path) -> tuple[Tables, int, int, dict[str, str]]:
    """Read a ZIP backup: tables, their commit, their form, SHA-256 of the other members by name.

    Raises:
        StoreError: It is damaged, not ktd's, or of a newer ktd.
    """
    try:
        with zipfile.ZipFile(path) as bundle:
            manifest = _manifest(bundle, path)
            members: dict[str, str] = dict(manifest["files"])
            if sorted(bundle.namelist()) != sorted([MANIFEST, *members]):
                raise ValueError(MANIFEST)
            for name, digest in members.items():
                if not MEMBER.fullmatch(name) or _digest_in(bundle, name) != digest:
                    raise ValueError(name)
            if bundle.getinfo(DATA).file_size > SIZE_LIMIT:
                raise too_large(path)
            tables = parse(bundle.read(DATA), path)
    except (OSError, *_NOT_WHOLE) as error:
        raise _damaged(path, error) from error
    del members[DATA]
    meta = tables.pop(META)["1"]
    return tables, meta["seq"], meta["schema"], members


def _manifest(bundle: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    if MANIFEST not in bundle.namelist():
        raise StoreError(N_("{path} is not a backup made by ktd."), path=path)
    if bundle.getinfo(MANIFEST).file_size > SIZE_LIMIT:
        raise ValueError(MANIFEST)
    manifest: dict[str, Any] = orjson.loads(bundle.read(MANIFEST))
    check_form(manifest, path)
    return manifest


def _digest_in(bundle: zipfile.ZipFile, name: str) -> str:
    with bundle.open(name) as member:
        return file_digest(member, "sha256").hexdigest()  # type: ignore[arg-type]  # typeshed asks for readinto


def _damaged(path: Path, error: Exception) -> StoreError:
    return StoreError(
        N_("The backup {path} is damaged ({reason}). Nothing was changed; take another one."),
        path=path,
        reason=error,
    )
