"""Adjunct steps of real meetings, on a bloc of schools: lines in the minutes, their order, the pledge."""

import pytest

from ktd_tui.domain.meeting import AgendaStep, Meeting, MeetingKind, Step
from ktd_tui.domain.organisation import Council, Stage
from ktd_tui.domain.pledge import Pledge
from ktd_tui.errors import Refused
from ktd_tui.operations import pages
from ktd_tui.operations.conflicts import Clash, Gone
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import agenda, deeds, long_texts, minutes_lines
from ktd_tui.operations.meeting.deeds import DeedTyped
from ktd_tui.operations.meeting.phrases import phrases_for
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.page import page_lines
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.papers.record import sections
from ktd_tui.rules.meeting.deeds import by_honour
from tests.operations.meeting.councils.schools import meeting_of_schools, years_by_number

WALK = """
unit-report MN Hoa Sen | lth | Hoàn thành 12/12 chỉ tiêu
unit-report TH Kim Đồng | tvb
unit-report Trường THCS Lê Lợi
next
put regulation
count 3
next
put criteria
count 2 1
next
pledge MN Hoa Sen | lth
pledge TH Kim Đồng | Võ Văn Dũng, Phó Hiệu trưởng
pledge THCS Lê Lợi | ptc
next
give Giấy khen | tvb | ptc
give Giấy khen | THCS Lê Lợi | ptc
give Chiến sĩ thi đua cơ sở | lth | ptc
give Tập thể lao động tiên tiến | MN Hoa Sen | ptc
next
flag MN Hoa Sen | TH Kim Đồng | cờ luân lưu của Cụm
next
put minutes
count 3
close
sign
"""


def said(desk: Desk, meeting_id: str) -> str:
    return " ".join(" ".join(printing.preview(desk, minutes_ref(desk, meeting_id), 200)).split())


def do(desk: Desk, meeting: Meeting, text: str) -> None:
    script.run_script(Driver(desk, meeting.id), script.acts(text))


def test_the_whole_meeting_by_words(desk: Desk) -> None:
    meeting = meeting_of_schools(desk)
    do(desk, meeting, WALK)
    page = said(desk, meeting.id)
    for wanted in (
        "Lê Thị Hoa trình bày báo cáo của Trường Mầm non Hoa Sen: Hoàn thành 12/12 chỉ tiêu.",
        "Trường THCS Lê Lợi trình bày báo cáo.",
        "Thông qua Quy chế hoạt động của Cụm trường Bến Nghé.",
        "Thông qua tiêu chí, bảng chấm điểm thi đua năm 2024.",
        "3 đơn vị ký Giao ước thi đua năm 2024 của Cụm trường Bến Nghé:",
        "Trường Tiểu học Kim Đồng (",
        "Trường Mầm non Hoa Sen bàn giao cờ luân lưu của Cụm cho Trường Tiểu học Kim Đồng.",
    ):
        assert wanted in page, f"{wanted!r} is not in\n{page}"
    order = [page.index(f"trao {what}") for what in (
        "danh hiệu “Tập thể lao động tiên tiến”", "danh hiệu “Chiến sĩ thi đua cơ sở”",
        "Giấy khen cho Trường THCS Lê Lợi", "Giấy khen cho Hiệu trưởng Trường Tiểu học Kim Đồng",
    )]  # fmt: skip
    assert order == sorted(order), "titles stand before forms, collectives before persons"
    assert desk.store.get(Meeting, meeting.id).signed_at


def test_awards_are_told_and_offered_by_their_honour_at_the_hour_when_giving_began(desk: Desk) -> None:
    """What was given last is told first: its own hour behind an earlier one would run backwards."""
    meeting = meeting_of_schools(desk)
    do(desk, meeting, "give Giấy khen | tvb | ptc\ngive Lao động tiên tiến | lth | ptc")
    giving = next(s for s in sections(meeting_view(desk, meeting.id).data) if s.step is Step.GIVING)
    assert [bool(entry.clock) for entry in giving.entries] == [True, False]
    offered = [of.name for of in by_honour(desk.store.find(Council)[0].award_titles)]
    assert offered.index("Tập thể lao động tiên tiến") < offered.index("Lao động tiên tiến")
    assert offered.index("Lao động tiên tiến") < offered.index("Giấy khen")


def test_the_signatures_of_the_meeting_are_the_pledge_s_own(desk: Desk) -> None:
    meeting = meeting_of_schools(desk)
    assert sorted(years_by_number(desk)) == [2023]
    do(desk, meeting, "pledge MN Hoa Sen | lth\npledge TH Kim Đồng | Võ Văn Dũng, Phó Hiệu trưởng")
    year = years_by_number(desk)[2024]
    pledge = desk.store.find(Pledge, bloc_year_id=year.id)[0]
    names = [of.name for of in pledge.signatures]
    assert "Lê Thị Hoa" in names[0]
    assert "Võ Văn Dũng" in names[1]
    paper = " ".join(" ".join(printing.preview(desk, PaperRef("pledge", year.id), 100)).split())
    assert "BẢN GIAO ƯỚC THI ĐUA" in paper
    assert "(Đã ký ngày 08 tháng 12 năm 2023)" in paper


