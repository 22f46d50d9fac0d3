"""Registration and pledge by keys."""

from pathlib import Path

from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.people import Person
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year import registration
from screens.year.pledge import PledgeScreen
from screens.year.registration import RegistrationScreen
from tests.operations.found import the_unit, the_year
from tests.screens.driving import press, running, settle, shown


async def test_a_target_is_written_by_keys(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample, 2023)
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(RegistrationScreen(year.id))
        await settle(pilot)
        assert "1/5 Cục Quản trị I" in shown(app), shown(app)
        assert "Năm trước: 100% nhiệm vụ" in shown(app), shown(app)
        await pilot.press("f4")
        await settle(pilot)
        assert "100% nhiệm vụ trong kế hoạch" in shown(app), "last year's target is not proposed"
        await pilot.press("tab", *"bao", "tab", *"31/10/2023", "enter")
        await settle(pilot)
        page = shown(app)
        assert "31/10/2023" in page, page
        await pilot.press("f8", "f6")
        await settle(pilot)
        assert "2/5 Cục Quản trị II" in shown(app), shown(app)
        await pilot.press("f3", "enter")
        await settle(pilot)
    unit = the_unit(sample, "CQT I")
    of = registration.registration_of(sample, year.id, unit)
    assert [(target.code, target.measure) for target in of.targets] == [("I.1", "bao")]
    assert registration.registration_of(sample, year.id, the_unit(sample, "CQT II")).titles != ()


async def test_the_pledge_is_drawn_up_and_signed_by_keys(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample, 2023)
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(PledgeScreen(year.id))
        await settle(pilot)
        assert "Chưa lập. Chưa đăng ký: CQT I" in shown(app), shown(app)
        assert "F2 Lập giao ước" in shown(app), shown(app)
        await pilot.press("f2", *"Ly", "space", *"do", "enter")
        await settle(pilot)
        assert "Còn thiếu 5 chữ ký" in shown(app), shown(app)
        assert "F2 Lập giao ước" not in shown(app), "what is drawn up is offered to be drawn up"
        for member in year.members:
            await press(pilot, "enter")
            if sample.store.find(Person, unit_id=member.unit_id):
                await press(pilot, "ctrl+s")
                assert "Hãy cho biết ai ký" in shown(app), "somebody was taken for who signed"
                await press(pilot, "f4", "enter")  # the unit's own people stand first
            await press(pilot, "ctrl+s", "down")
        assert "Chuyển năm 2023 sang “Thực hiện" in shown(app), shown(app)
        assert the_year(sample, 2023).stage is Stage.PLEDGE, "the stage moved by itself"
        await pilot.press("enter")
        await settle(pilot)
        page = shown(app)
    assert "Tất cả đơn vị đã ký" in page, page
    assert "✓ Cục trưởng Phạm Đức Thảo" in page, page
    assert the_year(sample, 2023).stage is Stage.WORK


async def test_a_signed_pledge_asks_for_the_reason_of_an_amendment(sample: Desk, tmp_path: Path) -> None:
    year = sample.store.save(the_year(sample).with_(stage=Stage.WORK))
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(RegistrationScreen(year.id))
        await settle(pilot)
        await pilot.press("f4", *"X", "ctrl+s")
        await settle(pilot)
        page = shown(app)
    assert "vì sao điều chỉnh?" in page, page
    assert "Hãy ghi lý do." in page, page


async def test_later_a_signed_pledge_is_not_amended_and_no_form_says_otherwise(
    sample: Desk, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(RegistrationScreen(the_year(sample).id))
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        page = shown(app)
    assert "vì sao điều chỉnh?" not in page, page
    assert "Thực hiện, sơ kết" in page, page
