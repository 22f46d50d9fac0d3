"""The score grid, typed like a spreadsheet."""

from decimal import Decimal
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.scoring import Layer, ScoreSheet
from ktd_tui.operations.desk import Desk
from screens.scoring.score import ScoreScreen
from screens.scoring.score_grid import FIRST_UNIT, UNIT, ScoreGrid
from tests.screens.driving import open_entry, running, settle, shown


async def open_grid(pilot: Pilot[int], desk: Desk) -> ScoreGrid:
    await open_entry(pilot, "scores")
    assert isinstance(pilot.app.screen, ScoreScreen)
    return pilot.app.screen.query_one(ScoreGrid)


def points(desk: Desk, unit: str) -> dict[str, Decimal]:
    unit_id = next(u.id for u in desk.store.find(Unit) if u.name == unit)
    return desk.store.find(ScoreSheet, unit_id=unit_id, layer=Layer.BLOC)[0].points


async def test_a_number_enter_goes_down_and_tab_goes_right(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (_, pilot):
        grid = await open_grid(pilot, sample)
        first = grid.cursor_coordinate
        await pilot.press(*"18,5", "enter")
        assert grid.cursor_coordinate == (first.row + 1, first.column), "Enter does not go down"
        await pilot.press(*"17.25", "tab")
        assert grid.cursor_coordinate == (first.row + 1, first.column + 1), "Tab does not go right"
    now = points(sample, "Cục Quản trị I")
    assert (now["I.1"], now["I.2"]) == (Decimal("18.5"), Decimal("17.25"))


async def test_totals_ranks_and_grades_move_as_one_types(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await open_grid(pilot, sample)
        assert "94 " in shown(app).splitlines()[2], shown(app)
        await pilot.press(*"3", "enter")
        page = shown(app).splitlines()
        assert " 78 " in page[2], page[2]
        assert page[3].split()[1] == "5", f"the rank did not move: {page[3]}"
        assert "Khá" in page[4], f"the grade did not move: {page[4]}"


async def test_bad_numbers_are_refused_in_place(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        grid = await open_grid(pilot, sample)
        place = grid.cursor_coordinate
        for typed, sentence in (
            ("21", "tối đa 20 điểm"),
            ("-1", "không thể nhỏ hơn 0"),
            ("1,2,3", "không phải số"),
            ("xem 3 minh chứng", "“xem 3 minh chứng” không phải số"),
            ("1.000", "không có dấu chấm"),
            ("5/6", "có thể là phân số"),
            ("e 5 q", "không phải số"),
            ("quá 5", "không phải số"),
            ("Không", "Delete để trống"),
        ):
            await pilot.press(*typed, "enter")
            assert sentence in shown(app), f"{typed}: {shown(app)}"
            assert grid.cursor_coordinate == place, f"{typed}: the cursor moved on"
            assert points(sample, "Cục Quản trị I")["I.1"] == 19, f"{typed} was saved"
            assert grid.typed == typed, "what was typed is gone"
            await pilot.press("escape")
            assert "19" in str(grid.get_cell_at(place)), f"{typed}: the cell does not show the old value"
        await pilot.press("x", "backspace", "down")
        assert points(sample, "Cục Quản trị I")["I.1"] == 19, "a letter that was taken back cleared the cell"
        await pilot.press("up", *"9,5 điểm", "enter", *"5,5", "d", "backspace", "đ", "enter")
    now = points(sample, "Cục Quản trị I")
    assert (now["I.1"], now["I.2"]) == (Decimal("9.5"), Decimal("5.5"))


async def test_blank_is_not_nought(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await open_grid(pilot, sample)
        await pilot.press("delete")
        page = shown(app)
        assert "(75)" in page, page
        assert page.splitlines()[3].split()[1] == "–", "a unit with a blank cell has a rank"
        assert "ô trống không phải 0" in page, page
        await pilot.press("0", "enter")
        assert page.splitlines()[3] != shown(app).splitlines()[3], "0 is treated as blank"
    assert points(sample, "Cục Quản trị I")["I.1"] == 0


async def test_the_registered_target_stands_beside_its_criterion(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await open_grid(pilot, sample)
        assert "100% nhiệm vụ trong kế hoạch năm đúng hạn" in shown(app), shown(app)
        await pilot.press("down", "right")
        assert "Phục vụ chu đáo các đoàn công tác tại phía Nam" in shown(app), shown(app)


async def test_letters_and_input_method_bursts_change_nothing(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (_, pilot):
        await open_grid(pilot, sample)
        before = [s.model_dump() for s in sample.store.find(ScoreSheet)]
        await pilot.press("d", "backspace", "đ", "ư", "ơ", "left_square_bracket", "right_square_bracket")
        assert [s.model_dump() for s in sample.store.find(ScoreSheet)] == before


async def test_escape_leaves_a_cell_as_it_was_and_arrows_save_it(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (_, pilot):
        grid = await open_grid(pilot, sample)
        await pilot.press("1", "2", "escape")
        assert grid.typed is None
        assert points(sample, "Cục Quản trị I")["I.1"] == 19, "Esc saved half a number"
        await pilot.press("1", "2", "down")
        assert points(sample, "Cục Quản trị I")["I.1"] == 12, "an arrow lost the typed number"


async def test_bonus_and_deduction_rows_count(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        grid = await open_grid(pilot, sample)
        await pilot.press(*["down"] * 15, "3", "enter", *["down"], "1", "enter")
        assert grid.of is not None
        assert "96" in shown(app).splitlines()[2], "94 + 3 bonus - 1 deduction is not 96: " + shown(app)


async def test_a_pasted_column_is_shown_and_written_after_asking(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await open_grid(pilot, sample)
        app.post_message(events.Paste("18,5\n18\n7\n"))
        await settle(pilot)
        assert "I.1: 19 → 18,5" in shown(app), shown(app)
        await pilot.press("down", "enter")
        await settle(pilot)
    now = points(sample, "Cục Quản trị I")
    assert [str(now[code]) for code in ("I.1", "I.2", "I.3")] == ["18.5", "18", "7"]


async def test_no_units_column_is_cut_however_far_the_grid_is_scrolled(sample: Desk, tmp_path: Path) -> None:
    """A column that is cut at its left shows «46» for 8,46."""
    for width in (62, 66, 70):
        async with running(sample, tmp_path, (width, 24)) as (_, pilot):
            grid = await open_grid(pilot, sample)
            for _ in range(5):
                await pilot.press("right")
                await settle(pilot)
            fixed = sum(column.get_render_width(grid) for column in grid.ordered_columns[:FIRST_UNIT])
            assert grid.scroll_x > 0
            assert grid.scroll_x % (UNIT + 2) == 0
            assert (grid.scrollable_content_region.width - fixed) // (UNIT + 2) >= 1
