"""Council → blocs → units → people, and the page of a bloc-year."""

from pathlib import Path

from ktd_tui.domain.organisation import Unit
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from screens.council.titles import TitlesScreen
from tests.screens.driving import press, running, settle, shown


async def test_the_first_page_is_the_year_in_work(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, _):
        page = shown(app)
    for wanted in (
        "Khối thi đua số V › 2022",
        "Đoàn kết, đổi mới",
        "2186/KH-VPQH",
        "2021–2025",
        "Tổng kết (8/10)",
    ):
        assert wanted in page, page
    assert "Hoàn thành biên bản hội nghị tổng kết 2022" in page, "what is missing next is not said"
    assert page.count("Khối trưởng") >= 2, "this year's and next year's head do not both show"


async def test_esc_leads_up_to_the_blocs_and_enter_down_to_a_person(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await pilot.press("escape")
        await settle(pilot)
        blocs = shown(app)
        assert blocs.partition("việc đang chờ")[0].count("Khối thi đua số") == 5, blocs
        await pilot.press("down", "down", "down", "down", "enter")
        await settle(pilot)
        bloc = shown(app)
        for wanted in ("Đà Nẵng", "TP. Hồ Chí Minh", "Nguyễn Văn Định", "2023", "Khối trưởng"):
            assert wanted in bloc, bloc
        await pilot.press("tab", "enter")
        await settle(pilot)
        unit = shown(app)
    assert "Cục trưởng" in unit, unit
    assert "Phạm Đức Thảo" in unit, unit


async def test_find_ignores_marks_and_opens_the_unit(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await pilot.press("ctrl+f")
        await settle(pilot)
        await pilot.press(*"cuc", "space", *"quan", "space", *"tri")
        await settle(pilot)
        assert "Cục Quản trị III" in shown(app), shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "Cục Quản trị I · Hà Nội" in shown(app), shown(app)


async def test_an_empty_bloc_says_what_to_do_next(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Nhấn F2 để thêm đơn vị đầu tiên" in shown(app), shown(app)
        await pilot.press("f2")
        await settle(pilot)
        await pilot.press(*"Vu", "space", *"Moi", "ctrl+s")
        await settle(pilot)
        await pilot.pause()
        assert "Vu Moi" in shown(app), shown(app)
    assert [u.name for u in sample.store.find(Unit) if u.name == "Vu Moi"], "the unit was not saved"


async def test_first_start_offers_a_council_or_the_sample(desk: Desk, tmp_path: Path) -> None:
    before = (tmp_path / "data" / "ktd.json").read_bytes()
    async with running(desk, tmp_path) as (app, pilot):
        page = shown(app)
        assert "Lập Hội đồng mới" in page, page
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "Khối thi đua số V › 2022" in shown(app), shown(app)
        app.desk.store.close()
    assert (tmp_path / "data" / "ktd.json").read_bytes() == before, (
        "looking at the sample touched the real data"
    )


async def test_first_start_takes_what_is_typed_in_place_of_each_proposal(desk: Desk, tmp_path: Path) -> None:
    async with running(desk, tmp_path) as (app, pilot):
        await press(pilot, "enter", *"HT", *("tab",) * 4, *"Vinh", "tab", *"7,A", "ctrl+s")
        page = shown(app)
    assert (council(desk).name, council(desk).place) == ("HT", "Vinh")
    assert page.count("Khối thi đua số") == 3, page  # two blocs, and what is to be done for the first
    assert "Khối thi đua số 7" in page, page
    assert "Khối thi đua số A" in page, page


async def test_first_start_sets_up_a_council(desk: Desk, tmp_path: Path) -> None:
    async with running(desk, tmp_path) as (app, pilot):
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.pause()
        page = shown(app)
        assert page.partition("việc đang chờ")[0].count("Khối thi đua số") == 5, page
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, TitlesScreen), "what comes first is not opened from the first page"
        await press(pilot, "ctrl+s", "escape")
        page = shown(app)
        assert "Xác nhận danh hiệu" not in page, page
        assert "Khối thi đua số I: thêm đơn vị" in page, page
        await press(pilot, "enter")
        assert "Nhấn F2 để thêm đơn vị đầu tiên" in shown(app), shown(app)
        await press(pilot, "f2", "V", "u", "ctrl+s", "escape")
        assert "Khối thi đua số I: mở năm thi đua" in shown(app), shown(app)


async def test_help_lists_every_key_and_carries_one_out(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await pilot.press("f1")
        await settle(pilot)
        page = shown(app)
        for wanted in ("Ctrl+F", "Ctrl+Q", "F5", "Sửa năm"):
            assert wanted in page, page
        await pilot.press("enter")
        await settle(pilot)
        assert "Gõ không dấu" in shown(app), "Enter on the first command (find) did not carry it out"


async def test_a_text_longer_than_its_field_is_not_hidden(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await pilot.press("f4")
        await settle(pilot)
        assert "Đoàn kết, đổi mới" in shown(app) or "nhiệm vụ được giao" in shown(app), shown(app)


async def test_a_field_shows_where_one_types_and_else_its_beginning(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await pilot.press("f4")
        await settle(pilot)
        assert "xuất sắc nhiệm vụ được giao" in shown(app), shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "Chủ đề             Đoàn kết, đổi mới" in shown(app), shown(app)
