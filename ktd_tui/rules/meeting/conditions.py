"""What a step may ask for before one goes on: one row a condition.

A new condition is a row here and its name in ``domain.meeting``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ktd_tui.domain.meeting import Condition, Step
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.voting import Purpose
from ktd_tui.i18n import N_
from ktd_tui.rules.meeting.deeds import deeds_of, still_to
from ktd_tui.rules.meeting.presence import quorum_at_opening
from ktd_tui.rules.meeting.proceedings import Obstacle, Proceedings
from ktd_tui.text import enumerated


def _quorum(p: Proceedings) -> Iterator[Obstacle]:
    q = quorum_at_opening(p.meeting)  # who leaves later does not undo it
    if not q.met:
        message = N_("No quorum: {present} of {members} present, {needed} needed.")
        yield Obstacle(message, "attendees", q._asdict())


def _scored(p: Proceedings) -> Iterator[Obstacle]:
    if p.unscored:
        yield Obstacle(N_("Scores are not complete: {units}."), "scores", {"units": enumerated(p.unscored)})
    for one in p.undecided:
        message = N_("“{grade}” is to be confirmed by ballot, F2 puts it: {units}.")
        if one.equal:
            message = N_("Equal at the last place of “{grade}”, F4 in the ranking settles it: {units}.")
        yield Obstacle(message, "vote", {"grade": one.grade, "units": enumerated(one.units)})


def _approved(p: Proceedings) -> Iterator[Obstacle]:
    yield from _uncounted(p, Purpose.POINTS, Purpose.GRADE)  # they change what is approved
    vote = p.winner(Purpose.SCORES)
    if vote is None:
        yield Obstacle(N_("Scores and ranking are not approved by vote."), "vote")
    elif vote.approved not in ("", p.points) and p.meeting.signed_at is None:  # signed, it stays what it was
        yield Obstacle(
            N_("Points or ranks were changed after their approval: put them to the vote again."), "vote"
        )


def _counted(p: Proceedings) -> Iterator[Obstacle]:
    yield from _uncounted(p, Purpose.AWARD, Purpose.POINTS, Purpose.GRADE, Purpose.MOTION)


def _uncounted(p: Proceedings, *purposes: Purpose) -> Iterator[Obstacle]:
    for vote in p.of_purpose(*purposes):
        if vote.pending:
            yield Obstacle(N_("Not counted yet: {subject}."), "vote", {"subject": vote.subject})


def _of_units(step: Step, message: str) -> "Callable[[Proceedings], Iterator[Obstacle]]":
    def check(p: Proceedings) -> Iterator[Obstacle]:
        if left := still_to(p.meeting, step):
            yield Obstacle(message, "deed", {"units": enumerated(left)})

    return check


Check = Callable[[Proceedings], Iterable[Obstacle]]


class ConditionRow(NamedTuple):
    """What a step may ask for.

    Attributes:
        name: A word or two for it, as a msgid.
        check: Tells what is missing.
    """

    name: str
    check: Check


def _unless(name: str, met: Callable[[Proceedings], object], message: str, place: str) -> ConditionRow:
    def check(p: Proceedings) -> Iterator[Obstacle]:
        if not met(p):
            yield Obstacle(message, place, p.words._asdict())

    return ConditionRow(name, check)


def _won(purpose: Purpose) -> Callable[[Proceedings], object]:
    return lambda p: p.winner(purpose)


def _done(step: Step) -> Callable[[Proceedings], object]:
    return lambda p: deeds_of(p.meeting, step)


def _said(kind: LineKind) -> Callable[[Proceedings], object]:
    return lambda p: any(line.kind is kind for line in p.lines)


_C = Condition
CONDITIONS: Mapping[Condition, ConditionRow] = {
    _C.DAY: _unless(N_("date"), lambda p: p.meeting.day, N_("The date of the meeting is not set."), "day"),
    _C.PLACE: _unless(N_("place"), lambda p: p.meeting.place, N_("The place is not set."), "place"),
    _C.DELEGATES: _unless(
        N_("delegates"), lambda p: p.meeting.attendees, N_("No delegates are listed."), "attendees"
    ),
    _C.CHAIR: _unless(
        N_("chair"),
        lambda p: p.meeting.attendee(p.meeting.chair_id),
        N_("Nobody is named to chair."),
        "chair",
    ),
    _C.SECRETARY: _unless(
        N_("secretary"),
        lambda p: p.meeting.attendee(p.meeting.secretary_id),
        N_("No secretary is named."),
        "secretary",
    ),
    _C.QUORUM: ConditionRow(N_("quorum"), _quorum),
    _C.OPENED: _unless(
        N_("opened"), lambda p: p.meeting.opened_at, N_("The meeting has not been opened."), "open"
    ),
    _C.REPORT: _unless(N_("report"), lambda p: p.meeting.report, N_("The report is empty."), "report"),
    _C.STATEMENT: _unless(
        N_("a statement"), _said(LineKind.STATEMENT), N_("No unit has spoken yet."), "line"
    ),
    _C.LIMITATION: _unless(
        N_("a limitation"), _said(LineKind.LIMITATION), N_("No limitation is recorded."), "line"
    ),
    _C.DIRECTION: _unless(
        N_("a direction"), _said(LineKind.DIRECTION), N_("No direction is recorded."), "line"
    ),
    _C.SCORED: ConditionRow(N_("scores complete"), _scored),
    _C.SCORES_APPROVED: ConditionRow(N_("scores approved"), _approved),
    _C.NOMINATED: _unless(
        N_("a nomination"), lambda p: p.of_purpose(Purpose.AWARD), N_("No award is nominated."), "vote"
    ),
    _C.COUNTED: ConditionRow(N_("all counted"), _counted),
    _C.DIRECTIONS_APPROVED: _unless(
        N_("directions approved"),
        _won(Purpose.DIRECTIONS),
        N_("The directions are not approved by vote."),
        "vote",
    ),
    _C.HEAD_ELECTED: _unless(
        N_("{head} elected"), _won(Purpose.HEAD), N_("Next year's {head} is not elected."), "vote"
    ),
    _C.DEPUTY_ELECTED: _unless(
        N_("{deputy} elected"), _won(Purpose.DEPUTY), N_("Next year's {deputy} is not elected."), "vote"
    ),
    _C.GIVER: _unless(
        N_("who hands over"), lambda p: p.meeting.handover.giver, N_("Who hands over is not named."), "giver"
    ),
    _C.RECEIVER: _unless(
        N_("who takes over"),
        lambda p: p.meeting.handover.receiver,
        N_("Who takes over is not named."),
        "receiver",
    ),
    _C.HANDED_OVER: _unless(
        N_("handed over"), lambda p: p.meeting.handover.done_at, N_("The handover is not confirmed."), "done"
    ),
    _C.CONCLUSION: _unless(
        N_("conclusion"), lambda p: p.meeting.conclusion, N_("The chair's conclusion is empty."), "conclusion"
    ),
    _C.MINUTES_APPROVED: _unless(
        N_("minutes approved"), _won(Purpose.MINUTES), N_("The minutes are not approved by vote."), "vote"
    ),
    _C.CLOSED: _unless(
        N_("closing hour"), lambda p: p.meeting.closed_at, N_("The closing hour is not set."), "closed_at"
    ),
    _C.SIGNED: _unless(
        N_("signatures"), lambda p: p.meeting.signed_at, N_("The minutes are not signed."), "sign"
    ),
    _C.UNITS_REPORTED: ConditionRow(
        N_("units' reports"), _of_units(Step.UNIT_REPORTS, N_("Not reported yet: {units}."))
    ),
    _C.REGULATION_ADOPTED: _unless(
        N_("regulation adopted"),
        _won(Purpose.REGULATION),
        N_("The regulation is not adopted by vote."),
        "vote",
    ),
    _C.CRITERIA_ADOPTED: _unless(
        N_("criteria adopted"), _won(Purpose.CRITERIA), N_("The criteria are not adopted by vote."), "vote"
    ),
    _C.PLEDGE_SIGNED: ConditionRow(
        N_("pledge signed"), _of_units(Step.PLEDGE, N_("The pledge is not signed yet by: {units}."))
    ),
    _C.GIVEN: _unless(N_("awards given"), _done(Step.GIVING), N_("No award is given yet."), "deed"),
    _C.FLAG_HANDED_ON: _unless(
        N_("flag handed on"), _done(Step.FLAG), N_("The flag is not handed on yet."), "deed"
    ),
}
"""How each condition is met; which step asks for which, says the meeting's agenda."""
