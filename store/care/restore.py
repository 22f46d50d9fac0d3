"""Restores a backup for everybody who works on the data; a copy of the data before it is kept."""

import os
from contextlib import closing
from functools import partial
from pathlib import Path

from ktd_tui.clock import Clock, now
from ktd_tui.errors import NotSaved, StoreError
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from store.beside.filed_papers import PaperFolder
from store.care.backup_reader import Backup, read_backup
from store.care.data_copy import keep_copy
from store.care.opening import open_storage, paper_place_of
from store.care.quarantine import exclusive_access, install, is_beyond_repair, quarantine_files
from store.contract import Author
from store.directory import FILE_NAME, PAPERS, database_of, is_fresh
from store.engine.archive_files import Archives
from store.engine.history_files import HISTORY, commit_range, finished
from store.engine.storage import JournalStorage
from store.errors import opened_read_only
from store.paper_place import PaperPlace
from store.shared.archive import FOLDER, ArchivePlace
from store.shared.shared_data import Followed, SharedData

RESTORED = N_("{file} was restored; the data before it is in {kept}")


def restore(storage: SharedData[Followed], source: Path) -> Path:
    """Replace the data by a backup; return the copy of the data before it.

    Raises:
        StoreError: The source is no whole backup; nothing was changed.
        NotSaved: The disk refused it; the sentence says how far it got.
        Refused: The storage is read-only.
    """
    if storage.read_only:
        raise opened_read_only()
    backup = read_backup(source)
    backup.check_archives(storage.archives)
    with storage.transaction():
        kept = keep_copy(storage, "before-restore")
        add_archives(backup, storage.archives)
        add_papers(backup, paper_place_of(storage))
        storage.exchange(backup.tables, above=backup.seq)
        _add_history(backup, storage)
    storage.add_note(RESTORED, {"file": source.name, "kept": kept.name})
    return kept


def holds_records(directory: Path) -> bool:
    """Tell whether there are records in a data directory, which may be missing.

    Raises:
        StoreError: There is data that cannot be read.
    """
    if is_fresh(directory):
        return False
    author = Author(os.getuid(), "")
    with closing(open_storage(directory, read_only=True, author=author, clock=now)) as storage:
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
        if is_beyond_repair(error) or not directory.is_dir() or database_of(directory):
            raise
        backup.check_archives(Archives(directory))
        return _replace_broken(path, backup, author, clock)
    with closing(storage):
        return restore(storage, source)


def _replace_broken(path: Path, backup: Backup, author: Author, clock: Clock) -> Path:
    with exclusive_access(path):
        kept = quarantine_files(path.parent, "broken", clock())
        add_archives(backup, Archives(path.parent))
        add_papers(backup, PaperFolder(path.parent / PAPERS))
        last = max([backup.seq, *(commit_range(p)[1] for p in finished(path.parent / HISTORY))])
        install(path, backup.tables, last + 1)
    with closing(JournalStorage(path, author=author, clock=clock)) as storage:
        _add_history(backup, storage)
        storage.add_note(RESTORED, {"file": backup.path.name, "kept": kept.name})
    return kept


def _add_history(backup: Backup, storage: SharedData[Followed]) -> None:
    """Add the finished journals of a backup whose commits the history does not hold.

    Raises:
        NotSaved: One was refused.
    """
    try:
        for name in members_in(backup, HISTORY):
            storage.add_journal(name, partial(backup.read, name))
    except OSError as error:
        raise NotSaved(
            N_(
                "The data was restored from {path}, but its history could not be added ({reason}). "
                "Restore it once more when the disk is well."
            ),
            path=backup.path,
            reason=os_reason(error),
        ) from error


def add_archives(backup: Backup, archives: ArchivePlace) -> None:
    """Add the archives of a backup; another one of the same name is kept.

    Raises:
        NotSaved: One was refused; the data is as before.
    """
    for name in members_in(backup, FOLDER):
        archives.add(Path(name).stem, backup.read(name))


def add_papers(backup: Backup, papers: PaperPlace) -> None:
    """Add the papers of a backup; another one of the same name is kept.

    Raises:
        NotSaved: One was refused; the data is as before.
    """
    for member in members_in(backup, PAPERS):
        name, content = member.removeprefix(f"{PAPERS}/"), backup.read(member)
        if papers.read(name) != content:
            papers.file(name, content)


def members_in(backup: Backup, folder: str) -> list[str]:
    """Return the names of a backup's files in one folder."""
    return sorted(name for name in backup.members if name.startswith(f"{folder}/"))
