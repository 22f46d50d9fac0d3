"""The speaking list: ask for the floor, give it, end it. The minutes tell every turn and the totals."""

from ktd_tui.domain.meeting import Meeting
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.rules.meeting import speaking_list
from ktd_tui.rules.meeting.hours import goes_on


def ask(desk: Desk, meeting_id: str, attendee_id: str) -> Meeting:
    """Put a delegate on the speaking list, or take them off it where they wait already.

    Raises:
        Refused: They are not present, or the minutes are signed.
    """
    told = {"name": _named(desk, meeting_id, attendee_id)}
    return change_meeting(
        desk,
        meeting_id,
        lambda m: speaking_list.asked(m, attendee_id, desk.now),
        N_("Speaking list: {name}"),
        told,
    )


def begin(desk: Desk, meeting_id: str, attendee_id: str) -> Meeting:
    """Give a delegate the floor; whoever had it has ended.

    Raises:
        Refused: They are not present, the meeting is not open, or the minutes are signed.
    """
    told = {"name": _named(desk, meeting_id, attendee_id)}
    return change_meeting(
        desk, meeting_id, lambda m: _begun(desk, m, attendee_id), N_("{name} has the floor"), told
    )


def _begun(desk: Desk, meeting: Meeting, attendee_id: str) -> Meeting:
    if meeting.opened_at is None:
        raise Refused(N_("The meeting has not been opened."))
    return speaking_list.begun(goes_on(meeting, desk.now), attendee_id, desk.now)


def end(desk: Desk, meeting_id: str) -> Meeting:
    """End the turn of who has the floor.

    Raises:
        Refused: Nobody has it, or the minutes are signed.
    """
    there = speaking_list.speaking(desk.store.get(Meeting, meeting_id))
    told = {"name": there.speaker if there else "?"}

    def change(m: Meeting) -> Meeting:
        if speaking_list.speaking(m) is None:
            raise Refused(N_("Nobody has the floor."))
        return speaking_list.turn_ended(m, desk.now)

    return change_meeting(desk, meeting_id, change, N_("{name} has ended"), told)


def _named(desk: Desk, meeting_id: str, attendee_id: str) -> str:
    there = desk.store.get(Meeting, meeting_id).attendee(attendee_id)
    return there.seated if there else "?"
