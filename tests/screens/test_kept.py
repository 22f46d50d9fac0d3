"""What is half typed comes back: in the meeting that was left, and in a form that was closed."""

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from ktd_tui.app import KtdApp
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.server.drafts import FORM_TOLD
from screens.base import KtdScreen
from screens.dialogs.ask import AskDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.write import WriteDialog
from screens.meeting.meeting import MeetingScreen
from tests.screens.driving import press, running, settle, shown, write


async def enter_meeting(app: KtdApp, pilot: Pilot[int], desk: Desk, step: Step) -> None:
    meeting = desk.store.find(Meeting)[0]
    preparation.move(desk, meeting.id, step)
    await app.push_screen(MeetingScreen(meeting.id))
    await settle(pilot)


async def leave_half_typed(desk: Desk, folder: Path) -> None:
    """Type into the line, go back three letters, and be cut off."""
    async with running(desk, folder) as (app, pilot):
        await enter_meeting(app, pilot, desk, Step.STATEMENTS)
        app.screen.query_one("#line").focus()
        await press(pilot, *"mot", "space", *"hai", "left", "left", "left")
        app.save_now("SIGHUP")


async def test_after_a_cut_line_enter_goes_on_at_the_same_letter(sample: Desk, tmp_path: Path) -> None:
    await leave_half_typed(sample, tmp_path)
    async with running(sample, tmp_path) as (app, pilot):
        assert isinstance(app.screen, ConfirmDialog)
        assert "đường truyền bị ngắt" in shown(app)
        await press(pilot, "enter")
        line = app.screen.query_one("#line", Input)
        assert isinstance(app.screen, MeetingScreen)
        assert (app.focused, line.value, line.cursor_position) == (line, "mot hai", 4)


async def test_a_no_keeps_the_text_until_the_meeting_is_opened(sample: Desk, tmp_path: Path) -> None:
    await leave_half_typed(sample, tmp_path)
    async with running(sample, tmp_path) as (app, pilot):
        await press(pilot, "escape")
        assert not isinstance(app.screen, (ConfirmDialog, MeetingScreen))
        app.save_now("SIGHUP")
    async with running(sample, tmp_path) as (app, pilot):
        assert not isinstance(app.screen, ConfirmDialog), "asked again after a No"
        await enter_meeting(app, pilot, sample, Step.STATEMENTS)
        assert app.screen.query_one("#line", Input).value == "mot hai"


