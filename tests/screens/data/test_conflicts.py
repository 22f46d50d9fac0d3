"""Two sessions change the same: both texts stand side by side, and nothing that either typed is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.organisation import BlocYear, Council, Role, Unit
from ktd_tui.errors import Conflict
from ktd_tui.i18n import tell
from ktd_tui.operations.council import directory, units
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.scoring import cells, grid
from ktd_tui.operations.year import years
from screens.dialogs.conflict import ConflictDialog
from screens.dialogs.form import FormDialog
from screens.meeting.meeting import MeetingScreen
from screens.scoring.score import ScoreScreen
from screens.scoring.score_grid import ScoreGrid
from tests.builders import a_colleague
from tests.screens.driving import SMALL, make_app, open_entry, running, settle, shown

MINE, THEIRS, BOTH = (["home", *["down"] * n, "enter"] for n in range(3))


@pytest.fixture
def lan(sample: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A colleague's session on the same data."""
    desk = a_colleague(sample, tmp_path / "data", 1001, "lan")
    yield desk
    desk.store.close()


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
        for _ in range(200):
            if "Đang thực hiện" not in shown(pilot.app):
                break
            await pilot.pause(0.01)
    await settle(pilot)


async def retype(pilot: Pilot[int], text: str) -> None:
    """Write a text in the place of the one in the field."""
    await press(pilot, "end", "ctrl+u", *("space" if c == " " else c for c in text))


def the_year(desk: Desk) -> BlocYear:
    return next(y for y in desk.store.find(BlocYear) if y.year == 2022)


def the_meeting(desk: Desk) -> Meeting:
    return desk.store.find(Meeting)[0]


async def at_step(pilot: Pilot[int], desk: Desk, step: Step) -> MeetingScreen:
    preparation.move(desk, the_meeting(desk).id, step)
    screen = MeetingScreen(the_meeting(desk).id)
    await pilot.app.push_screen(screen)
    await settle(pilot)
    return screen


async def edit_theme(pilot: Pilot[int], theirs: Callable[[], object]) -> None:
    """Open the year's form, let the colleague save, then type and save."""
    await press(pilot, "f4")
    theirs()
    await retype(pilot, "Của tôi")
    await press(pilot, "ctrl+s")


@pytest.mark.parametrize(
    ("keys", "theme"),
    [(MINE, "Của tôi"), (THEIRS, "Của Lan"), (BOTH, "Của Lan; Của tôi")],
    ids=["mine", "theirs", "both"],
)
async def test_a_form(sample: Desk, lan: Desk, tmp_path: Path, keys: list[str], theme: str) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        year = the_year(lan)
        head, deputy = (m.unit_id for m in year.members[:2])
        await edit_theme(
            pilot,
            lambda: years.save_year(lan, year, years.YearHead(theme="Của Lan", head=head, deputies=[deputy])),
        )
        page = shown(app)
        assert isinstance(app.screen, ConflictDialog), page
        assert "lan cũng vừa sửa chỗ này. Giữ bản nào?" in page, page
        row = next(line for line in page.splitlines() if "≠" in line)
        assert row.index("Của tôi") < row.index("≠") < row.index("Của Lan"), page
        await press(pilot, *keys)
        assert not isinstance(app.screen, FormDialog), shown(app)
    now = the_year(sample)
    assert now.theme == theme
    assert [m.unit_id for m in now.members if m.role != "member"] == [head, deputy], "offices were lost"


async def test_ones_own_second_window_is_not_called_somebody_else(sample: Desk, tmp_path: Path) -> None:
    twin = a_colleague(sample, tmp_path / "data", sample.actor.uid, sample.actor.name)
    seen = the_meeting(sample)
    async with running(sample, tmp_path) as (app, pilot):
        preparation.prepare(twin, seen.id, "place", "Huế")
        with pytest.raises(Conflict) as conflict:
            await app.carry_out(lambda: sample.store.save(seen.with_(place="Hà Nội")))
        assert tell(conflict.value).startswith("Cửa sổ khác của bạn")
        year = the_year(twin)
        await edit_theme(
            pilot,
            lambda: years.save_year(twin, year, years.YearHead(theme="Cửa sổ hai", head=None, deputies=())),
        )
        assert "Cửa sổ khác của bạn cũng vừa sửa chỗ này" in shown(app), shown(app)
    twin.store.close()


