"""Taking in a table on the screen: its plan, its wrong rows, and everything written at once."""

from pathlib import Path

from textual.events import Paste
from textual.pilot import Pilot

from ktd_tui.app import KtdApp
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.council.titles import Office
from ktd_tui.operations.desk import Desk
from screens.data.importing import ImportScreen
from screens.widgets.table import RecordTable
from tests.operations.found import the_year
from tests.screens.driving import press, running, settle, shown
from tests.sheets.making import csv_file

GOOD = "Tên đơn vị;Địa bàn\nVụ Một;Hà Nội\nCục Quản trị I;\n"
BAD = "Tên đơn vị;Địa bàn\nVụ Một;Hà Nội\n;Huế\nVụ Hai;Huế\n;Huế\n"


async def choose(app: KtdApp, pilot: Pilot[int], desk: Desk, name: str) -> None:
    """Open the screen and name a file."""
    app.push_screen(ImportScreen(the_year(desk).id))
    await settle(pilot)
    await pilot.press("f2")
    await settle(pilot)
    app.screen.query_one("#field-path").value = name  # type: ignore[attr-defined]  # an input's
    await pilot.press("ctrl+s")
    await settle(pilot)


async def test_the_plan_is_shown_and_written_after_asking(sample: Desk, tmp_path: Path) -> None:
    csv_file(tmp_path, GOOD)
    async with running(sample, tmp_path) as (app, pilot):
        await choose(app, pilot, sample, "bang.csv")
        page = shown(app)
        assert "bang.csv: thêm 1, sửa 0, giữ nguyên 1, lỗi 0." in page, page
        assert "bang.csv, dòng 2" in page, page
        assert not sample.store.find(Unit, name="Vụ Một")
        await pilot.press("enter")
        await settle(pilot)
        assert "Ghi 1 thay đổi?" in shown(app), shown(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "Đã ghi." in shown(app), shown(app)
    assert sample.store.find(Unit, name="Vụ Một")


async def test_a_table_is_pasted_and_its_unknown_unit_is_asked(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(ImportScreen(the_year(sample).id))
        await settle(pilot)
        app.post_message(Paste("Họ và tên\tChức vụ\tĐơn vị\r\nLê A\tChuyên viên\tVụ Thư kí tổng hợp\r\n"))
        await settle(pilot)
        assert "Vụ Thư kí tổng hợp" in shown(app), shown(app)
        await press(pilot, "ctrl+s")  # nearest is no unit that is plainly meant
        assert "Hãy chọn “Vụ Thư kí tổng hợp” là đơn vị nào" in shown(app), shown(app)
        app.screen.query_one("#field-0").value = "Vụ Thư ký"  # type: ignore[attr-defined]  # an input's
        await press(pilot, "ctrl+s")
        assert "Nội dung dán: thêm 1, sửa 0, giữ nguyên 0, lỗi 0." in shown(app), shown(app)
        await press(pilot, "enter", "down", "enter")
    assert [one.title for one in sample.store.find(Person, name="Lê A")] == ["Chuyên viên"]


async def test_a_plain_abbreviation_is_preset(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(ImportScreen(the_year(sample).id))
        await settle(pilot)
        app.post_message(Paste("Họ và tên\tChức vụ\tĐơn vị\r\nLê A\tChuyên viên\tCục QT III\r\n"))
        await settle(pilot)
        await press(pilot, "ctrl+s", "enter", "down", "enter")
    assert [one.title for one in sample.store.find(Person, name="Lê A")] == ["Chuyên viên"]


async def test_the_councils_own_tables_come_in_before_a_year_is_open(desk: Desk, tmp_path: Path) -> None:
    set_up_council(desk, "Hội đồng tỉnh", "UBND tỉnh", office=Office.PROVINCE)
    csv_file(tmp_path, "Danh hiệu, hình thức khen thưởng;Loại\nCờ của Ủy ban;danh hiệu\n")
    async with running(desk, tmp_path) as (app, pilot):
        await press(pilot, "end", "up", "enter", "f2")
        app.screen.query_one("#field-path").value = "bang.csv"  # type: ignore[attr-defined]  # an input's
        await press(pilot, "ctrl+s", "enter", "down", "enter")
        assert "Đã ghi." in shown(app), shown(app)
        await press(pilot, "f12", "down", "enter", "ctrl+s")
        assert (tmp_path / "units.xlsx").is_file(), shown(app)
        assert "Đã ghi:" in shown(app), shown(app)
    assert any(title.name == "Cờ của Ủy ban" for title in council(desk).award_titles)


async def test_wrong_rows_are_gone_through_and_hold_everything_up(sample: Desk, tmp_path: Path) -> None:
    csv_file(tmp_path, BAD)
    async with running(sample, tmp_path) as (app, pilot):
        await choose(app, pilot, sample, str(tmp_path / "bang.csv"))
        table = app.screen.query_one(RecordTable)
        places = [table.cursor_row]
        for key in ("f8", "f8", "f7"):
            await pilot.press(key)
            await settle(pilot)
            places.append(table.cursor_row)
        assert places == [1, 3, 1, 3]
        page = shown(app)
        assert "bang.csv!A5" in page, page
        assert "Tên còn trống." in page, page
        await pilot.press("enter")
        await settle(pilot)
        assert "Còn dòng lỗi nên chưa ghi được." in shown(app), shown(app)
    assert not sample.store.find(Unit, name="Vụ Một")


async def test_a_file_that_is_not_there_leaves_the_dialog_open(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await choose(app, pilot, sample, "khong-co.csv")
        page = shown(app)
        assert "Không có tệp" in page, page
        assert app.screen.query_one("#field-path").value == "khong-co.csv"  # type: ignore[attr-defined]  # as above


async def test_a_table_of_the_year_is_written(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(ImportScreen(the_year(sample).id))
        await settle(pilot)
        await pilot.press("f12")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Đã ghi:" in shown(app), shown(app)
    assert (tmp_path / "bang.xlsx").stat().st_size > 0


async def test_a_wrong_row_is_left_out_and_the_rest_is_written(sample: Desk, tmp_path: Path) -> None:
    csv_file(tmp_path, BAD)
    async with running(sample, tmp_path) as (app, pilot):
        await choose(app, pilot, sample, "bang.csv")
        for _ in range(2):
            await pilot.press("delete")
            await settle(pilot)
        assert "lỗi 0" in shown(app), shown(app)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
    assert {unit.name for unit in sample.store.find(Unit)} >= {"Vụ Một", "Vụ Hai"}


async def test_a_name_that_nobody_bears_is_asked(sample: Desk, tmp_path: Path) -> None:
    csv_file(tmp_path, "Mã;Nội dung;CQT I;Cục QT II\nI.1;Kế hoạch;18;17\n")
    async with running(sample, tmp_path) as (app, pilot):
        await choose(app, pilot, sample, "bang.csv")
        assert "Cục QT II" in shown(app), shown(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        page = shown(app)
        assert "lỗi 0" in page, page
        assert "CQT II" in page, page
