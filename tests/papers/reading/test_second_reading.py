"""What a clerk struck through in the papers of a ministry's, a province's and a schools' bloc."""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import ktd_tui
from ktd_tui.domain.meeting import MeetingKind, Step
from ktd_tui.domain.merit import Exemplar, honour
from ktd_tui.domain.voting import Purpose
from ktd_tui.layout import balanced
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.papers import current
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.printing import preview
from ktd_tui.papers import vote_phrases
from ktd_tui.papers.blocks import numbered_points
from ktd_tui.papers.document import Paragraph, Points, Table
from ktd_tui.papers.kinds.minutes import compose_minutes
from ktd_tui.papers.kinds.report import ReportData, compose_report
from ktd_tui.papers.phrases import sentence_begun, sentence_ended
from ktd_tui.papers.record import sections
from ktd_tui.words import in_full
from tests.operations.found import the_meeting, the_year


def test_a_title_breaks_within_no_name() -> None:
    title = "Bàn giao chức vụ Cụm trưởng Cụm thi đua số 1 các sở, ban, ngành tỉnh Bắc Ninh năm 2025"
    for width in range(30, 60):
        lines = balanced(title, width, len)
        assert not [line for line in lines if line.endswith((" thi", " số", " các", "sở,", "ban,"))], lines


def test_a_name_is_held_together_where_it_costs_no_line() -> None:
    name = "Cụm thi đua số 3 Công an các tỉnh miền Trung"
    title = f"Giao ước thi đua năm 2026 của {name}"
    assert balanced(title, 60, len) != [f"Giao ước thi đua năm 2026 của {name}"[:29], name], "else no need"
    assert balanced(title, 60, len, (name,)) == ["Giao ước thi đua năm 2026 của", name]
    assert balanced(title.upper(), 60, len, (name,))[1] == name.upper()
    for width in range(15, 90):
        held, free = balanced(title, width, len, (name, "")), balanced(title, width, len)
        assert len(held) == len(free), "never a line more"
        assert " ".join(held) == title
        assert all(len(line) <= width for line in held if " " in line) or held == free
    council = "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG CƠ QUAN VĂN PHÒNG QUỐC HỘI"
    for width in range(26, 60):
        assert not [line for line in balanced(council, width, len) if line.startswith("QUỐC HỘI")]


def test_what_ends_with_a_quotation_has_its_stop() -> None:
    assert sentence_ended("Rà soát cụm từ “đã nộp”") == "Rà soát cụm từ “đã nộp”."
    assert sentence_ended("Chủ tọa nói: “Đồng ý.”") == "Chủ tọa nói: “Đồng ý.”"
    assert sentence_ended("Hỏi: “Vì sao?”") == "Hỏi: “Vì sao?”"
    assert sentence_ended("“a;”") == sentence_ended("“a;”;") == "“a”."
    assert sentence_begun("ý kiến khác: không") == "Ý kiến khác: không"
    assert sentence_begun("a) đồng ý") == "a) đồng ý"
    assert sentence_begun("“đồng ý”") == "“Đồng ý”"
    assert sentence_begun('"đồng ý".') == '"Đồng ý".'
    assert sentence_begun("“đã nộp” là cụm từ") == "“đã nộp” là cụm từ"
    assert not sentence_ended("")


def test_a_comma_with_its_space_on_the_wrong_side_is_put_right() -> None:
    assert sentence_ended("Nhất trí ,đề nghị ;bổ sung") == "Nhất trí, đề nghị; bổ sung."
    for left in ("Tăng 1,5 điểm, 10,5% lúc 14:20.", "Từ 1 ,5 điểm.", "Tại a,b."):
        assert sentence_ended(left) == left


def test_days_typed_short_are_said_in_full() -> None:
    assert in_full("Kế hoạch số 15/KH-BNV ngày 5/1/2025") == "Kế hoạch số 15/KH-BNV ngày 05 tháng 01 năm 2025"
    assert in_full("ngày 31/02/2025, số 1/2/2025") == "ngày 31/02/2025, số 1/2/2025"


