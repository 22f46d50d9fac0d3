"""What can be done to a round of voting now: the screens offer that, and nothing that would be refused."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.voting import Method, Vote, VoteRule
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.voting.deciding import absent_from
from ktd_tui.operations.meeting.voting.electronic import away_from
from ktd_tui.operations.meeting.voting.opening import judged_by
from ktd_tui.operations.meeting.voting.tellers import TELLERS, differing
from ktd_tui.rules.meeting import secret_ballot
from ktd_tui.rules.meeting.ballots import last_round, outcome, takes_opinions, tied, without_tellers
from ktd_tui.rules.meeting.elections import level, result_of
from ktd_tui.rules.meeting.quorum import quorum


class RoundAct(StrEnum):
    """One thing that may be done to a round."""

    TELL = "tellers"
    COUNT = "count"
    AGREE = "agree"
    RUN_OFF = "run-off"
    LOTS = "lots"
    NEXT = "next"
    VOID = "void"
    BELOW = "below"
    HAND_OUT = "hand-out"
    UNOPEN = "unopen"
    DOWN = "stand-down"
    WRITTEN = "written"
    CHAIR = "chair"
    BOX = "box"
    CLOSE = "close"
    OPEN = "open"
    RECEIPTS = "receipts"


class _Now(NamedTuple):
    """A round as it is now, with what its acts hang on.

    Attributes:
        followed: A next round was put already.
        enough: There is a quorum for it, or a reason for voting without one.
    """

    vote: Vote
    meeting: Meeting
    rule: VoteRule
    followed: bool
    enough: bool

    @property
    def waits(self) -> bool:
        """Whether it is still to be counted."""
        return self.vote.pending and not self.followed

    @property
    def untouched(self) -> bool:
        """Whether nobody has counted anything of it."""
        return self.waits and not self.vote.tallies and not self.vote.electronic

    @property
    def counts_ballots(self) -> bool:
        """Whether it waits for ballots to be counted."""
        return self.waits and self.rule.method is Method.BALLOT


def possible(desk: Desk, vote: Vote) -> tuple[RoundAct, ...]:
    """Return what can be done to a round now, in the order in which it is offered."""
    meeting = desk.store.get(Meeting, vote.meeting_id)
    rule = judged_by(desk, meeting, vote)
    enough = bool(vote.opened_at or vote.below_quorum) or quorum(meeting, rule.quorum).met
    now = _Now(vote, meeting, rule, bool(desk.store.find(Vote, follows_id=vote.id)), enough)
    return tuple(act for act in RoundAct if _WHEN[act](now))


def _may_count(now: _Now) -> bool:
    box = now.vote.electronic
    opened = box is None or box.counted_at is not None
    return now.counts_ballots and bool(now.meeting.tellers) and now.enough and opened


def _may_have_next(now: _Now) -> bool:
    if now.followed or now.vote.pending:
        return False
    found = outcome(now.vote)
    return found is None or (not found.passed and not last_round(now.vote))


def _may_run_off(now: _Now) -> bool:
    of = result_of(now.vote)
    return (
        not now.followed
        and of is not None
        and bool(of.open_seats and of.run_off)
        and not last_round(now.vote)
    )


def _below(now: _Now) -> bool:
    return now.waits and (bool(now.vote.below_quorum) if now.vote.opened_at else not now.enough)


def _may_have_box(now: _Now) -> bool:
    if not (now.meeting.secret and now.counts_ballots and now.untouched and now.enough):
        return False
    if len(now.vote.choices) > secret_ballot.MOST or len(now.meeting.tellers) < TELLERS:
        return False
    return away_from(now.vote, now.meeting) >= secret_ballot.LEAST


def _by_nobody(now: _Now) -> bool:
    return bool(without_tellers(now.meeting.tellers, (now.vote,)))


_WHEN: Mapping[RoundAct, Callable[[_Now], bool]] = {
    RoundAct.TELL: lambda now: not now.vote.tallies and (now.counts_ballots or _by_nobody(now)),
    RoundAct.COUNT: _may_count,
    RoundAct.AGREE: lambda now: now.waits and len(now.vote.tallies) >= TELLERS and not differing(now.vote),
    RoundAct.RUN_OFF: _may_run_off,
    RoundAct.LOTS: lambda now: not now.followed and bool(level(now.vote)),
    RoundAct.NEXT: _may_have_next,
    RoundAct.VOID: lambda now: not now.followed and now.vote.void is None,
    RoundAct.BELOW: _below,
    RoundAct.HAND_OUT: lambda now: now.waits and not now.vote.opened_at and now.enough,
    RoundAct.UNOPEN: lambda now: now.untouched and bool(now.vote.opened_at),
    RoundAct.DOWN: lambda now: now.untouched and len(now.vote.candidates) > 1,
    RoundAct.WRITTEN: lambda now: (
        now.waits
        and takes_opinions(now.rule)
        and bool(now.vote.opinions or absent_from(now.vote, now.meeting))
    ),
    RoundAct.CHAIR: lambda now: (
        not now.followed and now.vote.rule.casting and tied(now.vote) and bool(now.meeting.chair_id)
    ),
    RoundAct.BOX: _may_have_box,
    RoundAct.CLOSE: lambda now: now.waits and _box(now) == (True, False, False),
    RoundAct.OPEN: lambda now: now.waits and _box(now) == (True, True, False),
    RoundAct.RECEIPTS: lambda now: _box(now) == (True, True, True),
}
"""When each can be done; what the operations behind it refuse, they tell for themselves."""


def _box(now: _Now) -> tuple[bool, bool, bool]:
    """Tell whether there is a box of electronic ballots, whether it is closed, whether it was opened."""
    of = now.vote.electronic
    return of is not None, bool(of and of.closed_at), bool(of and of.counted_at)
