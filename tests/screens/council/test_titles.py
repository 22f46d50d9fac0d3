"""Titles and decisions by keys alone; an empty picker says why it is empty."""

from pathlib import Path

from textual.widgets import Input, OptionList

from ktd_tui.domain.merit import AwardDecision, AwardFor
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named
from ktd_tui.operations.year.years import open_year
from screens.council.decisions import DecisionsScreen
from screens.council.home import HomeScreen
from screens.council.titles import TitlesScreen
from screens.dialogs.pick import PickDialog
from screens.scoring.award_rules import AwardRulesScreen
from screens.year.registration import RegistrationScreen
from tests.operations.found import the_year
from tests.screens.driving import running, settle, shown


async def test_a_new_council_confirms_and_adds_by_keys(desk: Desk, tmp_path: Path) -> None:
    set_up_council(desk, "Hội đồng Sở Y tế", "Sở Y tế")
    async with running(desk, tmp_path) as (app, pilot):
        await app.push_screen(TitlesScreen())
        await settle(pilot)
        assert "? Cờ thi đua của Sở Y tế" in shown(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert not any(one.to_confirm for one in council(desk).award_titles)
        assert "? Cờ" not in shown(app)
        await pilot.press("f2")
        await settle(pilot)
        await pilot.press(*"Cup", "ctrl+s")
        await settle(pilot)
        assert council(desk).award_titles[-1].name == "Cup"
        await pilot.press("end", "ctrl+u")
        await settle(pilot)
        assert council(desk).award_titles[-2].name == "Cup"


async def test_home_leads_to_the_titles(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(HomeScreen())
        await settle(pilot)
        await pilot.press("end", "up", "up", "up", "enter")
        await settle(pilot)
        assert isinstance(app.screen, TitlesScreen)
        await pilot.press("escape", "end", "up", "up", "enter")
        await settle(pilot)
        assert isinstance(app.screen, DecisionsScreen)


async def test_titles_of_the_law_fill_an_empty_list(sample: Desk, tmp_path: Path) -> None:
    sample.store.save(council(sample).with_(award_titles=()))
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(TitlesScreen())
        await settle(pilot)
        assert "F3: lấy theo luật" in " ".join(shown(app).split())
        await pilot.press("f3")
        await settle(pilot)
        await pilot.press("down", "down", "enter")
        await settle(pilot)
    assert [one.whom for one in council(sample).award_titles].count(AwardFor.PERSON) == 2


async def test_a_decision_with_an_award_by_keys(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(DecisionsScreen())
        await settle(pilot)
        assert "F2 để ghi" in shown(app)
        await pilot.press("f2")
        await settle(pilot)
        await pilot.press(*"9/Q")
        app.screen.query_one("#field-day", Input).value = "20/12/2022"
        app.screen.query_one("#field-year", Input).value = "2022"
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        await pilot.press(*"giay", "enter")
        await settle(pilot)
        app.screen.query_one("#field-unit_id", Input).value = "Vụ Thư ký"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Giấy khen" in shown(app)
    (of,) = sample.store.find(AwardDecision)
    assert (of.number, of.awarded[0].title) == ("9/Q", "Giấy khen")


async def test_an_empty_picker_says_why_and_which_key(sample: Desk, tmp_path: Path) -> None:
    sample.store.save(council(sample).with_(award_titles=()))
    year = the_year(sample, 2023)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(RegistrationScreen(year.id))
        await settle(pilot)
        await pilot.press("f3")
        await settle(pilot)
        assert isinstance(app.screen, PickDialog)
        assert app.screen.query_one("#choices", OptionList).option_count == 0
        assert "Hội đồng chưa có danh hiệu nào" in shown(app)
        assert "F3" in shown(app)


async def test_words_that_nothing_has_are_told(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        dialog = PickDialog("Chọn", [("a", "Một"), ("b", "Hai")])
        app.push_screen(dialog)
        await settle(pilot)
        await pilot.press(*"zz")
        await settle(pilot)
        assert "Không có mục nào chứa “zz”" in shown(app)
        await pilot.press("backspace", "backspace")
        await settle(pilot)
        assert "Không có mục nào" not in shown(app)


async def test_the_conditions_tell_law_and_custom_apart(sample: Desk, tmp_path: Path) -> None:
    year = open_year(sample, bloc_named(sample, "V").id, 2026)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(AwardRulesScreen(year.id))
        await settle(pilot)
        seen = shown(app)
        assert "hết hiệu lực 01/3/2027" in seen
        assert "Theo luật: " in seen
        assert "80%" in seen
        await pilot.press("f3")
        await settle(pilot)
        assert app.screen.query_one("#field-vote", Input).value == "80%"
        await pilot.press("escape", "f6")
        await settle(pilot)
        assert app.screen.query_one("#field-valid_from", Input).value == "01/10/2026"
