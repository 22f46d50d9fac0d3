"""What is said where the database does not answer, or is not as it must be; passwords stand in no error."""

import psycopg

from ktd_tui.errors import NotSaved, StoreError
from ktd_tui.i18n import N_
from store.errors import FormerSessions


def driver_says(error: BaseException) -> str:
    """Return what the driver says, on one line."""
    return " ".join(str(error).split()) or type(error).__name__


def unreachable(where: str, error: BaseException) -> StoreError:
    """Return the error for a database that cannot be read now."""
    return StoreError(
        N_("The database {where} does not answer ({reason}). ktd goes on by itself when it is back."),
        where=where,
        reason=driver_says(error),
    )


def not_taken(where: str, error: BaseException) -> NotSaved:
    """Return the error for a change that the database did not take; nothing was changed by the attempt."""
    if isinstance(error, FormerSessions):
        return NotSaved(error.message, **error.facts)
    if isinstance(error, psycopg.errors.InsufficientPrivilege | psycopg.errors.ReadOnlySqlTransaction):
        return NotSaved(
            N_("Not saved: in the database {where} this server may not write ({reason})."),
            where=where,
            reason=driver_says(error),
        )
    return NotSaved(
        N_(
            "Not saved: the database {where} does not answer ({reason}). Your data is as before; "
            "ktd goes on by itself when it is back."
        ),
        where=where,
        reason=driver_says(error),
    )


def not_known(where: str) -> NotSaved:
    """Return the error for a commit whose answer was lost with the database."""
    return NotSaved(
        N_(
            "The database {where} went away while this was being saved. Whether it was saved is seen when it "
            "is back: look before you do it again."
        ),
        where=where,
    )


def lock_held(holder: str, seconds: int) -> NotSaved:
    """Return the error for a lock that another session kept."""
    return NotSaved(
        N_("Not saved: {holder} has held the data for {seconds} seconds. Try again."),
        holder=holder,
        seconds=seconds,
    )
