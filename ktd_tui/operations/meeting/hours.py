"""When it was: the hour from which a notebook is typed in, and hours that are mended, each with its mark."""

import re
from collections import Counter
from datetime import datetime, timedelta

from ktd_tui.clock import SetClock, WritingClock, local_date
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.conflicts import UNSEEN, Clash, difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import change_meeting, meeting_act
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.rules.meeting.attended import Period, period_words, periods, read_periods, with_periods
from ktd_tui.rules.meeting.hours import (
    HANDOVER,
    TURN,
    NotedHour,
    check_hour,
    day_of,
    goes_on,
    meeting_with_hour,
    minute,
    moment_of,
    moved_to,
    noted,
    noted_hours,
    opening_moved,
    round_with_hour,
    step_at,
)
from ktd_tui.rules.meeting.speaking_list import left_the_floor
from ktd_tui.rules.meeting.speech import check_there_when_speaking
from ktd_tui.words import parse_date, parse_moment, parse_time, short_date, short_time

SECOND, LAST_SECOND = timedelta(seconds=1), 59


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
    at = moment_of(m, typed, desk.today, _day_written(m, clock.hour))
    if at > clock.real():
        raise Refused(N_("{time} is still to come."), time=short_time(at))
    goes_on(m, at)
    clock.set(at)
    return at


def _day_written(m: Meeting, hour: datetime | None) -> datetime | None:
    """Return the hour of the notebook where it is one of this meeting: the next is of the same day."""
    opened = m.opened_at
    return hour if hour and opened and opened <= hour < opened + LONGEST else None


LONGEST = timedelta(days=7)
"""What a meeting that is adjourned and resumed may last; an hour of another meeting lies further off."""


AT_IT = timedelta(hours=3)
"""A meeting that noted something so lately and has not closed goes on: midnight does not end it."""


def written_on(desk: Desk, meeting_id: str) -> str:
    """Set the hour of the notebook to the last one noted, where a meeting of another day is written on.

    Returns:
        That hour with its day; empty: the meeting is of today or goes on past midnight, is signed or not
        open, or an hour is set.
    """
    m, clock = desk.store.get(Meeting, meeting_id), desk.clock
    if not isinstance(clock, WritingClock) or clock.hour or m.opened_at is None or m.signed_at:
        return ""
    if local_date(m.opened_at) == local_date(clock.real()):
        return ""
    last = max(noted_hours(proceedings(desk, m)), default=m.opened_at)
    if m.closed_at is None and timedelta() <= clock.real() - last < AT_IT:
        return ""
    clock.set(last if last.second == LAST_SECOND else last + SECOND)  # what follows stands behind it
    return f"{short_date(day_of(m, last))} {short_time(last)}"


def past_midnight(desk: Desk, meeting_id: str) -> str:
    """Return the real hour with its day, where a meeting of another day is written by it; else nothing."""
    m, clock = desk.store.get(Meeting, meeting_id), desk.clock
    real = isinstance(clock, WritingClock) and clock.hour is None and not m.signed_at
    other = m.opened_at is not None and local_date(m.opened_at) != local_date(desk.now)
    return hour_as_typed(m, desk.now) if real and other else ""


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
        of = proceedings(desk, m)
        noted = next(noted_hours(of), None)
        # with nothing noted yet it is opened on that very day: what follows is written up from a notebook
        on = local_date(m.opened_at) if noted else day or local_date(m.opened_at)
        at = parse_moment(f"{hour}:{minutes}", on).astimezone(m.opened_at.tzinfo)
        at = m.opened_at if at == minute(m.opened_at) else at
        return opening_moved(of, at).with_(day=day)

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
        mended = left_the_floor(m, with_periods(m, attendee_id, times, lambda at: step_at(of, at)))
        check_there_when_speaking(of, of._replace(meeting=mended))
        return mended

    told = {"name": who.styled if who else "?", "old": was, "new": typed.strip()}
    return change_meeting(desk, meeting_id, change, N_("When {name} was there: {old} → {new}"), told)


