"""Checks the data directory: that it exists, and that its permissions and file system are safe."""

import os
import pwd
import stat
from pathlib import Path

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason

FILE_NAME = "ktd.json"
DATABASE = "database"
"""The file by which a data directory names the PostgreSQL database that its records lie in.

A second line, ``papers``, says that sealed papers are filed there, too.
"""
PAPERS = "papers"
"""The folder of papers in a data directory."""
PRIVATE_FOLDER = 0o700
OTHERS = 0o007
MOUNT_POINT = 4
"""Place of the mount point in a line of mountinfo (proc(5))."""
NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "fuse.ceph", "glusterfs", "afs"}
)


def check_directory(directory: Path, *, create: bool, read_only: bool) -> None:
    """Check the data directory, or make it.

    One that is made here, or found empty and one's own, is closed to everybody else; an administrator
    opens it to a group by setting its mode to 2770.

    Raises:
        StoreError: It is missing, no directory, not to be read or written, open to everybody or sticky.
    """
    if create:
        try:
            directory.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            _close_where_empty(directory)
        except OSError as error:
            raise StoreError(
                N_("The data directory {path} could not be made: {reason}."),
                path=directory,
                reason=os_reason(error),
            ) from error
    _check_kind(directory)
    _check_mode(directory)
    if not read_only:
        _check_root(directory)
    # effective_ids: what counts is the account that the files will be opened as.
    if not os.access(directory, os.R_OK | os.X_OK, effective_ids=True):
        raise _unreadable(directory)
    if not read_only and not os.access(directory, os.W_OK, effective_ids=True):
        raise StoreError(
            N_("The data directory {path} cannot be written: no permission. --read-only only looks at it."),
            path=directory,
        )


def _close_where_empty(directory: Path) -> None:
    """Close an empty directory of one's own, made with the usual mode, to everybody else."""
    found = directory.stat()
    mine = found.st_uid == os.geteuid()
    if mine and found.st_mode & OTHERS and not found.st_mode & stat.S_ISVTX and is_fresh(directory):
        directory.chmod(PRIVATE_FOLDER)


def _check_mode(directory: Path) -> None:
    mode = directory.stat().st_mode
    if mode & stat.S_ISVTX:
        raise StoreError(
            N_(
                "In {path} one account cannot replace another's files (sticky bit), so ktd cannot save. "
                "Its owner takes it away: chmod -t {path}"
            ),
            path=directory,
        )
    if mode & OTHERS:
        raise StoreError(
            N_("The data in {path} is open to every account. Its owner closes it: chmod o-rwx {path}"),
            path=directory,
        )


def _check_root(directory: Path) -> None:
    """Refuse root, whose files would shut out the account that owns the data; a group's stay open."""
    found = directory.stat()
    shared = found.st_mode & stat.S_IWGRP and found.st_mode & stat.S_ISGID
    if os.geteuid() != 0 or found.st_uid == 0 or shared:
        return
    try:
        owner = pwd.getpwuid(found.st_uid).pw_name
    except KeyError:
        owner = f"#{found.st_uid}"
    raise StoreError(
        N_(
            "The data in {path} belongs to “{owner}”, who could not open what root writes there. "
            "Nothing was changed. Start it as that account: sudo -u {owner} ktd …"
        ),
        path=directory,
        owner=owner,
    )


def doubts(directory: Path, mounts: str | None = None) -> list[StoreError]:
    """Return warnings about a directory that can be used; they are not raised.

    Args:
        mounts: What the kernel says of the mounted file systems (``/proc/self/mountinfo``).
    """
    found = directory.stat()
    warnings = []
    if found.st_mode & stat.S_IWGRP and not found.st_mode & stat.S_ISGID:
        warnings.append(
            StoreError(
                N_(
                    "Files that a colleague makes in {path} may be closed to the others of the group. "
                    "Its owner mends it: chmod g+s {path}"
                ),
                path=directory,
            )
        )
    kind = file_system(directory.resolve(), mounts)
    if kind in NETWORK:
        warnings.append(
            StoreError(
                N_(
                    "{path} lies on a network disk ({kind}): locks and changes of others may come late "
                    "or not at all. Put the data on the server's own disk."
                ),
                path=directory,
                kind=kind,
            )
        )
    return warnings


def file_system(path: Path, mounts: str | None) -> str:
    """Return the kind of file system that a path lies on; empty where the kernel does not say."""
    if mounts is None:
        try:
            mounts = Path("/proc/self/mountinfo").read_text("utf-8", "replace")
        except OSError:
            return ""
    best, kind = "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if not after or len(fields) < MOUNT_POINT + 1:
            continue
        place = fields[MOUNT_POINT].replace("\\040", " ")
        if len(place) >= len(best) and path.is_relative_to(place):
            best, kind = place, after.split()[0]
    return kind


def database_of(directory: Path) -> str:
    """Return the address of the database that a data directory's records lie in; empty: they lie in files.

    Raises:
        StoreError: The file that names it cannot be read.
    """
    return next(iter(_lines_of_database(directory)), "")


def watched(directory: Path | None) -> Path | None:
    """Return the folder in which this machine's kernel sees every commit.

    None where it does not: in a database, on a network disk, which another machine may write.
    """
    if directory is None or file_system(directory.resolve(), None) in NETWORK or database_of(directory):
        return None
    return directory


def holds_papers(directory: Path) -> bool:
    """Tell whether new papers are filed in the database that a data directory names.

    Raises:
        StoreError: The file that says so cannot be read.
    """
    return PAPERS in _lines_of_database(directory)[1:]


def database_lines(url: str, *, papers: bool) -> bytes:
    """Return what the file says that names a database, and whether papers are filed there."""
    return f"{url}\n{PAPERS if papers else ''}".strip().encode() + b"\n"


def _lines_of_database(directory: Path) -> list[str]:
    path = directory / DATABASE
    try:
        return [line.strip() for line in path.read_text("utf-8").splitlines()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except PermissionError:
        if not os.access(directory, os.X_OK, effective_ids=True):
            return []  # whoever opens it says so
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            N_("The data file {path} cannot be read: {reason}."), path=path, reason=os_reason(error)
        ) from error


def is_fresh(directory: Path) -> bool:
    """Tell whether a directory is missing or holds no data, whole or broken: one may be begun there."""
    return not any(
        os.path.lexists(directory / name) for name in (FILE_NAME, DATABASE, f"{FILE_NAME}.journal", "history")
    )


def _check_kind(directory: Path) -> None:
    try:
        mode = directory.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(N_("The data directory {path} does not exist."), path=directory) from error
    except OSError as error:  # a directory above it is closed, a link leads to itself
        raise _unreadable(directory) from error
    if not stat.S_ISDIR(mode):
        raise StoreError(N_("{path} is not a directory. Name the data directory."), path=directory)


def _unreadable(directory: Path) -> StoreError:
    return StoreError(N_("The data directory {path} cannot be read: no permission."), path=directory)
