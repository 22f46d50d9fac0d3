"""The errors that several modules of the store raise, each with its one sentence."""

from pathlib import Path

from ktd_tui.errors import NotSaved, ReadOnly, StoreError
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from ktd_tui.table_names import table_word

OVERTAKEN = N_(
    "Somebody else changed this meanwhile; yours was not saved over it. F5, or the command again, takes "
    "theirs in."
)
"""What is said of a change that another one came before."""
DELETED = N_("Somebody else deleted this meanwhile; yours was not saved.")


class FormerSessions(StoreError):  # noqa: N818  # what is so, as its kin are named
    """Sessions of the former ktd have the data open: it keeps its form until they have left."""


def not_saved(path: Path, error: Exception, kind: type[NotSaved] = NotSaved) -> NotSaved:
    """Return the error for a file that could not be written; nothing was changed by the attempt."""
    return kind(
        N_("Not saved: {path} could not be written ({reason}). Your data is as before."),
        path=path,
        reason=os_reason(error),
    )


def not_durable(path: Path, error: OSError) -> NotSaved:
    """Return the error for a change that is in the files, but may not outlast a power cut."""
    return NotSaved(
        N_(
            "{path} was changed, but the disk does not say that it will last ({reason}). "
            "Check the disk before you go on."
        ),
        path=path,
        reason=os_reason(error),
    )


def opened_read_only() -> ReadOnly:
    """Return the error for a change of data that was opened read-only."""
    return ReadOnly(N_("ktd was opened read-only; nothing was changed."))


def unreadable(path: Path, error: OSError) -> StoreError:
    """Return the error for a data file, journal or copy that cannot be read."""
    return StoreError(
        N_("The data file {path} cannot be read: {reason}."), path=path, reason=os_reason(error)
    )


def unreadable_data(path: Path, error: OSError) -> StoreError:
    """Return the error for one of the store's own files that cannot be opened; a wrong owner is put right."""
    if not isinstance(error, PermissionError):
        return unreadable(path, error)
    return StoreError(
        N_(
            "The data file {path} is closed to this account ({reason}); nothing was changed. Root or the "
            "data's owner opens it again: ktd doctor --fix"
        ),
        path=path,
        reason=os_reason(error),
    )


def older_than_journal(path: Path) -> StoreError:
    """Return the error for a data file that lacks commits from before its journal."""
    return StoreError(
        N_(
            "The data file {path} is older than its journal: one of them was exchanged. "
            "Nothing was changed; run “ktd repair”, or restore a backup."
        ),
        path=path,
    )


def damaged_line(path: Path, number: int) -> StoreError:
    """Return the error for a line of a journal that is not as it was written."""
    return StoreError(
        N_("The journal {path} is damaged at line {number}. Nothing was changed; run “ktd repair”."),
        path=path,
        number=number,
    )


def duplicate_id(path: Path, table: str, record_id: object) -> StoreError:
    """Return the error for two records of one id."""
    return StoreError(
        N_("The data file {path} has two records of one id in “{table}”: {id}."),
        path=path,
        table=table_word(table),
        id=record_id,
    )


def too_large(path: Path) -> StoreError:
    """Return the error for a file that is larger than any of ktd's."""
    return StoreError(N_("The data file {path} is too large to be ktd's."), path=path)