async def test_the_editor_comes_back_at_its_row_and_column(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(app, pilot, sample, Step.CONCLUSION)
        editor = app.screen.query_one(TextArea)
        editor.focus()
        editor.move_cursor((1, 3))
        await press(pilot, *"dang")
        app.save_now("SIGHUP")
    async with running(sample, tmp_path) as (app, pilot):
        await press(pilot, "enter")
        editor = app.screen.query_one(TextArea)
        assert (app.focused, editor.cursor_location) == (editor, (1, 7))
        assert "dang" in editor.text


@pytest.mark.parametrize("half", [True, False])
async def test_quitting_from_a_meeting_is_asked_about_only_with_text(
    sample: Desk, tmp_path: Path, half: bool
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(app, pilot, sample, Step.STATEMENTS)
        app.screen.query_one("#line").focus()
        await press(pilot, *("abc" if half else ""), "ctrl+q")
        if half:
            await press(pilot, "down", "enter")
    async with running(sample, tmp_path) as (app, pilot):
        assert isinstance(app.screen, ConfirmDialog) is half
        assert ("Lần trước đã thoát" in shown(app)) is half
        assert "đường truyền bị ngắt" not in shown(app)


async def test_quitting_is_possible_while_one_is_asked_to_go_on(sample: Desk, tmp_path: Path) -> None:
    await leave_half_typed(sample, tmp_path)
    async with running(sample, tmp_path) as (app, pilot):
        await press(pilot, "ctrl+q")
        assert "Thoát?" in shown(app)
        await press(pilot, "ctrl+q")
        assert len([s for s in app.screen_stack if isinstance(s, ConfirmDialog)]) == 2, "asked twice to quit"


async def theme(app: KtdApp, pilot: Pilot[int]) -> Input:
    """Open the form of the year and return its first field."""
    await press(pilot, "f4")
    assert isinstance(app.screen, FormDialog), shown(app)
    return app.screen.query(Input).first()


@pytest.mark.parametrize("way", ["escape", "cut"])
async def test_a_form_has_again_what_was_typed(sample: Desk, tmp_path: Path, way: str) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        field = await theme(app, pilot)
        before = field.value
        await press(pilot, "end", *"moi")
        if way == "escape":
            await press(pilot, "escape")
        app.save_now("SIGHUP")
    async with running(sample, tmp_path) as (app, pilot):
        assert not isinstance(app.screen, ConfirmDialog), "a form alone is nothing to go back to"
        field = await theme(app, pilot)
        assert field.value == f"{before}moi"
        assert "gõ dở lần trước đã có lại" in told(app)
        assert "đã được sửa" not in told(app)
        await press(pilot, "f5")
        assert (field.value, told(app)) == (before, "")
        await press(pilot, "escape")
        assert (await theme(app, pilot)).value == before, "what was thrown away is back"


def told(app: KtdApp) -> str:
    return str(app.screen.query_one("#complaint", Static).render())


@pytest.mark.parametrize("left", [False, True], ids=["cut off", "left with Esc"])
async def test_a_form_in_which_the_line_was_cut_is_named_at_log_in(
    sample: Desk, tmp_path: Path, *, left: bool
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await press(pilot, "f4", "tab", *"so12", *["escape"] * left)
        app.save_now("SIGHUP")
    async with running(sample, tmp_path) as (app, pilot):
        said = " ".join(shown(app).split())
        assert ("mở lại là có: “Năm 2022” (Khối thi đua số V › 2022)." in said) is not left, said
        app.save_now("SIGHUP")
    async with running(sample, tmp_path) as (app, pilot):
        assert "mở lại là có" not in shown(app), "it is told of at each log-in"
        await press(pilot, "f4")
        assert "so12" in shown(app), shown(app)


async def test_a_question_is_named_whole_at_log_in(sample: Desk, tmp_path: Path) -> None:
    question = "Chưa đủ đại biểu: có mặt 0/12.\nLý do (theo Điều 7/QĐ-1):"
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(AskDialog(question))
        await press(pilot, *"vi mua")
        app.save_now("SIGHUP")
    async with running(sample, tmp_path) as (app, pilot):
        said = " ".join(shown(app).split())
        assert f"mở lại là có: “{' '.join(question.split())}” (Khối thi đua số V › 2022)." in said, said
        await app.push_screen(AskDialog(question))
        await press(pilot, "f5", "escape")
        app.save_now("SIGHUP")
    assert texts_kept(tmp_path) <= {FORM_TOLD}


async def test_a_longer_text_is_named_at_log_in_until_it_is_saved(sample: Desk, tmp_path: Path) -> None:
    def dialog(question: str = "Chia sẻ") -> WriteDialog:
        return WriteDialog(question, lambda v, _: v, key="post", heading="")

    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(dialog())
        await press(pilot, *"hay", "tab", *"dai")
        app.save_now("SIGHUP")
    async with running(sample, tmp_path) as (app, pilot):
        said = " ".join(shown(app).split())
        assert "mở lại là có: “Chia sẻ” (Khối thi đua số V › 2022)." in said, said
        await app.push_screen(dialog("Ông An phát biểu"))
        await settle(pilot)
        assert app.screen.query_one(TextArea).text == "dai"
        assert "Lần trước gõ dở cho “Chia sẻ”" in told(app), "one speaker's words stood under another's name"
        await press(pilot, "escape")
        await app.push_screen(dialog())
        await settle(pilot)
        assert told(app) == ""
        await press(pilot, "ctrl+s")
        app.save_now("SIGHUP")
    assert texts_kept(tmp_path) <= {FORM_TOLD}


def texts_kept(folder: Path) -> set[str]:
    (draft,) = folder.rglob("drafts/*.json")
    return set(json.loads(draft.read_text("utf-8"))["texts"])


async def test_a_form_that_was_saved_begins_anew(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await theme(app, pilot)
        await press(pilot, "end", *"moi", "ctrl+s")
        assert not isinstance(app.screen, FormDialog), shown(app)
        field = await theme(app, pilot)
        assert (field.value.endswith("moi"), told(app)) == (True, "")


async def test_a_form_says_when_the_record_was_changed_meanwhile(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        field = await theme(app, pilot)
        key = str(field.id).removeprefix("field-")
        await press(pilot, "end", *"moi", "escape")
        kept = app.screen_stack[-1]
        assert not isinstance(kept, FormDialog)
        app.save_now("SIGHUP")
    from ktd_tui.domain.organisation import BlocYear

    year = sample.store.find(BlocYear)[0]
    sample.store.save(year.with_(**{key: f"Của Lan {getattr(year, key)}"}))
    async with running(sample, tmp_path) as (app, pilot):
        field = await theme(app, pilot)
        assert field.value.endswith("moi")
        assert "đã được sửa" in told(app)


async def test_ctrl_q_in_an_open_form_asks_and_a_closed_one_does_not(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await theme(app, pilot)
        await press(pilot, "end", *"moi", "ctrl+q")
        assert "Thoát?" in shown(app)
        await press(pilot, "escape", "escape", "ctrl+q")
        assert "Thoát?" not in shown(app)


async def test_an_answer_that_is_refused_is_there_when_it_is_asked_again(
    sample: Desk, tmp_path: Path
) -> None:
    def refuse() -> None:
        raise Refused("No.")

    async with running(sample, tmp_path) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, KtdScreen)
        for operation, there in ((refuse, ""), (lambda: None, "dai"), (refuse, "")):
            app.push_screen(AskDialog("Vì sao?"))
            await settle(pilot)
            assert app.screen.query_one(Input).value == there
            await press(pilot, *("dai" if not there else ""), "enter")
            await screen.act(operation)


async def test_a_reason_that_was_left_is_there_again_until_it_is_given(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        for typed, last in (("vi sao", "escape"), ("", "enter"), ("", "escape")):
            app.push_screen(AskDialog("Vì sao?"))
            await settle(pilot)
            field = app.screen.query_one(Input)
            assert field.value == ("vi sao" if last == "enter" else ""), last
            await press(pilot, *("space" if c == " " else c for c in typed), last)


async def test_nothing_of_a_form_that_was_saved_comes_back_in_the_next(sample: Desk, tmp_path: Path) -> None:
    """The choice is written out while it is saved, and the field says that it changed only afterwards."""
    choices = (("yes", "có"), ("no", "không"))
    fields = [Field("name", "Họ tên"), Field("heads", "Thủ trưởng", "no", choices=choices)]
    saved: list[dict[str, str]] = []
    async with running(sample, tmp_path) as (app, pilot):
        for name in ("Lan", "Mai"):
            app.push_screen(FormDialog("Người mới", fields, lambda values, _seen: saved.append(values)))
            await settle(pilot)
            await write(pilot, name)
            if name == "Lan":
                await press(pilot, "tab", "c")
            await pilot.press("ctrl+s")
            await settle(pilot)
    assert saved == [{"name": "Lan", "heads": "yes"}, {"name": "Mai", "heads": "no"}]


async def test_a_question_with_a_count_stays_the_same(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        for asked, there in (("5 có mặt", ""), ("6 có mặt", "4")):
            form = FormDialog(asked, [Field("n", "Đồng ý")], print, sample.store.find(Meeting)[0])
            await app.push_screen(form)
            assert form.query_one(Input).value == there
            await press(pilot, "4", "escape")


async def test_what_is_said_by_a_screen_that_was_left_is_said_by_the_one_in_front(
    sample: Desk, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        page = app.screen
        await press(pilot, "f1")
        left = app.screen
        assert isinstance(left, KtdScreen)
        assert left is not page
        await press(pilot, "escape")
        left.warn("Không còn gì để làm lại.")
        await settle(pilot)
        assert "Không còn gì để làm lại." in shown(app)
