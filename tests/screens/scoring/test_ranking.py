"""Ranking, proposals, their conditions, the council's view and exemplars, by keys."""

from pathlib import Path
from unittest.mock import patch

from ktd_tui.domain.merit import AwardRules, Exemplar
from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.page import page_lines
from ktd_tui.operations.scoring import sheets
from ktd_tui.operations.scoring.sheets import criteria_of
from screens.council.blocs import BlocsScreen
from tests.operations.found import the_meeting, the_unit, the_year
from tests.screens.driving import WIDE, mark, press, running, settle, shown


async def test_the_ranking_explains_and_proposes(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "ranking")
        await pilot.press("enter")
        await settle(pilot)
        page = shown(app)
        assert "1  LT-HTQT" in page, page
        assert "████" in page, page
        assert "Thanh vẽ từ 90 đến 105 điểm" in " ".join(page.split()), page
        assert "✓ Cờ thi đua của Văn phòng Quốc hội: Hạng 1" in page, page
        await pilot.press("down", "f9")
        await settle(pilot)
        assert "CQT III: vì sao có tổng điểm này" in shown(app), shown(app)
        await pilot.press("escape", "f6")
        await settle(pilot)
        page = shown(app)
        assert "2022  5/5      LT-HTQT" in page, page
        await pilot.press("f6")
        await settle(pilot)
        assert "Các khối năm 2023." in shown(app), shown(app)
        await pilot.press("f6", "end", "enter")
        await settle(pilot)
        assert "› 2022 › Xếp hạng" in shown(app), shown(app)


async def test_a_barred_unit_shows_why(sample: Desk, tmp_path: Path) -> None:
    unit, year = the_unit(sample, "CQT III"), the_year(sample)
    sample.store.save(the_meeting(sample).with_(signed_at=None))
    sheets.set_bar(sample, year.id, unit, criteria_of(sample, year).bars[0], "Nộp muộn")
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "ranking")
        await pilot.press("enter", "down")
        await settle(pilot)
        page = shown(app)
        assert "không xét" in page, page
        assert "✗ Không xét: Không đăng ký thi đua (Nộp muộn)" in page, page


async def test_conditions_are_changed_and_proposals_put(sample: Desk, tmp_path: Path) -> None:
    sample.store.save(the_meeting(sample).with_(signed_at=None))
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "ranking")
        await pilot.press("enter", "f3")
        await settle(pilot)
        assert "CQT II " not in shown(app).split("Giấy khen")[0].split("xuất sắc")[0], shown(app)
        await pilot.press("f4", "down", "f4")
        await settle(pilot)
        await pilot.press("tab", "backspace", "backspace", *"98", "ctrl+s")
        await settle(pilot)
        assert "98%" in shown(app), shown(app)
        await pilot.press("escape")
        await settle(pilot)
        page = shown(app)
        assert "Cờ thi đua của Văn phòng Quốc hội" not in page, page
        await pilot.press("f6", "home")
        await settle(pilot)
        page = shown(app)
        assert "97,5/100 điểm, chưa đạt 98%" in page, page
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "nội dung biểu quyết" in shown(app), shown(app)
    (own,) = sample.store.find(AwardRules)
    assert own.name.startswith("Luật")
    assert len(sample.store.find(Vote, purpose=Purpose.AWARD)) > 2


async def test_an_exemplar_is_noted_and_deleted(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "exemplars")
        await pilot.press("enter")
        await settle(pilot)
        assert "F2 để ghi" in shown(app), shown(app)
        await pilot.press("f2", *"Vu", "tab", "tab")
        app.screen.query_one("#field-unit").value = "Vụ Thư ký"  # type: ignore[attr-defined]
        await pilot.press("tab", *"So", "tab", *"1/3/2022", "tab", *"11/3/2022", "ctrl+s")
        await settle(pilot)
        page = shown(app)
        assert "01/03/2022" in page, page
        assert "10 ngày" in page, page
        await pilot.press("delete", "down", "enter")
        await settle(pilot)
        assert "F2 để ghi" in shown(app), shown(app)
    assert sample.store.find(Exemplar) == []


async def test_all_blocs_stand_there_before_their_results_are_reckoned(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        with patch.object(BlocsScreen, "_reckon"):
            await app.push_screen(BlocsScreen())
            await settle(pilot)
        screen = app.screen
        assert isinstance(screen, BlocsScreen)
        waiting = [line.split() for line in shown(app).splitlines() if "…" in line]
        assert [line[-6:] for line in waiting] == [["2022", *"…" * 5]], "only one bloc has results"
        said = "\n".join(page_lines(screen.plain_page(), 100))
        assert "5/5" in said
        assert "…" not in said, "what is read out waits for nothing"
        await press(pilot, "f6")
        assert "0/5" in shown(app)
        assert "…" not in shown(app)


async def test_a_bloc_that_goes_while_it_is_reckoned_ends_nothing(sample: Desk, tmp_path: Path) -> None:
    async def let_draw(screen: BlocsScreen) -> None:
        for waiting in [row for row in screen.rows.values() if row.pending]:
            for year in sample.store.find(BlocYear, bloc_id=waiting.bloc.id):
                sample.store.delete(year)
            sample.store.delete(waiting.bloc)
        screen.action_reload()

    blocs = len(sample.store.find(Bloc))
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        with patch.object(BlocsScreen, "let_draw", let_draw):
            await app.push_screen(screen := BlocsScreen())
            await settle(pilot)
        assert app.screen is screen
        assert len(screen.rows) == len(sample.store.find(Bloc)) == blocs - 1, "one alone has results"
