"""What is typed beside a field for writing is written: no letter acts in a list, and none is lost."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.rules.meeting.steps import ORDER
from screens.dialogs.pick import PickDialog
from screens.meeting.meeting import MeetingScreen
from screens.widgets.table import RecordTable
from tests.screens.driving import press, running, settle, shown
from tests.screens.meeting.test_meeting import enter_meeting

TELEX = ("D", "backspace", "Đ", "e", "backspace", "ê", "backspace", "ề", "space", *"nghi", "backspace", "ị",
         "space", *"bo", "backspace", "ô", "backspace", "ổ", "space", *"sung", "enter")  # fmt: skip
"""«Đề nghị bổ sung» as an input method sends it."""
SAID = "Đề nghị bổ sung"
ACTING = (*"qejkgG", "question_mark", "slash", "colon", "space")
"""Letters and signs that do something in lists elsewhere."""


@pytest.fixture
def meeting(sample: Desk) -> Meeting:
    return sample.store.find(Meeting)[0]


def written(desk: Desk) -> list[str]:
    return [line.text for line in desk.store.find(MinutesLine)]


async def at(pilot: Pilot[int], desk: Desk, meeting: Meeting, step: Step) -> MeetingScreen:
    """Come to a step by Ctrl+N, or Ctrl+O where it is the first."""
    order = list(ORDER)
    first = step is order[0]
    preparation.move(desk, meeting.id, order[1] if first else order[order.index(step) - 1], "thử")
    screen = await enter_meeting(pilot, meeting)
    await press(pilot, "ctrl+o" if first else "ctrl+n")
    if screen is not pilot.app.screen:  # it asks why one goes on
        await press(pilot, *"thu", "enter")
    assert screen.proceedings.meeting.step is step, shown(pilot.app)
    return screen


@pytest.mark.parametrize("step", [s for s in ORDER if s not in (Step.OPENING, Step.REPORT, Step.CONCLUSION)])
async def test_after_ctrl_n_a_sentence_is_a_new_line(
    sample: Desk, meeting: Meeting, tmp_path: Path, step: Step
) -> None:
    before = written(sample)
    async with running(sample, tmp_path) as (app, pilot):
        await at(pilot, sample, meeting, step)
        await press(pilot, *TELEX)
        assert isinstance(app.screen, MeetingScreen), shown(app)
    assert sorted(written(sample)) == sorted([*before, SAID]), "an older line was changed, or none was added"


@pytest.mark.parametrize("step", [Step.STATEMENTS, Step.LIMITATIONS, Step.DIRECTIONS])
async def test_in_a_step_of_lines_the_line_has_the_focus(
    sample: Desk, meeting: Meeting, tmp_path: Path, step: Step
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await at(pilot, sample, meeting, step)
        assert app.focused is app.screen.query_one("#line")
        await press(pilot, "up")
        assert isinstance(app.focused, RecordTable), "the arrow up goes to the list"


@pytest.mark.parametrize("key", ACTING)
async def test_no_letter_acts_in_a_list_of_the_meeting(
    sample: Desk, meeting: Meeting, tmp_path: Path, key: str
) -> None:
    preparation.move(sample, meeting.id, Step.STATEMENTS)
    async with running(sample, tmp_path) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        line, before = screen.query_one("#line", Input), sample.store.seq
        for one in (*screen.query(RecordTable), screen.query_one("#rail", OptionList)):
            line.value = ""
            one.focus()
            await press(pilot, key, "x")
            assert app.screen is screen, f"{key} in {one.id} left the meeting"
            assert (app.focused, line.value[1:]) == (line, "x"), f"{key} in {one.id} was not written"
        assert sample.store.seq == before


@pytest.mark.parametrize("pane", ["minutes", "rail"])
async def test_a_sentence_begun_in_another_pane_shows_its_line(
    sample: Desk, meeting: Meeting, tmp_path: Path, pane: str
) -> None:
    preparation.move(sample, meeting.id, Step.LIMITATIONS)
    async with running(sample, tmp_path) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        while app.focused is None or app.focused.id != pane:
            await press(pilot, "f6")
        await press(pilot, *TELEX[:-1])
        assert SAID in shown(app), shown(app)
        assert app.focused is screen.query_one("#line")


async def test_a_step_is_not_taken_back_over_what_is_half_typed(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        screen = await at(pilot, sample, meeting, Step.LIMITATIONS)
        line, before = screen.query_one("#line", Input), written(sample)
        await press(pilot, *TELEX)
        after = written(sample)
        await press(pilot, *"abc", "ctrl+z")
        assert (written(sample), line.value) == (after, "abc"), "it was the letters that were meant"
        assert "gõ dở" in shown(app), shown(app)
        await press(pilot, *["backspace"] * 3, "ctrl+z")
        assert (written(sample), line.value) == (before, ""), "in an empty line it is the step that is meant"


async def test_a_paste_over_a_list_is_written(sample: Desk, meeting: Meeting, tmp_path: Path) -> None:
    preparation.move(sample, meeting.id, Step.LIMITATIONS)
    async with running(sample, tmp_path) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        screen.query_one("#lines").focus()
        app.post_message(events.Paste("quá ít giao lưu"))
        await settle(pilot)
        assert screen.query_one("#line", Input).value == "quá ít giao lưu"


@pytest.mark.parametrize(("choice", "lines"), [((), 2), (("down", "down"), 0), (("escape",), 0)])
async def test_several_pasted_lines_are_asked_what_they_are(
    sample: Desk, meeting: Meeting, tmp_path: Path, choice: tuple[str, ...], lines: int
) -> None:
    """Lines of the minutes, delegates, or one line to be changed; given up, nothing stands anywhere."""
    before = len(written(sample))
    preparation.move(sample, meeting.id, Step.LIMITATIONS)
    async with running(sample, tmp_path) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        app.post_message(events.Paste("ít giao lưu\rbáo cáo chậm\r"))
        await settle(pilot)
        assert isinstance(app.screen, PickDialog), shown(app)
        await press(pilot, *choice, *(() if "escape" in choice else ("enter",)))
        joined = "ít giao lưu báo cáo chậm" if "down" in choice else ""
        assert screen.query_one("#line", Input).value == joined
    assert len(written(sample)) - before == lines


async def test_a_list_pasted_where_the_initials_go_may_be_delegates(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        screen = await at(pilot, sample, meeting, Step.OPENING)
        screen.query_one("#who", Input).focus()
        app.post_message(events.Paste("STT\tHọ và tên\tChức vụ\r1\tBà Lê Thị Thử\tVăn thư\r"))
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert "Lê Thị Thử, Văn thư" in shown(app), shown(app)
    assert sample.store.get(Meeting, meeting.id).attendees[-1].name == "Lê Thị Thử"


async def test_who_comes_is_found_from_the_list_and_space_still_marks(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (_, pilot):
        screen = await at(pilot, sample, meeting, Step.OPENING)
        who, people = screen.query_one("#who", Input), screen.query_one("#people", RecordTable)
        assert people.has_focus
        for field in (who, people):  # Space begins no initials: it is the list's in both
            field.focus()
            before = screen.proceedings.meeting.attendees[people.cursor_row + 1].present
            await press(pilot, "down", "space")
            assert screen.proceedings.meeting.attendees[people.cursor_row].present is not before
            assert who.value == ""
        await press(pilot, "n", "v", "d")
        assert who.has_focus
        assert who.value == "nvd"


async def test_who_reads_along_leaves_by_no_letter(
    sample: Desk, meeting: Meeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.meeting.pen.Hand.follows", property(lambda _: True))
    async with running(sample, tmp_path) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        await press(pilot, "q")
        assert app.screen is screen


async def test_the_editor_takes_a_letter_typed_beside_it_and_f7_marks_no_text(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    async with running(sample, tmp_path, (120, 40)) as (app, pilot):
        screen = await at(pilot, sample, meeting, Step.REPORT)
        editor = screen.query_one(TextArea)
        assert app.focused is editor
        screen.query_one("#rail").focus()
        text = editor.text
        await press(pilot, "q", "ctrl+end", "w", "ctrl+home", "v")
        assert editor.text.startswith(f"vq{text[:9]}"), editor.text[:40]
        assert editor.text.endswith("w")
        assert editor.selection.is_empty
        editor.focus()
        await press(pilot, "f6")
        assert app.focused is not editor, "F6 goes to the other pane, from the editor, too"


async def test_a_letter_in_the_list_of_a_picker_narrows_it(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(PickDialog("Ai?", [("1", "Quý"), ("2", "An")]))
        await settle(pilot)
        app.screen.query_one("#choices").focus()
        await press(pilot, "q", "u")
        assert app.screen.query_one("#narrow", Input).value == "qu"
