"""What the menu of a round offers can be done, what it leaves out is refused: in every state of a round."""

import shutil
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from ktd_tui.domain.voting import Base, Method, Purpose, Vote, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.voting import deciding, opening, rounds, tellers
from ktd_tui.operations.meeting.voting.round_acts import RoundAct, possible
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.script import acts, run_script
from ktd_tui.rules.meeting.elections import level
from tests.builders import a_desk
from tests.operations.found import the_meeting

PAPER = VoteRule(method=Method.BALLOT, base=Base.VALID, fraction=Fraction(2, 5), strict=False)
RULES = {
    Purpose.HEAD: VoteRule(base=Base.MEMBERS),
    Purpose.DEPUTY: PAPER,
    Purpose.MOTION: VoteRule(casting=True, written=True, rounds=1),
    Purpose.AWARD: VoteRule(method=Method.BALLOT, base=Base.MEMBERS, fraction=Fraction(2, 3), strict=False),
}
BALLOT = "tellers tqn, pdt\nballot deputy Cục Quản trị III, Vụ Thư ký"
FIVE = "issued=5, returned=5, valid=5, invalid=0"
TIED = f"{FIVE}, Cục Quản trị III=2, Vụ Thư ký=2"
STATES: Mapping[str, str] = {
    "put": "put motion = Đổi ngày",
    "below the quorum": "absent dhv, cqt2, vtk\nput motion = Đổi ngày",
    "opened below the quorum": "absent dhv, cqt2, vtk\nput motion = Đổi ngày\nno-quorum Mưa bão",
    "opened": "put motion = Đổi ngày\nopen-vote",
    "one absent": "absent vtk\nput motion = Đổi ngày\nopen-vote",
    "tied": "put motion = Đổi ngày\ncount 2 2 1",
    "lost in the last round": "put motion = Đổi ngày\ncount 1 4 0",
    "passed": "put motion = Đổi ngày\ncount 5 0 0",
    "void": "put motion = Đổi ngày\ncount 5 0 0\nvoid Đếm nhầm",
    "void and followed": "put motion = Đổi ngày\ncount 5 0 0\nvoid Đếm nhầm\nnext-round",
    "hands for several": "ballot head Cục Quản trị III, Vụ Thư ký",
    "level without a majority": (
        "ballot head Cục Quản trị III, Vụ Thư ký\nhands Cục Quản trị III=2, Vụ Thư ký=2"
    ),
    "hands without a majority": (
        "ballot head Cục Quản trị III, Vụ Thư ký, Cục Quản trị I\n"
        "hands Cục Quản trị III=2, Vụ Thư ký=2, Cục Quản trị I=1"
    ),
    "elected by hands": "ballot head Cục Quản trị III, Vụ Thư ký\nhands Cục Quản trị III=5, Vụ Thư ký=0",
    "one is left": "ballot head Cục Quản trị III, Vụ Thư ký\nstand-down Vụ Thư ký = bận",
    "ballot": BALLOT,
    "ballot without tellers": "ballot deputy Cục Quản trị III, Vụ Thư ký",
    "one teller has counted": f"{BALLOT}\ntally pdt {TIED}",
    "tellers differ": f"{BALLOT}\ntally pdt {TIED}\ntally tqn {FIVE}, Cục Quản trị III=3, Vụ Thư ký=2",
    "tellers agree": f"{BALLOT}\ntally pdt {TIED}\ntally tqn {TIED}",
    "tied ballot": f"{BALLOT}\ntally pdt {TIED}\ntally tqn {TIED}\nagree",
    "lots were drawn": f"{BALLOT}\ntally pdt {TIED}\ntally tqn {TIED}\nagree\nlots Vụ Thư ký = bốc thăm",
    "run off": f"{BALLOT}\ntally pdt {TIED}\ntally tqn {TIED}\nagree\nrun-off",
    "award": "put award Vụ Thư ký = Giấy khen",
}


def an_id(desk: Desk, letters: str) -> str:
    return Driver(desk, the_meeting(desk).id).person(letters).id


def _opinion(desk: Desk, vote: Vote) -> object:
    away = [*deciding.absent_from(vote, the_meeting(desk)), *the_meeting(desk).attendees]
    return deciding.set_opinion(desk, vote.id, away[0].id, ())


def _tally(desk: Desk, vote: Vote) -> object:
    there = sum(one.present and one.voting for one in the_meeting(desk).attendees)
    numbers = {"issued": there, "returned": there, "valid": there, **dict.fromkeys(vote.choices[:1], there)}
    return tellers.tally(desk, vote.id, an_id(desk, "tqn"), {key: str(n) for key, n in numbers.items()})


def _lots(desk: Desk, vote: Vote) -> object:
    chosen = [*level(vote), "nobody"]
    return rounds.draw_lots(desk, vote.id, chosen[0], "bốc thăm")


def _below(desk: Desk, vote: Vote) -> object:
    if not opening.open_vote(desk, vote.id, "Mưa bão").below_quorum:
        raise Refused("there is a quorum")
    return None


def _hand_out(desk: Desk, vote: Vote) -> object:
    if vote.opened_at:
        raise Refused("it is open")
    return opening.open_vote(desk, vote.id)


DONE: Mapping[RoundAct, Callable[[Desk, Vote], object]] = {
    RoundAct.COUNT: _tally,
    RoundAct.AGREE: lambda desk, vote: tellers.agree(desk, vote.id),
    RoundAct.RUN_OFF: lambda desk, vote: rounds.run_off(desk, vote.id),
    RoundAct.LOTS: _lots,
    RoundAct.NEXT: lambda desk, vote: rounds.next_round(desk, vote.id),
    RoundAct.VOID: lambda desk, vote: rounds.void(desk, vote.id, "Đếm nhầm"),
    RoundAct.BELOW: _below,
    RoundAct.HAND_OUT: _hand_out,
    RoundAct.UNOPEN: lambda desk, vote: opening.take_back_opening(desk, vote.id),
    RoundAct.DOWN: lambda desk, vote: rounds.stand_down(desk, vote.id, [*vote.choices, "?"][0]),
    RoundAct.WRITTEN: _opinion,
    RoundAct.CHAIR: lambda desk, vote: deciding.cast_by_chair(desk, vote.id, "agree"),
}
"""What each act does; tellers are named at any time; of electronic ballots test_electronic tells."""


@pytest.mark.parametrize("state", STATES)
def test_what_is_offered_can_be_done_and_nothing_else(sample: Desk, tmp_path: Path, state: str) -> None:
    change_meeting(sample, the_meeting(sample).id, lambda m: m.with_(rules=RULES, tellers=()), "rules")
    before = {vote.id for vote in sample.store.find(Vote)}
    run_script(Driver(sample, the_meeting(sample).id), acts(STATES[state]))
    put = sorted((vote for vote in sample.store.find(Vote) if vote.id not in before), key=lambda v: v.id)
    offered = set(possible(sample, put[0])) & set(DONE)
    could = set()
    for act, do in DONE.items():
        folder = tmp_path / act
        shutil.copytree(tmp_path / "data", folder)
        desk = a_desk(folder, sample.clock)
        try:
            do(desk, desk.store.get(Vote, put[0].id))
            could.add(act)
        except Refused:
            pass
        finally:
            desk.store.close()
    assert offered == could
