"""On the screen, while the database is gone: it is said, what is typed stays, nothing is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.maintenance import move_data
from ktd_tui.terminal.fields import VnInput
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.postgresql.server import DatabaseServer
from tests.screens.driving import mark, running, settle
from tests.screens.test_live import until

pytestmark = pytest.mark.xdist_group("postgresql")
LINE = "Toi dang go"


@pytest.fixture
def in_database(sample: Desk, tmp_path: Path, clock: FakeClock, postgresql: DatabaseServer) -> Iterator[Desk]:
    sample.store.close()
    move_data(tmp_path / "data", postgresql.fresh(), sample.actor, clock)
    desk = a_desk(tmp_path / "data", clock)
    yield desk
    desk.store.close()


def written(desk: Desk) -> bool:
    return LINE in {line.text for line in desk.store.find(MinutesLine)}


async def test_a_line_that_could_not_be_saved_stays_in_its_field(
    in_database: Desk, tmp_path: Path, postgresql: DatabaseServer
) -> None:
    async with running(in_database, tmp_path, (120, 40)) as (app, pilot):
        assert in_database.store.find(Meeting)
        mark(app, "meeting")
        await pilot.press("enter")
        await settle(pilot)
        field = app.screen.query_one("#line", VnInput)
        field.focus()
        await pilot.press(*("space" if sign == " " else sign for sign in LINE))
        postgresql.stop()
        try:
            await pilot.press("enter")
            await until(app, lambda page: "không trả lời" in page, pilot)
            assert field.value == LINE
            assert not written(in_database), "what was not saved is not shown as if it were"
        finally:
            postgresql.start()
        await until(app, lambda page: "lại đọc và lưu được" in page, pilot)
        assert field.value == LINE, "typed while it was gone"
        await pilot.press("enter")
        await until(app, lambda _: not field.value, pilot)
        assert written(in_database)
