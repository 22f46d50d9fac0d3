"""The list of what is owed begins with what presses most; all of it is one key away."""

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from ktd_tui.domain.organisation import Bloc, BlocYear, Council, PlanItem
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.owed import owed
from screens.council.home import PRESSING, HomeScreen
from screens.widgets.table import PENDING, RecordTable
from tests.screens.driving import press, running, settle, shown

MANY = 80


async def test_what_presses_most_is_listed_first_and_all_at_enter(sample: Desk, tmp_path: Path) -> None:
    year = sample.store.find(BlocYear, year=2022)[0]
    days = (sample.today + timedelta(days=n) for n in range(MANY))
    items = tuple(PlanItem(id=f"p{n}", text=f"Việc thứ {n}", due=day) for n, day in enumerate(days))
    late = sample.today - timedelta(days=120)
    items += (PlanItem(id="late", text="Nhiệm vụ có tên dài đến hết cột của nó và còn hơn thế", due=late),)
    sample.store.save(year.with_(tasks=items))
    owing = owed(sample)
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(home := HomeScreen())
        await settle(pilot)
        table = home.query_one("#owed", RecordTable)
        assert "! quá hạn 120 ngày" in shown(app), "how late it is was cut, beside a long name"
        assert [row[1][1] for row in table._rows[:PRESSING]] == [one.text for one in owing[:PRESSING]]
        assert table.row_count == PRESSING + 1
        table.focus()
        await press(pilot, "end")
        assert f"Còn {len(owing) - PRESSING} việc nữa" in shown(app)
        await press(pilot, "enter")
        assert [row[1][1] for row in table._rows] == [one.text for one in owing]
        assert app.screen is home


async def test_blocs_in_sight_are_told_of_before_the_page_is_drawn_the_others_after(
    sample: Desk, tmp_path: Path
) -> None:
    council = sample.store.find(Council)[0]
    for n in range(40):
        sample.store.save(Bloc(council_id=council.id, code=f"{100 + n}", name=f"Khối thứ {n}"))
    drawn: list[list[str]] = []

    async def let_draw(home: HomeScreen) -> None:
        drawn.append([cells[4] for _, cells in home.query_one("#blocs", RecordTable)._rows])

    async with running(sample, tmp_path) as (app, pilot):
        with patch.object(HomeScreen, "let_draw", let_draw):
            app.push_screen(home := HomeScreen())
            await settle(pilot)
        rows = home.query_one("#blocs", RecordTable)._rows
        in_sight, behind = drawn[0][: app.size.height], drawn[0][app.size.height :]
        assert PENDING not in in_sight
        assert set(behind) == {PENDING, ""}
        assert PENDING not in {text for _, cells in rows for text in cells}
        bloc = sample.store.find(Bloc, code="139")[0]
        year = sample.store.find(BlocYear, year=2022)[0]
        sample.store.save(BlocYear(bloc_id=bloc.id, year=2025, members=year.members))
        await press(pilot, "f5")
        told = dict(home.query_one("#blocs", RecordTable)._rows)
        assert told[bloc.id][2] == "2025", "what was known before is told"
