"""What a clerk who knows Nghị định 30/2020 struck through in the papers of a council of hospitals."""

from datetime import datetime

from ktd_tui.clock import VIETNAM
from ktd_tui.domain.meeting import AgendaStep, Meeting, MeetingDeed, MeetingKind, Step
from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.long_texts import draft_report
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.preflight import preflight
from ktd_tui.operations.papers.printing import preview
from ktd_tui.operations.year.activities import save_activity
from ktd_tui.operations.year.exemplars import save_exemplar
from ktd_tui.operations.year.tasks import TaskTyped, save_task
from ktd_tui.papers import phrases
from ktd_tui.papers.document import Table
from ktd_tui.papers.letter import meeting_recipients
from ktd_tui.papers.render.fonts import find_faces
from ktd_tui.papers.render.looks import CELL_SIDE
from ktd_tui.papers.render.measure import Measure, column_widths
from ktd_tui.rules.meeting.steps import paper_title
from tests.operations.found import the_meeting, the_year

BLOC = Bloc(id="b", council_id="c", code="BV", name="Cụm thi đua các bệnh viện", noun="Cụm")


def test_a_heading_names_the_year_that_it_is_about() -> None:
    of, year_end, half = AgendaStep(step=Step.DIRECTIONS), MeetingKind.YEAR_END, MeetingKind.MID_YEAR
    assert paper_title(of, BLOC.words, year_end, 2025) == "Phương hướng, nhiệm vụ năm 2026"
    assert paper_title(of, BLOC.words, half, 2025) == "Nhiệm vụ 6 tháng cuối năm 2025"
    own = AgendaStep(step=Step.DIRECTIONS, title="Việc năm sau {head}")
    assert paper_title(own, BLOC.words, year_end, 2025) == "Việc năm sau {head}"


def test_titles_are_given_as_titles_and_a_signer_s_unit_stands_once() -> None:
    at = datetime(2026, 1, 30, 9, 30, tzinfo=VIETNAM)
    given = MeetingDeed(step=Step.GIVING, at=at, who="ông A", what="Tập thể lao động xuất sắc", given_to="B")
    assert phrases.award_given(given) == "Ông A trao danh hiệu “Tập thể lao động xuất sắc” cho B."
    assert (
        phrases.award_given(given.model_copy(update={"what": "Giấy khen"})) == "Ông A trao Giấy khen cho B."
    )
    signed = [
        MeetingDeed(step=Step.PLEDGE, at=at, unit="Bệnh viện Mắt", who="bà Lan, Giám đốc Bệnh viện Mắt"),
        MeetingDeed(step=Step.PLEDGE, at=at, unit="Bệnh viện Phổi", who="ông Hòe, Sở Y tế"),
    ]
    told = phrases.pledge_signed(signed, 2026, BLOC)
    assert told.endswith("Bệnh viện Mắt (bà Lan, Giám đốc); Bệnh viện Phổi (ông Hòe, Sở Y tế).")


def test_recipients_end_with_who_keeps_the_paper() -> None:
    meeting = Meeting(id="m", bloc_year_id="y", recipients=("Sở Y tế",))
    assert meeting_recipients(meeting, BLOC) == ("Sở Y tế", "Lưu: VT")
    assert meeting_recipients(meeting.with_(recipients=("Sở Y tế", "Lưu: VP")), BLOC) == (
        "Sở Y tế",
        "Lưu: VP",
    )
    assert meeting_recipients(meeting.with_(recipients=()), BLOC) == ("Các đơn vị trong Cụm", "Lưu: VT")


def test_the_report_tells_tasks_once_with_full_dates_and_no_place_twice(sample: Desk) -> None:
    year = the_year(sample)
    unit = sample.store.find(Unit, name="Vụ Thư ký")[0].id
    save_task(sample, year.id, None, TaskTyped("Ký giao ước", done_on="7/2/2022"))
    save_task(sample, year.id, None, TaskTyped("Tập huấn;"))
    held = {"title": "Hội thi", "unit": unit, "place": "Vụ Thư ký"}
    save_activity(sample, year.id, None, held)
    save_exemplar(sample, year.id, None, {"name": "Lê Thử", "unit": unit, "deed": "Số hóa"})
    told = " ".join(draft_report(sample, the_meeting(sample).id))
    assert "Ký giao ước (hoàn thành ngày 07 tháng 02 năm 2022); Tập huấn (chưa hoàn thành)." in told
    assert "phong trào thi đua đã triển khai" not in told, "a table tells them"
    page = " ".join(" ".join(preview(sample, PaperRef("report", year.id), 200)).split())
    assert "Hội thi (Vụ Thư ký)." in page
    assert "Lê Thử (Vụ Thư ký): Số hóa." in page


def test_no_word_of_a_bold_row_is_broken_in_a_narrow_column() -> None:
    of = Measure(find_faces(), landscape=True)
    header = ("Mã", "Nội dung", *(f"B{n}" for n in range(20)))
    rows = (("I", "Nhiệm vụ", *["9"] * 20), ("", "Xếp loại", *["Xuất sắc"] * 20))
    table = Table(header, rows, widths=(0.07, 0.43, *[0.025] * 20), align=("left",) * 22, strong=(1,))
    room = column_widths(table, of)[-1] - 2 * CELL_SIDE
    assert room >= of.width("Xuất", "strong left") > of.width("Xuất", "left")


def test_grounds_that_nobody_read_are_told_before_the_seal(sample: Desk) -> None:
    year = the_year(sample).id
    told = [p for p in preflight(sample, PaperRef("nominations", year)) if "grounds" in p.message]
    assert [p.stops for p in told] == [False]
    assert "91/2017" in str(told[0].facts["text"])
    assert not [p for p in preflight(sample, PaperRef("plan", year)) if "grounds" in p.message]
