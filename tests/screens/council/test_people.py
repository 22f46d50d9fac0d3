"""A person is typed once, with all that stands before the name; the meeting's choosers offer them."""

from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from ktd_tui.app import KtdApp
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Person
from ktd_tui.errors import Refused
from ktd_tui.operations.council.people import delete_person, save_person
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_named
from ktd_tui.operations.meeting.preparation import start_meeting
from screens.routes import HomeRoute, MeetingRoute, Route, UnitRoute
from screens.widgets.table import RecordTable
from tests.operations.found import the_year
from tests.screens.driving import running, settle, shown


async def write(pilot: Pilot[int], text: str) -> None:
    await pilot.press(*("space" if char == " " else char for char in text))
    await settle(pilot)


async def open_route(app: KtdApp, pilot: Pilot[int], route: Route) -> None:
    app.open(route)
    await settle(pilot)


async def test_a_person_is_typed_with_all_that_stands_before_the_name(sample: Desk, tmp_path: Path) -> None:
    unit = unit_named(sample, "CQT I")
    async with running(sample, tmp_path) as (app, pilot):
        await open_route(app, pilot, UnitRoute(unit.id))
        await pilot.press("f2")
        await settle(pilot)
        await write(pilot, "Bà PGS.TS Vũ Thị Hạnh")
        await pilot.press("ctrl+s")
        await settle(pilot)
        page = shown(app)
        assert "bà PGS.TS Vũ Thị Hạnh" in page, page
    hanh = next(p for p in sample.store.find(Person) if p.name == "Vũ Thị Hạnh")
    assert (hanh.honorific, hanh.degree, hanh.unit_id) == ("bà", "PGS.TS", unit.id)


async def test_pasted_rows_become_people_after_asking(sample: Desk, tmp_path: Path) -> None:
    unit = unit_named(sample, "CQT I")
    async with running(sample, tmp_path) as (app, pilot):
        await open_route(app, pilot, UnitRoute(unit.id))
        app.post_message(Paste("Lê Thị Thử\tVăn thư\rLê Văn Hai\tChuyên viên\r"))
        await settle(pilot)
        assert "Lê Thị Thử" in shown(app), shown(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        found = {p.name: p.title for p in sample.store.find(Person, unit_id=unit.id)}
        assert (found["Lê Thị Thử"], found["Lê Văn Hai"]) == ("Văn thư", "Chuyên viên")
        await open_route(app, pilot, HomeRoute())
        app.post_message(Paste("một\rhai"))  # nothing takes it here, which is said
        await settle(pilot)
        assert "Vừa dán 2 dòng" in shown(app), shown(app)


async def test_what_of_a_page_is_copied_goes_to_the_terminal_or_is_shown(
    sample: Desk, tmp_path: Path
) -> None:
    unit = unit_named(sample, "CQT I")
    copied: list[str] = []
    async with running(sample, tmp_path) as (app, pilot):
        app.copy_to_clipboard = copied.append  # type: ignore[method-assign,assignment]  # watched
        await open_route(app, pilot, UnitRoute(unit.id))
        for may in (False, True):
            app.may_copy = may
            await pilot.press("ctrl+g")
            await settle(pilot)
            await pilot.press("f12")
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert bool(copied) is may, shown(app)
            assert ("bộ nhớ tạm đang tắt" in " ".join(shown(app).split())) is not may, shown(app)
            await pilot.press("escape", *(() if may else ("escape",)))
            await settle(pilot)
    assert unit.name in copied[0]


async def test_the_secretary_is_chosen_from_the_directory_by_initials(sample: Desk, tmp_path: Path) -> None:
    unit = unit_named(sample, "CQT I")
    phuc = save_person(
        sample, unit.id, None, heads=None, name="PGS.TS Nguyễn Trần Phúc", title="Phó Cục trưởng"
    )
    meeting = start_meeting(sample, the_year(sample, 2023).id)
    async with running(sample, tmp_path) as (app, pilot):
        await open_route(app, pilot, MeetingRoute(meeting.id))
        await pilot.press("down", "down", "down", "down", "enter")  # day, hour, place, chair, secretary
        await settle(pilot)
        await write(pilot, "ntp")
        assert "PGS.TS Nguyễn Trần Phúc" in shown(app), shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "PGS.TS Nguyễn Trần Phúc" in shown(app), shown(app)
    now = sample.store.get(Meeting, meeting.id)
    there = now.attendee(now.secretary_id)
    assert there
    assert (there.person_id, there.voting) == (phuc.id, False)


@pytest.mark.parametrize(("typed", "short"), [("thu ky", "Vụ TK"), ("cqt iii", "CQT III")])
async def test_a_person_moves_to_another_unit_and_heads_nothing_there(
    sample: Desk, tmp_path: Path, typed: str, short: str
) -> None:
    unit, other = unit_named(sample, "CQT I"), unit_named(sample, short)
    mover = save_person(sample, unit.id, None, heads=True, name="Bùi Thị Xuân", title="Cục trưởng")
    async with running(sample, tmp_path) as (app, pilot):
        await open_route(app, pilot, UnitRoute(unit.id))
        await mark(app, pilot, mover.id)
        await pilot.press("f3")
        await settle(pilot)
        await write(pilot, typed)
        await pilot.press("enter")
        await settle(pilot)
        assert "Bùi Thị Xuân" not in shown(app), shown(app)
    assert sample.store.get(Person, mover.id).unit_id == other.id
    assert unit_named(sample, "CQT I").head_id is None
    assert unit_named(sample, short).head_id == other.head_id


async def test_a_person_added_by_mistake_goes_to_the_trash(sample: Desk, tmp_path: Path) -> None:
    unit = unit_named(sample, "CQT I")
    slip = save_person(sample, unit.id, None, heads=True, name="Gõ Nhầm")
    async with running(sample, tmp_path) as (app, pilot):
        await open_route(app, pilot, UnitRoute(unit.id))
        await mark(app, pilot, slip.id)
        await pilot.press("delete", "down", "enter")
        await settle(pilot)
        assert "Gõ Nhầm" not in shown(app).splitlines()[3], shown(app)
        assert not sample.store.find(Person, id=slip.id)
        await pilot.press("ctrl+z")
        await settle(pilot)
    assert sample.store.find(Person, id=slip.id)
    assert unit_named(sample, "CQT I").head_id == slip.id


def test_who_stands_in_a_meeting_stays_in_the_directory(sample: Desk) -> None:
    meeting = start_meeting(sample, the_year(sample, 2023).id)
    named = next(a.person_id for a in meeting.attendees if a.person_id)
    with pytest.raises(Refused, match="stands in a meeting"):
        delete_person(sample, sample.store.get(Person, named))
    assert sample.store.find(Person, id=named)


async def mark(app: KtdApp, pilot: Pilot[int], person_id: str) -> None:
    table = app.screen.query_one("#people", RecordTable)
    while table.selected != person_id:
        await pilot.press("down")
