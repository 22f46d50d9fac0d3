"""Gathers the facts of a data directory for ``ktd doctor``; nothing is written or locked."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ktd_tui.errors import StoreError
from ktd_tui.i18n import tell
from ktd_tui.rules.server.health import DataFacts, FileFacts, PapersFacts
from ktd_tui.rules.server.health_database import DatabaseFacts
from store.care.copies import last_copy
from store.care.daily import daily_copies
from store.care.data_copy import BACKUPS
from store.directory import FILE_NAME, PAPERS, database_of, file_system, is_fresh
from store.engine.journal_line import decode

DEPTH = 2
LAST = 1_000_000
"""Bytes at a journal's end that are searched for its last line: larger ones are rare."""
ACLS = frozenset({"system.posix_acl_access", "system.posix_acl_default"})


def data_facts(directory: Path) -> DataFacts:
    """Gather the facts of a data directory, as far as this account may look."""
    root = file_facts(directory)
    if root is None:
        return DataFacts(directory)
    place = directory.resolve()
    above = tuple(one for parent in place.parents if (one := file_facts(parent)))
    usage = os.statvfs(place)
    copies = daily_copies(directory / BACKUPS) if os.access(directory / BACKUPS, os.R_OK) else []
    return DataFacts(
        directory,
        root=root,
        entries=tuple(_entries(directory, DEPTH)),
        above=above,
        kind=file_system(place, None),
        free=usage.f_frsize * usage.f_bavail,
        read_only=bool(usage.f_flag & os.ST_RDONLY),
        last_commit=_last_commit(directory / f"{FILE_NAME}.journal"),
        last_written=_last_written(directory / FILE_NAME, directory / f"{FILE_NAME}.journal"),
        last_backup=copies[0][1] if copies else None,
        copied_at=copied.at if (copied := last_copy(directory)) else None,
        more=usage.f_favail if usage.f_files else None,
        begun=not is_fresh(directory),
        papers=_papers(directory / PAPERS),
    )


def database_vitals(directory: Path) -> DatabaseFacts | None:
    """Gather the facts of the database that a data directory names, or None."""
    try:
        url = database_of(directory)
        if not url:
            return None
        from store.postgresql.driver import check_driver

        check_driver()
    except StoreError as error:
        return DatabaseFacts(tell(error))
    from store.postgresql.vitals import database_facts

    return database_facts(directory, url)


def _papers(path: Path) -> PapersFacts | None:
    link = file_facts(path, follow=False)
    if link is None:
        return None
    folder = file_facts(path.resolve())
    if folder is None:
        return PapersFacts(link, None)
    usage = os.statvfs(folder.path)
    return PapersFacts(
        link,
        folder,
        usage.f_frsize * usage.f_bavail,
        read_only=bool(usage.f_flag & os.ST_RDONLY),
        more=usage.f_favail if usage.f_files else None,
    )


def file_facts(path: Path, *, follow: bool = True) -> FileFacts | None:
    """Return owner and permissions of a path, or None where it is missing or closed to this account."""
    try:
        found = path.stat() if follow else path.lstat()
    except OSError:
        return None
    return FileFacts(path, found.st_mode, found.st_uid, found.st_gid, _has_acl(path))


def data_sizes(directory: Path) -> tuple[int, int]:
    """Return the bytes of all files of a data directory, papers elsewhere left out, and of its journal."""
    sizes = {
        Path(place, name): Path(place, name).lstat().st_size
        for place, _, names in os.walk(directory)
        for name in names
        if os.path.lexists(Path(place, name))
    }
    return sum(sizes.values()), sizes.get(directory / f"{FILE_NAME}.journal", 0)


def _has_acl(path: Path) -> bool:
    try:
        return bool(ACLS.intersection(os.listxattr(path, follow_symlinks=False)))
    except OSError:  # a file system without them
        return False


def _entries(folder: Path, depth: int) -> Iterator[FileFacts]:
    try:
        with os.scandir(folder) as found:
            paths = sorted(Path(one.path) for one in found)
    except OSError:  # no folder, or not ours to look into
        return
    for path in paths:
        if one := file_facts(path, follow=False):
            yield one
        if depth > 1 and not path.is_symlink() and path.is_dir():
            yield from _entries(path, depth - 1)


def _last_written(*files: Path) -> datetime | None:
    times = [found.st_mtime for path in files if path.is_file() and (found := path.stat())]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def _last_commit(path: Path) -> datetime | None:
    """Return when the journal's last whole line was written."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - LAST))
            lines = file.read().split(b"\n")
    except OSError:
        return None
    for line in reversed(lines):
        written_at = (decode(line) or {}).get("t")
        if isinstance(written_at, str):
            try:
                found = datetime.fromisoformat(written_at)
            except ValueError:
                return None
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None
