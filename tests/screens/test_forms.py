"""What every form does: choices, numbers, arrows, help, and what becomes of what was typed and left."""

import asyncio
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from ktd_tui.app import KtdApp
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.errors import Refused
from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_named
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.whom import directory_offered
from screens.dialogs.field import Field
from screens.dialogs.form import FormDialog
from screens.dialogs.pick import PickDialog
from screens.help import HelpScreen
from screens.widgets.table import RecordTable
from screens.year.tasks import TasksScreen
from tests.screens.driving import mark, press, running, settle, shown
from tests.screens.meeting.test_meeting import enter_meeting

KINDS = (("c", "Tập thể"), ("p", "Cá nhân"), ("b", "Khối thi đua"))


def a_form(taken: list[dict[str, str]], seen: object = None) -> FormDialog:
    def save(values: dict[str, str], _: Any) -> object:
        taken.append(values)
        return values

    fields = [
        Field("name", "Tên"),
        Field("kind", "Loại", "c", choices=KINDS),
        Field("points", "Điểm", "12,5", number=True),
    ]
    return FormDialog("Mẫu", fields, save, seen)


async def begin(app: KtdApp, pilot: Pilot[int], form: FormDialog) -> dict[str, Input]:
    app.push_screen(form)
    await settle(pilot)
    return {str(entry.id).removeprefix("field-"): entry for entry in form.query(Input)}


def told(app: KtdApp) -> str:
    return str(app.screen.query_one("#complaint").render())


async def test_the_arrows_go_through_the_fields_and_a_number_is_overwritten(
    sample: Desk, tmp_path: Path
) -> None:
    taken: list[dict[str, str]] = []
    async with running(sample, tmp_path) as (app, pilot):
        entries = await begin(app, pilot, a_form(taken))
        await press(pilot, "A", "n", "down", "down", "8", ",", "7", "5")
        assert app.focused is entries["points"]
        assert entries["points"].value == "8,75"
        await press(pilot, "up", "up", "ctrl+home", "L", "ctrl+end", "h")
        assert (app.focused, entries["name"].value) == (entries["name"], "LAnh")
        await press(pilot, "up", "end", "0", "ctrl+s")
    assert taken == [{"name": "LAnh", "kind": "c", "points": "8,750"}]


async def test_a_refusal_puts_the_cursor_where_the_fault_is(sample: Desk, tmp_path: Path) -> None:
    faults = [Refused("The name is empty.", field="name"), Refused("“{text}” is not a number.", text="12,5")]

    def refuse(_: dict[str, str], __: Any) -> object:
        raise faults.pop(0)

    form = FormDialog(
        "Mẫu", [Field("name", "Tên"), Field("points", "Điểm", "12,5"), Field("last", "Cuối")], refuse
    )
    async with running(sample, tmp_path) as (app, pilot):
        entries = await begin(app, pilot, form)
        await press(pilot, "down", "down", "enter")
        assert (app.focused, told(app)) == (entries["name"], "! Tên còn trống.")
        await press(pilot, "down", "down", "enter")
        assert app.focused is entries["points"]


async def test_typing_finds_a_choice_and_nothing_else_is_taken(sample: Desk, tmp_path: Path) -> None:
    taken: list[dict[str, str]] = []
    async with running(sample, tmp_path) as (app, pilot):
        entries = await begin(app, pilot, a_form(taken))
        await press(pilot, "down", "c", "a")
        assert "Cá nhân" in str(app.screen.query_one("#offered").render())
        assert "Tập thể" not in str(app.screen.query_one("#offered").render())
        await press(pilot, "tab")
        assert entries["kind"].value == "Cá nhân"
        await press(pilot, "shift+tab", *"zz", "down")
        assert app.focused is entries["kind"]
        assert "không có trong danh sách" in told(app)
        assert "Tập thể · Cá nhân · Khối thi đua" in told(app)
        await press(pilot, "ctrl+s")
        assert not taken
        await press(pilot, *["backspace"] * 2, "t", "enter")  # «Tập thể», «Khối thi đua»
        await press(pilot, "down", "enter", "ctrl+s")
    assert [one["kind"] for one in taken] == ["b"]


