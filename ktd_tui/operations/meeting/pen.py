"""One pen, many readers: the session that holds a meeting's pen writes, every other one reads along.

The claim is a record, so that all see it at once and the history keeps it; that its holder is still
there is told by the mark that the holder's process keeps (``store.contract.PresenceMark``).
"""

from datetime import datetime
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import Pen
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.text import clean
from ktd_tui.words import short_time
from store.contract import Store
from store.presence import PENS

__all__ = ["Holder", "PenHeld", "holder", "may_have_moved", "may_write", "put_down", "seen_as_of", "take"]

LONGEST = 10_000
"""Letters of a half-typed line that is brought along."""


class PenHeld(Refused):
    """Another session holds the meeting's pen."""


class Holder(NamedTuple):
    """Who holds the pen.

    Attributes:
        name: The account's name.
        since: When they took it.
        mine: It is this session.
        there: Their process still runs; where it does not, the pen is free.
        own: It is another window of the same person.
    """

    name: str
    since: datetime
    mine: bool
    there: bool
    own: bool


class Taken(NamedTuple):
    """What came with the pen: whose it was before, and the line they had half typed; both may be empty."""

    before: str
    line: str


def holder(desk: Desk, meeting_id: str) -> Holder | None:
    """Return who took the pen last, unless they put it down."""
    pen = _pen(desk.store, meeting_id)
    if pen is None or not pen.session or desk.folder is None:
        return None
    mine = _is_mine(desk, pen)
    there = mine or desk.store.presence.is_alive(PENS, pen.session)
    own = not mine and (pen.uid, pen.account) == (desk.actor.uid, desk.actor.name)
    return Holder(pen.account, pen.held_at, mine, there, own)


def seen_as_of(desk: Desk) -> int:
    """Return the number of the commit as of which a pen is looked at now."""
    return desk.store.seq


def may_have_moved(desk: Desk, since: int) -> bool:
    """Tell whether a pen may have changed hands after the commit of that number."""
    touched = desk.store.touched(since)
    return touched is None or any(table == Pen.table for table, _ in touched)


def may_write(desk: Desk, meeting_id: str) -> bool:
    """Tell whether this person has the right to take the pen."""
    try:
        check_may_write(desk, meeting_id)
    except NotAllowed:
        return False
    return True


def check_may_write(desk: Desk, meeting_id: str) -> None:
    """Refuse who has no right to write in this meeting, before anything slow is begun.

    Raises:
        NotAllowed: The right is missing.
    """
    desk.check(Act.RUN_MEETING, desk.scope(At(Meeting, meeting_id)))


def _pen(store: Store, meeting_id: str) -> Pen | None:
    return next(iter(store.find(Pen, meeting_id=meeting_id)), None)


def _is_mine(desk: Desk, pen: Pen) -> bool:
    return desk.session is not None and pen.session == desk.session.id != ""


def check_pen(desk: Desk, meeting_id: str) -> None:
    """Refuse a change of a meeting while another session holds its pen; a free pen hinders nobody.

    Raises:
        PenHeld: Another does, and is named.
    """
    of = holder(desk, meeting_id)
    if of and of.there and not of.mine:
        theirs = N_(
            "{name} has held the pen since {time}; nothing was changed. In the meeting Ctrl+E takes it."
        )
        own = N_(
            "Another window of yours has held the pen since {time}; nothing was changed. In the meeting "
            "Ctrl+E takes it."
        )
        raise PenHeld(own if of.own else theirs, name=of.name, time=short_time(of.since))


def pick_up(desk: Desk, meeting_id: str) -> None:
    """Take a pen that nobody holds: whoever writes first holds it from then on.

    Raises:
        NotAllowed: The right is missing.
        StoreError: It could not be saved.
    """
    if desk.session is None or desk.folder is None or desk.actor.read_only:
        return
    of = holder(desk, meeting_id)
    if (of is None or not of.there) and desk.store.get(Meeting, meeting_id).signed_at is None:
        take(desk, meeting_id)


def take(desk: Desk, meeting_id: str) -> Taken:
    """Take the pen, also out of another's hand: whoever calls this has asked.

    Returns:
        What came with it.

    Raises:
        NotAllowed: The right is missing.
        Refused: This desk is no session that could hold it.
        StoreError: It could not be saved.
    """
    if desk.session is None or desk.folder is None:
        raise Refused(N_("The pen is held in the meeting itself, not here."))
    session, who = desk.session.hold(), desk.actor
    there = _pen(desk.store, meeting_id)
    before = there if there and there.session not in ("", session) else None
    facts = {"name": who.name, "other": before.account if before else ""}
    why = N_("{name} took the pen over from {other}") if before else N_("{name} took the pen")
    with desk.act(Act.RUN_MEETING, why, facts, at=desk.scope(At(Meeting, meeting_id))) as store:
        claim = {"uid": who.uid, "account": who.name, "session": session, "held_at": desk.real_now}
        now = _pen(store, meeting_id)
        store.save(now.with_(**claim) if now else Pen(meeting_id=meeting_id, **claim))
    if before is None:
        return Taken("", "")
    return Taken(before.account, clean(desk.store.presence.kept_text(PENS, before.session), limit=LONGEST))


def put_down(desk: Desk, meeting_id: str) -> None:
    """Give the pen back, where this session holds it.

    Raises:
        StoreError: It could not be saved.
    """
    pen = _pen(desk.store, meeting_id)
    if pen is None or not _is_mine(desk, pen):
        return
    why, scope = N_("{name} put the pen down"), desk.scope(At(Meeting, meeting_id))
    with desk.act(Act.RUN_MEETING, why, {"name": desk.actor.name}, at=scope) as store:
        now = _pen(store, meeting_id)
        if now and _is_mine(desk, now):
            store.save(now.with_(session="", held_at=desk.real_now))


def note_line(desk: Desk, meeting_id: str, text: str) -> None:
    """Lay the half-typed line beside the pen, so that it comes along when another takes it."""
    pen = _pen(desk.store, meeting_id)
    if pen and desk.session and _is_mine(desk, pen):
        desk.session.keep_text(text)
