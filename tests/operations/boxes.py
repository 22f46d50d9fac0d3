"""A round for electronic ballots, and the sessions of the delegates who cast them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.voting import Method, Purpose, Vote, VoteRule
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.voting import rounds, tellers
from ktd_tui.rules.meeting.secret_ballot import Cost
from tests.builders import a_colleague
from tests.operations.found import the_meeting, the_unit

CHEAP = Cost(1, 8192)
TELLERS = {"a1": "mật khẩu của a1", "a3": "mật khẩu của a3"}
AWAY = {"a2": "CQT I", "a4": "CQT II", "a5": "Vụ TK"}
"""Delegates who follow from elsewhere, with the labels of their units."""


def change(desk: Desk, **fields: object) -> Meeting:
    return change_meeting(desk, the_meeting(desk).id, lambda m: m.with_(**fields), "change")


def seat(desk: Desk, attendee_id: str, **fields: object) -> None:
    there = the_meeting(desk).attendees
    seats = tuple(a.model_copy(update=fields) if a.id == attendee_id else a for a in there)
    change(desk, attendees=seats)


def a_ballot(sample: Desk) -> Vote:
    """A ballot with two candidates; three of five delegates follow from elsewhere."""
    change(sample, secret=True, rules={Purpose.AWARD: VoteRule(method=Method.BALLOT)})
    for one in AWAY:
        seat(sample, one, joins_from="TP. Hồ Chí Minh")
    tellers.set_tellers(sample, the_meeting(sample).id, tuple(TELLERS), "a1")
    units = [the_unit(sample, name) for name in ("CQT I", "Vụ TK")]
    return rounds.put_ballot(sample, the_meeting(sample).id, Purpose.AWARD, units, "Cờ thi đua")


@contextmanager
def delegates(sample: Desk, folder: Path) -> Iterator[dict[str, Desk]]:
    """The delegates' own sessions."""
    desks = {
        one: a_colleague(
            sample,
            folder,
            2000 + n,
            f"dai-bieu-{n}",
            UserRole.UNIT_REPRESENTATIVE,
            unit_id=the_unit(sample, label),
        )
        for n, (one, label) in enumerate(AWAY.items())
    }
    yield desks
    for desk in desks.values():
        desk.store.close()
