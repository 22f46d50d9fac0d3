"""The data directory: is it there, is it ours to use."""

import os
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
    if not directory.exists():
        raise StoreError(N_("The data directory {path} does not exist."), path=directory)
    if not directory.is_dir():
        raise StoreError(N_("{path} is not a directory. Name the data directory."), path=directory)
    if not os.access(directory, os.R_OK | os.X_OK):
        raise StoreError(N_("The data directory {path} cannot be read: no permission."), path=directory)
    if not read_only and not os.access(directory, os.W_OK):
        raise StoreError(
            N_("The data directory {path} cannot be written: no permission. --read-only only looks at it."),
            path=directory,
        )
