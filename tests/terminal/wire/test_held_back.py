"""What is held back until the screen has settled is never forgotten, whatever happens meanwhile."""

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Static

from ktd_tui.operations.desk import Desk
from ktd_tui.terminal import base
from ktd_tui.terminal.ordered import PatientScreen
from tests.terminal.wire.test_same_picture import TERMS, make_twins
from tests.terminal.wire.twins import Twins, difference, whole

LIMIT = 60
"""Seconds until a busy machine has come to it."""


@pytest.fixture(autouse=True)
def nobody_else_says_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what the app does a second after its start: it may write into the lines that count here."""
    monkeypatch.setenv("TERM", TERMS[0])
    monkeypatch.setattr("ktd_tui.app.CARE_SECONDS", 1e6)
    monkeypatch.setattr("tests.terminal.wire.twins.LIMIT", LIMIT)


async def ask(app: Twins, text: str) -> None:
    """Have the message line ask for its drawing, and wait until only that is left to be done."""
    app.screen.query_one("#message", Static).update(text)
    screen = app.screen
    assert isinstance(screen, PatientScreen)
    async with asyncio.timeout(LIMIT):
        while not screen._to_draw:  # noqa: ASYNC110  # nobody tells it
            await asyncio.sleep(0)


async def both(app: Twins) -> str:
    """Return what differs between what the terminal shows and what stock Textual would draw now."""
    await app.settle()
    app.to_stock.feed(whole(app.screen).render_segments(app.console))
    return difference(app)


async def test_a_batch_that_is_open_longer_than_a_picture_is_held_forgets_nothing(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_twins(sample, tmp_path)
    async with app.run_test(headless=False):
        await app.settle()
        with monkeypatch.context() as busy:
            busy.setattr(app, "_is_calm", lambda: False)
            busy.setattr(base, "HOLD", float("inf"))
            await ask(app, "Trước một đợt thay đổi")
            with app.batch_update():
                app.screen.query_one("#title", Static).update("Trong một đợt thay đổi")
                busy.setattr(base, "HOLD", 0.0)
                app._send_when_calm()
        assert not (wrong := await both(app)), wrong
        shown = "\n".join(app.mine.display)
        assert "Trước một đợt thay đổi" in shown
        assert "Trong một đợt thay đổi" in shown


async def test_what_asks_while_a_busy_screen_is_drawn_at_last_is_not_forgotten(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_twins(sample, tmp_path)
    async with app.run_test(headless=False):
        await app.settle()
        with monkeypatch.context() as busy:
            busy.setattr(app, "_is_calm", lambda: False)
            busy.setattr(base, "HOLD", float("inf"))
            await ask(app, "Chờ màn hình lắng lại")
            title = app.screen.query_one("#title", Static)
            title.update("Đến khi hết chờ")
            async with asyncio.timeout(LIMIT):
                while title not in app.screen._dirty_widgets:  # noqa: ASYNC110  # nobody tells it
                    await asyncio.sleep(0)
            busy.setattr(base, "HOLD", 0.0)
            app._send_when_calm()
        assert not (wrong := await both(app)), wrong
        shown = "\n".join(app.mine.display)
        assert "Chờ màn hình lắng lại" in shown
        assert "Đến khi hết chờ" in shown


async def test_what_only_waits_to_be_drawn_holds_nothing_back(sample: Desk, tmp_path: Path) -> None:
    app = make_twins(sample, tmp_path)
    async with app.run_test(headless=False):
        await app.settle()
        screen = app.screen
        screen._dirty_widgets.add(screen.query_one("#title", Static))
        assert app._is_calm()
        screen._layout_required = True
        assert not app._is_calm()
        screen._layout_required = False
        screen.check_idle()  # as it does once a widget asked to be drawn
        assert not (wrong := await both(app)), wrong


async def test_a_drawing_that_fails_once_is_drawn_anew(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_twins(sample, tmp_path)
    failures: list[str] = []
    async with app.run_test(headless=False):
        await app.settle()
        stock = Static.render_lines
        with monkeypatch.context() as broken:

            def fail(self: Static, crop: object) -> object:
                failures.append(str(self.id))
                broken.setattr(Static, "render_lines", stock)
                raise RuntimeError("taken away while it was drawn")

            broken.setattr(Static, "render_lines", fail)
            app.screen.query_one("#message", Static).update("Sau một lần hỏng")
            async with asyncio.timeout(LIMIT):
                while not failures:  # noqa: ASYNC110  # nobody tells it
                    await asyncio.sleep(0)
        assert not (wrong := await both(app)), wrong
        assert "Sau một lần hỏng" in "\n".join(app.mine.display)
        app.screen.query_one("#message", Static).update("Và lần sau nữa")
        assert not (wrong := await both(app)), wrong
        assert "Và lần sau nữa" in "\n".join(app.mine.display)


async def test_a_drawing_that_fails_again_and_again_ends_the_app(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Static, crop: object) -> object:
        raise RuntimeError("cannot be drawn")

    async def until_the_end() -> None:
        async with app.run_test(headless=False):
            await app.settle()
            monkeypatch.setattr(Static, "render_lines", fail)
            app.screen.query_one("#message", Static).update("Không vẽ được")
            async with asyncio.timeout(LIMIT):
                while app._exception is None:  # noqa: ASYNC110  # nobody tells it
                    await asyncio.sleep(0)

    app = make_twins(sample, tmp_path)
    with pytest.raises(RuntimeError, match="cannot be drawn"):
        await until_the_end()
