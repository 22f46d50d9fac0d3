"""A council of one's own by keys: its blocs, their words, its units and what becomes of them."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.council.units import save_unit
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, unit_named
from tests.screens.driving import press, running, shown


@pytest.fixture
def council(desk: Desk) -> Desk:
    set_up_council(desk, "Hội đồng tỉnh", "UBND tỉnh")
    return desk


async def fill_in(pilot: Pilot[int], *texts: str | None) -> None:
    """Fill the fields of a form in order; None leaves one as it is. Then save."""
    for place, text in enumerate(texts):
        field = pilot.app.focused
        assert isinstance(field, Input), f"field {place}: {field}"
        if text is not None:
            field.value = text
        if place + 1 < len(texts):
            await press(pilot, "tab")
    await press(pilot, "ctrl+s")


async def test_blocs_are_added_worded_moved_and_taken_away(council: Desk, tmp_path: Path) -> None:
    async with running(council, tmp_path) as (app, pilot):
        await press(pilot, "f2")
        await fill_in(pilot, "10", "Cụm các trường", None, "Cụm")
        assert "Cụm các trường" in shown(app), shown(app)
        bloc = bloc_named(council, "10")
        assert bloc.words.head == "Cụm trưởng"
        assert council.store.find(Bloc, code="10")
        await press(pilot, "ctrl+home", "delete", "down", "enter")
        assert "Khối thi đua số I " not in shown(app), shown(app)
        await press(pilot, "ctrl+home", "ctrl+d")
        page = shown(app)
        assert page.index("số III") < page.index("số II "), page
        await press(pilot, "ctrl+home", "f4")
        await fill_in(pilot, "3", "Khối các Sở", None, None, "Trưởng khối", "Phó Trưởng khối", "2030")
        page = shown(app)
        assert "Khối các Sở" in page, page
        assert "đến năm 2030" in page, page
        assert "Tên Hội đồng" in page, page


async def test_units_are_put_in_order_and_reorganised_by_keys(council: Desk, tmp_path: Path) -> None:
    bloc = bloc_named(council, "I")
    for name in ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế"):
        save_unit(council, bloc.id, None, name=name)
    async with running(council, tmp_path) as (app, pilot):
        await press(pilot, "enter", "down", "ctrl+u")
        page = shown(app)
        assert page.index("Sở Tài chính") < page.index("Sở Nội vụ"), page
        await press(pilot, "f4")
        await fill_in(pilot, "Sở Tài chính - Kế hoạch", None, None, "2024", "QĐ số 1")
        assert unit_named(council, "Kế hoạch").name_in(2023) == "Sở Tài chính"
        await press(pilot, "f3", "down", "down", "down", "enter")
        assert "thôi tham gia" in shown(app), shown(app)
        await fill_in(pilot, "2026", "QĐ số 2")
        page = shown(app)
        assert "đến năm 2025" in page, page
        assert council.store.find(Unit, last_year=2025)
        await press(pilot, "ctrl+end", "enter")
        page = shown(app)
        for told in ("đổi tên từ Sở Tài chính", "Năm 2026: thôi tham gia (QĐ số 2)"):
            assert told in page, page
