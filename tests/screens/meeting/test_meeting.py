"""The whole year-end meeting, walked by keys from an empty year to the signature."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.organisation import BlocYear, Role, Stage
from ktd_tui.domain.voting import Purpose
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.setup import set_up_sample
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import years_of
from ktd_tui.operations.meeting.preparation import start_meeting
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.rules.meeting.deeds import by_honour
from screens.meeting.meeting import MeetingScreen
from tests.builders import a_desk
from tests.screens.driving import SMALL, WIDE, press, running, settle, shown, write


def new_meeting(desk: Desk) -> Meeting:
    year = next(y for y in desk.store.find(BlocYear) if y.year == 2023)
    return start_meeting(desk, year.id)


async def enter_meeting(pilot: Pilot[int], meeting: Meeting) -> MeetingScreen:
    screen = MeetingScreen(meeting.id)
    await pilot.app.push_screen(screen)
    await settle(pilot)
    return screen


async def at_step(pilot: Pilot[int], desk: Desk, meeting: Meeting, step: Step) -> None:
    await settle(pilot)
    now = desk.store.get(Meeting, meeting.id).step
    assert now is step, f"at {now}, not at {step}; the screen shows\n{shown(pilot.app)}"


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
async def test_the_whole_meeting_by_keys(sample: Desk, tmp_path: Path, size: tuple[int, int]) -> None:
    meeting = new_meeting(sample)
    async with running(sample, tmp_path, size) as (_, pilot):
        await enter_meeting(pilot, meeting)
        for walk, step in WALK:
            await walk(pilot)
            await at_step(pilot, sample, meeting, step)
        await approve_and_sign(pilot)
        assert "Sang năm 2024, đã mở" in shown(pilot.app), "the year that was opened is not offered"
        assert "Lấy số và chốt biên bản" in shown(pilot.app), "number and seal are not offered"
        await press(pilot, "escape")
        page = shown(pilot.app)
        assert sample.store.get(Meeting, meeting.id).signed_at is not None, page
        assert "Đã ký: chỉ xem." in page, page
    check_result(sample, meeting)
    by_keys = printing.preview(sample, minutes_ref(sample, meeting.id), 78)
    with_words = by_words(tmp_path, sample)
    assert with_words == by_keys, "a script yields other minutes than the keys"


def by_words(folder: Path, of: Desk) -> list[str]:
    """Drive the same meeting by a script, on a sample of its own; return its minutes."""
    desk = a_desk(folder / "by words", of.clock)
    set_up_sample(desk)
    meeting = new_meeting(desk)
    driver, award = Driver(desk, meeting.id), by_honour(council(desk).award_titles)[0].name
    script.run_script(driver, script.acts(SAME.format(items="\n  ".join(handed_over(of)), award=award)))
    lines = printing.preview(desk, minutes_ref(desk, meeting.id), 78)
    desk.store.close()
    return lines


def handed_over(of: Desk) -> tuple[str, ...]:
    return next(m.handover.items for m in of.store.find(Meeting) if m.handover.given_at and m.signed_at)


SAME = """
day 8/12/2023
place Nhà Quốc hội
secretary cqt2
next
present pdt, cqt2, nvd, dhv, vtk
open
next
report
next
line pdt: Nhất trí với báo cáo
next
line Còn ít giao lưu
next
next Chấm sau
put award Cục Quản trị I = {award}
count 4 1 0
next
line Tổ chức giao lưu giữa các đơn vị
put directions
count 5
next
put head Cục Quản trị I
count 5
put deputy Cục Quản trị II
count 5
next
handover dhv | pdt
items {items}
sign-off giver
sign-off receiver
next
conclusion Hội nghị thành công
next
put minutes
count 5
close
sign
"""


async def prepare(pilot: Pilot[int]) -> None:
    """Date, place, secretary."""
    await press(pilot, "enter")
    await write(pilot, "8/12/2023")
    await press(pilot, "enter", "down", "down", "enter")
    await write(pilot, "Nhà Quốc hội")
    await press(pilot, "enter", "down", "down", "enter", "down", "enter", "ctrl+n")


async def open_meeting(pilot: Pilot[int]) -> None:
    """Five delegates are here, then the meeting is opened."""
    for _ in range(5):
        await press(pilot, "space", "down")
    await press(pilot, "ctrl+s", "ctrl+n")


async def report(pilot: Pilot[int]) -> None:
    """The prefilled report is saved by going on."""
    await press(pilot, "ctrl+n")


async def state(pilot: Pilot[int]) -> None:
    """The first speaker of the list is chosen and says something."""
    await press(pilot, "up", "home", "enter")
    await write(pilot, "Nhất trí với báo cáo")
    await press(pilot, "enter", "ctrl+n")


async def limit(pilot: Pilot[int]) -> None:
    """One limitation."""
    await press(pilot, "tab")
    await write(pilot, "Còn ít giao lưu")
    await press(pilot, "enter", "ctrl+n")


async def go_on_without_scores(pilot: Pilot[int]) -> None:
    """Scores are missing in 2023: going on asks for a reason."""
    await press(pilot, "ctrl+n")
    assert "Vẫn đi tiếp?" in shown(pilot.app), shown(pilot.app)
    await write(pilot, "Chấm sau")
    await press(pilot, "enter")


async def award(pilot: Pilot[int]) -> None:
    """The first award for the first unit: 4 for, 1 against."""
    await press(pilot, "f2", "enter", "enter", "enter")
    await press(pilot, "backspace", "4", "enter", "backspace", "1", "ctrl+s", "ctrl+n")


async def direct(pilot: Pilot[int]) -> None:
    """One direction, approved by all."""
    pilot.app.screen.query_one("#line").focus()
    await write(pilot, "Tổ chức giao lưu giữa các đơn vị")
    await press(pilot, "enter")
    pilot.app.screen.query_one("#votes").focus()
    await press(pilot, "enter", "ctrl+s", "ctrl+n")


async def elect(pilot: Pilot[int]) -> None:
    """The first unit becomes head, the second deputy."""
    await press(pilot, "f2", "enter", "enter", "enter", "ctrl+s")
    await press(pilot, "f2", "down", "enter", "down", "enter", "down", "enter", "ctrl+s", "ctrl+n")


async def hand_over(pilot: Pilot[int]) -> None:
    """Both are chosen, open places are filled in; both sign off."""
    await press(pilot, "f4")
    form = pilot.app.screen.query(Input)
    assert [field.value for field in form] == ["", ""], "somebody was taken for who hands over"
    await press(pilot, "f4", "enter", "tab", "f4", "enter", "ctrl+s", "ctrl+s")
    assert "[… có, hoặc không có]" in shown(pilot.app), "an open place was signed off unseen"
    await press(pilot, "down", "enter")
    editor = pilot.app.screen.query_one(TextArea)
    assert "Tồn tại, hạn chế tiếp tục khắc phục: Còn ít giao lưu" in editor.text, editor.text
    editor.text = editor.text.replace("[… có, hoặc không có]", "không có").replace("[… số tiền, hoặc", "0 (")
    await press(pilot, "ctrl+s", "ctrl+s", "ctrl+s", "ctrl+n")


async def conclude(pilot: Pilot[int]) -> None:
    """The chair concludes; going on saves."""
    await write(pilot, "Hội nghị thành công")
    await press(pilot, "ctrl+n")


async def approve_and_sign(pilot: Pilot[int]) -> None:
    """Vote on the minutes, closing hour, signatures."""
    await press(pilot, "enter", "ctrl+s")
    pilot.app.screen.query_one("#todo").focus()
    await press(pilot, "down", "enter", "enter", "down", "enter", "down", "enter")


WALK = (
    (prepare, Step.OPENING),
    (open_meeting, Step.REPORT),
    (report, Step.STATEMENTS),
    (state, Step.LIMITATIONS),
    (limit, Step.SCORES),
    (go_on_without_scores, Step.AWARDS),
    (award, Step.DIRECTIONS),
    (direct, Step.ELECTION),
    (elect, Step.HANDOVER),
    (hand_over, Step.CONCLUSION),
    (conclude, Step.APPROVAL),
)


def check_result(desk: Desk, meeting: Meeting) -> None:
    """The records hold what the keys said, and next year's offices are set."""
    of = meeting_view(desk, meeting.id)
    p = of.proceedings
    assert p.meeting.place == "Nhà Quốc hội"
    assert [line.text for line in p.of_kind(LineKind.STATEMENT)] == ["Nhất trí với báo cáo"]
    assert [line.text for line in p.of_kind(LineKind.LIMITATION)] == ["Còn ít giao lưu"]
    assert [line.text for line in p.of_kind(LineKind.DIRECTION)] == ["Tổ chức giao lưu giữa các đơn vị"]
    assert [gap.reason for gap in p.meeting.gaps] == ["Chấm sau"]
    award = p.of_purpose(Purpose.AWARD)[0]
    assert (award.agree, award.against, award.present) == (4, 1, 5)
    assert p.meeting.conclusion == ("Hội nghị thành công",)
    years = {y.year: y for y in years_of(desk, of.data.bloc.id)}
    head, deputy = p.winner(Purpose.HEAD), p.winner(Purpose.DEPUTY)
    assert head is not None
    assert deputy is not None
    assert years[2024].unit_with(Role.HEAD) == head.unit_id
    assert years[2024].unit_with(Role.DEPUTY) == deputy.unit_id
    assert years[2023].stage is Stage.CLOSED