def test_a_plain_meeting_signs_the_pledge_of_its_own_year(desk: Desk) -> None:
    meeting = meeting_of_schools(desk, MeetingKind.PLAIN)
    with pytest.raises(
        Refused, match="Lê Thị Hoa"
    ):  # who signs is chosen, and the minutes and the pledge say the same
        do(desk, meeting, "pledge MN Hoa Sen")
    do(desk, meeting, "pledge MN Hoa Sen | lth")
    assert sorted(years_by_number(desk)) == [2023]
    assert "ký Giao ước thi đua năm 2023" in said(desk, meeting.id)


def test_what_was_done_by_mistake_is_taken_back_with_its_signature(desk: Desk) -> None:
    meeting = meeting_of_schools(desk)
    do(desk, meeting, "pledge MN Hoa Sen | lth\ntake-back 1")
    assert desk.store.get(Meeting, meeting.id).deeds == ()
    assert desk.store.find(Pledge)[0].signatures == ()
    undo(desk)
    assert [of.unit for of in desk.store.get(Meeting, meeting.id).deeds] == ["Trường Mầm non Hoa Sen"]
    assert len(desk.store.find(Pledge)[0].signatures) == 1
    with pytest.raises(Refused, match="Không có việc"):
        do(desk, meeting, "take-back 2")


def test_a_unit_reports_once_and_two_who_mend_it_are_told(desk: Desk) -> None:
    meeting = meeting_of_schools(desk)
    do(desk, meeting, "unit-report MN Hoa Sen | lth\nunit-report MN Hoa Sen | tvb")
    (one,) = desk.store.get(Meeting, meeting.id).deeds
    assert "Trần Văn Bình" in one.who
    typed = DeedTyped("MN Hoa Sen", what="Xong")
    deeds.record_deed(desk, meeting.id, Step.UNIT_REPORTS, typed, one)
    with pytest.raises(Clash):
        deeds.record_deed(desk, meeting.id, Step.UNIT_REPORTS, typed, one)
    deeds.take_deed_back(desk, meeting.id, desk.store.get(Meeting, meeting.id).deeds[0])
    with pytest.raises(Gone):
        deeds.take_deed_back(desk, meeting.id, one)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ("unit-report Trường Lạ", "No unit"),
        ("unit-report", "unit is missing"),
        ("pledge MN Hoa Sen | zzz", "Nobody on the list"),
        ("give Giấy khen", "given it is missing"),
        ("give | lth", "award first"),
        ("flag MN Hoa Sen | MN Hoa Sen", "another unit"),
    ],
)
def test_what_is_missing_or_unknown_is_refused(desk: Desk, act: str, why: str) -> None:
    meeting = meeting_of_schools(desk)
    before = desk.store.seq
    with pytest.raises(Refused, match=why):
        script.perform(Driver(desk, meeting.id), script.acts(act)[0])
    assert desk.store.seq == before


def test_the_mid_year_meeting_says_nothing_of_the_year_s_end(desk: Desk) -> None:
    meeting = meeting_of_schools(desk, MeetingKind.MID_YEAR)
    year = years_by_number(desk)[2023]
    shipped = agenda.agenda_of(desk, year.bloc_id, MeetingKind.MID_YEAR)
    whole = tuple(AgendaStep(step=step) for step in (Step.REPORT, Step.SCORES, Step.DIRECTIONS))
    here = desk.store.get(Meeting, meeting.id)
    desk.store.save(here.with_(agenda=(*shipped.steps[:2], *whole, *here.agenda[2:])))
    do(desk, meeting, WALK.replace("next\nput minutes\ncount 3\nclose\nsign\n", ""))
    for step in (Step.REPORT, Step.SCORES, Step.DIRECTIONS):
        minutes_lines.add_line(desk, meeting.id, step, "Một dòng")
    drafted = "\n".join(long_texts.draft_report(desk, meeting.id))
    view = meeting_view(desk, meeting.id)
    offered = "\n".join(text for _, text in phrases_for(desk, view))
    told = "\n".join((said(desk, meeting.id), shown_as_text(desk, meeting.id), drafted, offered))
    assert "tổng kết" not in told.casefold()
    for wanted in ("Báo cáo sơ kết", "Nhiệm vụ 6 tháng cuối năm", "6 tháng đầu năm 2023", "Hội nghị sơ kết"):
        assert wanted in told
    do(desk, meeting, "step flag\nnext\nput minutes\ncount 3\nclose\nsign")
    after = years_by_number(desk)
    assert list(after) == [2023]
    assert after[2023].stage is Stage.PLEDGE, "it closes nothing of the year"


def shown_as_text(desk: Desk, meeting_id: str) -> str:
    """Return the page of ``ktd show``."""
    return "\n".join(page_lines(pages.meeting(desk, meeting_id), 200))
