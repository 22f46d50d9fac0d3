"""The meeting as a table: the agenda's steps, what each still lacks, how one goes on.

No clock, no I/O: every function answers from the ``Proceedings`` that it is handed. Steps and their
order: domain.md §5.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from ktd_tui.domain.meeting import AgendaStep, Condition, Gap, Meeting, Step
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.rules.meeting.quorum import quorum


class Proceedings(NamedTuple):
    """A meeting with all that was entered in it.

    Attributes:
        unscored: Names of units whose scores are not complete.
    """

    meeting: Meeting
    lines: tuple[MinutesLine, ...] = ()
    votes: tuple[Vote, ...] = ()
    unscored: tuple[str, ...] = ()

    def of_kind(self, *kinds: LineKind) -> tuple[MinutesLine, ...]:
        """Return the lines of these kinds, in the order they were entered."""
        return tuple(line for line in self.lines if line.kind in kinds)

    def of_purpose(self, *purposes: Purpose) -> tuple[Vote, ...]:
        """Return the votes on these questions, in the order they were put."""
        return tuple(vote for vote in self.votes if vote.purpose in purposes)

    def winner(self, purpose: Purpose) -> Vote | None:
        """Return the last vote on this question that passed, or None."""
        passed = [v for v in self.of_purpose(purpose) if (o := outcome(v)) and o.passed]
        return passed[-1] if passed else None


class Obstacle(NamedTuple):
    """Something that a step still lacks: a msgid with its facts, and the field that it concerns."""

    message: str
    place: str = ""
    facts: Mapping[str, object] = MappingProxyType({})


class Mark(StrEnum):
    """How a step stands on the rail; said by the sign, never by colour alone."""

    DONE = "✓"
    LACKING = "!"
    UNTOUCHED = "·"


def _quorum(p: Proceedings) -> Iterator[Obstacle]:
    q = quorum(p.meeting)
    if not q.met:
        message = N_("No quorum: {present} of {members} present, {needed} needed.")
        yield Obstacle(message, "attendees", q._asdict())


def _scored(p: Proceedings) -> Iterator[Obstacle]:
    if p.unscored:
        yield Obstacle(N_("Scores are not complete: {units}."), "scores", {"units": ", ".join(p.unscored)})


def _counted(p: Proceedings) -> Iterator[Obstacle]:
    for vote in p.of_purpose(Purpose.AWARD, Purpose.MOTION):
        if vote.pending:
            yield Obstacle(N_("Not counted yet: {subject}."), "vote", {"subject": vote.subject})


Check = Callable[[Proceedings], Iterable[Obstacle]]


def _unless(met: Callable[[Proceedings], bool], message: str, place: str) -> Check:
    def told(p: Proceedings) -> Iterator[Obstacle]:
        if not met(p):
            yield Obstacle(message, place)

    return told


def _won(purpose: Purpose) -> Callable[[Proceedings], bool]:
    return lambda p: p.winner(purpose) is not None


def _said(kind: LineKind) -> Callable[[Proceedings], bool]:
    return lambda p: bool(p.of_kind(kind))


_C = Condition
CONDITIONS: Mapping[Condition, Check] = {
    _C.DAY: _unless(lambda p: p.meeting.day is not None, N_("The date of the meeting is not set."), "day"),
    _C.PLACE: _unless(lambda p: bool(p.meeting.place), N_("The place is not set."), "place"),
    _C.DELEGATES: _unless(lambda p: bool(p.meeting.attendees), N_("No delegates are listed."), "attendees"),
    _C.CHAIR: _unless(
        lambda p: p.meeting.attendee(p.meeting.chair_id) is not None, N_("Nobody is named to chair."), "chair"
    ),
    _C.SECRETARY: _unless(
        lambda p: p.meeting.attendee(p.meeting.secretary_id) is not None,
        N_("No secretary is named."),
        "secretary",
    ),
    _C.QUORUM: _quorum,
    _C.OPENED: _unless(
        lambda p: p.meeting.opened_at is not None, N_("The meeting has not been opened."), "open"
    ),
    _C.REPORT: _unless(lambda p: bool(p.meeting.report), N_("The bloc head's report is empty."), "report"),
    _C.STATEMENT: _unless(_said(LineKind.STATEMENT), N_("No unit has spoken yet."), "line"),
    _C.LIMITATION: _unless(_said(LineKind.LIMITATION), N_("No limitation is recorded."), "line"),
    _C.DIRECTION: _unless(_said(LineKind.DIRECTION), N_("No direction is recorded."), "line"),
    _C.SCORED: _scored,
    _C.SCORES_APPROVED: _unless(
        _won(Purpose.SCORES), N_("Scores and ranking are not approved by vote."), "vote"
    ),
    _C.NOMINATED: _unless(lambda p: bool(p.of_purpose(Purpose.AWARD)), N_("No award is nominated."), "vote"),
    _C.COUNTED: _counted,
    _C.DIRECTIONS_APPROVED: _unless(
        _won(Purpose.DIRECTIONS), N_("The directions are not approved by vote."), "vote"
    ),
    _C.HEAD_ELECTED: _unless(_won(Purpose.HEAD), N_("Next year's bloc head is not elected."), "vote"),
    _C.DEPUTY_ELECTED: _unless(_won(Purpose.DEPUTY), N_("Next year's deputy head is not elected."), "vote"),
    _C.GIVER: _unless(lambda p: bool(p.meeting.handover.giver), N_("Who hands over is not named."), "giver"),
    _C.RECEIVER: _unless(
        lambda p: bool(p.meeting.handover.receiver), N_("Who takes over is not named."), "receiver"
    ),
    _C.HANDED_OVER: _unless(
        lambda p: p.meeting.handover.done_at is not None, N_("The handover is not confirmed."), "done"
    ),
    _C.CONCLUSION: _unless(
        lambda p: bool(p.meeting.conclusion), N_("The chair's conclusion is empty."), "conclusion"
    ),
    _C.MINUTES_APPROVED: _unless(_won(Purpose.MINUTES), N_("The minutes are not approved by vote."), "vote"),
    _C.CLOSED: _unless(
        lambda p: p.meeting.closed_at is not None, N_("The closing hour is not set."), "closed_at"
    ),
    _C.SIGNED: _unless(lambda p: p.meeting.signed_at is not None, N_("The minutes are not signed."), "sign"),
}
"""How each condition is met; which step asks for which, says the meeting's agenda."""

