"""The year-end meeting as a table: steps in order, what each still lacks, how one goes on.

No clock, no I/O: every function answers from the ``Proceedings`` that it is handed. Steps and their
order: domain.md §5.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from ktd_tui.domain.meeting import Gap, Meeting, Step
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.ballots import outcome
from ktd_tui.rules.quorum import quorum

ORDER: tuple[Step, ...] = (
    Step.PREPARATION,
    Step.OPENING,
    Step.REPORT,
    Step.STATEMENTS,
    Step.LIMITATIONS,
    Step.SCORES,
    Step.AWARDS,
    Step.DIRECTIONS,
    Step.ELECTION,
    Step.HANDOVER,
    Step.CONCLUSION,
    Step.APPROVAL,
)
"""The year-end meeting's steps."""


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


def _preparation(p: Proceedings) -> Iterator[Obstacle]:
    m = p.meeting
    if m.day is None:
        yield Obstacle(N_("The date of the meeting is not set."), "day")
    if not m.place:
        yield Obstacle(N_("The place is not set."), "place")
    if not m.attendees:
        yield Obstacle(N_("No delegates are listed."), "attendees")
    if m.attendee(m.chair_id) is None:
        yield Obstacle(N_("Nobody is named to chair."), "chair")
    if m.attendee(m.secretary_id) is None:
        yield Obstacle(N_("No secretary is named."), "secretary")


def _opening(p: Proceedings) -> Iterator[Obstacle]:
    q = quorum(p.meeting)
    if not q.met:
        message = N_("No quorum: {present} of {members} present, {needed} needed.")
        yield Obstacle(message, "attendees", q._asdict())
    if p.meeting.opened_at is None:
        yield Obstacle(N_("The meeting has not been opened."), "open")


def _report(p: Proceedings) -> Iterator[Obstacle]:
    if not p.meeting.report:
        yield Obstacle(N_("The bloc head's report is empty."), "report")


def _statements(p: Proceedings) -> Iterator[Obstacle]:
    if not p.of_kind(LineKind.STATEMENT):
        yield Obstacle(N_("No unit has spoken yet."), "line")


def _limitations(p: Proceedings) -> Iterator[Obstacle]:
    if not p.of_kind(LineKind.LIMITATION):
        yield Obstacle(N_("No limitation is recorded."), "line")


def _scores(p: Proceedings) -> Iterator[Obstacle]:
    if p.unscored:
        facts: dict[str, object] = {"units": ", ".join(p.unscored)}
        yield Obstacle(N_("Scores are not complete: {units}."), "scores", facts)
    if p.winner(Purpose.SCORES) is None:
        yield Obstacle(N_("Scores and ranking are not approved by vote."), "vote")


def _awards(p: Proceedings) -> Iterator[Obstacle]:
    nominations = p.of_purpose(Purpose.AWARD)
    if not nominations:
        yield Obstacle(N_("No award is nominated."), "vote")
    for vote in nominations:
        if vote.agree is None:
            yield Obstacle(N_("Not counted yet: {subject}."), "vote", {"subject": vote.subject})


def _directions(p: Proceedings) -> Iterator[Obstacle]:
    if not p.of_kind(LineKind.DIRECTION):
        yield Obstacle(N_("No direction for next year is recorded."), "line")
    if p.winner(Purpose.DIRECTIONS) is None:
        yield Obstacle(N_("The directions are not approved by vote."), "vote")


def _election(p: Proceedings) -> Iterator[Obstacle]:
    if p.winner(Purpose.HEAD) is None:
        yield Obstacle(N_("Next year's bloc head is not elected."), "vote")
    if p.winner(Purpose.DEPUTY) is None:
        yield Obstacle(N_("Next year's deputy head is not elected."), "vote")


