"""Restores a backup for everybody who works on the data; a copy of the data before it is kept."""

from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

from ktd_tui.clock import Clock
from ktd_tui.errors import NotSaved, StoreError
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from store.care.backup_reader import Backup, read_backup
from store.care.data_copy import keep_copy
from store.care.opening import open_storage
from store.care.quarantine import exclusive_access, install, is_beyond_repair, quarantine_files
from store.contract import Author
from store.directory import FILE_NAME, is_fresh
from store.engine.archive import FOLDER, READ_ONLY
from store.engine.files import create_file, make_folder, replace_file, sync_directory
from store.engine.history_files import HISTORY, commit_range, finished
from store.engine.storage import JournalStorage
from store.errors import not_saved, opened_read_only

RESTORED = N_("{file} was restored; the data before it is in {kept}")


def restore(storage: JournalStorage, source: Path) -> Path:
    """Replace the data by a backup; return the copy of the data before it.

    Raises:
        StoreError: The source is no whole backup; nothing was changed.
        NotSaved: The disk refused it; the sentence says how far it got.
        Refused: The storage is read-only.
    """
    if storage.read_only:
        raise opened_read_only()
    directory = storage.path.parent
    backup = read_backup(source)
    backup.check_archives(directory)
    with storage.transaction():
        kept = keep_copy(storage, "before-restore")
        _add_archives(backup, directory)
        storage.compaction.exchange(backup.tables, above=backup.seq)
        _add_history(backup, directory)
    storage.add_note(RESTORED, {"file": source.name, "kept": kept.name})
    return kept


def holds_records(directory: Path) -> bool:
    """Tell whether there are records in a data directory, which may be missing.

    Raises:
        StoreError: There is data that cannot be read.
    """
    if is_fresh(directory):
        return False
    with closing(JournalStorage(directory / FILE_NAME, read_only=True)) as storage:
        return any(storage.read().values())


def restore_directory(directory: Path, source: Path, author: Author, clock: Clock) -> Path:
    """Restore a backup into a data directory, be it empty or broken; return the copy of what was there.

    Raises:
        StoreError: The source is no whole backup, or the directory is not ktd's; nothing was changed.
        NotSaved: The disk refused it; the sentence says how far it got.
    """
    backup = read_backup(source)
    path = directory / FILE_NAME
    try:
        storage = open_storage(directory, create=is_fresh(directory), author=author, clock=clock)
    except StoreError as error:
        if is_beyond_repair(error) or not directory.is_dir():
            raise
        backup.check_archives(directory)
        return _replace_broken(path, backup, author, clock)
    with closing(storage):
        return restore(storage, source)


def _replace_broken(path: Path, backup: Backup, author: Author, clock: Clock) -> Path:
    with exclusive_access(path):
        kept = quarantine_files(path.parent, "broken", clock())
        _add_archives(backup, path.parent)
        last = max([backup.seq, *(commit_range(p)[1] for p in finished(path.parent / HISTORY))])
        install(path, backup.tables, last + 1)
        _add_history(backup, path.parent)
    with closing(JournalStorage(path, author=author, clock=clock)) as storage:
        storage.add_note(RESTORED, {"file": backup.path.name, "kept": kept.name})
    return kept


def _add_history(backup: Backup, directory: Path) -> None:
    """Add the finished journals of a backup whose commits no file of the data directory holds.

    Raises:
        NotSaved: The disk refused one.
    """
    try:
        for name in _members_in(backup, HISTORY, directory):
            base, last = commit_range(Path(name))
            present = [commit_range(path) for path in finished(directory / HISTORY)]
            if not any(first <= base and last <= end for first, end in present):
                create_file(directory / name, backup.read(name))
    except OSError as error:
        raise NotSaved(
            N_(
                "The data was restored from {path}, but its history could not be added ({reason}). "
                "Restore it once more when the disk is well."
            ),
            path=backup.path,
            reason=os_reason(error),
        ) from error


def _add_archives(backup: Backup, directory: Path) -> None:
    """Add the archives of a backup; another one of the same name is kept as ``.replaced``.

    Raises:
        NotSaved: The disk refused one; the data is as before.
    """
    try:
        for name in _members_in(backup, FOLDER, directory):
            _add_archive(directory / name, backup.read(name))
    except OSError as error:
        raise not_saved(directory / FOLDER, error) from error


def _members_in(backup: Backup, folder: str, directory: Path) -> list[str]:
    names = sorted(name for name in backup.members if name.startswith(f"{folder}/"))
    if names:
        make_folder(directory / folder)
    return names


def _add_archive(path: Path, content: bytes) -> None:
    earlier = path.read_bytes() if path.exists() else content
    if earlier != content:
        kept = path.with_name(f"{path.stem}-{sha256(earlier).hexdigest()[:12]}.replaced")
        with suppress(FileExistsError):
            create_file(kept, earlier, READ_ONLY)
    elif path.exists():
        return
    replace_file(path, content, READ_ONLY)
    sync_directory(path.parent)
