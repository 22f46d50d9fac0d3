"""The same for data in a database: one generation has it open at a time, an older form is converted.

Nothing is converted while sessions of another ktd are in; one whose line was cut meanwhile comes in no more.
"""

from time import monotonic, sleep

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.care.data_copy import keep_copy
from store.care.forms.generations import COPY, PATIENCE, PAUSE, mark_of_program, refused
from store.care.forms.migrations import CONVERTED, migrated
from store.models import shape_of_records
from store.shared.file_format import SCHEMA
from store.shared.shared_data import Followed, SharedData


def enter_database(storage: SharedData[Followed]) -> None:
    """Enter as a session of this generation, and bring the records to its form; who only looks needs it so.

    Raises:
        FormerSessions: Sessions of another generation are in. Nothing was changed.
        NotSaved: The copy or the new form was refused; the data is as before.
        StoreError: The database does not answer; or the form is an older one, and the data opened read-only.
    """
    from store.postgresql.generation import form_of_database

    older = form_of_database(storage) < SCHEMA
    if not storage.read_only:
        _enter(storage, copy=not older)
    elif older:
        raise StoreError(
            N_(
                "The data in {path} is of an older form. Open it once without --read-only to convert it; "
                "a copy is kept."
            ),
            path=storage.path,
        )
    if older:
        _convert(storage)


def _enter(storage: SharedData[Followed], *, copy: bool) -> None:
    from store.postgresql.generation import generation_lock

    lock, mark = generation_lock(storage), mark_of_program()
    noted = lock.noted()
    known = mark in noted.marks and noted.shape.endswith(f".{SCHEMA}")
    shape = noted.shape if known else f"{shape_of_records()}.{SCHEMA}"
    until = monotonic() + PATIENCE
    while not lock.enter(shape):
        if monotonic() > until:
            raise refused(storage.path)
        sleep(PAUSE)
    if noted.shape not in ("", shape) and copy:
        keep_copy(storage, COPY)
    if not known:
        lock.note(mark)


def _convert(storage: SharedData[Followed]) -> None:
    from store.postgresql.generation import form_of_database, note_form

    with storage.transaction():
        form = form_of_database(storage)
        if form >= SCHEMA:
            return  # another process was first
        keep_copy(storage, f"schema-{form}", form)
        storage.exchange(migrated(storage.read(), form))
        note_form(storage, SCHEMA)
    storage.add_note(CONVERTED, {"found": str(form), "known": str(SCHEMA)})
