"""Every screen and every dialog over data whose every text is hostile: nothing steers, nothing falls."""

import importlib
import inspect
import pkgutil
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from rich.color import ColorSystem
from textual.binding import Binding
from textual.pilot import Pilot
from textual.screen import Screen

import screens
from ktd_tui.app import KtdApp
from ktd_tui.domain.access import Grant
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.operations.conflicts import Difference
from ktd_tui.operations.council.setup import set_up_sample
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.verifying import verify
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.steps import ORDER
from screens.base import KtdScreen
from screens.council.welcome import WelcomeScreen
from screens.data.history import HistoryScreen
from screens.dialogs.ask import AskDialog
from screens.dialogs.base import Dialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.conflict import ConflictDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.dialogs.secret import SecretDialog
from screens.dialogs.tell import TellDialog
from screens.dialogs.write import WriteDialog
from screens.meeting.door import DoorDialog
from screens.meeting.meeting import MeetingScreen
from screens.meeting.steps.wording import MendLongDialog
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.screens.driving import running, settle
from tests.screens.every_screen import FRAMES
from tests.terminal.hostile.texts import EVERYTHING, SHAPES, soil_file, stray
from tests.terminal.wire.twins import AtOnce

SETS = {
    "everything": EVERYTHING,
    "long": SHAPES["long word"] + " " + SHAPES["long number"],
}
LONG = "long"
NOT_WALKED = {*FRAMES, Dialog, WelcomeScreen}
"""Frames, and the first start: it shows before there is any data."""
ALIKE = {binding.id for binding in KtdScreen.BINDINGS if isinstance(binding, Binding)}
"""Commands that are the same on every screen."""