async def test_a_unit_and_a_person_are_found_in_a_form_as_in_a_picker(sample: Desk, tmp_path: Path) -> None:
    unit = unit_named(sample, "CQT III")
    units = [(u.id, u.name) for u in sample.store.find(Unit)]
    people = directory_offered(sample)
    fields = [Field("unit", "Đơn vị", choices=units), Field("who", "Người", choices=people)]
    taken: list[dict[str, str]] = []

    def save(values: dict[str, str], _: Any) -> object:
        taken.append(values)
        return values

    form = FormDialog("Mẫu", fields, save)
    async with running(sample, tmp_path) as (app, pilot):
        await begin(app, pilot, form)
        await press(pilot, *unit.short_name.lower().replace(" ", ""), "tab")
        assert app.focused is form.query_one("#field-who"), told(app)
        await press(pilot, *"nvd", "ctrl+s")
        assert taken, told(app)
    assert taken == [{"unit": unit.id, "who": unit.head_id}]


def test_two_choices_that_read_alike_are_two() -> None:
    of = Field("who", "Ai", choices=[("1", "Nguyễn Văn An"), ("2", "Nguyễn Văn An"), ("3", "Nguyễn Văn Ân")])
    assert [of.read(text) for text in of.texts.values()] == ["1", "2", "3"]
    with pytest.raises(Refused):
        of.read("nguyen van")


def test_what_is_recorded_and_not_offered_any_more_stays_until_it_is_changed() -> None:
    of = Field("unit", "Đơn vị", "gone", choices=[("1", "Vụ Pháp chế")])
    assert of.read(of.shown("gone")) == "gone"
    assert of.read("vu phap che") == "1"


