"""What is said where the database does not answer, or is not as it must be; passwords stand in no error."""

import re

import psycopg

from ktd_tui.errors import NotSaved, StoreError
from ktd_tui.i18n import N_
from store.errors import FormerSessions

ENDED = ("57P", "08", "25P03")
"""How the states begin with which the server ends a line (PostgreSQL, appendix A)."""

TRIED = " failed: "
HINT = re.compile(r" Is the server running [^?]*\?$")


class NotLetIn(psycopg.OperationalError):
    """The server answers, and lets this account not in: no waiting mends that."""


def ends_a_line(error: psycopg.Error) -> bool:
    """Tell whether an error ends a line: the server says so, or the driver found no answer in order."""
    if error.sqlstate is None:
        return isinstance(error, psycopg.OperationalError)
    return error.sqlstate.startswith(ENDED)


def _refuses(error: BaseException) -> bool:
    """Tell whether the server answered, and said no: that does not pass as a lost line does."""
    return isinstance(error, NotLetIn) or (isinstance(error, psycopg.Error) and not ends_a_line(error))


def driver_says(error: BaseException) -> str:
    """Return what the driver says, on one line: of several servers what each one said."""
    said, *attempts = str(error).split("\n- host: '")
    if attempts:
        each = {attempt.partition("'")[0]: _reason(attempt) for attempt in attempts}
        same = len(set(each.values())) == 1
        said = _reason(attempts[0]) if same else "; ".join(f"{host}: {why}" for host, why in each.items())
    return _reason(said) or type(error).__name__


def _reason(said: str) -> str:
    """Return the end of a sentence on a connection, which goes before it once more with every server."""
    line = " ".join(said.split())
    return HINT.sub("", line[line.rfind(TRIED) + len(TRIED) :] if TRIED in line else line)


def unreachable(where: str, error: BaseException) -> StoreError:
    """Return the error for a database that cannot be read now."""
    if _refuses(error):
        return _refusing(where, error)
    return StoreError(
        N_("The database {where} does not answer ({reason}). ktd goes on by itself when it is back."),
        where=where,
        reason=driver_says(error),
    )


def not_opened(where: str, error: BaseException) -> StoreError:
    """Return the error for a database that cannot be opened: nobody goes on by himself, ktd ends."""
    if _refuses(error):
        return _refusing(where, error)
    return StoreError(
        N_(
            "The database {where} does not answer ({reason}). Look whether it runs and whether its address "
            "is right, then open ktd again."
        ),
        where=where,
        reason=driver_says(error),
    )


def _refusing(where: str, error: BaseException) -> StoreError:
    return StoreError(
        N_(
            "The database {where} answers, but refuses ktd ({reason}). That does not pass by itself: "
            "its administrator has to mend it."
        ),
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
    if _refuses(error):
        return NotSaved(
            N_(
                "Not saved: the database {where} answers, but refuses it ({reason}). Your data is as before. "
                "That does not pass by itself: its administrator has to mend it."
            ),
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
