"""The door to every change of a meeting: the pen is in hand, and nothing changes that is signed or void."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import NOTHING, Desk
from ktd_tui.operations.meeting.pen import check_pen, pick_up
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.layering.deciding import carry_out
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting.flow import check_open
from ktd_tui.rules.meeting.hours import goes_on


@contextmanager
def meeting_act(
    desk: Desk,
    meeting_id: str,
    why: str,
    facts: Mapping[str, object] = NOTHING,
    *,
    final: bool = False,
    signed: bool = False,
) -> Iterator[Meeting]:
    """Hold the transaction in which a meeting is changed; give the meeting as it is now.

    Args:
        final: It cannot be undone.
        signed: It is done to a signed meeting too: reading through it moves it from step to step.

    Raises:
        PenHeld: Another session holds the pen.
        Refused: The minutes are signed.
    """
    pick_up(desk, meeting_id)
    with desk.act(Act.RUN_MEETING, why, facts, at=At(Meeting, meeting_id), final=final) as store:
        check_pen(desk, meeting_id)
        meeting = store.get(Meeting, meeting_id)
        if not signed:
            check_open(meeting)
        yield meeting


def going_on(desk: Desk, meeting_id: str) -> Meeting:
    """Return a meeting in which something is noted now; one that had closed before has not closed yet.

    Only within its act.

    Raises:
        Refused: The hour that is set is before the opening.
    """
    meeting = desk.store.get(Meeting, meeting_id)
    fresh = goes_on(meeting, desk.now)
    return meeting if fresh is meeting else desk.store.save(fresh)


class Round(NamedTuple):
    """A round of voting with its meeting, both as they are now."""

    vote: Vote
    meeting: Meeting


@contextmanager
def round_act(
    desk: Desk, vote_id: str, why: str, facts: Mapping[str, object] = NOTHING, *, final: bool = False
) -> Iterator[Round]:
    """Hold the transaction in which a round of voting is changed; give it as it is now.

    Args:
        facts: What fills the places of ``why``; without them ``what`` is the question.

    Raises:
        PenHeld: Another session holds the pen.
        Refused: The minutes are signed, the round is void, or a next round was put already.
    """
    seen = desk.store.get(Vote, vote_id)
    told = facts or {"what": seen.subject}
    with meeting_act(desk, seen.meeting_id, why, told, final=final) as meeting:
        vote = desk.store.get(Vote, vote_id)
        check_countable(desk, vote)
        yield Round(vote, meeting)
        carry_out(desk, desk.store.get(Vote, vote_id))


def check_countable(desk: Desk, vote: Vote) -> None:
    """Refuse to change a round that is done with.

    Raises:
        Refused: It is void, or a next round was put already.
    """
    if vote.void is not None:
        raise Refused(N_("This round is void; the next one is counted."))
    check_last(desk, vote)


def check_last(desk: Desk, vote: Vote) -> None:
    """Refuse to change a round that another one followed.

    Raises:
        Refused: A next round was put already.
    """
    if desk.store.find(Vote, follows_id=vote.id):
        raise Refused(N_("A next round was put already; this one stays as it is."))


def change_meeting(
    desk: Desk,
    meeting_id: str,
    change: Callable[[Meeting], Meeting],
    why: str,
    facts: Mapping[str, object] = NOTHING,
) -> Meeting:
    """Apply ``change`` to the meeting as it is now; the history tells ``why``."""
    with meeting_act(desk, meeting_id, why, facts) as meeting:
        fresh = change(meeting)
        return meeting if fresh == meeting else desk.store.save(fresh)
