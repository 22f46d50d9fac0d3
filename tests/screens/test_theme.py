"""The theme is chosen before the first screen, so its colours and no other's are drawn from the start."""

import pkgutil
from importlib import import_module
from typing import Any

import pytest
from textual.color import Color

import screens
from ktd_tui.app import KtdApp
from ktd_tui.operations.conflicts import Difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import Draft
from screens.dialogs.ask import AskDialog
from screens.dialogs.base import Dialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.conflict import ConflictDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.dialogs.secret import SecretDialog
from screens.dialogs.tell import TellDialog
from screens.dialogs.write import WriteDialog
from screens.styles.themes import THEMES
from tests.screens.contrast import ENOUGH, PAIRS, ratio, role_colours, unknown_pairs, unknown_styles
from tests.screens.driving import settle


@pytest.mark.parametrize("name", THEMES)
async def test_the_first_screen_has_the_colours_of_the_chosen_theme(desk: Desk, name: str) -> None:
    app = KtdApp(desk, Draft(None, "1"), theme=name)
    async with app.run_test() as pilot:
        await settle(pilot)
        colours = THEMES[name]
        assert app.screen.styles.background == Color.parse(str(colours.background))
        assert app.screen.query_one("#title").styles.background == Color.parse(str(colours.panel))
        assert app.has_class("-light-mode") is not colours.dark


async def test_a_later_change_of_theme_changes_every_colour(desk: Desk) -> None:
    app = KtdApp(desk, Draft(None, "1"), theme="dark")
    async with app.run_test() as pilot:
        await settle(pilot)
        app.theme = "ktd-light"
        await settle(pilot)
        assert app.screen.styles.background == Color.parse("#ffffff")


def dialogs() -> dict[type[Dialog[Any]], Dialog[Any]]:
    """One of each kind of dialog, with each kind of field."""
    fields = [
        Field("a", "Tên", "Lan", "họ và tên"),
        Field("b", "Loại", "1", choices=[("1", "một"), ("2", "hai")]),
        Field("c", "Ghi chú", "", "để trống: không"),
    ]
    made: list[Dialog[Any]] = [
        AskDialog("Ngày nào?", "12/12"),
        ConfirmDialog("Xóa?", "Có, xóa"),
        ConflictDialog([[Difference("title", "Một", "Hai", "Một, hai")]], who="thu-ky"),
        FormDialog("Cán bộ", fields, lambda values, seen: (values, seen)),
        PickDialog("Chọn đơn vị", [("1", "Vụ Một"), ("2", "Vụ Hai")]),
        SecretDialog("Mã phiếu"),
        TellDialog("Mã phiếu của anh/chị: 1234"),
        WriteDialog("Báo cáo", lambda values, seen: (values, seen), key="thu", heading="", text="Nội dung"),
    ]
    return {type(one): one for one in made}


async def test_every_dialog_has_letters_that_stand_out(desk: Desk) -> None:
    """The same is asked of every screen in ``test_without_colours``."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        import_module(module.name)
    assert set(Dialog.__subclasses__()) == dialogs().keys(), "say here how the new one is made"
    app = KtdApp(desk, Draft(None, "1"), theme="dark")
    async with app.run_test() as pilot:
        await settle(pilot)
        for dialog in dialogs().values():
            app.push_screen(dialog)
            await settle(pilot)
            drawn = [list(strip) for strip in app.screen._compositor.render_strips()]
            assert (unknown_pairs(drawn), unknown_styles(app.screen)) == (set(), set()), type(dialog).__name__
            app.pop_screen()
            await settle(pilot)


@pytest.mark.parametrize("name", THEMES)
def test_letters_stand_out_from_their_ground_in_every_theme(name: str) -> None:
    """All pairs that any screen draws: ``test_without_colours`` refuses one that is not among them."""
    colours = role_colours(THEMES[name])
    faint = {pair: round(ratio(*(colours[role] for role in pair)), 2) for pair in PAIRS}
    assert not {pair: found for pair, found in faint.items() if found < ENOUGH}