def test_awards_of_one_title_are_said_once(sample: Desk) -> None:
    of = meeting_view(sample, the_meeting(sample).id).data.proceedings
    vote = next(v for v in of.votes if v.purpose is Purpose.AWARD and not v.candidates)
    begins = f"Đề nghị tặng {honour(vote.award)} cho "
    two = [vote.with_(id=f"v{n}", subject=f"{begins}Cục {n}") for n in (1, 2)]
    assert list(vote_phrases.what_was_decided(two)) == [f"{begins}2 trường hợp: Cục 1; Cục 2."]
    assert list(vote_phrases.what_was_decided(two[:1])) == [f"{begins}Cục 1."]


def test_what_the_scores_came_to_is_said_before_the_awards(sample: Desk) -> None:
    page = " ".join(" ".join(preview(sample, PaperRef("notice", the_year(sample).id), 400)).split())
    assert page.index("Thông qua kết quả chấm điểm") < page.index("Đề nghị tặng"), page


def test_the_chair_has_the_last_word(sample: Desk) -> None:
    data = meeting_view(sample, the_meeting(sample).id).data
    of = data.proceedings
    last = max(of.lines, key=lambda line: line.at)
    said = last.with_(
        id="x", step=Step.CONCLUSION, text="Ghi nhận kết quả.", at=last.at + timedelta(minutes=1)
    )
    both = replace(data, proceedings=of._replace(lines=(*of.lines, said)))
    told = next(s for s in sections(both) if s.step is Step.CONCLUSION).entries
    first = of.meeting.conclusion[0]
    place = next(n for n, entry in enumerate(told) if first.rstrip(".") in entry.text)
    assert told[place].text.startswith("Chủ trì kết luận: ")
    assert any("Ghi nhận kết quả." in entry.text for entry in told[:place])


def test_an_extract_says_each_vote_once(sample: Desk) -> None:
    of = current.paper(sample, PaperRef("extract", the_year(sample).id))
    assert not [block for block in of.blocks if isinstance(block, Table)]


def test_criteria_name_no_decree_of_another_year() -> None:
    for file in Path(ktd_tui.__file__).parent.glob("data/criteria-*.toml"):
        for one in tomllib.loads(file.read_text("utf-8"))["criteria_sets"]:
            assert not [bar for bar in one.get("bars", ()) if "Nghị định" in bar], file


def test_the_guide_stands_on_the_law_of_its_year(sample: Desk) -> None:
    page = " ".join(" ".join(preview(sample, PaperRef("guide", the_year(sample).id), 400)).split())
    assert "Căn cứ Nghị định số 91/2017/NĐ-CP" in page
    assert "152/2025" not in page


def test_a_half_years_report_names_no_deed_of_the_other_half(sample: Desk) -> None:
    data = meeting_view(sample, the_meeting(sample).id).data
    half = data.proceedings.meeting.with_(kind=MeetingKind.MID_YEAR)
    of = replace(data, proceedings=data.proceedings._replace(meeting=half))
    deeds = [
        Exemplar(
            bloc_year_id="y", unit_id="u", name=f"Tổ {month}", deed="Việc tốt", deed_on=date(2022, month, 1)
        )
        for month in (5, 11)
    ]
    blocks = compose_report(ReportData(of, (), deeds, ())).blocks
    told = "".join(item for block in blocks if isinstance(block, Points) for item in block.items)
    assert "Tổ 5" in told
    assert "Tổ 11" not in told


def test_where_nobody_is_graded_no_paper_has_a_column_of_grades(sample: Desk) -> None:
    data = meeting_view(sample, the_meeting(sample).id).data
    ungraded = replace(data, standings=tuple(s._replace(grade="", contended="") for s in data.standings))
    tables = [block for block in compose_minutes(ungraded).blocks if isinstance(block, Table)]
    heads = [name for table in tables for name in table.header]
    assert "Hạng" in heads
    assert "Xếp loại" not in heads


def test_one_alone_bears_no_number() -> None:
    assert numbered_points(["Một việc."]) == Paragraph("Một việc.")
    assert numbered_points(["Một.", "Hai."]) == Points(("Một.", "Hai."), "1")
