"""The meeting as a table: the agenda's steps, what each still lacks, how one goes on.

No clock, no I/O: every function answers from the ``Proceedings`` that it is handed; what is particular to
each step, ``steps`` says.
"""

from datetime import datetime
from enum import StrEnum

from ktd_tui.domain.meeting import AgendaStep, Gap, Meeting, Step
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, Word
from ktd_tui.rules.meeting.conditions import CONDITIONS
from ktd_tui.rules.meeting.proceedings import Obstacle, Proceedings
from ktd_tui.rules.meeting.steps import YEAR_END
from ktd_tui.rules.signs import Status, status_sign


class Mark(StrEnum):
    """How a step stands on the rail; said by the sign, never by colour alone."""

    DONE = status_sign(Status.DONE)
    LACKING = status_sign(Status.LATE)
    UNTOUCHED = status_sign(Status.AHEAD)


def agenda(meeting: Meeting) -> tuple[AgendaStep, ...]:
    """Return a meeting's own agenda."""
    return meeting.agenda or YEAR_END


def steps(meeting: Meeting) -> tuple[Step, ...]:
    """Return a meeting's steps in order."""
    return tuple(one.step for one in agenda(meeting))


def agenda_step(meeting: Meeting, step: Step) -> AgendaStep:
    """Return a step as the meeting's agenda has it; one that is not on it as it usually is."""
    return next((one for one in agenda(meeting) if one.step is step), AgendaStep(step=step))


def obstacles(p: Proceedings, step: Step) -> tuple[Obstacle, ...]:
    """Return what ``step`` still lacks, in the order in which one would mend it.

    A step that is not on the meeting's agenda lacks nothing.
    """
    asked = agenda_step(p.meeting, step).conditions
    return tuple(obstacle for condition in asked for obstacle in CONDITIONS[condition].check(p))


def step_mark(p: Proceedings, step: Step) -> Mark:
    """Return the rail's sign for ``step``: an unopened step is untouched, whatever it lacks."""
    if not obstacles(p, step):
        return Mark.DONE
    return Mark.LACKING if step in p.meeting.visited else Mark.UNTOUCHED


def following(meeting: Meeting) -> Step | None:
    """Return the step after the present one, or None at the last."""
    order = steps(meeting)
    place = order.index(meeting.step) + 1
    return order[place] if place < len(order) else None


def excused(meeting: Meeting, step: Step) -> bool:
    """Tell whether a reason was given for going on from ``step``."""
    return any(gap.step is step for gap in meeting.gaps)


def unexcused(p: Proceedings, target: Step) -> tuple[Step, ...]:
    """Return the steps before ``target`` that lack something and have no recorded reason."""
    order = steps(p.meeting)
    before = order[: order.index(target)]
    return tuple(s for s in before if obstacles(p, s) and not excused(p.meeting, s))


def go_to(p: Proceedings, target: Step, *, reason: str = "", at: datetime) -> Meeting:
    """Move the meeting to ``target``. Going back is free.

    Going on past one step that lacks something needs a ``reason``; past several, one step at a time,
    so that none is skipped unseen.

    Raises:
        Refused: A reason is missing, or more than one step would be skipped.
    """
    meeting = p.meeting
    gaps = meeting.gaps
    order = steps(meeting)
    if target not in order:
        raise Refused(N_("This step is not on the meeting's agenda."))
    if order.index(target) > order.index(meeting.step):
        lacking = unexcused(p, target)
        if len(lacking) > 1 or (lacking and lacking[0] is not meeting.step):
            raise Refused(N_("Steps before this one are not complete; go through them one at a time."))
        if lacking and not reason:
            first = obstacles(p, meeting.step)[0]
            raise Refused(
                N_("{missing} Give a reason to go on; it enters the minutes."),
                missing=Word(first.message, **first.facts),
            )
        if lacking:
            gaps = (*gaps, Gap(step=meeting.step, reason=reason, at=at))
    visited = tuple(s for s in order if s in {*meeting.visited, meeting.step, target})
    return meeting.with_(step=target, visited=visited, gaps=gaps)


def next_lacking(p: Proceedings, *, backwards: bool = False) -> Step | None:
    """Return the nearest step after (before) the present one that lacks something, going round."""
    order = steps(p.meeting)
    place = order.index(p.meeting.step)
    ring = (*order[place + 1 :], *order[: place + 1])
    if backwards:
        ring = (*reversed(order[:place]), *reversed(order[place:]))
    return next((s for s in ring if obstacles(p, s)), None)


def check_open(meeting: Meeting) -> None:
    """Refuse to change a signed meeting.

    Raises:
        Refused: The minutes are signed.
    """
    if meeting.signed_at is not None:
        raise Refused(N_("The minutes are signed; the meeting can be read but not changed."))
