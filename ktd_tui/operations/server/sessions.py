"""The sessions that are open now: who, since when, where; what they are told; a polite end."""

from datetime import datetime, timedelta

from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.rights import check_right
from ktd_tui.rules.access import Act, Scope
from store.beside.open_sessions import (
    Notice,
    OpenSession,
    SessionPlace,
    open_sessions,
    post_notice,
    posted_notice,
)

__all__ = ["Notice", "OpenSession", "SessionPlace"]

EVERYBODY = "all"
FRESH = timedelta(hours=12)
"""So long who comes in is told what was told before."""
LONGEST = 500
"""Letters of a notice."""


def sit_down(desk: Desk) -> SessionPlace | None:
    """Take a place among the sessions; None where nothing may be written, or nobody else is there."""
    if desk.folder is None or desk.sample or desk.rehearsal or desk.actor.read_only:
        return None
    try:
        return SessionPlace(desk.store.presence, desk.actor.name, desk.real_now)
    except KtdError:
        return None  # the data's own files are refused in a sentence; this one is no reason to


def sessions(desk: Desk) -> list[OpenSession]:
    """Return the sessions that run.

    Raises:
        NotAllowed: The right is missing.
    """
    check_right(desk.store, desk.actor, Act.MAINTAIN, Scope(), desk.today)
    return open_sessions(desk.store.presence)


def tell_everybody(desk: Desk, text: str) -> Notice:
    """Tell all sessions something, and those that are opened in the next hours.

    Raises:
        NotAllowed: The right is missing.
        Refused: The text is empty or too long.
        NotSaved: The disk refused it.
    """
    return _post(desk, text, ())


def end_sessions(desk: Desk, which: str, text: str) -> list[OpenSession]:
    """Ask sessions to save and leave: one by its id, those of an account, or ``all``; return which.

    Raises:
        NotAllowed: The right is missing.
        Refused: There is no such session, or the text is empty or too long.
        NotSaved: The disk refused it.
    """
    meant = [one for one in sessions(desk) if which in (EVERYBODY, one.id, one.account)]
    if not meant:
        raise Refused(N_("There is no session “{which}”. ktd session list shows them."), which=which)
    _post(desk, text, tuple(one.id for one in meant))
    return meant


def _post(desk: Desk, text: str, leave: tuple[str, ...]) -> Notice:
    desk.check(Act.MAINTAIN, Scope())
    text = within(text.strip(), LONGEST)
    if not text:
        raise Refused(N_("Say what is to be told."))
    return post_notice(desk.store.presence, desk.real_now, desk.actor.name, text, leave)


def due_notice(desk: Desk, seat: SessionPlace, seen: str) -> Notice | None:
    """Return what this session is to be told now, None where there is nothing new.

    Args:
        seen: The id of the notice that it was told last.
    """
    notice = posted_notice(desk.store.presence)
    if notice is None or notice.id == seen or not is_fresh_at(notice, desk.real_now):
        return None
    return None if notice.leave and seat.id not in notice.leave else notice


def is_fresh_at(notice: Notice, now: datetime) -> bool:
    """Tell whether a notice is still to be told."""
    return now - notice.at < FRESH
