"""The app without a terminal, for Pilot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual._compositor import Compositor
from textual.app import App
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import OptionList

from ktd_tui.app import KtdApp
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import Draft, Drafts

SMALL, WIDE = (80, 24), (120, 40)
RENDER = Compositor.render_update


def make_app(desk: Desk, folder: Path) -> KtdApp:
    """Make the app on a desk; drafts live in ``folder``."""
    draft = Draft(Drafts(folder), str(desk.actor.uid))
    draft.load()
    app = KtdApp(desk, draft)
    app.export_folder = folder
    return app


@asynccontextmanager
async def running(
    desk: Desk, folder: Path, size: tuple[int, int] = SMALL, *, drawn: bool = False
) -> AsyncIterator[tuple[KtdApp, Pilot[int]]]:
    """Run the app headless.

    Args:
        desk: On which data.
        folder: Where drafts and exports go.
        size: Columns and rows.
        drawn: Each change is drawn, as in a terminal. Else only what a test looks at is, and the last
            screen: drawing for nobody takes a third of a test's time.
    """
    app = make_app(desk, folder)
    with nullcontext() if drawn else patch.object(Compositor, "render_update", _nothing_but_whole_screens):
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            yield app, pilot
            if app.is_running:
                shown(app)


def _nothing_but_whole_screens(of: Compositor, *, full: bool = False, **options: Any) -> object:
    if full:
        return RENDER(of, full=full, **options)
    of._dirty_regions.clear()
    return ""


async def settle(pilot: Pilot[int]) -> None:
    """Wait until every worker is done or waits for a dialog, and every message is handled."""
    for _ in range(200):
        await pilot.pause()
        if not _at_work(pilot.app):
            break
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, each once what the one before did is done."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def write(pilot: Pilot[int], text: str) -> None:
    """Type a text, letter by letter."""
    await press(pilot, *("space" if c == " " else c for c in text))


def _at_work(app: App[int]) -> bool:
    """Tell whether a worker runs. Below a dialog they wait for its answer; its own may be saving."""
    running = [worker.node for worker in app.workers if worker.is_running]
    if any(isinstance(screen, ModalScreen) for screen in app.screen_stack):
        running = [node for node in running if node is not app and node.screen is app.screen]
    return bool(running)


def shown(app: App[int]) -> str:
    """Return what the screen shows, as text."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    assert len(lines) == height, f"{len(lines)} lines on a screen of {height}"
    return "\n".join("".join(segment.text for segment in strip)[:width].rstrip() for strip in lines)


def mark(app: App[int], key: str) -> None:
    """Mark an entry of the year's menu."""
    menu = app.screen.query_one("#rail", OptionList)
    menu.highlighted = menu.get_option_index(key)


async def open_entry(pilot: Pilot[int], key: str) -> None:
    """Open an entry of the year's menu."""
    mark(pilot.app, key)
    await pilot.press("enter")
    await settle(pilot)
