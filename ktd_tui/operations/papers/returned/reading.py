"""Reads a file that somebody brings: bounded, and no pipe that would be waited for."""

import stat
from pathlib import Path

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason

LARGEST = 200 * 1024 * 1024
"""Bytes of a file that is looked at."""


def content_of(file: Path) -> bytes:
    """Return what a file holds.

    Raises:
        Refused: It cannot be read, or is too large to be a paper.
    """
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):  # a named pipe would be waited for
            raise Refused(N_("There is no file {path}."), path=file)
        if about.st_size > LARGEST:
            raise Refused(N_("{path} is too large to be a paper."), path=file)
        return file.read_bytes()
    except ValueError as error:  # a name with a character that no file can have
        raise Refused(N_("There is no file {path}."), path=file) from error
    except OSError as error:
        raise Refused(N_("{path} cannot be read: {reason}."), path=file, reason=os_reason(error)) from error