def _handover(p: Proceedings) -> Iterator[Obstacle]:
    handover = p.meeting.handover
    if not handover.giver:
        yield Obstacle(N_("Who hands over is not named."), "giver")
    if not handover.receiver:
        yield Obstacle(N_("Who takes over is not named."), "receiver")
    if handover.done_at is None:
        yield Obstacle(N_("The handover is not confirmed."), "done")


def _conclusion(p: Proceedings) -> Iterator[Obstacle]:
    if not p.meeting.conclusion:
        yield Obstacle(N_("The chair's conclusion is empty."), "conclusion")


def _approval(p: Proceedings) -> Iterator[Obstacle]:
    if p.winner(Purpose.MINUTES) is None:
        yield Obstacle(N_("The minutes are not approved by vote."), "vote")
    if p.meeting.closed_at is None:
        yield Obstacle(N_("The closing hour is not set."), "closed_at")
    if p.meeting.signed_at is None:
        yield Obstacle(N_("The minutes are not signed."), "sign")


_LACKS: dict[Step, Callable[[Proceedings], Iterable[Obstacle]]] = {
    Step.PREPARATION: _preparation,
    Step.OPENING: _opening,
    Step.REPORT: _report,
    Step.STATEMENTS: _statements,
    Step.LIMITATIONS: _limitations,
    Step.SCORES: _scores,
    Step.AWARDS: _awards,
    Step.DIRECTIONS: _directions,
    Step.ELECTION: _election,
    Step.HANDOVER: _handover,
    Step.CONCLUSION: _conclusion,
    Step.APPROVAL: _approval,
}


def obstacles(p: Proceedings, step: Step) -> tuple[Obstacle, ...]:
    """Return what ``step`` still lacks, in the order in which one would mend it."""
    return tuple(_LACKS[step](p))


def mark(p: Proceedings, step: Step) -> Mark:
    """Return the rail's sign for ``step``: an unopened step is untouched, whatever it lacks."""
    if not obstacles(p, step):
        return Mark.DONE
    return Mark.LACKING if step in p.meeting.visited else Mark.UNTOUCHED


def following(step: Step) -> Step | None:
    """Return the step after ``step``, or None after the last."""
    place = ORDER.index(step) + 1
    return ORDER[place] if place < len(ORDER) else None


def excused(meeting: Meeting, step: Step) -> bool:
    """Tell whether a reason was given for going on from ``step``."""
    return any(gap.step is step for gap in meeting.gaps)


def unexcused(p: Proceedings, target: Step) -> tuple[Step, ...]:
    """Return the steps before ``target`` that lack something and have no recorded reason."""
    before = ORDER[: ORDER.index(target)]
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
    if ORDER.index(target) > ORDER.index(meeting.step):
        lacking = unexcused(p, target)
        if len(lacking) > 1 or (lacking and lacking[0] is not meeting.step):
            raise Refused(N_("Steps before this one are not complete; go through them one at a time."))
        if lacking and not reason:
            raise Refused(N_("Something is missing here. Give a reason to go on; it enters the minutes."))
        if lacking:
            gaps = (*gaps, Gap(step=meeting.step, reason=reason, at=at))
    visited = tuple(s for s in ORDER if s in {*meeting.visited, meeting.step, target})
    return meeting.with_(step=target, visited=visited, gaps=gaps)


def next_lacking(p: Proceedings, *, backwards: bool = False) -> Step | None:
    """Return the nearest step after (before) the present one that lacks something, going round."""
    place = ORDER.index(p.meeting.step)
    ring = (*ORDER[place + 1 :], *ORDER[: place + 1])
    if backwards:
        ring = (*reversed(ORDER[:place]), *reversed(ORDER[place:]))
    return next((s for s in ring if obstacles(p, s)), None)


def check_open(meeting: Meeting) -> None:
    """Refuse to change a signed meeting.

    Raises:
        Refused: The minutes are signed.
    """
    if meeting.signed_at is not None:
        raise Refused(N_("The minutes are signed; the meeting can be read but not changed."))
