"""The year's menu: whatever is owed has its place in it."""

import re
from pathlib import Path

import pytest
from textual.widgets import OptionList

from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.owed import owed
from ktd_tui.operations.year.years import set_stage, year_page
from ktd_tui.rules.year import cycle
from screens.council.home import HomeScreen
from screens.dialogs.form import FormDialog
from screens.meeting.meeting import MeetingScreen
from screens.router import screen_class
from screens.widgets.table import RecordTable
from screens.year.menu import MENU, page_of
from screens.year.year import YearScreen
from tests.screens.driving import press, running, settle

NO_PAGE = {"details": FormDialog, "meeting": MeetingScreen}
"""What opens where a task's place is no page of the year."""


def test_every_place_that_a_duty_names_is_in_the_menu() -> None:
    source = Path(cycle.__file__).read_text("utf-8")
    places = set(re.findall(r'place="(\w+)"', source)) | {"scores", "stage"}
    assert len(places) > 4, places
    assert places <= set(MENU)


def test_the_menu_stands_in_the_order_of_the_years_work() -> None:
    places = list(MENU)
    work = [
        "details", "criteria", "registration", "pledge", "tasks", "scores", "ranking", "meeting", "minutes",
    ]  # fmt: skip
    assert sorted(work, key=places.index) == work


@pytest.mark.parametrize("stage", Stage)
async def test_what_to_do_next_opens_the_page_where_it_is_done(
    sample: Desk, tmp_path: Path, stage: Stage
) -> None:
    year = sample.store.find(BlocYear, year=2022)[0]
    set_stage(sample, year, stage, "Xem lại giai đoạn này")
    first = year_page(sample, year.id).missing[:1]
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(YearScreen(year.id))
        await settle(pilot)
        await press(pilot, "home", "enter")
        place = first[0].place if first else "stage"
        if place in NO_PAGE:
            assert isinstance(app.screen, NO_PAGE[place]), place
        else:
            page = page_of(place, year.id)
            assert page, place
            assert type(app.screen) is screen_class(type(page)), place


@pytest.mark.parametrize("stage", Stage)
async def test_enter_on_whatever_is_owed_opens_a_page(sample: Desk, tmp_path: Path, stage: Stage) -> None:
    year = sample.store.find(BlocYear, year=2022)[0]
    set_stage(sample, year, stage, "Xem lại giai đoạn này")
    async with running(sample, tmp_path) as (app, pilot):
        await pilot.press("escape")
        await settle(pilot)
        home = app.screen
        assert isinstance(home, HomeScreen)
        for row, of in enumerate(owed(sample)):
            table = home.query_one("#owed", RecordTable)
            table.focus()
            table.move_cursor(row=row)
            await pilot.press("enter")
            await settle(pilot)
            assert app.screen is not home, of
            assert of.place != "meeting" or isinstance(app.screen, MeetingScreen), of
            app.pop_screen()
            await settle(pilot)


async def test_the_menu_is_filled_once_though_nothing_has_the_mark(sample: Desk, tmp_path: Path) -> None:
    """A click beside the menu takes the mark away; who comes back then finds the menu as it was."""
    year = sample.store.find(BlocYear, year=2022)[0]
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(screen := YearScreen(year.id))
        await settle(pilot)
        screen.set_focus(None)
        screen.action_reload()
        await settle(pilot)
        assert screen.query_one("#rail", OptionList).option_count == len(MENU)
        assert screen.focused is screen.query_one("#rail")
