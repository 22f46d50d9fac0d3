"""Electronic ballots by keys: the tellers lock the box, a delegate elsewhere votes, two open it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.voting import Vote
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.voting import casting, electronic
from ktd_tui.rules.meeting import secret_ballot
from tests.operations.boxes import CHEAP, TELLERS, a_ballot, delegates
from tests.operations.found import the_meeting, the_unit
from tests.screens.driving import press, running, settle, shown
from tests.screens.meeting.test_ballots import choose
from tests.screens.meeting.test_meeting import enter_meeting

TYPED = "mat khau dai"


@pytest.fixture
def voters(sample: Desk, tmp_path: Path) -> Iterator[dict[str, Desk]]:
    with delegates(sample, tmp_path / "data") as desks:
        yield desks


@pytest.fixture
def ballot(sample: Desk, monkeypatch: pytest.MonkeyPatch) -> Vote:
    monkeypatch.setattr(secret_ballot, "COST", CHEAP)
    vote = a_ballot(sample)
    preparation.move(sample, the_meeting(sample).id, Step.AWARDS)
    return vote


def files_with(folder: Path, text: str) -> list[Path]:
    """Return the files that hold a text."""
    return [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def typing(text: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in text]


async def test_a_delegate_elsewhere_votes_and_keeps_a_receipt(
    sample: Desk, ballot: Vote, voters: dict[str, Desk], tmp_path: Path
) -> None:
    electronic.set_up(sample, ballot.id, TELLERS)
    desk = voters["a4"]
    desk.store.refresh()
    async with running(desk, tmp_path / "a4") as (app, pilot):
        await enter_meeting(pilot, the_meeting(sample))
        page = shown(app)
        assert "F2 để bỏ phiếu điện tử" in page, page
        assert "F2 Bỏ phiếu điện tử" in page, page
        await press(pilot, "f2")
        assert "Cờ thi đua" in shown(app), shown(app)
        await choose(pilot, *typing("cuc quan tri i"))
        page = shown(app)
        assert "Phiếu của bạn: Cục Quản trị I" in page, page
        await press(pilot, "down", "enter")
        page = shown(app)
        assert "Mã phiếu của bạn" in page, page
        receipt = next(word for word in page.split() if word.count("-") == 2 and len(word) == 14)
        await press(pilot, "enter")
        page = shown(app)
        assert "F2 để bỏ phiếu điện tử" not in page, page
        assert receipt not in page, page
        await press(pilot, "f2")
        assert "không có phiếu điện tử nào" in shown(app), shown(app)
        assert not files_with(tmp_path, receipt)
    for who in ("a2", "a5"):
        voters[who].store.refresh()
        casting.cast(voters[who], ballot.id, ())
    electronic.close_box(sample, ballot.id)
    opened = electronic.open_box(sample, ballot.id, TELLERS)
    assert opened.electronic
    found = {one.receipt: one.choices for one in opened.electronic.ballots}
    assert found[receipt] == (the_unit(sample, "CQT I"),)


async def test_the_tellers_lock_and_open_the_box(
    sample: Desk, ballot: Vote, voters: dict[str, Desk], tmp_path: Path
) -> None:
    async with running(sample, tmp_path / "drafts", (120, 40)) as (app, pilot):
        await enter_meeting(pilot, the_meeting(sample))
        await press(pilot, "down", "down", "f3")
        await choose(pilot, *typing("khoa hom bang"))
        await press(pilot, *typing("ngan"), "enter")
        assert "Mật khẩu phải có ít nhất 8 ký tự" in shown(app), "told before another has typed"
        await press(pilot, *typing(TYPED), "enter", *typing("mat khau khac"), "enter")
        assert "Hai lần gõ không" in shown(app), shown(app)
        for _ in TELLERS:
            for _ in range(2):
                await pilot.press(*typing(TYPED))
                assert TYPED not in shown(app), shown(app)
                await press(pilot, "enter")
        page = shown(app)
        assert "bỏ phiếu được (F2)" in page, page
        assert "đang nhận phiếu điện tử" in page, page
        for desk in voters.values():
            desk.store.refresh()
            casting.cast(desk, ballot.id, (ballot.choices[1],))
        await press(pilot, "f3")
        await choose(pilot, *typing("dong hom"))
        assert "3 đại biểu đã bỏ phiếu điện tử" in shown(app), shown(app)
        await press(pilot, "down", "enter", "f3")
        await choose(pilot, *typing("cung mo hom"))
        for _ in range(2):
            await press(pilot, "enter")
            await pilot.press(*typing(TYPED))
            await press(pilot, "enter")
        await settle(pilot)
        assert "Đã mở hòm" in shown(app), shown(app)
        await press(pilot, "f3")
        await choose(pilot, *typing("theo ma"))
        assert shown(app).count("Vụ Thư ký") >= 3, shown(app)
    assert not files_with(tmp_path, TYPED)
