"""``ktd meeting box``: a round's electronic ballots from lock to count, typed through a pipe."""

import io
import sys
from argparse import Namespace

import pytest

from ktd_tui.commands.meeting import box
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.voting import tellers
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.rules.meeting import secret_ballot
from tests.operations.boxes import CHEAP, TELLERS, a_ballot, delegates
from tests.operations.found import the_meeting


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret_ballot, "COST", CHEAP)


class Box:
    """Runs the command at a desk, with lines on standard input; says what came out."""

    def __init__(self, meeting_id: str, capsys: pytest.CaptureFixture[str]) -> None:
        self._id, self._capsys = meeting_id, capsys

    def __call__(self, desk: Desk, what: str, *typed: str) -> str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
            options = Namespace(what=what, json=False)
            assert box.use(Driver(desk, self._id), options).say(options) == 0
        return self._capsys.readouterr().out.strip()


@pytest.fixture
def at(sample: Desk, capsys: pytest.CaptureFixture[str]) -> Box:
    return Box(the_meeting(sample).id, capsys)


def twice(*words: str) -> list[str]:
    return [word for word in words for _ in range(2)]


def test_from_lock_to_count(sample: Desk, at: Box, capsys: pytest.CaptureFixture[str]) -> None:
    ballot = a_ballot(sample)
    with pytest.raises(Refused, match="takes no electronic ballots"):
        at(sample, "state")
    assert at(sample, "lock", *twice(*TELLERS.values())) == "Đại biểu dự từ xa đã có thể bỏ phiếu."
    assert sample.folder
    receipts = []
    with delegates(sample, sample.folder) as voters:
        for marks, one in zip(("1", "2", ""), voters.values(), strict=True):
            said = at(one, "cast", *twice(marks))
            assert said.startswith("Phiếu đã vào hòm. Mã biên nhận: "), said
            receipts.append(said.rsplit(" ", 1)[1])
            with pytest.raises(Refused, match="no ballot for you"):
                at(one, "cast", *twice(marks))
    assert [line[0] for line in at(sample, "state").splitlines()] == ["✓", "✓", "✓"]
    assert at(sample, "close") == "Đã đóng hòm phiếu."
    at(sample, "open", *TELLERS.values())
    assert [line[0] for line in at(sample, "state").splitlines()] == ["✓", "✓", "✓"]
    of = sample.store.get(Vote, ballot.id).electronic
    assert of
    assert sorted(one.receipt for one in of.ballots) == sorted(receipts)
    marked = sorted(one.choices for one in of.ballots)
    assert marked == sorted([(ballot.choices[0],), (ballot.choices[1],), ()])
    assert "1  " + tellers.label(ballot, ballot.choices[0]) not in capsys.readouterr().out


def test_a_slip_of_the_finger_does_nothing(sample: Desk, at: Box) -> None:
    ballot = a_ballot(sample)
    with pytest.raises(Refused, match="not the same"):
        at(sample, "lock", "mật khẩu của a1", "mật khẩu khác", *twice("mật khẩu của a3"))
    with pytest.raises(Refused, match="at least 8"):  # the other teller is not asked
        at(sample, "lock", *twice("ngắn"))
    assert sample.store.get(Vote, ballot.id).electronic is None
    at(sample, "lock", *twice(*TELLERS.values()))
    assert sample.folder
    with delegates(sample, sample.folder) as voters:
        one = next(iter(voters.values()))
        for wrong in ("3", "0", "một", "1,9"):
            with pytest.raises(Refused, match="no choice"):
                at(one, "cast", *twice(wrong))
        with pytest.raises(Refused, match="not the same"):
            at(one, "cast", "1", "2")
    assert [line[0] for line in at(sample, "state").splitlines()] == ["·", "·", "·"]
