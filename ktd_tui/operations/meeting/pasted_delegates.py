"""Several delegates at once: a list copied from a letter or a spreadsheet, a line each."""

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.ids import new_id
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.choosing import Delegate, with_typed
from ktd_tui.operations.meeting.presence import save_attendee

PARTS = 4
"""Name, title, unit, place."""


def add_delegates(desk: Desk, meeting_id: str, text: str) -> Meeting:
    """Add a delegate a line, in one step: name, title, unit, place, parted by tabs or semicolons.

    Raises:
        NotAllowed: The right, or the pen, is missing.
        Refused: There is no line, or one of them cannot be a delegate; none is added then.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refused(N_("Write at least a name, a title or a unit."))
    told = {"count": str(len(lines))}
    with desk.store.transaction(N_("Delegates: {count}"), told):
        *_, saved = [_added(desk, meeting_id, line) for line in lines]
    return saved


def _added(desk: Desk, meeting_id: str, line: str) -> Meeting:
    parts = [part.strip() for part in (line.split("\t") if "\t" in line else line.split(";"))]
    if len(parts) > PARTS:
        raise Refused(N_("“{text}”: a delegate has a name, a title, a unit and a place."), text=line[:60])
    name, title, unit, city = (*parts, *[""] * (PARTS - len(parts)))
    typed = Delegate(name, title, unit, city)
    fresh = with_typed(desk, meeting_id, Attendee(id=new_id()), typed)
    return save_attendee(desk, meeting_id, fresh)
