"""The frame of the screens that list records: what holds for every one of them, tomorrow's, too."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.widgets import Static

from ktd_tui.domain.activity import Activity
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import NotFound
from ktd_tui.keys import KEYS
from ktd_tui.operations.desk import Desk
from screens.records import RecordsScreen
from screens.scoring.criteria import CriteriaScreen
from screens.scoring.score import ScoreScreen
from screens.scoring.score_grid import ScoreGrid
from screens.year.activities import ActivitiesScreen
from store.documents import DocumentStore
from store.shared.file_format import Document, wrong_value
from tests.operations.found import the_year
from tests.screens.driving import press, running, settle, shown
from tests.screens.every_screen import make_screen, screen_classes

LISTS = [of for of in screen_classes() if issubclass(of, RecordsScreen)]
GONE = "It is not there any more."
SAID = "Nội dung của trang này không còn nữa."


@pytest.mark.parametrize("of", LISTS, ids=lambda of: of.__name__)
async def test_what_cannot_be_read_is_told_and_no_key_trips_over_it(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, of: type[RecordsScreen[Any]]
) -> None:
    def unread(_: object) -> Iterator[tuple[str, object]]:
        raise NotFound(GONE)

    screen = make_screen(of, sample)
    monkeypatch.setattr(of, "read", unread)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(screen)
        await settle(pilot)
        said = str(getattr(screen.query_one("#message", Static).content, "plain", ""))
        assert SAID in said, said
        own = [str(binding.id) for binding in of.BINDINGS if isinstance(binding, Binding)]
        assert own, "a list without a key of its own"
        for key in own:
            await pilot.press(KEYS[key].keys[0])
            await settle(pilot)
            while app.screen is not screen and len(app.screen_stack) > 1:
                app.pop_screen()
                await settle(pilot)
            assert app.screen is screen, f"{key} closed {of.__name__}"


async def test_what_an_empty_list_says_stands_right_below_it(sample: Desk, tmp_path: Path) -> None:
    """With rows the marked record stands at the bottom of the page; an empty list has no way to go."""
    async with running(sample, tmp_path, (120, 40)) as (app, pilot):
        for of, tells_at in ((ActivitiesScreen, range(6)), (CriteriaScreen, range(30, 40))):
            screen = make_screen(of, sample)
            await app.push_screen(screen)
            await settle(pilot)
            assert screen.query_one("#detail").region.y in tells_at, of
            assert ("F4" in shown(app)) is (of is CriteriaScreen), "a key for what is marked, and nothing is"
        app.pop_screen()
        for key in ("f4", "delete"):
            app.screen.query_one("#message", Static).update("")
            await press(pilot, key)
            assert "chưa có mục nào được chọn" in shown(app), key
        year = sample.store.find(BlocYear, year=2022)[0]
        one = Activity(bloc_year_id=year.id, unit_id=year.members[0].unit_id, title="Hội thao")
        sample.store.save(one)
        await press(pilot, "f5")
        assert "F4" in shown(app), shown(app)


async def test_the_marked_record_has_its_place_below_however_long_a_list_is(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a row cuts off stands there in full, and nowhere else."""
    told = 0
    async with running(sample, tmp_path) as (app, pilot):
        for of in LISTS:
            screen = make_screen(of, sample)
            assert isinstance(screen, RecordsScreen)
            monkeypatch.setattr(of, "read", long(of.read))
            app.push_screen(screen)
            await settle(pilot)
            detail, body = screen.query_one("#detail", Static), screen.query_one("#body")
            if screen.rows and detail.display:
                told += 1
                assert detail.region.height, of
                assert detail.region.bottom <= body.region.bottom, of
                assert screen.table.region.height > 3, of
            app.pop_screen()
    assert told > 10


async def test_no_page_trips_over_a_record_that_cannot_be_read(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, told = DocumentStore._model, set()

    def unread(self: DocumentStore, kind: type[Any], record_id: str, document: Document) -> Any:
        if kind is UserRole:
            return read(self, kind, record_id, document)
        raise wrong_value(self._storage.path, kind.table, record_id, "")

    async with running(sample, tmp_path) as (app, pilot):
        for of in screen_classes():
            screen = make_screen(of, sample)
            with monkeypatch.context() as damaged:
                damaged.setattr(DocumentStore, "_model", unread)
                app.push_screen(screen)
                await settle(pilot)
                assert app.screen is screen, of
                if "giá trị sai" in shown(app):
                    told.add(of)
                app.pop_screen()
    assert len(told) > 30, told


def long(read: Callable[..., Iterable[tuple[str, object]]]) -> Callable[..., Iterator[tuple[str, object]]]:
    """Return a reading of thirty times as many rows."""

    def many(screen: RecordsScreen[Any]) -> Iterator[tuple[str, object]]:
        rows = list(read(screen))
        yield from ((f"{key}{'+' * n}", row) for n in range(30) for key, row in rows)

    return many


@pytest.mark.parametrize("size", [(80, 24), (70, 16)])
async def test_what_is_marked_stays_in_sight_where_the_list_has_less_room(
    sample: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    """The last row is told of in two lines, the one before in one; and a window may become smaller."""
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(CriteriaScreen(the_year(sample).id))
        await settle(pilot)
        await press(pilot, "end")
        await pilot.resize_terminal(*size)
        await settle(pilot)
        assert "  bloc  " in shown(app), shown(app)
        await app.push_screen(ScoreScreen(the_year(sample).id))
        await settle(pilot)
        grid = app.screen.query_one(ScoreGrid)
        grid.move_cursor(row=grid.row_count - 1, column=len(grid.columns) - 1)
        await settle(pilot)
        await pilot.resize_terminal(60, 14)
        await settle(pilot)
        region = grid._get_cell_region(grid.cursor_coordinate)
        sight = grid.scrollable_content_region.reset_offset
        assert sight.contains_region(region.translate(-grid.scroll_offset))