def noted_as_typed(meeting: Meeting, of: NotedHour) -> str:
    """Return the hour of something as it is typed, of a turn that has ended from when to when."""
    if not of.key.startswith(TURN) or of.until is None:
        return hour_as_typed(meeting, of.at)
    return period_words([Period(of.at, of.until)])


def set_noted_hour(
    desk: Desk, meeting_id: str, key: str, typed: str, seen: str | None = UNSEEN
) -> Meeting | Vote:
    """Mend the hour of a turn, a reason, a deed, the handover, or of a round's opening, count or withdrawal.

    Args:
        key: What has that hour, of ``rules.meeting.hours.noted``.
        typed: «14:20»; of a turn that has ended, «14:20–14:25».
        seen: What was shown when typing began.

    Raises:
        Clash: Somebody else mended it since.
        Refused: There is nothing of that key, that is no hour of the meeting, what came after it was before,
            or the minutes are signed.
    """
    of = noted_hour(desk, meeting_id, key)
    told = {"what": t(of.what, **of.facts), "new": typed.strip()}
    told["old"] = noted_as_typed(desk.store.get(Meeting, meeting_id), of)
    with meeting_act(desk, meeting_id, N_("Hour mended: {old} → {new}. {what}"), told) as m:
        of = noted_hour(desk, meeting_id, key)
        at, until = _hours_typed(desk, m, of, typed)
        there = noted_as_typed(m, of)
        if seen is not UNSEEN and there not in (seen, typed.strip()):
            found = difference("hour", typed, there)
            raise Clash((found,), mine=typed, theirs=there, record_id=m.id)
        for hour in filter(None, (at, until)):
            if m.opened_at is None or max(of.at, hour) >= m.opened_at:  # a reason may be of the preparation
                check_hour(m, hour)
        p = proceedings(desk, m)
        vote = next((v for v in p.votes if v.id in key.split("/")[1:2]), None)
        if vote:
            return desk.store.save(round_with_hour(vote, key, at))
        mended = meeting_with_hour(m, key, at, until)
        check_there_when_speaking(p, p._replace(meeting=mended))
        return desk.store.save(mended)


def numbered(desk: Desk, meeting_id: str) -> dict[str, NotedHour]:
    """Return what has an hour of its own as words name it: «turn 1», «handover giver», by their hours."""
    found: dict[str, NotedHour] = {}
    met: Counter[str] = Counter()
    for of in sorted(noted(proceedings(desk, desk.store.get(Meeting, meeting_id))), key=lambda of: of.at):
        kind, _, which = of.key.partition("/")
        met[kind] += 1
        found[f"{kind} {which if kind == HANDOVER else met[kind]}"] = of
    return found


def noted_hour(desk: Desk, meeting_id: str, key: str) -> NotedHour:
    """Return what has an hour of its own in a meeting.

    Raises:
        Refused: There is nothing of that key, or no more.
    """
    found = noted(proceedings(desk, desk.store.get(Meeting, meeting_id)))
    of = next((one for one in found if one.key == key), None)
    if of is None:
        raise Refused(N_("There is nothing of that name in the minutes that has an hour."))
    return of


def _hours_typed(desk: Desk, m: Meeting, of: NotedHour, typed: str) -> tuple[datetime, datetime | None]:
    """Return when something was: as typed, or as it stands where that is the same minute."""

    def read(hour: str, near: datetime) -> datetime:
        at = moment_of(m, hour, desk.today, near).astimezone(near.tzinfo)
        return near if minute(at) == minute(near) else at

    if of.until is None:
        return moved_to(read(typed, of.at), of.at), None
    began, _, ended = re.split("([–—-])", f"{typed}–", maxsplit=1)
    ended = ended.strip(" –—-")
    if not (began.strip() and ended):
        raise Refused(N_("Write from when to when they spoke: {hours}"), hours=noted_as_typed(m, of))
    at, until = read(began.strip(), of.at), read(ended, of.until)
    if at > until:
        raise Refused(N_("These hours do not follow one another: {text}"), text=typed.strip())
    return at, until
