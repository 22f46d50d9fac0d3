"""Converts data of an older form to the present one, step by step.

They run when data of an older form is opened for writing: first a copy in ``backups/``, then the new form
takes the place of the old one at once. Who only looks is refused: reading alone must change nothing. While
sessions of the former ktd have it open, nothing is converted: they could not save any more.
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from ktd_tui.clock import Clock
from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.care.forms.generations import PATIENCE, PAUSE, refused
from store.contract import Author
from store.engine.files import open_to_read
from store.engine.snapshot import read_snapshot
from store.shared.file_format import META, SCHEMA, Tables, parse

if TYPE_CHECKING:
    from store.engine.storage import JournalStorage

MIGRATIONS: dict[int, Callable[[Tables], Tables]] = {}
"""From the form of that number to the next."""
HEAD = 256
CONVERTED = N_("The data was converted from form {found} to {known}")
_META_FIRST = re.compile(rb'\{"_meta":\{"1":\{"app":"ktd","schema":(\d{1,4}),')


def form_of(path: Path) -> int:
    """Return the number of a data file's form; ktd writes it at the beginning, other programs may not.

    Raises:
        StoreError: It is not ktd's.
        OSError: It cannot be read.
    """
    descriptor = open_to_read(path)
    try:
        found = _META_FIRST.match(os.pread(descriptor, HEAD, 0))
    finally:
        os.close(descriptor)
    if found:
        return int(found[1])
    read_snapshot(path)  # says what is wrong with it
    return int(parse(path.read_bytes(), path)[META]["1"]["schema"])


def migrated(tables: Tables, form: int) -> Tables:
    """Return tables of an older form as tables of the present one."""
    for step in range(form, SCHEMA):
        tables = MIGRATIONS[step](tables)
    return tables


def bring_up_to_date(path: Path, *, read_only: bool, author: Author, clock: Clock) -> bool:
    """Convert a data file of an older form, and tell whether that was needed.

    Raises:
        FormerSessions: Others have it open, who know the older form alone.
        StoreError: It is of an older form and opened read-only, or cannot be read.
        NotSaved: The disk refused the copy or the new form; the data is as before.
    """
    form = SCHEMA
    with suppress(OSError, StoreError):  # the opening that follows says what is wrong
        form = form_of(path)
    if form >= SCHEMA:
        return False
    if read_only:
        raise StoreError(
            N_(
                "The data file {path} is of an older form ({found}; this ktd has {known}). "
                "Open it once without --read-only to convert it; a copy is kept."
            ),
            path=path,
            found=form,
            known=SCHEMA,
        )
    _convert(path, author, clock)
    return True


def _be_alone(storage: "JournalStorage") -> None:
    """Wait a moment for another process that converts it, too."""
    until = monotonic() + PATIENCE
    while not storage.is_alone() and form_of(storage.path) < SCHEMA:
        if monotonic() > until:
            raise refused(storage.path)
        sleep(PAUSE)


def _convert(path: Path, author: Author, clock: Clock) -> None:
    from store.care.data_copy import keep_copy
    from store.engine.storage import JournalStorage

    storage = JournalStorage(path, author=author, clock=clock)
    try:
        _be_alone(storage)
        with storage.transaction():
            form = form_of(path)
            if form >= SCHEMA:
                return  # another process was first
            keep_copy(storage, f"schema-{form}", form)
            storage.compaction.exchange(migrated(storage.read(), form))
        storage.add_note(CONVERTED, {"found": str(form), "known": str(SCHEMA)})
    finally:
        storage.close(compacting=False)  # what could not be converted would be written as if it were