@pytest.fixture(scope="module")
def clean_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in one file."""
    folder = tmp_path_factory.mktemp("clean") / "data"
    desk = a_desk(folder, FakeClock())
    set_up_sample(desk)
    desk.store.close()
    return folder


@pytest.fixture(params=SETS, ids=list(SETS))
def hostile_desk(
    request: pytest.FixtureRequest, clean_data: Path, tmp_path: Path, clock: FakeClock
) -> Iterator[tuple[Desk, str]]:
    """A desk on the sample, spoilt by hand, and by what."""
    folder = tmp_path / "data"
    shutil.copytree(clean_data, folder)
    payload = SETS[request.param]
    soil_file(folder / "ktd.json", lambda text: text + payload)
    desk = a_desk(folder, clock)
    yield desk, str(request.param)
    desk.store.close()


def inspect_screen(app: KtdApp, where: str) -> None:
    """Look at what a terminal would be sent, and at what a click would do."""
    screen = app.screen
    update = screen._compositor.render_update(full=True)
    assert update is not None, where
    sent = AtOnce().update(update, (80, 24), (0, 0), ColorSystem.EIGHT_BIT)  # type: ignore[arg-type]  # a full one
    assert not stray(sent), f"{where} sends {stray(sent)[0]!r}"
    for strip in screen._compositor.render_strips():
        for segment in strip:
            meta = segment.style.meta if segment.style else {}
            assert "@click" not in meta, f"{where}: a click on {segment.text!r} acts"
            assert not (segment.style and segment.style.link), f"{where}: {segment.text!r} is a link"
    assert app.is_running, where
    assert app.return_code is None, where


@asynccontextmanager
async def opened(pilot: Pilot[int], screen: Screen[Any]) -> AsyncIterator[int]:
    """Open a screen, look at it, and take it and all that it opened away again."""
    app = pilot.app
    assert isinstance(app, KtdApp)
    depth = len(app.screen_stack)
    app.push_screen(screen)
    await settle(pilot)
    inspect_screen(app, type(screen).__name__)
    yield depth + 1
    await close_down_to(pilot, depth)


async def close_down_to(pilot: Pilot[int], depth: int) -> None:
    while len(pilot.app.screen_stack) > depth:
        above = pilot.app.screen
        above.dismiss(None) if isinstance(above, Dialog) else pilot.app.pop_screen()
        await settle(pilot)


async def do_everything(pilot: Pilot[int], depth: int) -> set[type[object]]:
    """Carry out each command of a screen, look at what opens, save each form; return what was seen."""
    app = pilot.app
    assert isinstance(app, KtdApp)
    screen = app.screen
    seen: set[type[object]] = {type(screen)}
    for _, binding in screen._bindings:
        if binding.id in ALIKE or not isinstance(screen, KtdScreen) or binding.action == "app.focus_next":
            continue
        await screen.run_action(binding.action)
        await settle(pilot)
        seen |= await look_at(pilot, f"{type(screen).__name__}, {binding.action}")
        await close_down_to(pilot, depth)
    return seen


async def look_at(pilot: Pilot[int], where: str) -> set[type[object]]:
    app = pilot.app
    assert isinstance(app, KtdApp)
    inspect_screen(app, where)
    seen: set[type[object]] = {type(app.screen)}
    if isinstance(app.screen, FormDialog):
        await pilot.press("ctrl+s")
        await settle(pilot)
        inspect_screen(app, f"{where}, saved")
        seen.add(type(app.screen))
    return seen


def all_screens() -> set[type[object]]:
    rooms = pkgutil.walk_packages(screens.__path__, "screens.")
    found = [kind for room in rooms for kind in vars(importlib.import_module(room.name)).values()]
    return {
        k for k in found if isinstance(k, type) and issubclass(k, KtdScreen | Dialog) and k not in NOT_WALKED
    }


def pages(desk: Desk, below: Screen[Any]) -> Iterator[Screen[Any]]:
    """Yield each page, on a record of the sample, or on the screen below it."""
    year = desk.store.find(BlocYear, year=2022)[0]
    known: dict[str, Any] = {
        "bloc_id": year.bloc_id,
        "bloc_year_id": year.id,
        "unit_id": desk.store.find(Unit, bloc_id=year.bloc_id)[0].id,
        "meeting_id": desk.store.find(Meeting, bloc_year_id=year.id)[0].id,
        "code": desk.store.get(CriteriaSet, str(year.criteria_id)).groups[0].criteria[0].code,
        "of": below,
        "ref": PaperRef("report", year.id),
        "page": below.plain_page if isinstance(below, KtdScreen) else None,
        "verdict": verify(desk, Path(__file__)),
    }
    for kind in sorted(all_screens(), key=lambda k: k.__name__):
        if issubclass(kind, KtdScreen):
            wanted = {n for n, p in inspect.signature(kind).parameters.items() if p.default is p.empty}
            # A page of what the sample has none of has to say that it is not there.
            yield kind(**{name: known.get(name, "Q1") for name in wanted})


def dialogs(text: str) -> Iterator[Screen[Any]]:
    """Yield each dialog, every word of it hostile."""
    difference = Difference("name", text, f"{text}\n{text}", both=text)
    choices = [("one", text), ("two", text), ("one", text)]
    fields = [Field("one", text, text, text), Field("two", text, "one", choices=choices)]
    yield AskDialog(text, text)
    yield ConfirmDialog(text, text)
    yield ConflictDialog([[difference], [difference]], who=text, shown=lambda f, v: (f + text, v))
    yield FormDialog(text, fields, lambda _v, _s: None)
    yield PickDialog(text, choices)
    yield SecretDialog(text)
    yield TellDialog(text)
    someone = Attendee(id="a", name=text, title=text, unit=text, excused=text)
    yield DoorDialog(Proceedings(Meeting(bloc_year_id="y", attendees=(someone,))), text, lambda _: ())
    yield WriteDialog(text, lambda _v, _s: None, key=text, heading=text, text=text)
    line = MinutesLine(
        meeting_id="m", step=Step.STATEMENTS, kind=LineKind.NOTE, at=FakeClock().now, text=text
    )
    yield MendLongDialog(text, lambda _v, _s: None, line)


async def test_every_page_and_dialog(hostile_desk: tuple[Desk, str], tmp_path: Path) -> None:
    desk, name = hostile_desk
    async with running(desk, tmp_path, drawn=True) as (app, pilot):
        await pilot.press("escape")
        await settle(pilot)
        seen: set[type[object]] = set()
        for page in pages(desk, app.screen):
            async with opened(pilot, page) as depth:
                seen |= {type(page)} if name == LONG else await do_everything(pilot, depth)
        for dialog in dialogs(SETS[name]):
            async with opened(pilot, dialog):
                seen.add(type(dialog))
        assert not all_screens() - seen, "a screen that is not walked"
        assert desk.store.find(Bloc), "the app does not answer"


@pytest.mark.parametrize("hostile_desk", ["everything"], indirect=True)
async def test_every_step_of_the_meeting(hostile_desk: tuple[Desk, str], tmp_path: Path) -> None:
    desk, _ = hostile_desk
    for grant in desk.store.find(Grant):
        if grant.uid == desk.actor.uid:  # a role holds by name and number: else one only reads along
            desk.store.save(grant.with_(account=desk.actor.name))
    meeting = desk.store.find(Meeting, bloc_year_id=desk.store.find(BlocYear, year=2022)[0].id)[0]
    async with running(desk, tmp_path, drawn=True) as (app, pilot):
        async with opened(pilot, MeetingScreen(meeting.id)) as depth:
            for step in reversed(ORDER):
                assert desk.store.get(Meeting, meeting.id).step is step
                for key in ("f4", "f2", "enter", "delete"):
                    await pilot.press(key)
                    await settle(pilot)
                    await look_at(pilot, f"{step}, {key}")
                    await close_down_to(pilot, depth)
                for key in ("f6", "f6", "f6", "ctrl+o") if step is Step.APPROVAL else ("ctrl+o",):
                    await pilot.press(key)
                    await settle(pilot)
                    inspect_screen(app, f"{step}, {key}")
        async with opened(pilot, HistoryScreen()):
            inspect_screen(app, "the history afterwards")