async def test_deciding_later_keeps_what_was_typed(sample: Desk, lan: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await edit_theme(
            pilot,
            lambda: years.save_year(
                lan, the_year(lan), years.YearHead(theme="Của Lan", head=None, deputies=())
            ),
        )
        await press(pilot, "escape")
        page = shown(app)
        assert isinstance(app.screen, FormDialog), page
        assert "Của tôi" in page, page
        assert "Chưa quyết định" in page, page
        assert the_year(sample).theme == "Của Lan"
        await press(pilot, "ctrl+s", *MINE)
    assert the_year(sample).theme == "Của tôi"


async def test_other_fields_are_joined_and_it_is_said(sample: Desk, lan: Desk, tmp_path: Path) -> None:
    year = the_year(lan)
    async with running(sample, tmp_path) as (app, pilot):
        head = year.members[3].unit_id
        await edit_theme(
            pilot,
            lambda: years.save_year(lan, year, years.YearHead(theme=year.theme, head=head)),
        )
        assert "Những chỗ người khác vừa sửa cũng được giữ nguyên" in shown(app), shown(app)
    now = the_year(sample)
    assert (now.theme, now.unit_with(Role.HEAD)) == ("Của tôi", head)


async def test_each_field_is_asked_about_on_its_own(sample: Desk, lan: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await press(pilot, "escape", "ctrl+end", "f4")
        council = lan.store.find(Council)[0]
        directory.save_council(lan, council, name="Tên của Lan", agency="Cơ quan của Lan")
        await retype(pilot, "Tên của tôi")
        await press(pilot, "tab")
        await retype(pilot, "Cơ quan của tôi")
        await press(pilot, "ctrl+s")
        assert "Tên · 1/2:" in shown(app), shown(app)
        await press(pilot, *MINE)
        assert "Cơ quan · 2/2:" in shown(app), shown(app)
        await press(pilot, *THEIRS)
    now = sample.store.find(Council)[0]
    assert (now.name, now.agency) == ("Tên của tôi", "Cơ quan của Lan")


async def open_cell(pilot: Pilot[int], lan: Desk) -> tuple[str, str]:
    """Begin to type 7 into the first cell; the colleague scores it 5 meanwhile."""
    await open_entry(pilot, "scores")
    screen = pilot.app.screen
    assert isinstance(screen, ScoreScreen)
    place = screen.query_one(ScoreGrid).place
    assert place is not None
    await press(pilot, "7")
    cells.record_score(lan, cells.ScoreTyped(the_year(lan).id, *place, "5"))
    await press(pilot, "enter")
    return place


@pytest.mark.parametrize(
    ("keys", "stands"),
    [(MINE, "7"), (THEIRS, "5"), (["enter"], "5"), (["escape"], "5")],
    ids=["mine", "theirs", "typed-ahead", "later"],
)
async def test_a_cell(sample: Desk, lan: Desk, tmp_path: Path, keys: list[str], stands: str) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        unit, code = await open_cell(pilot, lan)
        page = shown(app)
        assert isinstance(app.screen, ConflictDialog), page
        assert "Cả hai" not in page, "two numbers cannot both stand"
        await press(pilot, *keys)
        await settle(pilot)
        table = app.screen.query_one(ScoreGrid)
        if keys == ["escape"]:
            assert table.typed == "7", "what was typed is gone"
            assert "Chưa quyết định" in shown(app), shown(app)
            await press(pilot, "escape")
            assert table.typed is None
    assert str(grid.grid(sample, the_year(sample).id).points[unit][code]) == stands


async def test_a_hostile_text_is_only_text(sample: Desk, lan: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        year = the_year(lan)
        await edit_theme(
            pilot,
            lambda: years.save_year(
                lan, year, years.YearHead(theme="[/b][@click=app.quit]x", head=None, deputies=())
            ),
        )
        assert "[/b][@click=app.quit]x" in shown(app), shown(app)


def test_picture_of_a_conflict(
    sample: Desk, lan: Desk, tmp_path: Path, snap_compare: Callable[..., bool]
) -> None:
    async def before(pilot: Pilot[int]) -> None:
        await settle(pilot)
        await press(pilot, "escape", *["down"] * 4, "enter", "tab", "f4")
        unit = next(u for u in lan.store.find(Unit) if u.name == "Cục Quản trị I")
        units.save_unit(lan, unit.bloc_id or "", unit, name="Cục Quản trị I (Hà Nội)", city="Hà Nội")
        await retype(pilot, "Cục Quản trị số 1")
        await press(pilot, "ctrl+s")

    app = make_app(sample, tmp_path)
    assert snap_compare(app, terminal_size=SMALL, run_before=before), "the conflict looks different"
