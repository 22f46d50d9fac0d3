"""Beside the line stands whose words it will be, and so it is written; one key takes the speaker off."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines, preparation
from tests.screens.driving import press, running, shown, write
from tests.screens.meeting.test_meeting import enter_meeting

THAO = "Cục trưởng Cục Quản trị I Phạm Đức Thảo"


@pytest.fixture
def meeting(sample: Desk) -> Meeting:
    of = sample.store.find(Meeting)[0]
    return preparation.move(sample, of.id, Step.STATEMENTS)


def speaker_of(desk: Desk, text: str) -> str:
    (line,) = [one for one in desk.store.find(MinutesLine) if one.text == text]
    return line.speaker


async def test_the_field_shows_the_speaker_and_backspace_takes_them_off(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        line = app.screen.query_one("#line", Input)
        line.focus()
        assert "không ghi tên: " in shown(app), "somebody stands there whom nobody chose"
        assert "Backspace: bỏ" in shown(app), "the key is not told before one uses it"
        await write(pilot, "Chưa chọn ai")
        await press(pilot, "enter")
        assert speaker_of(sample, "Chưa chọn ai") == ""
        await press(pilot, "up", "home", "down")
        assert "không ghi tên: " in shown(app), "a row that one passes is no choice"
        await press(pilot, "enter")
        assert "pđt · Phạm Đức Thảo:" in shown(app), shown(app)
        await write(pilot, "Câu có người")
        await press(pilot, "enter")
        assert speaker_of(sample, "Câu có người") == THAO
        await press(pilot, "backspace")
        assert "không ghi tên: " in shown(app), shown(app)
        for text in ("Câu một", "Câu hai"):  # it stays off
            await write(pilot, text)
            await press(pilot, "enter")
            assert speaker_of(sample, text) == ""
        await press(pilot, "up", "enter")
        assert "pđt · Phạm Đức Thảo:" in shown(app), shown(app)
        await write(pilot, "nvđ: Câu ba")
        assert "nvđ · Nguyễn Văn Định:" in shown(app), "the name in the line comes before the choice"
        await press(pilot, "enter")
        assert "pđt · Phạm Đức Thảo:" in shown(app), "that was for one line"
        await write(pilot, "Câu bốn")
        await press(pilot, "home", "backspace", "end")
        assert "không ghi tên: " in shown(app), "at the beginning of a typed line, too"
        await press(pilot, "enter", "up", "enter", "ctrl+n", "ctrl+o")
        assert "không ghi tên: " in shown(app), "whoever was chosen before one left the step is so still"
    assert speaker_of(sample, "Câu ba") == "Cục trưởng Cục Quản trị III Nguyễn Văn Định"
    assert speaker_of(sample, "Câu bốn") == ""


async def test_a_set_phrase_has_no_speaker(sample: Desk, meeting: Meeting, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        app.screen.query_one("#line").focus()
        await press(pilot, "up", "home", "down", "enter", "ctrl+t", "down", "enter")
        assert "không ghi tên: " in shown(app), shown(app)
        await press(pilot, "enter")
        assert "pđt · Phạm Đức Thảo:" in shown(app), "the next line has one again"
    assert speaker_of(sample, "Các đại biểu nhất trí với báo cáo trình Hội nghị.") == ""


async def test_an_unknown_name_is_refused_and_kept(sample: Desk, meeting: Meeting, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        line = app.screen.query_one("#line", Input)
        line.focus()
        await write(pilot, "Lê Văn Lạ: Nhất trí")
        assert "của ai? " in shown(app), shown(app)
        line.value = long = "Lê Văn Lạ: " + "Nhất trí " * 2000
        await press(pilot, "enter")
        assert line.value == long
        assert "không phải tên người" in " ".join(shown(app).split()), shown(app)


async def test_a_long_line_is_mended_at_once_and_f3_leads_to_its_speaker(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    long = "Đề nghị " * 60
    minutes_lines.add_line(sample, meeting.id, Step.STATEMENTS, long)
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        app.screen.query_one("#line").focus()
        await press(pilot, "f4", "enter")
        assert app.screen.query_one(TextArea).text == long.strip(), "something is asked before the words"
        assert "F3" in shown(app), shown(app)
        await press(pilot, "X", "f3")
        await write(pilot, "pdt")
        await press(pilot, "ctrl+s")
        assert speaker_of(sample, long.strip()) == THAO
        await press(pilot, "f4", "enter")
        assert app.screen.query_one(TextArea).text == f"X{long.strip()}", "what was typed is lost"
        await press(pilot, "ctrl+s")
    assert speaker_of(sample, f"X{long.strip()}") == THAO


async def test_lists_show_the_words_at_80_columns(sample: Desk, meeting: Meeting, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        app.screen.query_one("#line").focus()
        await write(pilot, "pdt: Nhất trí với dự thảo")
        await press(pilot, "enter")
        assert "Phạm Đức Thảo: Nhất trí với dự thảo" in shown(app), shown(app)


async def test_who_presents_is_chosen_on_the_report_step(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    preparation.move(sample, meeting.id, Step.REPORT)
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        assert "Trình bày (F2): Cục trưởng Cục Quản trị III" in shown(app), shown(app)
        await press(pilot, "f2", *"pdt", "enter")
        assert f"Trình bày (F2): {THAO}" in shown(app), shown(app)
    assert sample.store.get(Meeting, meeting.id).presenter_id == "a2"


async def test_f6_reaches_each_pane_at_80_columns_and_comes_back(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    async with running(sample, tmp_path, (80, 24)) as (app, pilot):
        await enter_meeting(pilot, meeting)
        assert "F6" in shown(app), shown(app)
        seen = []
        for _ in range(3):
            await press(pilot, "f6")
            panes = [name for name in ("step", "minutes", "rail") if app.screen.query_one(f"#{name}").display]
            assert len(panes) == 1
            seen += panes
            assert "F6" in shown(app), "the way on is not told"
        assert seen == ["minutes", "rail", "step"]
        await press(pilot, "f6", "f6", "home", "enter")  # the rail: the first step
        assert app.screen.query_one("#step").display
    assert sample.store.get(Meeting, meeting.id).step is Step.PREPARATION
