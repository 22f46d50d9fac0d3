"""The data directory: is it there, is it ours to use."""

import os
import stat
from pathlib import Path

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_


def check_directory(directory: Path, *, create: bool, read_only: bool) -> None:
    """Check the data directory, or make it.

    Raises:
        StoreError: It is missing, no directory, or not to be read or written; nothing was changed.
    """
    if create:
        try:
            directory.mkdir(mode=0o770, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                N_("The data directory {path} could not be made: {reason}."),
                path=directory,
                reason=error.strerror,
            ) from error
    _check_kind(directory)
    # effective_ids: what counts is the account that the files will be opened as.
    if not os.access(directory, os.R_OK | os.X_OK, effective_ids=True):
        raise _unreadable(directory)
    if not read_only and not os.access(directory, os.W_OK, effective_ids=True):
        raise StoreError(
            N_("The data directory {path} cannot be written: no permission. --read-only only looks at it."),
            path=directory,
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
