"""The leader's page leads to each place, goes through its subjects, and is written as a paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Static

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.overview.leading import Looked, looking
from screens.council.bloc import BlocScreen
from screens.overview import overview
from screens.overview.overview import MANY, OverviewScreen
from screens.overview.years import BlocYearsScreen, UnitYearsScreen
from screens.scoring.evidence import EvidenceScreen
from screens.scoring.score import ScoreScreen
from screens.widgets.table import RecordTable
from screens.year.year import YearScreen
from tests.screens.driving import press, running, settle, shown
from tests.screens.every_screen import make_screen


async def test_enter_leads_to_the_place_and_f3_through_the_subjects(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(OverviewScreen(number=2022))
        await settle(pilot)
        assert "✓ 5/5" in shown(app), shown(app)
        subjects = []
        for expected in (BlocScreen, BlocScreen, EvidenceScreen, ScoreScreen):
            subjects.append(shown(app).splitlines()[9].strip())
            await press(pilot, "enter")
            assert isinstance(app.screen, expected), type(app.screen)
            await press(pilot, "escape", "f3")
        assert len(set(subjects)) == len(subjects), f"F3 stays at a subject: {subjects}"
        await press(pilot, "shift+tab", "end", "enter")
        assert isinstance(app.screen, YearScreen), "the marked bloc's year is not opened"


async def test_f12_writes_the_paper_and_ctrl_g_says_it(sample: Desk, tmp_path: Path) -> None:
    year = sample.store.find(BlocYear, year=2022)[0]
    bloc = sample.store.get(Bloc, year.bloc_id)
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(OverviewScreen(bloc.id, 2022))
        await settle(pilot)
        await press(pilot, "f12", "enter")
        assert list((tmp_path / "data" / "papers").rglob("*toan-canh*.pdf")), shown(app)
        await press(pilot, "ctrl+g")
        assert "Danh hiệu so với tỷ lệ" in shown(app), shown(app)


async def test_years_are_written_as_a_table(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(make_screen(UnitYearsScreen, sample))
        await settle(pilot)
        await press(pilot, "f12", "enter")
        assert "Đã ghi" in shown(app), shown(app)


async def test_a_page_of_one_bloc_calls_it_as_it_calls_itself(sample: Desk, tmp_path: Path) -> None:
    bloc = sample.store.get(Bloc, sample.store.find(BlocYear, year=2022)[0].bloc_id)
    sample.store.save(bloc.with_(name="Cụm các trường", noun="Cụm", head_title="Cụm trưởng"))
    async with running(sample, tmp_path, (120, 30)) as (app, pilot):
        app.push_screen(OverviewScreen(bloc.id, 2022))
        await settle(pilot)
        assert ("\n Cụm " in shown(app), "Khối" in shown(app)) == (True, False), shown(app)
        app.push_screen(BlocYearsScreen(bloc.id))
        await settle(pilot)
        assert ("Cụm trưởng" in shown(app), "Khối" in shown(app)) == (True, False), shown(app)
        app.push_screen(OverviewScreen(number=2022))
        await settle(pilot)
        assert "\n Khối " in shown(app), "the blocs of the council are called otherwise"


async def test_while_many_blocs_are_read_it_says_so_and_shows_no_other_year(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int]] = []
    screen = OverviewScreen(number=2022)

    def a_province(desk: Desk, year: int, bloc_id: str | None = None) -> Iterator[Looked]:
        for one in looking(desk, year, bloc_id):
            for number in range(MANY + 1):
                seen.append((str(screen.query_one("#subject", Static).content), row_count()))
                bloc = Bloc(council_id=one.line.bloc.council_id, code=f"{number}", name=f"Khối {number}")
                yield one._replace(line=one.line._replace(bloc=bloc))
            return

    def row_count() -> int:
        return screen.query_one("#blocs", RecordTable).row_count

    monkeypatch.setattr(overview, "looking", a_province)
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(screen)
        await settle(pilot)
        assert row_count() == MANY + 1
        await press(pilot, "f6")
        assert "Toàn cảnh năm 2023" in shown(app), shown(app)
    assert seen == [*[("", 0)] * MANY, ("Đang đọc từng khối…", 0)] * 2, seen
