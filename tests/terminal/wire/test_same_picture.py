"""Random walks through every screen: the cell writer shows what stock Textual shows, after every key."""

import random
import shutil
from pathlib import Path

import pytest
from textual import events
from textual._compositor import Compositor
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import OptionList

from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import Draft, Drafts
from ktd_tui.terminal import ordered
from ktd_tui.terminal.ordered import PatientScreen
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.terminal.wire.twins import Twins, difference

KEYS = 125
"""Keys of one walk; there are seventeen."""
SIZES = ["size:80x24", "size:100x30", "size:200x60"]
MOVES = [
    "up",
    "down",
    "down",
    "left",
    "right",
    "enter",
    "tab",
    "shift+tab",
    "home",
    "end",
    "pageup",
    "pagedown",
]
LETTERS = [*"abcdeghk 012,.", *"đăâêôơưĐƯ", *"ếệốộỡữ", "backspace", "backspace", "space", "delete"]
COMMANDS = [
    "escape",
    "escape",
    *(f"f{n}" for n in (1, 2, 4, 5, 6, 7, 8)),
    *(f"ctrl+{c}" for c in "pfslnozyr"),
]
PASTED = [
    "paste:Nguyễn Thị Hường",
    "paste:Nguye\u0302\u0303n Thi\u0323",  # decomposed
    "paste:中文字 và 한국어",
    "paste:😀 xong 👍",
    "paste:❤ 👩\u200d💻",
    "paste:a\u0301\u0323\u0308b",
]
"""No U+FE0F: Textual takes a letter with it for two cells, pyte and most terminals for one, so that stock
Textual itself leaves what stood at the end of such a row."""
MARKS = ["\u0301", "\u0323", "\u0302"]
TERMS = ["xterm-256color", "screen-256color"]
"""With and without erasing in colour. One depth of colour: Rich keeps a style's codes for a whole process."""
STARTS: dict[str, tuple[str, ...]] = {
    "YearScreen": (),
    "ScoreScreen": ("menu:scores", "enter"),
    "RegistrationScreen": ("menu:registration", "enter"),
    "PledgeScreen": ("menu:pledge", "enter"),
    "MeetingScreen": ("menu:meeting", "enter"),
    "PaperScreen": ("menu:minutes", "enter"),
    "BlocScreen": ("menu:units", "enter"),
    "UnitScreen": ("menu:units", "enter", "tab", "enter"),
    "MovementsScreen": ("menu:movements", "enter"),
    "FormDialog": ("f4",),
    "CycleScreen": ("menu:stage", "enter"),
    "TasksScreen": ("menu:tasks", "enter"),
    "HelpScreen": ("f1",),
    "FindScreen": ("ctrl+f",),
    "HistoryScreen": ("ctrl+r",),
    "HomeScreen": ("escape",),
    "UsersScreen": ("escape", "f3"),
}
"""The screen that a walk begins on, and the keys that lead to it from the year's page."""


def walk(seed: int) -> list[str]:
    """Return the keys of a walk; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  # a walk, not a secret
    kinds = [MOVES, LETTERS, COMMANDS, PASTED, MARKS, SIZES]
    return [chance.choice(kind) for kind in chance.choices(kinds, weights=(40, 30, 15, 5, 3, 2), k=KEYS)]


def make_twins(desk: Desk, folder: Path) -> Twins:
    """Make the app on two emulated terminals."""
    draft = Draft(Drafts(folder), str(desk.actor.uid))
    draft.load()
    app = Twins(desk, draft)
    app.export_folder = folder
    return app


async def walked(app: Twins, start: str) -> None:
    """Take the walk that begins on a screen; after every key both emulators show the same."""
    seed = list(STARTS).index(start)
    pressed: list[str] = []
    async with app.run_test(headless=False):
        await app.settle()
        for key in STARTS[start]:
            if key.startswith("menu:"):
                menu = app.screen.query_one("#rail", OptionList)
                menu.highlighted = menu.get_option_index(key.removeprefix("menu:"))
                await app.settle()
            else:
                await app.press(key)
            assert not difference(app), f"on the way to {start}: {difference(app)}"
        assert type(app.screen).__name__ == start
        for key in walk(seed):
            await app.press(key)
            pressed.append(key)
            wrong = difference(app)
            assert not wrong, f"seed {seed} ({start}), after {pressed}:\n{wrong}"


@pytest.mark.parametrize("start", STARTS)
async def test_the_same_picture_after_every_key(
    sample: Desk, tmp_path: Path, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", TERMS[list(STARTS).index(start) % len(TERMS)])
    await walked(make_twins(sample, tmp_path), start)


@pytest.mark.parametrize("start", ["YearScreen", "PledgeScreen", "MeetingScreen"])
async def test_a_walk_sends_a_third_of_what_stock_textual_does(
    sample_data: Path, tmp_path: Path, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", TERMS[0])
    sent = []
    for way in ("ours", "stock"):
        if way == "stock":  # it draws at once, whatever else is about to change, and what lies behind, too
            monkeypatch.setattr(PatientScreen, "_compositor_refresh", Screen._compositor_refresh)
            monkeypatch.setattr(ordered, "ThriftyCompositor", Compositor)
        desk = a_desk(shutil.copytree(sample_data, tmp_path / way / "data"), FakeClock())
        app = make_twins(desk, tmp_path / way)
        await walked(app, start)
        desk.store.close()
        sent.append(app.sent if way == "ours" else app.sent_by_stock)
    assert sent[0] < sent[1] / 3, f"{sent[0]} bytes of {sent[1]}"


@pytest.mark.parametrize("term", TERMS)
async def test_what_a_quick_change_of_size_destroyed_is_drawn_anew(
    sample: Desk, tmp_path: Path, term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    app = make_twins(sample, tmp_path)
    async with app.run_test(headless=False):
        await app.settle()
        for emulator in (app.mine, app.stock):
            emulator.erase_in_display(2)
        for size in (Size(70, 20), Size(80, 24)):  # over before Textual looks: the size is what it was
            app.post_message(events.Resize(size, size))
        await app.settle()
        assert "2022" in app.mine.display[0], "the terminal stays empty"
        assert not difference(app), difference(app)
