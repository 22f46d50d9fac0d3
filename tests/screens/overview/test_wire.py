"""The leader's page and the charts are light on the wire: what each sends when it is opened."""

from pathlib import Path

import pytest

from ktd_tui.operations.desk import Desk
from screens.overview.charts import ChartsScreen
from screens.overview.overview import OverviewScreen
from tests.screens.every_screen import make_screen
from tests.terminal.wire.test_same_picture import make_twins

LIGHT = 3000
"""Bytes of one page."""


@pytest.mark.parametrize("page", [OverviewScreen, ChartsScreen])
async def test_a_page_at_one_look_is_light(sample: Desk, tmp_path: Path, page: type) -> None:
    app = make_twins(sample, tmp_path)
    async with app.run_test(headless=False):
        await app.settle()
        before = app.sent
        app.push_screen(make_screen(page, sample))
        await app.settle()
        opened = app.sent - before
        assert 500 < opened <= LIGHT, opened
        for key in ("f6", "f6", "f3", "pagedown", "pageup"):
            before = app.sent
            await app.press(key)
            assert app.sent - before <= LIGHT, (key, app.sent - before)