SAID: Mapping[Condition, str] = {
    _C.DAY: N_("date"),
    _C.PLACE: N_("place"),
    _C.DELEGATES: N_("delegates"),
    _C.CHAIR: N_("chair"),
    _C.SECRETARY: N_("secretary"),
    _C.QUORUM: N_("quorum"),
    _C.OPENED: N_("opened"),
    _C.REPORT: N_("report"),
    _C.STATEMENT: N_("a statement"),
    _C.LIMITATION: N_("a limitation"),
    _C.DIRECTION: N_("a direction"),
    _C.SCORED: N_("scores complete"),
    _C.SCORES_APPROVED: N_("scores approved"),
    _C.NOMINATED: N_("a nomination"),
    _C.COUNTED: N_("all counted"),
    _C.DIRECTIONS_APPROVED: N_("directions approved"),
    _C.HEAD_ELECTED: N_("bloc head elected"),
    _C.DEPUTY_ELECTED: N_("deputy elected"),
    _C.GIVER: N_("who hands over"),
    _C.RECEIVER: N_("who takes over"),
    _C.HANDED_OVER: N_("handed over"),
    _C.CONCLUSION: N_("conclusion"),
    _C.MINUTES_APPROVED: N_("minutes approved"),
    _C.CLOSED: N_("closing hour"),
    _C.SIGNED: N_("signatures"),
}
"""Conditions in a word or two."""

YEAR_END: tuple[AgendaStep, ...] = (
    AgendaStep(step=Step.PREPARATION, conditions=(_C.DAY, _C.PLACE, _C.DELEGATES, _C.CHAIR, _C.SECRETARY)),
    AgendaStep(step=Step.OPENING, conditions=(_C.QUORUM, _C.OPENED)),
    AgendaStep(step=Step.REPORT, conditions=(_C.REPORT,)),
    AgendaStep(step=Step.STATEMENTS, conditions=(_C.STATEMENT,)),
    AgendaStep(step=Step.LIMITATIONS, conditions=(_C.LIMITATION,)),
    AgendaStep(step=Step.SCORES, conditions=(_C.SCORED, _C.SCORES_APPROVED)),
    AgendaStep(step=Step.AWARDS, conditions=(_C.NOMINATED, _C.COUNTED)),
    AgendaStep(step=Step.DIRECTIONS, conditions=(_C.DIRECTION, _C.DIRECTIONS_APPROVED)),
    AgendaStep(step=Step.ELECTION, conditions=(_C.HEAD_ELECTED, _C.DEPUTY_ELECTED)),
    AgendaStep(step=Step.HANDOVER, conditions=(_C.GIVER, _C.RECEIVER, _C.HANDED_OVER)),
    AgendaStep(step=Step.CONCLUSION, conditions=(_C.CONCLUSION,)),
    AgendaStep(step=Step.APPROVAL, conditions=(_C.MINUTES_APPROVED, _C.CLOSED, _C.SIGNED)),
)
"""The year-end meeting's agenda (domain.md §5): also of meetings prepared before agendas were data."""

ORDER: tuple[Step, ...] = tuple(one.step for one in YEAR_END)
"""The year-end meeting's steps in order."""


def agenda(meeting: Meeting) -> tuple[AgendaStep, ...]:
    """Return a meeting's own agenda."""
    return meeting.agenda or YEAR_END


def steps(meeting: Meeting) -> tuple[Step, ...]:
    """Return a meeting's steps in order."""
    return tuple(one.step for one in agenda(meeting))


def obstacles(p: Proceedings, step: Step) -> tuple[Obstacle, ...]:
    """Return what ``step`` still lacks, in the order in which one would mend it.

    A step that is not on the meeting's agenda lacks nothing.
    """
    asked = next((one.conditions for one in agenda(p.meeting) if one.step is step), ())
    return tuple(obstacle for condition in asked for obstacle in CONDITIONS[condition](p))


def mark(p: Proceedings, step: Step) -> Mark:
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
            raise Refused(N_("Something is missing here. Give a reason to go on; it enters the minutes."))
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
