"""Who may only look: on no page does a key begin what would be refused at the end."""

from pathlib import Path

from textual.screen import ModalScreen
from textual.widgets import OptionList

from ktd_tui.app import KtdApp
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.roles import UserRole
from ktd_tui.keys import KEYS
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.register import ref_to
from ktd_tui.operations.papers.sealing import seal
from ktd_tui.operations.year.years import open_year
from screens.council.bloc import BlocScreen
from screens.council.board import PostScreen
from screens.dialogs.form import FormDialog
from screens.meeting.meeting import MeetingScreen
from screens.meeting.meetings import MeetingsScreen
from screens.papers.paper import PaperScreen
from screens.year.activities import ActivitiesScreen
from screens.year.cycle import CycleScreen
from screens.year.exemplars import ExemplarsScreen
from screens.year.movements import MovementsScreen
from screens.year.pledge import PledgeScreen
from screens.year.tasks import TasksScreen
from screens.year.year import YearScreen
from tests.builders import a_colleague
from tests.screens.driving import running, settle, shown
from tests.screens.every_screen import make_screen, screen_classes

EMPTY = (ActivitiesScreen, ExemplarsScreen, MeetingsScreen, MovementsScreen, PledgeScreen, TasksScreen)
CHANGING = {"mark", "new", "more", "edit", "delete", "save"}
"""Keys that change something on some pages."""
READING = {
    "MeetingsScreen edit": "which agenda to look at",
    "RegisterScreen more": "a file, to be verified",
    "ScoreScreen more": "in what order, whose scores: those works alone are offered",
}
"""What asks something of whoever looks, too."""


async def test_no_key_begins_what_would_be_refused(sample: Desk, tmp_path: Path) -> None:
    screens = [make_screen(of, sample) for of in screen_classes() if of is not MeetingScreen]
    lan = a_colleague(sample, tmp_path / "data", 1001, "lan", UserRole.OBSERVER)
    begun = {}
    async with running(lan, tmp_path) as (app, pilot):
        for screen in screens:
            await app.push_screen(screen)
            await settle(pilot)
            for binding in {b.id: b for _, b in screen._bindings if b.id in CHANGING}.values():
                await pilot.press(KEYS[binding.id or ""].keys[0])
                await settle(pilot)
                if isinstance(app.screen, ModalScreen):
                    begun[f"{type(screen).__name__} {binding.id}"] = shown(app)
                    app.screen.dismiss(None)
                elif app.screen is not screen:
                    app.pop_screen()
                await pilot.pause()
            app.pop_screen()
    lan.store.close()
    assert set(begun) == set(READING), "\n".join(begun.values())
    assert "Nộp phiếu" not in begun["ScoreScreen more"]
    assert "Thứ tự" in begun["ScoreScreen more"]


async def test_an_empty_page_names_no_key_to_who_may_only_look(sample: Desk, tmp_path: Path) -> None:
    old = sample.store.find(BlocYear, year=2022)[0]
    year = open_year(sample, old.bloc_id, 2031)
    sample.store.save(year.with_(movement_ids=()))
    lan = a_colleague(sample, tmp_path / "data", 1001, "lan", UserRole.OBSERVER)
    async with running(lan, tmp_path) as (app, pilot):
        for of in (
            ActivitiesScreen,
            ExemplarsScreen,
            MeetingsScreen,
            MovementsScreen,
            PledgeScreen,
            TasksScreen,
        ):
            await app.push_screen(of(year.id))
            await settle(pilot)
            assert of is PledgeScreen or "Chưa có" in shown(app), shown(app)
            assert "F2" not in shown(app), shown(app)
        await app.push_screen(YearScreen(year.id))
        await settle(pilot)
        assert "F2" not in shown(app), shown(app)
        for row in ("details", "meeting"):
            app.screen.query_one("#rail", OptionList).post_message(_chosen(app, row))
            await settle(pilot)
            assert isinstance(app.screen, YearScreen), f"{row}: asked for nothing"
            assert "Chỉ" in shown(app), shown(app)
    lan.store.close()


async def test_who_may_only_look_moves_no_meeting_and_is_offered_no_pen(sample: Desk, tmp_path: Path) -> None:
    meeting = sample.store.find(Meeting)[0]
    lan = a_colleague(sample, tmp_path / "data", 1001, "lan", UserRole.OBSERVER)
    async with running(lan, tmp_path) as (app, pilot):
        await app.push_screen(screen := MeetingScreen(meeting.id))
        await settle(pilot)
        assert "Cầm bút" not in shown(app), shown(app)
        for key in ("ctrl+n", "ctrl+o", "f8", "ctrl+e", "ctrl+k", "ctrl+t", "f2", "f4"):
            await pilot.press(key)
            await settle(pilot)
            assert app.screen is screen, f"{key} asked for something:\n{shown(app)}"
        assert "được điều hành hội nghị" in " ".join(shown(app).split()), shown(app)
    lan.store.close()


async def test_what_becomes_of_a_unit_is_offered_to_the_council_alone(sample: Desk, tmp_path: Path) -> None:
    bloc = sample.store.find(BlocYear, year=2022)[0].bloc_id
    lan = a_colleague(sample, tmp_path / "data", 1001, "lan", UserRole.BLOC_SECRETARY, bloc_id=bloc)
    async with running(lan, tmp_path) as (app, pilot):
        await app.push_screen(BlocScreen(bloc))
        await settle(pilot)
        app.screen.query_one("#units").focus()
        await pilot.press("f3")
        await settle(pilot)
        assert "Không tham gia năm" in shown(app), shown(app)
        assert "Sáp nhập" not in shown(app), shown(app)
    lan.store.close()


async def test_a_post_is_changed_by_who_wrote_it_alone(sample: Desk, tmp_path: Path) -> None:
    screen = make_screen(PostScreen, sample)
    lan = a_colleague(sample, tmp_path / "data", 1001, "lan")
    async with running(lan, tmp_path) as (app, pilot):
        await app.push_screen(screen)
        await settle(pilot)
        assert "F2 Trả lời" in shown(app), shown(app)
        assert "F4" not in shown(app), shown(app)
        await pilot.press("f4")
        await settle(pilot)
        assert "Chỉ người viết mới sửa được" in shown(app), shown(app)
    lan.store.close()


async def test_a_secretary_amends_what_is_sealed_and_moves_no_year_back(sample: Desk, tmp_path: Path) -> None:
    year = sample.store.find(BlocYear, year=2022)[0]
    sealed = seal(sample, PaperRef("report", year.id))
    bloc = UserRole.BLOC_SECRETARY
    lan = a_colleague(sample, tmp_path / "data", 1001, "lan", bloc, bloc_id=year.bloc_id)
    async with running(lan, tmp_path) as (app, pilot):
        await app.push_screen(PaperScreen(ref_to(sealed)))
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        assert isinstance(app.screen, FormDialog), shown(app)
        app.screen.dismiss(None)
        await app.push_screen(CycleScreen(year.id))
        await settle(pilot)
        await pilot.press("home", "enter")
        await settle(pilot)
        assert isinstance(app.screen, CycleScreen), "a reason was asked for nothing"
        assert "Chỉ quản trị viên, thường trực Hội đồng, Khối trưởng" in shown(app), shown(app)
    lan.store.close()


def _chosen(app: KtdApp, row: str) -> OptionList.OptionSelected:
    rail = app.screen.query_one("#rail", OptionList)
    return OptionList.OptionSelected(rail, rail.get_option(row), rail.get_option_index(row))
