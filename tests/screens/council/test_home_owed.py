"""The list of what is owed begins with what presses most; all of it is one key away."""

from datetime import timedelta
from pathlib import Path

from ktd_tui.domain.organisation import BlocYear, PlanItem
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.owed import owed
from screens.council.home import PRESSING, HomeScreen
from screens.widgets.table import RecordTable
from tests.screens.driving import press, running, settle, shown

MANY = 80


async def test_what_presses_most_is_listed_first_and_all_at_enter(sample: Desk, tmp_path: Path) -> None:
    year = sample.store.find(BlocYear, year=2022)[0]
    days = (sample.today + timedelta(days=n) for n in range(MANY))
    items = tuple(PlanItem(id=f"p{n}", text=f"Việc thứ {n}", due=day) for n, day in enumerate(days))
    sample.store.save(year.with_(tasks=items))
    owing = owed(sample)
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(home := HomeScreen())
        await settle(pilot)
        table = home.query_one("#owed", RecordTable)
        assert [row[1][1] for row in table._rows[:PRESSING]] == [one.text for one in owing[:PRESSING]]
        assert table.row_count == PRESSING + 1
        table.focus()
        await press(pilot, "end")
        assert f"Còn {len(owing) - PRESSING} việc nữa" in shown(app)
        await press(pilot, "enter")
        assert [row[1][1] for row in table._rows] == [one.text for one in owing]
        assert app.screen is home
