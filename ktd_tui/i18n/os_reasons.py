"""Why the system refused: its own few words, known to the catalogues where people meet them."""

from ktd_tui.i18n import N_, Word

KNOWN = (
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No such file or directory"),
    N_("File exists"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("Directory not empty"),
    N_("Read-only file system"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Input/output error"),
    N_("File too large"),
    N_("File name too long"),
    N_("Too many open files"),
    N_("Text file busy"),
    N_("Device or resource busy"),
    N_("Invalid cross-device link"),
    N_("Too many levels of symbolic links"),
    N_("Stale file handle"),
)
"""``os.strerror`` of what can befall a file; anything else is told as the system says it."""


def os_reason(error: BaseException) -> Word:
    """Return why the system refused, to be told in the language of who reads it."""
    return Word(getattr(error, "strerror", None) or str(error))
