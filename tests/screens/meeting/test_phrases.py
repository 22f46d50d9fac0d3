"""The commonest sentences of minutes take few keys; no open place is saved unseen; who speaks by letters."""

from pathlib import Path

import pytest
from textual.widgets import Input

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.operations.desk import Desk
from screens.meeting.meeting import MeetingScreen
from tests.operations.found import the_meeting
from tests.screens.driving import running, settle, shown

SENTENCES = {
    "chairs": (Step.OPENING, [], "Đồng chí Nguyễn Văn Định, Cục trưởng Cục Quản trị III, chủ trì Hội nghị."),
    "quorum": (Step.OPENING, ["down"], "Hội nghị có mặt 5/5 đại biểu, đủ điều kiện tiến hành."),
    "report": (
        Step.REPORT,
        [],
        (
            "Đồng chí Nguyễn Văn Định, Cục trưởng Cục Quản trị III, trình bày Báo cáo tổng kết hoạt động của "
            "Khối thi đua số V năm 2022."
        ),
    ),
    "scores": (Step.SCORES, [], "Hội nghị thống nhất kết quả chấm điểm, xếp hạng năm 2022."),
    "result": (Step.AWARDS, [], "Kết quả: 5/5 phiếu đồng ý, đạt 100%."),
    "agreed": (Step.DIRECTIONS, [], "Hội nghị thống nhất X"),
    "elected": (
        Step.ELECTION,
        [],
        (
            "Hội nghị bầu Vụ Lễ tân và Hợp tác quốc tế làm Khối trưởng Khối thi đua số V năm 2023, "
            "với 5/5 phiếu."
        ),
    ),
    "handover": (
        Step.HANDOVER,
        [],
        (
            "Cục trưởng Cục Quản trị III Nguyễn Văn Định bàn giao chức vụ Khối trưởng cho "
            "Vụ trưởng Vụ Lễ tân và Hợp tác quốc tế Đỗ Hoàng Việt."
        ),
    ),
    "read": (Step.APPROVAL, [], "Biên bản được đọc lại trước Hội nghị, các đại biểu nhất trí thông qua."),
    "ends": (Step.APPROVAL, ["down"], "Hội nghị kết thúc vào hồi 16 giờ 20 phút cùng ngày./."),
}
"""Step, the keys between Ctrl+T and Enter, and the sentence that stands in the minutes then."""


@pytest.mark.parametrize("name", SENTENCES)
async def test_ten_sentences_take_four_keys_at_most(sample: Desk, tmp_path: Path, name: str) -> None:
    step, keys, wanted = SENTENCES[name]
    meeting = the_meeting(sample)
    sample.store.save(meeting.with_(step=step))
    async with running(sample, tmp_path, (120, 40)) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        app.screen.query_one("#line").focus()
        pressed = ["ctrl+t", *keys, "enter", *(["X"] if wanted.endswith("X") else []), "enter"]
        for key in pressed:
            await pilot.press(key)
            await settle(pilot)
        assert len([key for key in pressed if key != "X"]) <= 4
        assert wanted in [line.text for line in sample.store.find(MinutesLine)], shown(app)


async def test_behind_what_was_typed_an_open_place_is_seen_whole(sample: Desk, tmp_path: Path) -> None:
    meeting = the_meeting(sample)
    sample.store.save(meeting.with_(step=Step.REPORT))
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        line = app.screen.query_one("#line", Input)
        line.focus()
        line.value = "Sau giờ nghỉ,"
        line.cursor_position = len(line.value)
        await pilot.press("ctrl+t")
        await settle(pilot)
        await pilot.press(*"pb ", "enter")
        await settle(pilot)
        assert line.selected_text == "[… người phát biểu]"
        assert "[… người phát biểu]" in shown(app), shown(app)


async def test_an_open_place_is_not_saved_unseen(sample: Desk, tmp_path: Path) -> None:
    meeting = the_meeting(sample)
    sample.store.save(meeting.with_(step=Step.DIRECTIONS))
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        app.screen.query_one("#line").focus()
        await pilot.press("ctrl+t", *"giao", "enter")
        await settle(pilot)
        await pilot.press(*"A", "enter")
        await settle(pilot)
        assert "Hãy điền hoặc xóa chỗ được tô" in shown(app), shown(app)
        await pilot.press(*"B", "enter")
        await settle(pilot)
    texts = [line.text for line in sample.store.find(MinutesLine)]
    assert "Hội nghị giao A chủ trì thực hiện B" in texts, texts
    assert not any("[…" in text for text in texts)


async def test_who_speaks_by_letters(sample: Desk, tmp_path: Path) -> None:
    meeting = the_meeting(sample)
    sample.store.save(sample.store.get(Meeting, meeting.id).with_(step=Step.REPORT))
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        app.screen.query_one("#line").focus()
        await pilot.press(*"pdt:", "space", *"Nhat", "enter")
        await settle(pilot)
        await pilot.press(*"zzz:", "space", *"Ai", "enter")
        await settle(pilot)
        assert "Không có ai trong danh sách khớp với “zzz”" in shown(app), shown(app)
        assert app.screen.query_one("#line", Input).value == "zzz: Ai"
    (line,) = [line for line in sample.store.find(MinutesLine) if line.text == "Nhat"]
    assert line.speaker == "Cục trưởng Cục Quản trị I Phạm Đức Thảo"


async def test_an_offices_own_phrases_come_first_and_a_bad_file_is_told(sample: Desk, tmp_path: Path) -> None:
    assert sample.folder is not None
    own = sample.folder / "phrases.toml"
    own.write_text('phrases = [{ text = "Câu của cơ quan.", steps = ["approval"] }]', "utf-8")
    meeting = the_meeting(sample)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert "ccc" in shown(app), shown(app)
        await pilot.press("enter", "enter")
        await settle(pilot)
        own.write_text("phrases = 5", "utf-8")
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert "không chứa câu mẫu" in " ".join(shown(app).split()), shown(app)
    assert "Câu của cơ quan." in [line.text for line in sample.store.find(MinutesLine)]
