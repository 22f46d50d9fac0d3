"""Accounts and roles on the screen: given, taken away, and refused to who may not."""

from pathlib import Path

from ktd_tui.domain.access import Grant
from ktd_tui.domain.roles import UserRole
from ktd_tui.operations.desk import Desk
from screens.dialogs.form import FormDialog
from tests.builders import a_colleague
from tests.screens.driving import running, settle, shown


async def test_a_role_is_given_shown_and_taken_away(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("f3")
        await settle(pilot)
        assert "Anh/chị (thu-ky): quản trị viên" in shown(app), shown(app)
        await pilot.press("f2")
        await settle(pilot)
        for field, text in (("account", "root"), ("role", "thư ký khối"), ("place", "Khối thi đua số V")):
            app.screen.query_one(f"#field-{field}").value = text  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await settle(pilot)
        page = shown(app)
        assert "thư ký khối" in page, page
        assert "Khối thi đua số V" in page, page
        await pilot.press("home", "delete")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
    assert [g.account for g in sample.store.find(Grant)] == ["thu-ky"]


async def test_who_may_not_is_told_who_may(sample: Desk, tmp_path: Path) -> None:
    lan = a_colleague(sample, tmp_path / "data", 1001, "lan", UserRole.OBSERVER)
    async with running(lan, tmp_path) as (app, pilot):
        await pilot.press("escape")
        await settle(pilot)
        assert "F4 Sửa" not in shown(app), "what one may not do is not offered"
        await pilot.press("f4")
        await settle(pilot)
        assert not isinstance(app.screen, FormDialog), "nobody fills in a form for nothing"
        page = shown(app)
    lan.store.close()
    assert "Chỉ quản trị viên, thường trực Hội đồng được sửa thông tin" in page, page
    assert "thu-ky" in page, page