async def test_help_stands_over_a_form_and_what_is_typed_stays(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        entries = await begin(app, pilot, form := a_form([]))
        await press(pilot, "A", "n", "f1")
        over = app.screen
        assert isinstance(over, HelpScreen)
        assert "Ctrl+S" in shown(app)
        assert "Chọn trong danh sách" in shown(app), "what F4 does in a form"
        await press(pilot, "escape")
        assert app.screen is form
        assert app.focused is entries["name"]
        assert entries["name"].value == "An"


async def test_a_new_form_that_was_left_is_empty_and_offers_once_what_was_typed(
    sample: Desk, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await begin(app, pilot, a_form([]))
        await press(pilot, "A", "n", "escape")
        entries = await begin(app, pilot, a_form([]))
        assert entries["name"].value == ""
        assert "F5" in told(app)
        await press(pilot, "f5")
        assert (entries["name"].value, told(app)) == ("An", "")
        await press(pilot, "escape")
        assert "F5" in (await begin(app, pilot, a_form([])) and told(app))
        await press(pilot, "escape")
        entries = await begin(app, pilot, a_form([]))
        assert (entries["name"].value, told(app)) == ("", ""), "it is offered again and again"


async def test_what_is_typed_while_a_form_saves_is_for_what_stands_there_afterwards(
    sample: Desk, tmp_path: Path
) -> None:
    year = next(y for y in sample.store.find(BlocYear) if y.year == 2022)
    on_disk, taken = Event(), list[dict[str, str]]()

    def save(values: dict[str, str], _: Any) -> object:
        on_disk.wait(60)
        taken.append(values)
        return values

    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(TasksScreen(year.id))
        await settle(pilot)
        await begin(app, pilot, FormDialog("Mẫu", [Field("name", "Tên", "A")], save))
        # Pilot would wait after each key until nothing works any more, and here something works on purpose.
        for key in ("ctrl+s", "f2", "B", "e"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        async with asyncio.timeout(30):
            while not (len(app._waiting_keys) == 2 or taken):  # noqa: ASYNC110  # nobody is told of it
                await asyncio.sleep(0.01)
        on_disk.set()
        await settle(pilot)
        assert taken == [{"name": "A"}]
        assert isinstance(app.screen, FormDialog), "F2 went to the form that was being saved"
        assert isinstance(app.focused, Input)
        assert app.focused.value == "Be"


async def test_the_cursor_goes_to_what_was_added_and_to_the_place_left(sample: Desk, tmp_path: Path) -> None:
    year = next(y for y in sample.store.find(BlocYear) if y.year == 2022)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(TasksScreen(year.id))
        await settle(pilot)
        for name in "AB":
            await press(pilot, "f2", name, "ctrl+s")
        table = app.screen.query_one(RecordTable)
        assert table.get_row(table.selected or "")[0] == "B"
        await press(pilot, "up")
        left = table.selected
        await press(pilot, "escape")
        await app.push_screen(TasksScreen(year.id))
        await settle(pilot)
        assert app.screen.query_one(RecordTable).selected == left
        await press(pilot, "escape")
        mark(app, "pledge")
        await press(pilot, "ctrl+q")
    async with running(sample, tmp_path) as (app, pilot):
        rail: Any = app.screen.query_one("#rail")
        assert rail.get_option_at_index(rail.highlighted).id == "pledge", "a new start begins where one left"


@pytest.mark.parametrize(("unit", "votes"), [("Cục Quản trị I", True), ("Ban Tuyên giáo", False)])
async def test_a_new_delegate_votes_for_a_unit_of_the_bloc_only(
    sample: Desk, tmp_path: Path, unit: str, votes: bool
) -> None:
    meeting = sample.store.find(Meeting)[0]
    others = tuple(a for a in meeting.attendees if a.unit != unit)  # else the unit has its vote already
    sample.store.save(meeting.with_(attendees=others))
    preparation.move(sample, meeting.id, Step.OPENING)
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        await press(pilot, "f2", "A", "tab", "tab")
        assert "cơ quan khác" in str(app.screen.query_one("#field-unit", Input).placeholder)
        assert app.screen.query_one("#field-unit", Input).value == ""
        await press(pilot, *("space" if c == " " else c for c in unit), "ctrl+s")
        people = app.screen.query_one("#people", RecordTable)
        fresh = sample.store.get(Meeting, meeting.id).attendees[-1]
        assert (fresh.name, fresh.unit, fresh.voting, bool(fresh.unit_id)) == ("A", unit, votes, votes)
        assert people.selected == fresh.id, "the cursor is not on who was added"
        await press(pilot, "f4", "end", "n", "ctrl+s")
        again = sample.store.get(Meeting, meeting.id).attendees[-1]
    assert (again.name, again.unit, again.unit_id, again.voting) == ("An", fresh.unit, fresh.unit_id, votes)


async def test_what_a_name_holds_comes_before_what_only_the_office_behind_it_does(
    sample: Desk, tmp_path: Path
) -> None:
    choices = [
        ("a", "Nguyễn Hữu Phước, Hiệu trưởng Trường Cao đẳng Bảo Lộc"),
        ("b", "Phan Quốc Bảo, Hiệu trưởng"),
    ]
    async with running(sample, tmp_path) as (app, pilot):
        chosen: list[str | None] = []
        app.push_screen(PickDialog("Ai?", choices), chosen.append)
        await settle(pilot)
        await press(pilot, *"bao", "enter")
    assert chosen == ["b"]


def test_choices_of_long_names_are_named_as_far_as_they_fit() -> None:
    short = Field("a", "A", choices=[(str(n), f"Vụ {n}") for n in range(5)])
    assert short.named(short.texts) == "Vụ 0 · Vụ 1 · Vụ 2 · Vụ 3 · Vụ 4"
    long = [(str(n), f"ông Nguyễn Văn An, Chi cục trưởng Chi cục Thuế khu vực Quận {n}") for n in range(5)]
    told = Field("a", "A", choices=long).named([key for key, _ in long])
    assert told.endswith(t("… {n} in all, F4", n=5)), told
    assert len(told) < 3 * 74, "three lines of a form show no more: the rest is cut without a word"
