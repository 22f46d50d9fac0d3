"""When it was: the hour from which a notebook is typed in, and hours that are mended, each with its mark."""

from datetime import datetime

from ktd_tui.clock import SetClock, WritingClock, local_date
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.conflicts import UNSEEN, Clash, difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import change_meeting, meeting_act
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.rules.meeting.attended import period_words, periods, read_periods, with_periods
from ktd_tui.rules.meeting.hours import check_hour, day_of, goes_on, minute, moment_of, opening_moved, step_at
from ktd_tui.words import parse_date, parse_moment, parse_time, short_date, short_time


def writing(desk: Desk) -> Desk:
    """Return a desk whose clock can be set to the hours of a notebook."""
    if isinstance(desk.clock, SetClock | WritingClock):
        return desk
    return desk._replace(clock=WritingClock(desk.clock))


def written_hour(desk: Desk) -> datetime | None:
    """Return the hour of the notebook that is set; None: the real clock is shown."""
    return desk.clock.hour if isinstance(desk.clock, WritingClock) else None


def set_clock(desk: Desk, meeting_id: str, typed: str) -> datetime | None:
    """Set the hour from which is entered what comes next: a rehearsal's clock, or the hour of a notebook.

    Args:
        meeting_id: The meeting that is written up.
        typed: «14:30», or a day and an hour; nothing: the real clock again.

    Returns:
        What the clock shows; None: the real clock again.

    Raises:
        Refused: It is no day or hour, still to come, or before the opening.
    """
    clock, m = desk.clock, desk.store.get(Meeting, meeting_id)
    if isinstance(clock, SetClock):
        clock.set(parse_moment(typed, desk.today))
        return desk.now
    if not isinstance(clock, WritingClock):
        raise Refused(N_("The clock cannot be set here."))
    if not typed.strip():
        clock.set(None)
        return None
    at = moment_of(m, typed, desk.today)
    if at > clock.real():
        raise Refused(N_("{time} is still to come."), time=short_time(at))
    goes_on(m, at)
    clock.set(at)
    return at


def hour_as_typed(meeting: Meeting, at: datetime) -> str:
    """Return an hour of a meeting as it is typed: with its day where that is not the first one."""
    day = day_of(meeting, at)
    first = meeting.opened_at is None or day == day_of(meeting, meeting.opened_at)
    return short_time(at) if first else f"{short_date(day)} {short_time(at)}"


def opening_as_typed(meeting: Meeting) -> str:
    """Return day and hour of the opening as they are typed; empty before it."""
    opened = meeting.opened_at
    return f"{short_date(day_of(meeting, opened))} {short_time(opened)}" if opened else ""


def set_opening(desk: Desk, meeting_id: str, typed: str, seen: str | None = UNSEEN) -> Meeting:
    """Mend day and hour of the opening; the other days of the meeting follow, the hours stay.

    Args:
        meeting_id: The meeting.
        typed: «08:10», or «09/12/2022 08:10».
        seen: What was shown when typing began.

    Raises:
        Clash: Somebody else mended it meanwhile.
        Refused: It is not opened, that is no hour, or something is noted before it.
    """
    was = opening_as_typed(desk.store.get(Meeting, meeting_id))

    def change(m: Meeting) -> Meeting:
        if m.opened_at is None:
            raise Refused(N_("The meeting has not been opened."))
        there = opening_as_typed(m)
        if seen is not UNSEEN and there not in (seen, typed.strip()):
            found = difference("opening", typed, there)
            raise Clash((found,), mine=typed, theirs=there, record_id=m.id)
        first, _, rest = typed.strip().partition(" ")
        day = parse_date(first) if rest.strip() and "/" in first else m.day
        hour, minutes = parse_time(rest if rest.strip() and "/" in first else typed)
        at = parse_moment(f"{hour}:{minutes}", local_date(m.opened_at)).astimezone(m.opened_at.tzinfo)
        at = m.opened_at if at == minute(m.opened_at) else at
        return opening_moved(proceedings(desk, m), at).with_(day=day)

    told = {"old": was, "new": typed.strip()}
    return change_meeting(desk, meeting_id, change, N_("Opening: {old} → {new}"), told)


def periods_as_typed(meeting: Meeting, attendee_id: str) -> str:
    """Return when a delegate was there as it is typed: «14:00–15:00, 15:20–»."""
    return period_words(periods(meeting, attendee_id))


def set_periods(
    desk: Desk, meeting_id: str, attendee_id: str, typed: str, seen: str | None = UNSEEN
) -> Meeting:
    """Write anew when a delegate was there; nothing: they never were.

    Args:
        meeting_id: The meeting.
        attendee_id: The delegate.
        typed: «14:00–15:00, 15:20–»; «08:40»: from then on; «–16:10»: from the opening until then.
        seen: What was shown when typing began.

    Raises:
        Clash: Somebody else marked them meanwhile.
        Refused: The meeting is not open, or these are no hours of it that follow one another.
    """
    m = desk.store.get(Meeting, meeting_id)
    who = m.attendee(attendee_id)
    was = periods_as_typed(m, attendee_id)

    def change(m: Meeting) -> Meeting:
        opened = m.opened_at
        if opened is None:
            raise Refused(N_("The meeting has not been opened."))
        there = periods_as_typed(m, attendee_id)
        if seen is not UNSEEN and there not in (seen, typed.strip()):
            found = difference("periods", typed, there)
            raise Clash((found,), mine=typed, theirs=there, record_id=m.id)
        of = proceedings(desk, m)
        times = read_periods(
            typed, lambda hour: moment_of(m, hour, desk.today).astimezone(opened.tzinfo), opened
        )
        return with_periods(m, attendee_id, times, lambda at: step_at(of, at))

    told = {"name": who.styled if who else "?", "old": was, "new": typed.strip()}
    return change_meeting(desk, meeting_id, change, N_("When {name} was there: {old} → {new}"), told)


def set_count_hour(desk: Desk, vote: Vote, typed: str) -> Vote:
    """Mend the hour at which a round was counted.

    Raises:
        Clash: Somebody else mended it, or counted again, since ``vote`` was seen.
        Refused: It is not counted, that is no hour of the meeting, or the minutes are signed.
    """
    old = short_time(vote.counted_at) if vote.counted_at else ""
    told = {"old": old, "new": typed.strip(), "what": vote.subject}
    with meeting_act(desk, vote.meeting_id, N_("Hour of a count: {old} → {new}. {what}"), told) as meeting:
        now = desk.store.get(Vote, vote.id)
        if now.counted_at is None:
            raise Refused(N_("It is not counted yet."))
        at = moment_of(meeting, typed, desk.today, now.counted_at).astimezone(now.counted_at.tzinfo)
        check_hour(meeting, at)
        if now.counted_at not in (vote.counted_at, at):
            found = difference("hour", at, now.counted_at)
            raise Clash((found,), mine=at, theirs=now, record_id=now.id)
        return desk.store.save(now.with_(counted_at=at))
